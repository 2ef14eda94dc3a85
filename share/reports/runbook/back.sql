-- SPDX-License-Identifier: GPL-3.0-or-later
-- One row: how long going back takes, and until when one can.
WITH run AS (
  SELECT i.id, (MAX(r.ended_at) - MIN(r.started_at)) / 1000000 AS seconds
    FROM step_run r
    JOIN step s ON s.id = r.step_id AND s.is_rollback = 1
    JOIN iteration i ON i.id = r.iteration_id
   WHERE r.ended_at > r.started_at AND r.ended_at <= :as_of
   GROUP BY i.id
)
SELECT (SELECT COUNT(*) FROM run) AS runs,
       (SELECT median(seconds) FROM run) AS half_seconds,
       (SELECT MAX(seconds) FROM run) AS longest_seconds,
       (SELECT b.estimated_minutes * 60 FROM rollback_plan b
         WHERE b.module_id IS NULL
           AND (b.migration_id = m.id OR b.migration_id IS NULL)
         ORDER BY b.migration_id IS NULL LIMIT 1) AS said_seconds,
       (SELECT b.decide_by_minutes * 60 FROM rollback_plan b
         WHERE b.module_id IS NULL
           AND (b.migration_id = m.id OR b.migration_id IS NULL)
         ORDER BY b.migration_id IS NULL LIMIT 1) AS decide_seconds,
       (SELECT e.minutes * 60 FROM estimate e
         WHERE e.module_id IS NULL AND e.kind = 'rollback'
           AND e.superseded_at IS NULL AND e.valid_from_at <= :on
           AND (e.valid_to_at IS NULL OR e.valid_to_at > :on))
         AS agreed_seconds
  FROM migration m
 WHERE m.key = :subject
