-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: row-parity
-- title:  Tables with as many rows as their source
-- kind:   proportion
-- better: higher
-- dims:   migration, customer, table, validator, source_system, wave
-- reads:  check_result, migration, customer
--
-- (1) Row counts that are equal in source and target, of the row counts
--     that were compared.  Equal counts prove nothing: missing and extra
--     rows cancel; unequal ones prove that something is wrong.
-- (2) Of several results for the same check of a migration, the latest
--     counts.
-- (3) All rows of a table were counted: a full count.
-- (4) Two empty tables are equal.
-- (5) Left out, with the reason: a count that did not run (pending, skipped,
--     error); one that does not say both counts.
-- (6) A period takes the counts that ended in it.
WITH result AS (
  SELECT m.key AS migration, c.key AS customer, m.source_system, m.wave,
         k.object, k.validator, k.status, k.source_value, k.target_value,
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
         CASE WHEN source_value = target_value THEN 1 ELSE 0 END AS is_equal,
         CASE WHEN status IN ('pending', 'skipped', 'error')
              THEN 'did not run: ' || status
              WHEN source_value IS NULL OR target_value IS NULL
              THEN 'does not say both counts' END AS excluded
    FROM result
   WHERE age = 1
)
SELECT SUM(is_equal) AS hits, COUNT(*) AS trials, 1 AS is_census, excluded,
       migration, customer, object AS "table", validator, source_system, wave
  FROM judged
 WHERE ended_at >= :since AND ended_at < :until
 GROUP BY excluded, migration, customer, object, validator, source_system,
          wave
 ORDER BY migration NULLS LAST, object, validator NULLS LAST,
          excluded NULLS LAST;
