-- SPDX-License-Identifier: GPL-3.0-or-later
-- Where tickets go once a team passes them on: every team that held one
-- before points at the team that resolved it, once a ticket (Jeong, Kim &
-- Zimmermann 2009).  Fewer than 5, or than 15 % of what a team passes on, is
-- noise.
WITH done AS (
  SELECT id, resolver_team_id, resolved_at
    FROM ticket
   WHERE resolver_team_id IS NOT NULL AND state <> 'cancelled'
     AND resolved_at <= :as_of
), holder AS (
  SELECT id AS ticket_id, first_team_id AS team_id
    FROM ticket
   WHERE first_team_id IS NOT NULL
  UNION
  SELECT e.ticket_id, e.team_id
    FROM ticket_event e
    JOIN done d ON d.id = e.ticket_id AND e.happened_at <= d.resolved_at
   WHERE e.team_id IS NOT NULL
), toss AS (
  SELECT h.team_id AS from_id, d.resolver_team_id AS to_id, COUNT(*) AS n
    FROM holder h
    JOIN done d ON d.id = h.ticket_id
   WHERE h.team_id <> d.resolver_team_id
   GROUP BY h.team_id, d.resolver_team_id
), weighed AS (
  SELECT from_id, to_id, n, SUM(n) OVER (PARTITION BY from_id) AS passed
    FROM toss
)
SELECT f.key AS from_team, g.key AS to_team, w.n, w.passed,
       1.0 * w.n / w.passed AS resolved_share,
       wilson_lo(w.n, w.passed) AS lo_share,
       wilson_hi(w.n, w.passed) AS hi_share
  FROM weighed w
  JOIN team f ON f.id = w.from_id
  JOIN team g ON g.id = w.to_id
 WHERE w.n >= 5 AND w.n >= 0.15 * w.passed
 ORDER BY w.n DESC, f.key, g.key
