-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: flow-efficiency
-- title:  Share of the modules' time that was touch
-- kind:   proportion
-- better: neither
-- amounts: yes
-- dims:   module, migration, customer, source_system, wave, size_band
-- reads:  module_run, module, migration, customer, iteration, step, step_run
--
-- (1) Seconds in which at least one step of a module ran, of the seconds of
--     the module: a sum over a sum, not a mean of shares.
-- (2) n are the modules; the interval resamples migrations, and there is
--     none below eight of them.
-- (3) Steps that run at the same time are counted once, and only as far as
--     they lie within the module's own time.
-- (4) Left out, with the reason: modules with no step that ran, or with a
--     step that lacks its start or end.  When they hold more than a fifth of
--     all the time, there is no number.  Modules that have not ended at
--     :as_of are not here.
-- (5) A period takes the modules that ended in it.
WITH run AS (
  SELECT r.migration_id, r.module_id, d.key AS module, m.key AS migration,
         c.key AS customer, m.source_system, m.wave, m.size_band,
         r.started_at, r.ended_at
    FROM module_run r
    JOIN module d ON d.id = r.module_id
    JOIN migration m ON m.id = r.migration_id
    JOIN customer c ON c.id = m.customer_id
   WHERE r.ended_at <= :as_of AND r.started_at <= r.ended_at
     AND r.ended_at >= :since AND r.ended_at < :until
), worked AS (
  SELECT r.migration_id, r.module_id, w.id,
         greatest(w.started_at, r.started_at) AS from_at,
         least(w.ended_at, r.ended_at) AS to_at,
         CASE WHEN w.started_at IS NULL OR w.ended_at IS NULL
              THEN 1 ELSE 0 END AS is_vague
    FROM run r
    JOIN iteration i ON i.migration_id = r.migration_id
    JOIN step_run w ON w.iteration_id = i.id
    JOIN step s ON s.id = w.step_id AND s.module_id = r.module_id
   WHERE w.status NOT IN ('planned', 'skipped')
     AND COALESCE(w.started_at, r.started_at) <= r.ended_at
     AND COALESCE(w.ended_at, r.ended_at) >= r.started_at
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
  SELECT r.*, ratio(COALESCE(t.touch_us, 0), 1000000) AS touch_seconds,
         ratio(r.ended_at - r.started_at, 1000000) AS seconds,
         CASE WHEN t.migration_id IS NULL THEN 'no step that ran'
              WHEN t.is_vague = 1 THEN 'a step without its start or end'
         END AS excluded
    FROM run r
    LEFT JOIN touch t ON t.migration_id = r.migration_id
                     AND t.module_id = r.module_id
)
SELECT touch_seconds AS hits, seconds AS trials, excluded, module, migration,
       customer, source_system, wave, size_band
  FROM part
 ORDER BY migration, module, excluded NULLS LAST;
