-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was compared of every table of a migration, by the latest results,
-- with the rows it has and those missing or extra that nobody signed for.
-- What one tool calls "tickets" another may call "legacy.tickets".
WITH result AS (
  SELECT k.object, k.field, k.kind, k.status, k.is_census, k.checked_count,
         COALESCE(k.mismatched_count, k.checked_count - k.matched_count)
           AS mismatched_count, k.signed_off_at,
         CASE WHEN CAST(CAST(k.source_value AS INTEGER) AS TEXT)
                   = k.source_value
              THEN CAST(k.source_value AS INTEGER) END AS source_count,
         CASE WHEN CAST(CAST(k.target_value AS INTEGER) AS TEXT)
                   = k.target_value
              THEN CAST(k.target_value AS INTEGER) END AS target_count,
         ROW_NUMBER() OVER (
           PARTITION BY k.source, k.check_key
           ORDER BY COALESCE(k.ended_at, k.started_at, :as_of) DESC,
                    k.run_key DESC, k.id DESC) AS age
    FROM check_result k
    JOIN migration m ON m.id = k.migration_id
   WHERE m.key = :subject AND k.kind IN ('row', 'row_count')
     AND COALESCE(k.ended_at, k.started_at, :as_of) <= :as_of
), compared AS (
  SELECT object, field, SUM(checked_count) AS checked,
         SUM(mismatched_count) AS mismatched, MIN(is_census) AS is_census
    FROM result
   WHERE age = 1 AND kind = 'row'
     AND status NOT IN ('pending', 'skipped', 'error')
     AND mismatched_count BETWEEN 0 AND checked_count
   GROUP BY object, field
), counted AS (
  SELECT object, source_count,
         CASE WHEN signed_off_at IS NULL
              THEN ABS(source_count - target_count) ELSE 0 END AS unexplained
    FROM result
   WHERE age = 1 AND source_count IS NOT NULL
), listed AS (
  SELECT object, field, checked, mismatched, is_census FROM compared
  UNION ALL
  SELECT DISTINCT r.object, NULL, 0, 0, 0
    FROM result r
   WHERE NOT EXISTS (SELECT 1 FROM compared c
                      WHERE r.object = c.object
                         OR r.object LIKE '%.' || c.object)
)
SELECT l.object AS "table", l.field, MAX(n.source_count) AS row_count,
       l.checked, l.mismatched, COALESCE(MAX(n.unexplained), 0) AS unexplained,
       l.is_census
  FROM listed l
  LEFT JOIN counted n ON n.object = l.object
                      OR n.object LIKE '%.' || l.object
 GROUP BY l.object, l.field, l.checked, l.mismatched, l.is_census
 ORDER BY l.object, l.field
