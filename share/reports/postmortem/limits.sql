-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is not in the data, counted.
WITH m AS (
  SELECT mm.id, mm.customer_id, mm.kickoff_at
    FROM migration mm
    JOIN migration_go_live g ON g.migration_id = mm.id
   WHERE mm.key = :subject
), mine AS (
  SELECT t.* FROM ticket t JOIN attribution a ON a.ticket_id = t.id
    JOIN m ON m.id = a.migration_id
   WHERE t.is_incident = 1 AND t.state <> 'cancelled'
     AND t.opened_at <= :as_of
), gap AS (
  SELECT 1 AS place, COUNT(*) AS n,
         'Rows of imported files that could not be read and were kept aside' AS what
    FROM reject WHERE replayed_by IS NULL
  UNION ALL
  SELECT 2, COUNT(*),
         'Tickets of this customer since kickoff that no rule gives to a migration'
    FROM ticket t JOIN m ON m.customer_id = t.customer_id
   WHERE t.opened_at >= m.kickoff_at AND t.opened_at <= :as_of
     AND NOT EXISTS (SELECT 1 FROM attribution a WHERE a.ticket_id = t.id)
  UNION ALL
  SELECT 3, COUNT(*), 'Incidents without a severity' FROM mine
   WHERE severity IS NULL
  UNION ALL
  SELECT 4, COUNT(*), 'Incidents without the time of a first answer' FROM mine
   WHERE acknowledged_at IS NULL OR acknowledged_at > :as_of
  UNION ALL
  SELECT 5, COUNT(*), 'Incidents still open at the end of the data'
    FROM mine WHERE resolved_at IS NULL OR resolved_at > :as_of
  UNION ALL
  SELECT 6, COUNT(*), 'Incidents that name no module, so that nobody is credited with resolving them'
    FROM mine t JOIN attribution a ON a.ticket_id = t.id
   WHERE a.module_id IS NULL
  UNION ALL
  SELECT 7, COUNT(*), 'Modules without a recorded end'
    FROM module_run r JOIN m ON m.id = r.migration_id
   WHERE r.started_at <= :as_of
     AND (r.ended_at IS NULL OR r.ended_at > :as_of)
  UNION ALL
  SELECT 8, COUNT(*), 'Validation results that are skipped, pending or in error'
    FROM check_result k JOIN m ON m.id = k.migration_id
   WHERE k.status IN ('skipped', 'pending', 'error')
     AND (k.started_at IS NULL OR k.started_at <= :as_of)
  UNION ALL
  SELECT 9, COUNT(*), 'Modules re-planned, at a time that is not on record (slip is counted from the plan at kickoff)'
    FROM (SELECT p.module_id FROM module_plan p JOIN m ON m.id = p.migration_id
           GROUP BY p.module_id HAVING COUNT(*) > 1)
)
SELECT n, what FROM gap WHERE n > 0 ORDER BY place
