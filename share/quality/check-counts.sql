-- SPDX-License-Identifier: GPL-3.0-or-later
-- rule:    check-counts
-- version: 1
-- kind:    quality
-- title:   Checks that do not add up
--
-- (1) Every check ended by :as_of, or without an end, once, by the first of
--     these that is so.
-- (2) Missing: how many rows were looked at, of checks that compare rows,
--     fields or counts; which migration it is of.
-- (3) Contradictory: more matched and mismatched than were looked at;
--     passed with mismatches and no threshold that would allow them.
SELECT k.source,
       CASE WHEN k.kind IN ('row','field','row_count')
                 AND k.checked_count IS NULL
                 AND (k.source_value IS NULL OR k.target_value IS NULL)
            THEN 'no counts'
            WHEN COALESCE(k.matched_count, 0)
                 + COALESCE(k.mismatched_count, 0) > k.checked_count
            THEN 'more compared than looked at'
            WHEN k.status = 'pass' AND k.mismatched_count > 0
                 AND k.threshold IS NULL
            THEN 'passed with mismatches'
            WHEN k.migration_id IS NULL THEN 'of no migration'
       END AS finding,
       k.run_key || ' ' || k.check_key AS subject, b.file_name AS file,
       k.line, 1 AS row_count
  FROM check_result k
  JOIN batch b ON b.id = k.batch_id
 WHERE k.ended_at IS NULL OR k.ended_at <= :as_of
 ORDER BY k.source, k.id;
