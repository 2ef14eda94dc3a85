-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: checks-passed
-- title:  Validation checks passed
-- kind:   proportion
-- better: higher
-- dims:   migration, customer, table, measure, validator, source_system, wave
-- reads:  check_result, migration, customer
--
-- (1) Checks that passed, of the checks that gave a verdict; a warning is
--     no pass.
-- (2) Of several results for the same check of a migration, the latest
--     counts.
-- (3) What was compared (row counts, sums, rows, ...) is the dimension
--     measure: a passed row count proves less than compared rows.
-- (4) Left out, with the reason: a check that did not run (pending,
--     skipped, error).
-- (5) A period takes the checks that ended in it.
WITH result AS (
  SELECT m.key AS migration, c.key AS customer, m.source_system, m.wave,
         k.object, k.kind AS measure, k.validator, k.status,
         COALESCE(k.ended_at, k.started_at, :as_of) AS ended_at,
         ROW_NUMBER() OVER (
           PARTITION BY k.migration_id, k.source, k.check_key
           ORDER BY COALESCE(k.ended_at, k.started_at, :as_of) DESC,
                    k.run_key DESC, k.id DESC) AS age
    FROM check_result k
    LEFT JOIN migration m ON m.id = k.migration_id
    LEFT JOIN customer c ON c.id = m.customer_id
   WHERE COALESCE(k.ended_at, k.started_at, :as_of) <= :as_of
), judged AS (
  SELECT result.*, CASE WHEN status = 'pass' THEN 1 ELSE 0 END AS is_passed,
         CASE WHEN status IN ('pending', 'skipped', 'error')
              THEN 'did not run: ' || status END AS excluded
    FROM result
   WHERE age = 1
)
SELECT SUM(is_passed) AS hits, COUNT(*) AS trials, excluded, migration,
       customer, object AS "table", measure, validator, source_system, wave
  FROM judged
 WHERE ended_at >= :since AND ended_at < :until
 GROUP BY excluded, migration, customer, object, measure, validator,
          source_system, wave
 ORDER BY migration NULLS LAST, object, measure, validator NULLS LAST,
          excluded NULLS LAST;
