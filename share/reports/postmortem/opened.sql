-- SPDX-License-Identifier: GPL-3.0-or-later
-- The incidents of incidents.sql without what was written in them.
SELECT t.opened_at, t.severity
  FROM ticket t
  JOIN attribution a ON a.ticket_id = t.id
  JOIN migration m ON m.id = a.migration_id
  JOIN migration_go_live g ON g.migration_id = m.id
 WHERE m.key = :subject AND t.is_incident = 1 AND t.state <> 'cancelled'
   AND t.opened_at >= g.go_live_at
   AND t.opened_at < g.go_live_at + 90 * 86400000000
   AND t.opened_at <= :as_of
 ORDER BY t.opened_at, t.severity
