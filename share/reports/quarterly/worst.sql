-- SPDX-License-Identifier: GPL-3.0-or-later
-- The migrations with most incidents opened in the quarter.
SELECT m.key AS migration, m.title, c.key AS customer,
       COUNT(*) AS incidents,
       SUM(t.severity = 1) AS severity_one,
       SUM(t.severity = 2) AS severity_two
  FROM ticket t
  JOIN attribution a ON a.ticket_id = t.id
  JOIN migration m ON m.id = a.migration_id
  JOIN customer c ON c.id = m.customer_id
  JOIN migration_go_live g ON g.migration_id = m.id
 WHERE t.is_incident = 1 AND t.state <> 'cancelled'
   AND t.opened_at >= :since AND t.opened_at < :until
   AND t.opened_at >= g.go_live_at
 GROUP BY m.id
 ORDER BY incidents DESC, m.key
 LIMIT 10
