-- SPDX-License-Identifier: GPL-3.0-or-later
-- rule:    set-rollback
-- version: 2
-- kind:    set-rollback
-- title:   Plan the time a rollback takes
-- outcome: rollback-overrun
-- params:  window_days=730, expiry_days=182, level=0.95, q=0.10
-- params:  min_n=10, quantile=0.85, step_minutes=5, dead_band=0.20
-- params:  margin=0.10
--
-- (1) A run is a drill or a cutover of the last window_days in which
--     rollback steps ran: from the start of the first to the end of the last.
--     It is set against the rollback plan of its migration, else of every
--     migration, else the steps' own plan.
-- (2) All of them are comparable; the whole cutover has one estimate.
-- (3) The new value is the time by which 85 % were done, up to whole
--     steps of step_minutes.  Longer only when all guards hold: at least
--     min_n runs; more than half of them longer by over margin than said
--     for that very run (lower end of Wilson's interval), significant at q
--     over everything examined; a change above dead_band.  Shorter only when the upper end of the
--     interval of that time is below what is said now.
WITH run AS (
  SELECT i.id AS iteration_id, i.migration_id, i.ext_key,
         MIN(r.started_at) AS started_at, MAX(r.ended_at) AS ended_at
    FROM step_run r
    JOIN step s ON s.id = r.step_id AND s.is_rollback = 1
    JOIN iteration i ON i.id = r.iteration_id
   WHERE r.started_at IS NOT NULL AND r.ended_at IS NOT NULL
   GROUP BY i.id, i.migration_id, i.ext_key
), planned AS (
  SELECT s.migration_id,
         ratio(MAX(p.planned_end_at) - MIN(p.planned_start_at), 60000000)
           AS minutes
    FROM step s
    JOIN step_plan p ON p.step_id = s.id
   WHERE s.is_rollback = 1
   GROUP BY s.migration_id
)
SELECT 'whole cutover' AS module,
       CAST(0 AS BIGINT) AS module_id,
       'rollback' AS role,
       g.key || '/' || n.ext_key AS item,
       ratio(n.ended_at - n.started_at, 60000000) AS minutes,
       COALESCE((SELECT e.minutes FROM estimate e
                  WHERE e.module_id IS NULL AND e.kind = 'rollback'
                    AND e.superseded_at IS NULL
                    AND e.valid_from_at <= CAST(:as_of AS BIGINT)
                    AND (e.valid_to_at IS NULL
                         OR e.valid_to_at > CAST(:as_of AS BIGINT))),
                (SELECT b.estimated_minutes FROM rollback_plan b
                  WHERE b.migration_id = g.id AND b.module_id IS NULL),
                (SELECT b.estimated_minutes FROM rollback_plan b
                  WHERE b.migration_id IS NULL AND b.module_id IS NULL),
                d.minutes) AS said_minutes,
       '' AS band,
       '' AS next_band
  FROM run n
  JOIN migration g ON g.id = n.migration_id
  LEFT JOIN planned d ON d.migration_id = g.id
 WHERE n.ended_at > n.started_at
   AND n.ended_at <= CAST(:as_of AS BIGINT)
   AND n.ended_at > CAST(:as_of AS BIGINT)
       - CAST(:window_days AS BIGINT) * 86400000000
 ORDER BY n.ended_at, g.key, n.ext_key
