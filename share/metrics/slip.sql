-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: slip
-- title:  Slip against the plan at kickoff
-- kind:   duration
-- unit:   day
-- better: lower
-- signed: yes
-- dims:   module, migration, customer, source_system, wave, size_band
-- reads:  module_plan, module_run, module, migration, customer
--
-- (1) Actual end of a module less its planned end; early is negative.
-- (2) The plan is the one in force at kickoff, the baseline "kickoff".
--     Later plans do not move it, or slip would always be 0.
-- (3) A module not ended at :as_of, begun or not, is open: it slips at
--     least that far.
-- (4) A module not ended when its migration was abandoned has ended another
--     way.
-- (5) Left out, with the reason: no planned end.
-- (6) A period takes the modules that ended in it; open ones belong to the
--     period that holds :as_of.
WITH plan AS (
  SELECT d.key AS module, m.key AS migration, c.key AS customer,
         m.source_system, m.wave, m.size_band, p.planned_end_at,
         CASE WHEN r.ended_at <= :as_of THEN r.ended_at END AS done_at,
         CASE WHEN m.abandoned_at <= :as_of
              THEN m.abandoned_at END AS abandoned_at
    FROM module_plan p
    JOIN module d ON d.id = p.module_id
    JOIN migration m ON m.id = p.migration_id
    JOIN customer c ON c.id = m.customer_id
    LEFT JOIN module_run r ON r.migration_id = p.migration_id
                          AND r.module_id = p.module_id
   WHERE p.baseline = 'kickoff'
     AND (m.kickoff_at IS NULL OR m.kickoff_at <= :as_of)
), ended AS (
  SELECT plan.*, COALESCE(done_at, abandoned_at, :as_of) AS ended_at
    FROM plan
)
SELECT CAST(ended_at - planned_end_at AS DOUBLE PRECISION) / 1000000.0
         AS seconds,
       CASE WHEN done_at IS NOT NULL THEN 1
            WHEN abandoned_at IS NOT NULL THEN 2
            ELSE 0 END AS outcome,
       CASE WHEN planned_end_at IS NULL THEN 'no planned end' END AS excluded,
       migration AS subject, module, migration, customer, source_system, wave,
       size_band
  FROM ended
 WHERE ended_at >= :since AND ended_at < :until
 ORDER BY migration, module;
