-- SPDX-License-Identifier: GPL-3.0-or-later
-- What weakens the comparison, counted.
WITH chosen AS (
  SELECT m.*, g.go_live_at
    FROM migration m
    JOIN migration_go_live g ON g.migration_id = m.id
   WHERE :by IS NOT NULL
      OR INSTR(:subjects, CHAR(10) || m.key || CHAR(10)) > 0
), gap AS (
  SELECT 1 AS place, COUNT(*) AS n, 'Migrations that are not live yet' AS what
    FROM chosen WHERE abandoned_at IS NULL
     AND (go_live_at IS NULL OR go_live_at > :as_of)
  UNION ALL
  SELECT 2, COUNT(*), 'Migrations that were abandoned: they never went live'
    FROM chosen WHERE abandoned_at <= :as_of
  UNION ALL
  SELECT 3, COUNT(*), 'Migrations watched for less than 90 days after go-live'
    FROM chosen WHERE go_live_at <= :as_of
     AND go_live_at + 90 * 86400000000 > :as_of
  UNION ALL
  SELECT 4, COUNT(*), 'Migrations without a record of how many users moved'
    FROM chosen WHERE user_count IS NULL
)
SELECT n, what FROM gap WHERE n > 0 ORDER BY place
