-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: rollback-rate
-- title:  Cutovers rolled back
-- kind:   proportion
-- better: lower
-- dims:   migration, customer, source_system, wave, size_band
-- reads:  iteration, migration, customer
--
-- (1) Cutover attempts that were rolled back, of all attempts that came to
--     an end.  Attempts are counted, not migrations: who tries three times
--     counts three times.
-- (2) Rehearsals and drills are no attempts: a drill is rolled back on
--     purpose.
-- (3) A cutover that failed without a rollback is an attempt.
-- (4) Left out, with the reason: still running at :as_of; outcome unknown.
-- (5) A period takes the cutovers that began in it.
WITH attempt AS (
  SELECT m.key AS migration, c.key AS customer, m.source_system, m.wave,
         m.size_band,
         CASE WHEN i.outcome = 'rolled_back' THEN 1 ELSE 0 END
           AS is_rolled_back,
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
SELECT SUM(is_rolled_back) AS hits, COUNT(*) AS trials, excluded, migration,
       customer, source_system, wave, size_band
  FROM attempt
 GROUP BY excluded, migration, customer, source_system, wave, size_band
 ORDER BY migration NULLS LAST, excluded NULLS LAST;
