-- SPDX-License-Identifier: GPL-3.0-or-later
-- Every run of the cutover plan.
SELECT i.ext_key AS name, i.kind, i.started_at,
       CASE WHEN i.ended_at <= :as_of
            THEN (i.ended_at - i.started_at) / 1000000 END AS length_seconds,
       CASE WHEN i.ended_at <= :as_of
            THEN REPLACE(i.outcome, '_', ' ') END AS outcome,
       (SELECT COUNT(*) FROM step_run s
         WHERE s.iteration_id = i.id AND s.status = 'failed'
           AND COALESCE(s.ended_at, s.started_at, i.started_at)
               <= :as_of) AS failed_steps
  FROM iteration i
  JOIN migration m ON m.id = i.migration_id
 WHERE m.key = :subject AND i.started_at <= :as_of
 ORDER BY i.started_at, i.id
