-- SPDX-License-Identifier: GPL-3.0-or-later
-- What went wrong before where this one will pass: failed steps, failed
-- tables, rollbacks; most frequent first.
WITH found AS (
  SELECT 'step ' || s.title AS what, i.migration_id
    FROM step_run r
    JOIN step s ON s.id = r.step_id
    JOIN iteration i ON i.id = r.iteration_id
   WHERE r.status IN ('failed', 'rolled_back') AND r.started_at <= :as_of
  UNION
  SELECT 'table ' || k.object || ' did not pass its check', k.migration_id
    FROM check_result k
   WHERE k.status = 'fail'
     AND (k.ended_at IS NULL OR k.ended_at <= :as_of)
  UNION
  SELECT 'cutover rolled back', i.migration_id
    FROM iteration i
   WHERE i.kind = 'cutover' AND i.outcome = 'rolled_back'
     AND i.started_at <= :as_of
)
SELECT f.what, COUNT(*) AS migrations, GROUP_CONCAT(m.key, ', ') AS names,
       MAX(CASE WHEN m.source_system = h.source_system THEN 1 ELSE 0 END)
         AS same_source,
       CASE WHEN MAX(CASE WHEN m.source_system = h.source_system THEN 1
                          ELSE 0 END) = 1
            THEN 'also from ' || h.source_system END AS nearness
  FROM found f
  JOIN migration m ON m.id = f.migration_id
  JOIN migration h ON h.key = :subject
 GROUP BY f.what
 ORDER BY same_source DESC, migrations DESC, f.what
