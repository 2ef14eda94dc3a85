-- SPDX-License-Identifier: GPL-3.0-or-later
-- How long every module took before, and what is planned now.  Comparable
-- are runs of the same size when there are ten, else all; p50 and p85 are
-- type 7 quantiles.  An approved estimate is shown beside them.
WITH run AS (
  SELECT r.module_id, g.size_band,
         (r.ended_at - r.started_at) / 1000000 AS seconds
    FROM module_run r
    JOIN migration g ON g.id = r.migration_id
   WHERE g.key <> :subject AND g.state <> 'abandoned'
     AND r.ended_at > r.started_at AND r.ended_at <= :as_of
), here AS (
  SELECT * FROM migration WHERE key = :subject
), chosen AS (
  SELECT u.module_id, u.seconds,
         CASE WHEN (SELECT COUNT(*) FROM run v, here h
                     WHERE v.module_id = u.module_id
                       AND v.size_band = h.size_band) >= 10
              THEN 'same size' ELSE 'every size' END AS how
    FROM run u
   WHERE (SELECT COUNT(*) FROM run v, here h
           WHERE v.module_id = u.module_id
             AND v.size_band = h.size_band) < 10
      OR u.size_band = (SELECT size_band FROM here)
), ranked AS (
  SELECT c.*, COUNT(*) OVER (PARTITION BY c.module_id) AS n,
         ROW_NUMBER() OVER (PARTITION BY c.module_id
                            ORDER BY c.seconds) - 1 AS place
    FROM chosen c
), quantile AS (
  SELECT k.module_id, MIN(k.n) AS n, MIN(k.how) AS how,
         SUM(CASE WHEN k.place = CAST((k.n - 1) * 0.50 AS INTEGER)
                  THEN k.seconds * (1 - ((k.n - 1) * 0.50
                       - CAST((k.n - 1) * 0.50 AS INTEGER)))
                  WHEN k.place = CAST((k.n - 1) * 0.50 AS INTEGER) + 1
                  THEN k.seconds * ((k.n - 1) * 0.50
                       - CAST((k.n - 1) * 0.50 AS INTEGER))
                  ELSE 0 END) AS p50,
         SUM(CASE WHEN k.place = CAST((k.n - 1) * 0.85 AS INTEGER)
                  THEN k.seconds * (1 - ((k.n - 1) * 0.85
                       - CAST((k.n - 1) * 0.85 AS INTEGER)))
                  WHEN k.place = CAST((k.n - 1) * 0.85 AS INTEGER) + 1
                  THEN k.seconds * ((k.n - 1) * 0.85
                       - CAST((k.n - 1) * 0.85 AS INTEGER))
                  ELSE 0 END) AS p85
    FROM ranked k
   GROUP BY k.module_id
)
SELECT md.title AS module,
       p.planned_start_at AS start_on, p.planned_end_at AS end_on,
       (p.planned_end_at - p.planned_start_at) / 1000000 AS planned_seconds,
       q.p50 AS p50_seconds, q.p85 AS p85_seconds, q.n AS runs, q.how,
       (SELECT e.minutes * 60 FROM estimate e
         WHERE e.module_id = md.id AND e.kind = 'duration'
           AND e.superseded_at IS NULL AND e.valid_from_at <= :on
           AND (e.valid_to_at IS NULL OR e.valid_to_at > :on))
         AS agreed_seconds,
       CASE WHEN q.p50 > (p.planned_end_at - p.planned_start_at) / 1000000
            THEN 'half of the earlier runs took longer'
            WHEN q.p85 > (p.planned_end_at - p.planned_start_at) / 1000000
            THEN 'one in seven took longer'
            WHEN p.id IS NOT NULL AND q.n > 0 THEN 'holds for most'
       END AS reading,
       CASE WHEN r.ended_at <= :as_of THEN 'done'
            WHEN r.started_at <= :as_of THEN 'running'
       END AS state
  FROM module md
  LEFT JOIN here h
  LEFT JOIN module_plan p ON p.migration_id = h.id AND p.module_id = md.id
   AND p.baseline = 'kickoff'
  LEFT JOIN module_run r ON r.migration_id = h.id AND r.module_id = md.id
  LEFT JOIN quantile q ON q.module_id = md.id
 WHERE p.id IS NOT NULL OR q.n > 0
 ORDER BY md.position, md.key
