-- SPDX-License-Identifier: GPL-3.0-or-later
-- rule:    module-times
-- version: 1
-- kind:    quality
-- title:   Modules without a beginning or an end
--
-- (1) Every module of a migration that began by :as_of, or has no beginning,
--     once, by the first of these that is so.
-- (2) Missing: when it began; when it ended, though it was planned to end
--     before the go-live and the migration is live.
-- (3) Contradictory: ended before it began.
SELECT 'runbook' AS source,
       CASE WHEN r.started_at IS NULL THEN 'no start'
            WHEN r.ended_at < r.started_at THEN 'ended before it began'
            WHEN r.ended_at IS NULL AND g.go_live_at <= :as_of
                 AND p.planned_end_at <= g.go_live_at
            THEN 'no end, though the migration is live'
       END AS finding,
       m.key || ' ' || d.key AS subject, b.file_name AS file, r.line,
       1 AS row_count
  FROM module_run r
  JOIN migration m ON m.id = r.migration_id
  JOIN module d ON d.id = r.module_id
  JOIN migration_go_live g ON g.migration_id = m.id
  LEFT JOIN module_plan p ON p.migration_id = r.migration_id
                         AND p.module_id = r.module_id
                         AND p.baseline = 'kickoff'
  LEFT JOIN batch b ON b.id = r.batch_id
 WHERE r.started_at IS NULL OR r.started_at <= :as_of
 ORDER BY m.key, d.position, d.key;
