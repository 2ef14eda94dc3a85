-- SPDX-License-Identifier: GPL-3.0-or-later
-- One row: the module that took longest here compared with its median in the
-- other migrations, when there are at least five of them and it took longer, and how
-- many modules could be compared so.
WITH took AS (
  SELECT r.module_id, m.key AS migration, r.ended_at - r.started_at AS us
    FROM module_run r
    JOIN migration m ON m.id = r.migration_id
   WHERE r.ended_at <= :as_of AND r.ended_at > r.started_at
), others AS (
  SELECT module_id, median(us) AS us
    FROM took
   WHERE migration <> :subject
   GROUP BY module_id
  HAVING COUNT(*) >= 5
)
SELECT MAX(CASE WHEN place = 1 THEN title END) AS module,
       (SELECT COUNT(*) FROM took t JOIN others o ON o.module_id = t.module_id
         WHERE t.migration = :subject) AS compared
  FROM (SELECT md.title,
               ROW_NUMBER() OVER (ORDER BY 1.0 * t.us / o.us DESC, md.key)
                 AS place
          FROM took t
          JOIN others o ON o.module_id = t.module_id
          JOIN module md ON md.id = t.module_id
         WHERE t.migration = :subject AND t.us > o.us)
