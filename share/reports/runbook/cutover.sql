-- SPDX-License-Identifier: GPL-3.0-or-later
-- The cutover, or as "rollback" the way back, step by step: its own plan, else
-- that of the latest one that went live; times of every rehearsal, drill and
-- cutover of such a step.
WITH own AS (
  SELECT COUNT(*) AS n FROM step s JOIN migration m ON m.id = s.migration_id
   WHERE m.key = :subject
), model AS (                        -- its own plan, else the latest one
  SELECT m.id FROM migration m
   WHERE (m.key = :subject AND (SELECT n FROM own) > 0)
      OR ((SELECT n FROM own) = 0 AND m.id =
          (SELECT s.migration_id FROM step s
             JOIN migration x ON x.id = s.migration_id
            WHERE x.state = 'live' ORDER BY x.go_live_at DESC, x.id DESC
            LIMIT 1))
), ran AS (
  SELECT s.title, (r.ended_at - r.started_at) / 1000000 AS seconds
    FROM step_run r
    JOIN step s ON s.id = r.step_id
    JOIN iteration i ON i.id = r.iteration_id
   WHERE r.ended_at > r.started_at AND r.ended_at <= :as_of
     AND r.status <> 'skipped'
), latest AS (                      -- of its baselines
  SELECT p.baseline
    FROM step s JOIN step_plan p ON p.step_id = s.id
   WHERE s.migration_id = (SELECT id FROM model)
   ORDER BY p.planned_start_at DESC, p.baseline LIMIT 1
), base AS (
  SELECT MIN(p.planned_start_at) AS starts_at
    FROM step s JOIN step_plan p ON p.step_id = s.id
   WHERE s.migration_id = (SELECT id FROM model) AND s.is_rollback = 0
     AND p.baseline = (SELECT baseline FROM latest)
)
SELECT s.title AS step, md.title AS module, t.key AS team,
       (MIN(p.planned_start_at) - (SELECT starts_at FROM base)) / 1000000
         AS after_seconds,
       (MIN(p.planned_end_at) - MIN(p.planned_start_at)) / 1000000
         AS planned_seconds,
       (SELECT median(n.seconds) FROM ran n WHERE n.title = s.title)
         AS half_seconds,
       (SELECT MAX(n.seconds) FROM ran n WHERE n.title = s.title)
         AS longest_seconds,
       (SELECT COUNT(*) FROM ran n WHERE n.title = s.title) AS runs,
       (SELECT m.key FROM migration m, model o WHERE m.id = o.id) AS model
  FROM step s
  JOIN model o ON o.id = s.migration_id
  LEFT JOIN step_plan p ON p.step_id = s.id AND p.baseline = (SELECT baseline FROM latest)
  LEFT JOIN module md ON md.id = s.module_id
  LEFT JOIN team t ON t.id = s.team_id
 WHERE s.is_rollback = (:name = 'rollback')
 GROUP BY s.id
 ORDER BY MIN(p.planned_start_at), s.key
