-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: hand-offs
-- title:  Hand-offs between teams within a module
-- kind:   rate
-- unit:   module
-- better: lower
-- dims:   module, migration, customer, source_system, wave, size_band
-- reads:  module_run, module, migration, customer, iteration, step, step_run
--
-- (1) Times a step of a module was done by another team than the step
--     before it, per module that ended: a sum over a sum.
-- (2) Steps follow each other by their start within one run of the plan;
--     the first step of a run is handed over by nobody.
-- (3) A step that was planned or skipped was done by nobody; one without a
--     start has no place in the order.
-- (4) Left out, with the reason: a module with no step of a known team.
-- (5) A period takes the modules that ended in it.
WITH run AS (
  SELECT r.migration_id, r.module_id, d.key AS module, m.key AS migration,
         c.key AS customer, m.source_system, m.wave, m.size_band
    FROM module_run r
    JOIN module d ON d.id = r.module_id
    JOIN migration m ON m.id = r.migration_id
    JOIN customer c ON c.id = m.customer_id
   WHERE r.ended_at <= :as_of AND r.ended_at >= :since AND r.ended_at < :until
), done AS (
  SELECT i.migration_id, s.module_id, s.team_id,
         LAG(s.team_id) OVER (PARTITION BY i.id, s.module_id
                              ORDER BY w.started_at, w.id) AS team_before_id
    FROM step_run w
    JOIN step s ON s.id = w.step_id
    JOIN iteration i ON i.id = w.iteration_id
   WHERE w.status NOT IN ('planned', 'skipped') AND w.started_at <= :as_of
     AND s.team_id IS NOT NULL
), passed AS (
  SELECT migration_id, module_id,
         SUM(CASE WHEN team_id <> team_before_id THEN 1 ELSE 0 END) AS passes
    FROM done
   GROUP BY migration_id, module_id
)
SELECT CASE WHEN p.migration_id IS NULL THEN 1 ELSE p.passes END AS events,
       1 AS exposure,
       CASE WHEN p.migration_id IS NULL
            THEN 'no step of a known team' END AS excluded,
       r.customer AS subject, r.module, r.migration, r.customer,
       r.source_system, r.wave, r.size_band
  FROM run r
  LEFT JOIN passed p ON p.migration_id = r.migration_id
                    AND p.module_id = r.module_id
 ORDER BY r.migration, r.module;
