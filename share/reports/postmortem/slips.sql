-- SPDX-License-Identifier: GPL-3.0-or-later
-- One row: how many modules ended, how many of them past their planned end,
-- and the one that lost most.
SELECT COUNT(*) AS ended, COALESCE(SUM(late), 0) AS late,
       COUNT(*) - COALESCE(SUM(late), 0) AS on_time,
       MAX(CASE WHEN place = 1 AND slip > 0 THEN title END) AS worst,
       MAX(CASE WHEN place = 1 AND slip > 0 THEN slip END) / 1000000
         AS worst_seconds
  FROM (SELECT md.title, r.ended_at - p.planned_end_at AS slip,
               r.ended_at > p.planned_end_at AS late,
               ROW_NUMBER() OVER (ORDER BY r.ended_at - p.planned_end_at DESC,
                                           md.key) AS place
          FROM migration m
          JOIN module_plan p ON p.migration_id = m.id
               AND p.baseline = 'kickoff'
          JOIN module_run r ON r.migration_id = m.id
               AND r.module_id = p.module_id
          JOIN module md ON md.id = p.module_id
         WHERE m.key = :subject AND r.ended_at <= :as_of)
