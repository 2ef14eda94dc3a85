-- SPDX-License-Identifier: GPL-3.0-or-later
-- rule:    migration-dates
-- version: 1
-- kind:    quality
-- title:   Dates of migrations that are missing or contradict each other
--
-- (1) Every migration, once, by the first of these that is so.
-- (2) Missing: when it began; when it went live or was given up, though its
--     state says that it did.
-- (3) Contradictory: live before it began.
-- (4) What the runbook says of after :as_of is not looked at.
SELECT 'runbook' AS source,
       CASE WHEN m.kickoff_at IS NULL AND m.state <> 'planned'
            THEN 'no kickoff'
            WHEN m.state = 'live' AND g.go_live_at IS NULL
            THEN 'live, nobody says since when'
            WHEN m.state = 'abandoned' AND m.abandoned_at IS NULL
            THEN 'abandoned, nobody says when'
            WHEN g.go_live_at <= :as_of AND g.go_live_at < m.kickoff_at
            THEN 'live before its kickoff'
       END AS finding,
       m.key AS subject, b.file_name AS file, m.line, 1 AS row_count
  FROM migration m
  JOIN migration_go_live g ON g.migration_id = m.id
  LEFT JOIN batch b ON b.id = m.batch_id
 WHERE m.kickoff_at IS NULL OR m.kickoff_at <= :as_of
 ORDER BY m.key;
