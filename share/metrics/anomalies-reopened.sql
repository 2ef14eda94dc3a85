-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: anomalies-reopened
-- title:  Anomalies that came back
-- kind:   proportion
-- better: lower
-- dims:   migration, customer, table, measure, validator, source_system, wave
-- reads:  check_result, migration, customer
--
-- (1) Checks that failed, passed, and failed again, of the checks that
--     failed and passed afterwards: a repair that did not hold.
-- (2) A check counts once, however often it comes back.
-- (3) What failed and has not passed since is not repaired yet and is not
--     here; a warning or a check that did not run says nothing.
-- (4) What was compared is the dimension measure.
-- (5) A period takes the checks whose first repair ended in it.
WITH result AS (
  SELECT k.migration_id, k.source, k.check_key, k.object, k.kind AS measure,
         k.validator, k.status,
         ROW_NUMBER() OVER (
           PARTITION BY k.migration_id, k.source, k.check_key
           ORDER BY COALESCE(k.ended_at, k.started_at, :as_of), k.run_key,
                    k.id) AS place,
         COALESCE(k.ended_at, k.started_at, :as_of) AS ended_at
    FROM check_result k
   WHERE k.status IN ('pass', 'fail')
     AND COALESCE(k.ended_at, k.started_at, :as_of) <= :as_of
), failed AS (
  SELECT migration_id, source, check_key, MIN(place) AS place
    FROM result
   WHERE status = 'fail'
   GROUP BY migration_id, source, check_key
), repaired AS (
  SELECT r.migration_id, r.source, r.check_key, MIN(r.place) AS place,
         MIN(r.ended_at) AS repaired_at, MIN(r.object) AS object,
         MIN(r.measure) AS measure, MIN(r.validator) AS validator
    FROM result r
    JOIN failed f ON f.source = r.source AND f.check_key = r.check_key
                 AND COALESCE(f.migration_id, 0)
                     = COALESCE(r.migration_id, 0)
   WHERE r.status = 'pass' AND r.place > f.place
   GROUP BY r.migration_id, r.source, r.check_key
), judged AS (
  SELECT p.*,
         CASE WHEN EXISTS (
                SELECT 1 FROM result r
                 WHERE r.source = p.source AND r.check_key = p.check_key
                   AND COALESCE(r.migration_id, 0)
                       = COALESCE(p.migration_id, 0)
                   AND r.status = 'fail' AND r.place > p.place)
              THEN 1 ELSE 0 END AS is_back
    FROM repaired p
)
SELECT SUM(j.is_back) AS hits, COUNT(*) AS trials, m.key AS migration,
       c.key AS customer, j.object AS "table", j.measure, j.validator,
       m.source_system, m.wave
  FROM judged j
  LEFT JOIN migration m ON m.id = j.migration_id
  LEFT JOIN customer c ON c.id = m.customer_id
 WHERE j.repaired_at >= :since AND j.repaired_at < :until
 GROUP BY m.key, c.key, j.object, j.measure, j.validator, m.source_system,
          m.wave
 ORDER BY m.key NULLS LAST, j.object, j.measure, j.validator NULLS LAST;
