-- SPDX-License-Identifier: GPL-3.0-or-later
-- On how few a module rests: teams and people who resolved its tickets, every
-- ticket counted once.  People are counted, never named.
WITH done AS (
  SELECT a.module_id, t.resolver_team_id AS team_id,
         t.resolver_id AS person_id
    FROM ticket t
    JOIN attribution a ON a.ticket_id = t.id
   WHERE t.resolver_team_id IS NOT NULL AND a.module_id IS NOT NULL
     AND t.state <> 'cancelled' AND t.resolved_at <= :as_of
), team_load AS (
  SELECT module_id, COUNT(*) AS n FROM done GROUP BY module_id, team_id
), person_load AS (
  SELECT module_id, COUNT(*) AS n
    FROM done
   WHERE person_id IS NOT NULL
   GROUP BY module_id, person_id
), team_spread AS (
  SELECT module_id, SUM(n) AS n, COUNT(*) AS teams, 1 / hhi(n) AS worth
    FROM team_load
   GROUP BY module_id
), person_spread AS (
  SELECT module_id, SUM(n) AS n, COUNT(*) AS people, gini(n) AS gini,
         CAST(bus_factor(n) AS INTEGER) AS bus_factor
    FROM person_load
   GROUP BY module_id
)
SELECT md.title AS module, t.n, t.teams, ROUND(t.worth, 1) AS worth,
       p.people, ROUND(p.gini, 2) AS gini, p.bus_factor
  FROM team_spread t
  JOIN module md ON md.id = t.module_id
  LEFT JOIN person_spread p ON p.module_id = t.module_id AND p.n >= 10
 WHERE t.n >= 10
 ORDER BY COALESCE(p.bus_factor, 99), p.gini DESC, md.position, md.key
