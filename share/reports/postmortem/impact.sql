-- SPDX-License-Identifier: GPL-3.0-or-later
-- One row: how long the worst incidents after go-live lasted, in all.
SELECT SUM(t.severity = 1) AS one,
       SUM(CASE WHEN t.severity = 1 AND t.resolved_at <= :as_of
                THEN t.resolved_at - t.opened_at END) / 1000000
         AS one_seconds,
       SUM(t.severity = 2) AS two,
       SUM(CASE WHEN t.severity = 2 AND t.resolved_at <= :as_of
                THEN t.resolved_at - t.opened_at END) / 1000000
         AS two_seconds,
       SUM(t.severity <= 2 AND (t.resolved_at IS NULL
                                OR t.resolved_at > :as_of)) AS unresolved
  FROM ticket t
  JOIN attribution a ON a.ticket_id = t.id
  JOIN migration m ON m.id = a.migration_id
  JOIN migration_go_live g ON g.migration_id = m.id
 WHERE m.key = :subject AND t.is_incident = 1 AND t.state <> 'cancelled'
   AND t.opened_at >= g.go_live_at
   AND t.opened_at < g.go_live_at + 90 * 86400000000
   AND t.opened_at <= :as_of
