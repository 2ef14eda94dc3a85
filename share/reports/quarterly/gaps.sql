-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is missing in the data of the quarter, counted.
WITH gap AS (
  SELECT 1 AS place, COUNT(*) AS n,
         'Rows of imported files that could not be read and were kept aside' AS what
    FROM reject WHERE replayed_by IS NULL
  UNION ALL
  SELECT 2, COUNT(*), 'Tickets opened in the quarter that no rule gives to a migration'
    FROM ticket t
   WHERE t.opened_at >= :since AND t.opened_at < :until
     AND NOT EXISTS (SELECT 1 FROM attribution a WHERE a.ticket_id = t.id)
  UNION ALL
  SELECT 3, COUNT(*), 'Tickets opened in the quarter without a severity'
    FROM ticket t
   WHERE t.opened_at >= :since AND t.opened_at < :until
     AND t.severity IS NULL
  UNION ALL
  SELECT 4, COUNT(*), 'Migrations without a planned go-live, which cannot be late'
    FROM migration WHERE planned_go_live_at IS NULL AND kickoff_at < :until
  UNION ALL
  SELECT 5, COUNT(*), 'Validation results that are skipped, pending or in error'
    FROM check_result WHERE status IN ('skipped', 'pending', 'error')
     AND (started_at IS NULL OR started_at < :until)
)
SELECT n, what FROM gap WHERE n > 0 ORDER BY place
