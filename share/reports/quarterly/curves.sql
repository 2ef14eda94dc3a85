-- SPDX-License-Identifier: GPL-3.0-or-later
-- Incidents of every migration watched in the quarter, from its go-live to
-- the quarter's end, a row each; one without has a row without a time.
SELECT m.key AS name, m.title AS qualifier, m.user_count AS users,
       g.go_live_at AS start_at,
       least(g.go_live_at + 90 * 86400000000, :until) AS end_at,
       t.opened_at
  FROM migration m
  JOIN migration_go_live g ON g.migration_id = m.id
  LEFT JOIN (SELECT a.migration_id, k.opened_at, k.id
               FROM attribution a JOIN ticket k ON k.id = a.ticket_id
              WHERE k.is_incident = 1 AND k.state <> 'cancelled'
                AND k.opened_at < :until) t
    ON t.migration_id = m.id AND t.opened_at >= g.go_live_at
   AND t.opened_at < g.go_live_at + 90 * 86400000000
 WHERE g.go_live_at < :until
   AND g.go_live_at + 90 * 86400000000 > :since
 ORDER BY g.go_live_at, m.key, t.opened_at, t.id
