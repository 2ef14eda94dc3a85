-- SPDX-License-Identifier: GPL-3.0-or-later
-- rule:    set-duration
-- version: 2
-- kind:    set-duration
-- title:   Plan the time a module takes
-- outcome: slip-ratio module
-- params:  window_days=730, expiry_days=182, level=0.95, q=0.10
-- params:  min_n=10, quantile=0.85, step_minutes=60, dead_band=0.20
-- params:  margin=0.10
--
-- (1) A run is a module that ended in the last window_days in a migration
--     that was not abandoned, with the duration planned for it at kickoff.
-- (2) Comparable are the runs of the size band most migrations to come
--     have, when there are min_n of them, else all.
-- (3) The new value is the time by which 85 % were done, up to whole
--     steps of step_minutes.  Longer only when all guards hold: at least
--     min_n runs, one a migration; more than half of them longer by over
--     margin than said for that very run (lower end of Wilson's interval),
--     significant at q over everything examined; a change above dead_band.  Shorter only when the upper end of the
--     interval of that time is below what is said now.
SELECT m.key AS module,
       m.id AS module_id,
       'duration' AS role,
       g.key || '/' || m.key AS item,
       ratio(r.ended_at - r.started_at, 60000000) AS minutes,
       COALESCE((SELECT e.minutes FROM estimate e
                  WHERE e.module_id = m.id AND e.kind = 'duration'
                    AND e.superseded_at IS NULL
                    AND e.valid_from_at <= CAST(:as_of AS BIGINT)
                    AND (e.valid_to_at IS NULL
                         OR e.valid_to_at > CAST(:as_of AS BIGINT))),
                ratio(p.planned_end_at - p.planned_start_at, 60000000))
         AS said_minutes,
       COALESCE(g.size_band, '') AS band,
       COALESCE((SELECT MIN(w.size_band) FROM migration w
                  WHERE w.state IN ('planned', 'running')
                    AND w.size_band IS NOT NULL
                 HAVING COUNT(DISTINCT w.size_band) = 1), '') AS next_band
  FROM module_run r
  JOIN migration g ON g.id = r.migration_id AND g.state <> 'abandoned'
  JOIN module m ON m.id = r.module_id
  JOIN module_plan p ON p.migration_id = g.id AND p.module_id = m.id
   AND p.baseline = 'kickoff'
 WHERE r.ended_at > r.started_at
   AND p.planned_end_at > p.planned_start_at
   AND r.ended_at <= CAST(:as_of AS BIGINT)
   AND r.ended_at > CAST(:as_of AS BIGINT)
       - CAST(:window_days AS BIGINT) * 86400000000
 ORDER BY m.position, m.key, r.ended_at, g.key
