-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: change-fail-rate
-- title:  Cutovers that needed intervention
-- kind:   proportion
-- better: lower
-- dims:   migration, customer, source_system, wave, size_band
-- reads:  iteration, migration, customer, ticket, attribution
-- params: window_hours=48, worst_severities=2
--
-- (1) Cutover attempts that were rolled back, failed, or were followed
--     within :window_hours of their end by an incident of the worst
--     severities attributed to the migration; of all attempts that came to
--     an end.
-- (2) Rehearsals and drills are no attempts.
-- (3) Left out, with the reason: still running at :as_of; outcome unknown.
-- (4) A cancelled incident, or one without a severity, is no intervention.
-- (5) A period takes the cutovers that began in it.
WITH attempt AS (
  SELECT m.key AS migration, c.key AS customer, m.source_system, m.wave,
         m.size_band,
         CASE WHEN i.outcome IN ('rolled_back', 'failed') THEN 1
              WHEN EXISTS (
                SELECT 1
                  FROM attribution a
                  JOIN ticket t ON t.id = a.ticket_id
                 WHERE a.migration_id = i.migration_id
                   AND t.is_incident = 1
                   AND (t.state <> 'cancelled'
                        OR COALESCE(t.closed_at, t.updated_at, t.resolved_at,
                                    :as_of) > :as_of)
                   AND t.severity <= CAST(:worst_severities AS BIGINT)
                   AND t.opened_at <= :as_of AND t.opened_at >= i.ended_at
                   AND t.opened_at < i.ended_at
                       + CAST(:window_hours AS BIGINT) * 3600000000)
              THEN 1 ELSE 0 END AS is_failed,
         CASE WHEN i.outcome = 'unknown' THEN 'outcome unknown'
              WHEN i.outcome = 'running' OR i.ended_at > :as_of
              THEN 'still running' END AS excluded
    FROM iteration i
    LEFT JOIN migration m ON m.id = i.migration_id
    LEFT JOIN customer c ON c.id = m.customer_id
   WHERE i.kind = 'cutover'
     AND COALESCE(i.started_at, i.ended_at, :as_of) >= :since
     AND COALESCE(i.started_at, i.ended_at, :as_of) < :until
)
SELECT SUM(is_failed) AS hits, COUNT(*) AS trials, excluded, migration,
       customer, source_system, wave, size_band
  FROM attempt
 GROUP BY excluded, migration, customer, source_system, wave, size_band
 ORDER BY migration NULLS LAST, excluded NULLS LAST;
