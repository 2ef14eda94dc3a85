-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: iteration-time
-- title:  Time per run of the cutover plan
-- kind:   duration
-- unit:   hour
-- better: lower
-- dims:   run, migration, customer, source_system, wave, size_band
-- reads:  iteration, migration, customer
--
-- (1) Runs from the start to the end of one run of the plan: rehearsal,
--     drill or cutover, as the dimension run; the same steps, so they
--     compare.
-- (2) A run still running at :as_of is open there.
-- (3) A run that failed or was rolled back has ended another way.  A drill
--     is rolled back on purpose: its rollback is its end.
-- (4) Left out, with the reason: no start; outcome unknown; an end before
--     the start; ended without saying when.
-- (5) A period takes the runs that began in it.
WITH run AS (
  SELECT i.kind AS run, i.source, i.ext_key, m.key AS migration,
         c.key AS customer, m.source_system, m.wave, m.size_band, i.outcome,
         i.started_at, COALESCE(i.ended_at, i.rolled_back_at) AS any_end_at,
         CASE WHEN COALESCE(i.ended_at, i.rolled_back_at) <= :as_of
              THEN COALESCE(i.ended_at, i.rolled_back_at) END AS ended_at
    FROM iteration i
    LEFT JOIN migration m ON m.id = i.migration_id
    LEFT JOIN customer c ON c.id = m.customer_id
   WHERE COALESCE(i.started_at, i.ended_at, :as_of) >= :since
     AND COALESCE(i.started_at, i.ended_at, :as_of) < :until
)
SELECT CAST(COALESCE(ended_at, :as_of) - started_at AS DOUBLE PRECISION)
         / 1000000.0 AS seconds,
       CASE WHEN ended_at IS NULL THEN 0
            WHEN outcome = 'succeeded'
              OR (run = 'drill' AND outcome = 'rolled_back') THEN 1
            ELSE 2 END AS outcome,
       CASE WHEN started_at IS NULL THEN 'no start'
            WHEN outcome = 'unknown' THEN 'outcome unknown'
            WHEN outcome <> 'running' AND any_end_at IS NULL
            THEN 'ended, but nobody says when'
            WHEN ended_at < started_at THEN 'ends before it begins'
       END AS excluded,
       ext_key AS subject, run, migration, customer, source_system, wave,
       size_band
  FROM run
 ORDER BY source, ext_key;
