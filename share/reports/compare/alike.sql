-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the chosen migrations have in common and what not.
WITH chosen AS (
  SELECT m.*, c.key AS customer, g.go_live_at
    FROM migration m
    JOIN customer c ON c.id = m.customer_id
    JOIN migration_go_live g ON g.migration_id = m.id
   WHERE :by IS NULL
     AND INSTR(:subjects, CHAR(10) || m.key || CHAR(10)) > 0
), fact AS (
  SELECT 1 AS place, 'Source system' AS what, key,
         COALESCE(source_system, 'not known') AS value FROM chosen
  UNION ALL
  SELECT 2, 'Target system', key, COALESCE(target_system, 'not known')
    FROM chosen
  UNION ALL
  SELECT 3, 'Size band', key, COALESCE(size_band, 'not known') FROM chosen
  UNION ALL
  SELECT 4, 'Wave', key, COALESCE(wave, 'not known') FROM chosen
  UNION ALL
  SELECT 5, 'Customer', key, customer FROM chosen
  UNION ALL
  SELECT 6, 'Watched for the whole 90 days after go-live', key,
         CASE WHEN go_live_at + 90 * 86400000000 <= :as_of THEN 'yes'
              WHEN go_live_at <= :as_of THEN 'not yet'
              ELSE 'not live' END
    FROM chosen
), ordered AS (
  SELECT * FROM fact
   ORDER BY place, INSTR(:subjects, CHAR(10) || key || CHAR(10))
)
SELECT what,
       CASE WHEN COUNT(DISTINCT value) = 1 THEN 'the same'
            ELSE 'differs' END AS reading,
       CASE WHEN COUNT(DISTINCT value) = 1 THEN MIN(value)
            ELSE GROUP_CONCAT(key || ': ' || value, '; ') END AS found
  FROM ordered
 GROUP BY place, what
 ORDER BY place
