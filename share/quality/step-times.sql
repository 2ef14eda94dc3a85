-- SPDX-License-Identifier: GPL-3.0-or-later
-- rule:    step-times
-- version: 1
-- kind:    quality
-- title:   Steps whose times contradict what they say
--
-- (1) Every step that ran, begun by :as_of or without a beginning, once, by
--     the first of these that is so.
-- (2) Missing: the beginning; the end, though it succeeded or failed.
-- (3) Contradictory: ended before it began.
-- (4) Skipped and planned steps need no times.
SELECT i.source,
       CASE WHEN r.status IN ('planned','skipped') THEN NULL
            WHEN r.started_at IS NULL THEN 'no start'
            WHEN r.ended_at < r.started_at THEN 'ended before it began'
            WHEN r.ended_at IS NULL
                 AND r.status IN ('succeeded','failed','rolled_back')
            THEN 'finished, nobody says when'
       END AS finding,
       i.ext_key || ' ' || r.step_key AS subject, b.file_name AS file,
       r.line, 1 AS row_count
  FROM step_run r
  JOIN iteration i ON i.id = r.iteration_id
  LEFT JOIN batch b ON b.id = r.batch_id
 WHERE r.started_at IS NULL OR r.started_at <= :as_of
 ORDER BY i.source, r.id;
