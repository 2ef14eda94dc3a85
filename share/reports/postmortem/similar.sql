-- SPDX-License-Identifier: GPL-3.0-or-later
-- Past migrations most like this one, and why: the same customer and the
-- same source system count two each; the same size, each module that slipped
-- in both, a rollback in both and having been given up count one.
WITH slipped AS (
  SELECT p.migration_id, p.module_id
    FROM module_plan p
    JOIN module_run r ON r.migration_id = p.migration_id
                     AND r.module_id = p.module_id
   WHERE p.baseline = 'kickoff' AND r.ended_at <= :as_of
     AND r.ended_at > p.planned_end_at + 86400000000
), rolled AS (
  SELECT DISTINCT i.migration_id
    FROM iteration i
   WHERE i.kind = 'cutover' AND i.outcome = 'rolled_back'
     AND COALESCE(i.rolled_back_at, i.ended_at) <= :as_of
), past AS (
  SELECT o.id, o.key, o.title, o.customer_id, o.source_system, o.size_band,
         g.go_live_at, o.planned_go_live_at, o.abandoned_at
    FROM migration o
    JOIN migration_go_live g ON g.migration_id = o.id
   WHERE o.key <> :subject
     AND (g.go_live_at <= :as_of OR o.abandoned_at <= :as_of)
), likeness AS (
  SELECT p.id, p.key, p.title, c.key AS customer, p.go_live_at,
         p.planned_go_live_at, p.abandoned_at,
         CASE WHEN p.customer_id = m.customer_id THEN 1 ELSE 0 END
           AS same_customer,
         CASE WHEN p.source_system = m.source_system THEN 1 ELSE 0 END
           AS same_source,
         CASE WHEN p.size_band = m.size_band THEN 1 ELSE 0 END AS same_size,
         CASE WHEN EXISTS (SELECT 1 FROM rolled a WHERE a.migration_id = m.id)
               AND EXISTS (SELECT 1 FROM rolled b WHERE b.migration_id = p.id)
              THEN 1 ELSE 0 END AS both_rolled,
         m.source_system, m.size_band,
         (SELECT COUNT(*) FROM slipped a
            JOIN slipped b ON b.module_id = a.module_id
           WHERE a.migration_id = m.id AND b.migration_id = p.id)
           AS slip_count,
         (SELECT group_concat(title, ', ')
            FROM (SELECT d.title FROM slipped a
                    JOIN slipped b ON b.module_id = a.module_id
                    JOIN module d ON d.id = a.module_id
                   WHERE a.migration_id = m.id AND b.migration_id = p.id
                   ORDER BY d.position, d.key)) AS slips
    FROM past p
    JOIN customer c ON c.id = p.customer_id
    JOIN migration m ON m.key = :subject
)
SELECT key, title, customer,
       substr(CASE WHEN same_customer THEN '; the same customer' ELSE '' END
           || CASE WHEN same_source THEN '; from ' || source_system || ' too'
                   ELSE '' END
           || CASE WHEN same_size THEN '; the same size (' || size_band || ')'
                   ELSE '' END
           || CASE WHEN both_rolled THEN '; rolled back too' ELSE '' END
           || CASE WHEN slip_count THEN '; also late: ' || slips ELSE '' END,
           3) AS why,
       CASE WHEN abandoned_at <= :as_of THEN 'abandoned'
            WHEN go_live_at > planned_go_live_at THEN 'late'
            ELSE 'live' END AS outcome,
       COALESCE(go_live_at, abandoned_at) AS ended_on,
       (SELECT COUNT(*)
          FROM note n
          JOIN note_revision r ON r.note_id = n.id
           AND r.revision = (SELECT MAX(l.revision) FROM note_revision l
                              WHERE l.note_id = n.id
                                AND l.written_at <= :known)
         WHERE n.migration_id = likeness.id AND n.kind = 'lesson'
           AND r.text IS NOT NULL) AS lessons
  FROM likeness
 WHERE 2 * same_customer + 2 * same_source + same_size + both_rolled
       + slip_count >= 2
 ORDER BY 2 * same_customer + 2 * same_source + same_size + both_rolled
          + MIN(slip_count, 3) DESC, slip_count DESC, ended_on DESC, key
 LIMIT 5
