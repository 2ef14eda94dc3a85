-- SPDX-License-Identifier: GPL-3.0-or-later
-- Planned and actual time of every module.  Planned is what was in force at
-- kickoff.  Where a cutover was rolled back inside a module, the run that
-- stood starts with the next attempt; the ones before it are attempts.sql.
SELECT md.title AS name,
       CASE WHEN (SELECT COUNT(*) FROM module_plan q
                   WHERE q.migration_id = m.id AND q.module_id = md.id) > 1
            THEN 're-planned' END AS qualifier,
       p.planned_start_at, p.planned_end_at,
       COALESCE(
         (SELECT MIN(i.started_at) FROM iteration i
           WHERE i.migration_id = m.id AND i.kind = 'cutover'
             AND i.started_at BETWEEN r.started_at
                              AND COALESCE(r.ended_at, :as_of)
             AND i.started_at <= :as_of AND i.started_at >
                 (SELECT MAX(b.started_at) FROM iteration b
                   WHERE b.migration_id = m.id AND b.kind = 'cutover'
                     AND b.outcome = 'rolled_back'
                     AND COALESCE(b.rolled_back_at, b.ended_at) <= :as_of
                     AND b.started_at BETWEEN r.started_at
                                      AND COALESCE(r.ended_at, :as_of))),
         CASE WHEN r.started_at <= :as_of THEN r.started_at END)
         AS actual_start_at,
       CASE WHEN r.ended_at <= :as_of THEN r.ended_at END AS actual_end_at,
       CASE WHEN m.abandoned_at <= :as_of AND r.started_at IS NULL
            THEN 'abandoned' END AS status,
       CASE WHEN r.ended_at > p.planned_end_at AND r.ended_at <= :as_of
            THEN (r.ended_at - p.planned_end_at) / 1000000
       END AS late_seconds
  FROM migration m
  JOIN module md
  LEFT JOIN module_plan p ON p.migration_id = m.id AND p.module_id = md.id
       AND p.baseline = 'kickoff'
  LEFT JOIN module_run r ON r.migration_id = m.id AND r.module_id = md.id
 WHERE m.key = :subject
   AND (p.id IS NOT NULL OR r.id IS NOT NULL)
 ORDER BY md.position, md.key
