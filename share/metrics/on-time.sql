-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: on-time
-- title:  Modules done on time
-- kind:   proportion
-- better: higher
-- dims:   module, migration, customer, source_system, wave, size_band
-- reads:  module_plan, module_run, module, migration, customer
--
-- (1) A module is on time when it ended no later than its planned end in
--     the plan at kickoff.
-- (2) A module not ended when its planned end passed is late, however it
--     goes on.
-- (3) Left out, with the reason: not due yet; no planned end.
-- (4) Of an abandoned migration, what was due before it was given up counts
--     and the rest is left out.
-- (5) A period takes the modules decided in it: at their end when on time,
--     at their planned end when late.  What is not due yet belongs to the
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
), decided AS (
  SELECT plan.*,
         least(planned_end_at, COALESCE(done_at, :as_of), :as_of)
           AS decided_at,
         CASE WHEN done_at <= planned_end_at THEN 1 ELSE 0 END AS is_on_time,
         CASE WHEN planned_end_at IS NULL THEN 'no planned end'
              WHEN done_at IS NOT NULL THEN NULL
              WHEN abandoned_at < planned_end_at
              THEN 'abandoned before it was due'
              WHEN planned_end_at > :as_of THEN 'not due yet'
         END AS excluded
    FROM plan
)
SELECT SUM(is_on_time) AS hits, COUNT(*) AS trials, excluded, module,
       migration, customer, source_system, wave, size_band
  FROM decided
 WHERE decided_at >= :since AND decided_at < :until
 GROUP BY excluded, module, migration, customer, source_system, wave,
          size_band
 ORDER BY migration, module, excluded NULLS LAST;
