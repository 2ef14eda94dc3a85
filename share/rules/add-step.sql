-- SPDX-License-Identifier: GPL-3.0-or-later
-- rule:    add-step
-- version: 1
-- kind:    add-step
-- title:   Put what went wrong again and again on the checklist
-- params:  window_days=730, expiry_days=182, level=0.95, q=0.10
-- params:  min_migrations=10, min_hits=3, min_share_lo=0.10
--
-- (1) A finding is a validated table with a failed check, or a step of the
--     plan that failed, in a rehearsal or a cutover; it counts once a
--     migration, however often it came back.
-- (2) Set against every migration of the last window_days that had the
--     table checked, or the step run: those without the finding count.
-- (3) Proposed only when all guards hold: at least min_migrations of them,
--     min_hits with the finding; the lower end of its share above
--     min_share_lo; more often than findings are in general (binomial
--     test), significant at q over every finding; not on the checklist yet.
-- (4) A table goes to the module "validation" where there is one, a step to
--     its own; without a module there is no list to put it on.
WITH seen AS (
  SELECT c.migration_id, md.id AS module_id, 'table ' || c.object AS finding,
         'Check ' || c.object || ' before the counts are signed' AS step,
         MAX(CASE WHEN c.status = 'fail' THEN 1 ELSE 0 END) AS hit,
         MAX(COALESCE(c.ended_at, c.started_at)) AS seen_at
    FROM check_result c
    JOIN module md ON md.key = 'validation'
   WHERE c.status IN ('pass', 'fail', 'warn') AND c.migration_id IS NOT NULL
   GROUP BY c.migration_id, md.id, c.object
  UNION ALL
  SELECT i.migration_id, s.module_id, 'step ' || s.title,
         'Rehearse until it holds: ' || s.title,
         MAX(CASE WHEN r.status IN ('failed', 'rolled_back') THEN 1
                  ELSE 0 END),
         MAX(COALESCE(r.ended_at, r.started_at))
    FROM step_run r
    JOIN iteration i ON i.id = r.iteration_id
    JOIN step s ON s.id = r.step_id AND s.is_rollback = 0
   WHERE r.status IN ('succeeded', 'failed', 'rolled_back')
     AND s.module_id IS NOT NULL AND i.migration_id IS NOT NULL
   GROUP BY i.migration_id, s.module_id, s.title
)
SELECT md.key AS module,
       md.id AS module_id,
       n.finding AS finding,
       n.step AS step,
       g.key AS migration,
       n.hit AS hit
  FROM seen n
  JOIN migration g ON g.id = n.migration_id
  JOIN module md ON md.id = n.module_id
 WHERE (n.seen_at IS NULL OR n.seen_at <= CAST(:as_of AS BIGINT))
   AND (n.seen_at IS NULL OR n.seen_at > CAST(:as_of AS BIGINT)
        - CAST(:window_days AS BIGINT) * 86400000000)
 ORDER BY md.position, md.key, n.finding, n.step, g.key
