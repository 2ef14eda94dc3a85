-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: completeness
-- title:  Rows of the source that arrived
-- kind:   proportion
-- better: higher
-- dims:   migration, customer, table, validator, source_system, wave
-- reads:  check_result, migration, customer
--
-- (1) Rows of the target, of the rows of the source, by the row counts of
--     each table: what cannot have arrived, because there are fewer.
-- (2) Rows the target has beyond the source do not make up for those that
--     are missing elsewhere: a table counts for at most its source.
-- (3) Of several results for the same check of a migration, the latest
--     counts.
-- (4) All rows of a table were counted: a full count.
-- (5) Left out, with the reason: a count that did not run (pending, skipped,
--     error); one that does not say both counts as whole numbers.
-- (6) A period takes the counts that ended in it.
WITH result AS (
  SELECT m.key AS migration, c.key AS customer, m.source_system, m.wave,
         k.object, k.validator, k.status,
         CASE WHEN rtrim(k.source_value, '0123456789') = ''
               AND k.source_value <> '' AND length(k.source_value) < 16
              THEN CAST(k.source_value AS BIGINT) END AS source_rows,
         CASE WHEN rtrim(k.target_value, '0123456789') = ''
               AND k.target_value <> '' AND length(k.target_value) < 16
              THEN CAST(k.target_value AS BIGINT) END AS target_rows,
         COALESCE(k.ended_at, k.started_at, :as_of) AS ended_at,
         ROW_NUMBER() OVER (
           PARTITION BY k.migration_id, k.source, k.check_key
           ORDER BY COALESCE(k.ended_at, k.started_at, :as_of) DESC,
                    k.run_key DESC, k.id DESC) AS age
    FROM check_result k
    LEFT JOIN migration m ON m.id = k.migration_id
    LEFT JOIN customer c ON c.id = m.customer_id
   WHERE k.kind = 'row_count'
     AND COALESCE(k.ended_at, k.started_at, :as_of) <= :as_of
), judged AS (
  SELECT result.*,
         CASE WHEN status IN ('pending', 'skipped', 'error')
              THEN 'did not run: ' || status
              WHEN source_rows IS NULL OR target_rows IS NULL
              THEN 'does not say both counts' END AS excluded
    FROM result
   WHERE age = 1
)
SELECT SUM(CASE WHEN excluded IS NULL
                THEN least(source_rows, target_rows) END) AS hits,
       SUM(CASE WHEN excluded IS NULL THEN source_rows ELSE 1 END) AS trials,
       1 AS is_census, excluded, migration, customer, object AS "table",
       validator, source_system, wave
  FROM judged
 WHERE ended_at >= :since AND ended_at < :until
 GROUP BY excluded, migration, customer, object, validator, source_system,
          wave
 ORDER BY migration NULLS LAST, object, validator NULLS LAST,
          excluded NULLS LAST;
