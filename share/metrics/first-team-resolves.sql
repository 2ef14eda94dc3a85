-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: first-team-resolves
-- title:  Incidents resolved by the team that got them first
-- kind:   proportion
-- better: higher
-- dims:   module, migration, customer, severity, team, source
-- reads:  ticket, team, customer, attribution, migration, module
--
-- (1) Resolved incidents whose resolving team is the team that got them
--     first, of all resolved incidents: a low share says that the mapping
--     sends work to the wrong door.
-- (2) The team is the one that got the incident first.
-- (3) Left out, with the reason: nobody says who got it first, or who
--     resolved it.  Open and cancelled incidents are not here.
-- (4) A period takes the incidents opened in it.
WITH incident AS (
  SELECT CASE WHEN t.first_team_id = t.resolver_team_id THEN 1 ELSE 0 END
           AS is_first,
         t.source, t.severity, m.key AS migration, c.key AS customer,
         d.key AS module, f.key AS team,
         CASE WHEN t.first_team_id IS NULL
              THEN 'nobody says who got it first'
              WHEN t.resolver_team_id IS NULL
              THEN 'nobody says who resolved it' END AS excluded
    FROM ticket t
    LEFT JOIN attribution a ON a.ticket_id = t.id
    LEFT JOIN migration m ON m.id = a.migration_id
    LEFT JOIN module d ON d.id = a.module_id
    LEFT JOIN customer c ON c.id = t.customer_id
    LEFT JOIN team f ON f.id = t.first_team_id
   WHERE t.is_incident = 1 AND t.state = 'resolved'
     AND COALESCE(t.resolved_at, t.closed_at, :as_of) <= :as_of
     AND t.opened_at >= :since AND t.opened_at < :until
)
SELECT SUM(is_first) AS hits, COUNT(*) AS trials, excluded, module, migration,
       customer, severity, team, source
  FROM incident
 GROUP BY excluded, module, migration, customer, severity, team, source
 ORDER BY source, severity NULLS LAST, migration NULLS LAST,
          customer NULLS LAST, module NULLS LAST, team NULLS LAST,
          excluded NULLS LAST;
