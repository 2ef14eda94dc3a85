-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: time-part
-- title:  Time per module that was wait, touch or unknown
-- kind:   duration
-- unit:   day
-- better: lower
-- dims:   module, migration, customer, source_system, wave, size_band
-- reads:  module_run, module, migration, customer, iteration, step, step_run
-- params: part=wait
--
-- (1) The time of a module has three parts that add up to it: touch, when
--     at least one of its steps ran; wait, when none did; unknown.  The
--     part is :part.
-- (2) Steps that run at the same time are counted once, and only as far as
--     they lie within the module's own time.
-- (3) A module with no step that ran, or with one that lacks its start or
--     its end, is all unknown: nobody can tell touch from wait.
-- (4) A module or a step still running at :as_of runs to :as_of; a module
--     still running is open there.
-- (5) A module that was running when its migration was abandoned has ended
--     another way.
-- (6) Left out, with the reason: no start; an end before the start; a part
--     that does not exist.
-- (7) A period takes the modules that ended in it; those still running
--     belong to the period that holds :as_of.
WITH run AS (
  SELECT r.migration_id, r.module_id, d.key AS module, m.key AS migration,
         c.key AS customer, m.source_system, m.wave, m.size_band,
         r.started_at,
         CASE WHEN r.ended_at <= :as_of THEN r.ended_at END AS done_at,
         CASE WHEN m.abandoned_at <= :as_of
              THEN m.abandoned_at END AS abandoned_at
    FROM module_run r
    JOIN module d ON d.id = r.module_id
    JOIN migration m ON m.id = r.migration_id
    JOIN customer c ON c.id = m.customer_id
   WHERE r.started_at IS NULL OR r.started_at <= :as_of
), ended AS (
  SELECT run.*, COALESCE(done_at, abandoned_at, :as_of) AS ended_at
    FROM run
), worked AS (
  SELECT e.migration_id, e.module_id, w.id,
         greatest(w.started_at, e.started_at) AS from_at,
         least(COALESCE(w.ended_at, :as_of), :as_of, e.ended_at) AS to_at,
         CASE WHEN w.started_at IS NULL
                OR (w.ended_at IS NULL AND w.status <> 'running')
              THEN 1 ELSE 0 END AS is_vague
    FROM ended e
    JOIN iteration i ON i.migration_id = e.migration_id
    JOIN step_run w ON w.iteration_id = i.id
    JOIN step s ON s.id = w.step_id AND s.module_id = e.module_id
   WHERE w.status NOT IN ('planned', 'skipped')
     AND (w.started_at IS NULL
          OR (w.started_at <= e.ended_at
              AND COALESCE(w.ended_at, :as_of) >= e.started_at))
), spell AS (
  SELECT worked.*,
         MAX(to_at) OVER (PARTITION BY migration_id, module_id
                          ORDER BY from_at, id
                          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
           AS behind_at
    FROM worked
), touch AS (
  SELECT migration_id, module_id, MAX(is_vague) AS is_vague,
         SUM(greatest(to_at - greatest(from_at, behind_at), 0)) AS touch_us
    FROM spell
   GROUP BY migration_id, module_id
), part AS (
  SELECT e.*, e.ended_at - e.started_at AS all_us,
         CASE WHEN t.is_vague = 0 THEN t.touch_us END AS touch_us
    FROM ended e
    LEFT JOIN touch t ON t.migration_id = e.migration_id
                     AND t.module_id = e.module_id
)
SELECT CAST(CASE WHEN :part = 'touch' THEN COALESCE(touch_us, 0)
                 WHEN :part = 'wait' THEN COALESCE(all_us - touch_us, 0)
                 WHEN touch_us IS NULL THEN all_us ELSE 0 END
            AS DOUBLE PRECISION) / 1000000.0 AS seconds,
       CASE WHEN done_at IS NOT NULL THEN 1
            WHEN abandoned_at IS NOT NULL THEN 2
            ELSE 0 END AS outcome,
       CASE WHEN :part NOT IN ('touch', 'wait', 'unknown')
            THEN 'a part is touch, wait or unknown'
            WHEN started_at IS NULL THEN 'no start'
            WHEN ended_at < started_at THEN 'ends before it begins'
       END AS excluded,
       migration AS subject, module, migration, customer, source_system, wave,
       size_band
  FROM part
 WHERE ended_at >= :since AND ended_at < :until
 ORDER BY migration, module;
