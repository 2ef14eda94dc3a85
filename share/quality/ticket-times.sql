-- SPDX-License-Identifier: GPL-3.0-or-later
-- rule:    ticket-times
-- version: 1
-- kind:    quality
-- title:   Times of tickets that are missing or contradict each other
--
-- (1) Every ticket opened by :as_of, or without an opening time, once, by
--     the first of these that is so.
-- (2) Missing: when it was opened; when it was resolved, though it is.
-- (3) Contradictory: acknowledged, resolved or closed before it was opened.
-- (4) A time after :as_of is not known yet and contradicts nothing.
WITH item AS (
  SELECT t.source, t.ext_key, t.state, t.opened_at, t.resolved_at,
         CASE WHEN t.acknowledged_at <= :as_of
              THEN t.acknowledged_at END AS acknowledged_at,
         CASE WHEN t.closed_at <= :as_of THEN t.closed_at END AS closed_at,
         b.file_name AS file, t.line, t.id
    FROM ticket t
    JOIN batch b ON b.id = t.batch_id
   WHERE t.opened_at IS NULL OR t.opened_at <= :as_of
)
SELECT source,
       CASE WHEN opened_at IS NULL THEN 'no opening time'
            WHEN acknowledged_at < opened_at
            THEN 'acknowledged before it was opened'
            WHEN resolved_at < opened_at THEN 'resolved before it was opened'
            WHEN closed_at < opened_at THEN 'closed before it was opened'
            WHEN state = 'resolved' AND resolved_at IS NULL
                 AND closed_at IS NULL
            THEN 'resolved, nobody says when'
       END AS finding,
       ext_key AS subject, file, line, 1 AS row_count
  FROM item
 ORDER BY source, id;
