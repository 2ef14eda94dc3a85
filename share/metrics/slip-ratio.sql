-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: slip-ratio
-- title:  Actual over planned time of a module
-- kind:   duration
-- unit:   ratio
-- better: lower
-- dims:   module, migration, customer, source_system, wave, size_band
-- reads:  module_plan, module_run, module, migration, customer
--
-- (1) Actual end less actual start, over the planned end less that same
--     start: 1 is as planned, 2 took twice as long.
-- (2) The plan is the one in force at kickoff, the baseline "kickoff";
--     later plans do not move it.
-- (3) A module still running at :as_of is open: its ratio is at least that.
-- (4) A module that was running when its migration was abandoned has ended
--     another way.
-- (5) Left out, with the reason: no planned end; planned to end before it
--     began; an end before the start.  A module that has not begun is not
--     here: slip counts it.
-- (6) A period takes the modules that ended in it; those still running
--     belong to the period that holds :as_of.
WITH plan AS (
  SELECT d.key AS module, m.key AS migration, c.key AS customer,
         m.source_system, m.wave, m.size_band, p.planned_end_at, r.started_at,
         CASE WHEN r.ended_at <= :as_of THEN r.ended_at END AS done_at,
         CASE WHEN m.abandoned_at <= :as_of
              THEN m.abandoned_at END AS abandoned_at
    FROM module_plan p
    JOIN module d ON d.id = p.module_id
    JOIN migration m ON m.id = p.migration_id
    JOIN customer c ON c.id = m.customer_id
    JOIN module_run r ON r.migration_id = p.migration_id
                     AND r.module_id = p.module_id
   WHERE p.baseline = 'kickoff' AND r.started_at <= :as_of
), ended AS (
  SELECT plan.*, COALESCE(done_at, abandoned_at, :as_of) AS ended_at
    FROM plan
)
SELECT ratio(ended_at - started_at, planned_end_at - started_at) AS seconds,
       CASE WHEN done_at IS NOT NULL THEN 1
            WHEN abandoned_at IS NOT NULL THEN 2
            ELSE 0 END AS outcome,
       CASE WHEN planned_end_at IS NULL THEN 'no planned end'
            WHEN planned_end_at <= started_at
            THEN 'planned to end before it began'
            WHEN ended_at < started_at THEN 'ends before it begins'
       END AS excluded,
       migration AS subject, module, migration, customer, source_system, wave,
       size_band
  FROM ended
 WHERE ended_at >= :since AND ended_at < :until
 ORDER BY migration, module;
