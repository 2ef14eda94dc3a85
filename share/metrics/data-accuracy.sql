-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: data-accuracy
-- title:  Data accuracy
-- kind:   proportion
-- better: higher
-- headline: 2
-- dims:   migration, customer, table, field, validator, source_system, wave
-- reads:  check_result, migration, customer
--
-- (1) Rows that were compared and matched, of the rows that were compared.
--     Equal row counts and equal sums prove nothing and are not used.
-- (2) Of several results for the same check of a migration, the latest
--     counts: what was wrong in a rehearsal and mended is mended.
-- (3) Where every row of a table was compared there is no sampling error:
--     a full count.
-- (4) Left out, with the reason: a check that did not run (pending,
--     skipped, error); one that does not say how many rows it compared;
--     one with more matches than rows.
-- (5) A period takes the checks that ended in it.
-- (6) Over several customers the interval is wider, by how much more they
--     differ than rows drawn from one; one customer is no sample of them.
WITH result AS (
  SELECT m.key AS migration, c.key AS customer, m.source_system, m.wave,
         k.object, k.field, k.validator, k.status, k.is_census,
         k.checked_count,
         COALESCE(k.matched_count, k.checked_count - k.mismatched_count)
           AS matched_count,
         COALESCE(k.ended_at, k.started_at, :as_of) AS ended_at,
         ROW_NUMBER() OVER (
           PARTITION BY k.migration_id, k.source, k.check_key
           ORDER BY COALESCE(k.ended_at, k.started_at, :as_of) DESC,
                    k.run_key DESC, k.id DESC) AS age
    FROM check_result k
    LEFT JOIN migration m ON m.id = k.migration_id
    LEFT JOIN customer c ON c.id = m.customer_id
   WHERE k.kind = 'row'
     AND COALESCE(k.ended_at, k.started_at, :as_of) <= :as_of
), judged AS (
  SELECT result.*,
         CASE WHEN status IN ('pending', 'skipped', 'error')
              THEN 'did not run: ' || status
              WHEN checked_count IS NULL OR matched_count IS NULL
              THEN 'does not say how many rows'
              WHEN matched_count > checked_count
              THEN 'more matches than rows' END AS excluded
    FROM result
   WHERE age = 1
)
SELECT SUM(CASE WHEN excluded IS NULL THEN matched_count END) AS hits,
       SUM(COALESCE(checked_count, 1)) AS trials,
       is_census, excluded, migration, customer, object AS "table", field,
       validator, source_system, wave
  FROM judged
 WHERE ended_at >= :since AND ended_at < :until
 GROUP BY is_census, excluded, migration, customer, object, field, validator,
          source_system, wave
 ORDER BY migration, object, field NULLS LAST, validator NULLS LAST,
          is_census, excluded NULLS LAST;
