-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: phase-time
-- title:  Time per module
-- kind:   duration
-- unit:   day
-- better: lower
-- dims:   module, migration, customer, source_system, wave, size_band
-- reads:  module_run, module, migration, customer
--
-- (1) Runs from the actual start to the actual end of a module.
-- (2) A module still running at :as_of is open there.
-- (3) A module that was running when its migration was abandoned has ended
--     another way.
-- (4) Left out, with the reason: no start; an end before the start.
-- (5) A period takes the modules that ended in it; those still running
--     belong to the period that holds :as_of.
WITH run AS (
  SELECT d.key AS module, m.key AS migration, c.key AS customer,
         m.source_system, m.wave, m.size_band, r.started_at,
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
)
SELECT CAST(ended_at - started_at AS DOUBLE PRECISION) / 1000000.0 AS seconds,
       CASE WHEN done_at IS NOT NULL THEN 1
            WHEN abandoned_at IS NOT NULL THEN 2
            ELSE 0 END AS outcome,
       CASE WHEN started_at IS NULL THEN 'no start'
            WHEN ended_at < started_at THEN 'ends before it begins'
       END AS excluded,
       migration AS subject, module, migration, customer, source_system, wave,
       size_band
  FROM ended
 WHERE ended_at >= :since AND ended_at < :until
 ORDER BY migration, module;
