-- SPDX-License-Identifier: GPL-3.0-or-later
-- The values of a dimension of migrations, and who has them.
SELECT value, COUNT(*) AS migrations, SUM(is_live) AS live,
       MIN(kickoff_at) AS first_on, MAX(kickoff_at) AS last_on,
       GROUP_CONCAT(key, ', ') AS keys
  FROM (SELECT CASE :by WHEN 'wave' THEN m.wave
                        WHEN 'size_band' THEN m.size_band
                        WHEN 'source_system' THEN m.source_system
                        WHEN 'target_system' THEN m.target_system
                        WHEN 'customer' THEN c.key END AS value,
               m.key, m.kickoff_at,
               COALESCE(g.go_live_at <= :as_of, 0) AS is_live
          FROM migration m
          JOIN customer c ON c.id = m.customer_id
          JOIN migration_go_live g ON g.migration_id = m.id
         ORDER BY m.key)
 WHERE value IS NOT NULL
 GROUP BY value
 ORDER BY value
