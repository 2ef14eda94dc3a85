-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: downtime-overrun
-- title:  Downtime against the agreed window
-- kind:   duration
-- unit:   minute
-- better: lower
-- signed: yes
-- dims:   migration, customer, source_system, wave, size_band
-- reads:  iteration, migration, customer
--
-- (1) Time of a cutover from its start to its end less the agreed window;
--     negative is time to spare.
-- (2) Every cutover counts, one that failed or was rolled back too: it was
--     down all the same.  Rehearsals and drills take nothing down.
-- (3) A cutover still running at :as_of is open: it overran at least that
--     much.
-- (4) Left out, with the reason: no window agreed; no start; ended without
--     saying when; an end before the start.
-- (5) A period takes the cutovers that began in it.
WITH cutover AS (
  SELECT i.source, i.ext_key, i.outcome, i.started_at,
         COALESCE(i.ended_at, i.rolled_back_at) AS any_end_at,
         CASE WHEN COALESCE(i.ended_at, i.rolled_back_at) <= :as_of
              THEN COALESCE(i.ended_at, i.rolled_back_at) END AS ended_at,
         m.window_minutes, m.key AS migration, c.key AS customer,
         m.source_system, m.wave, m.size_band
    FROM iteration i
    LEFT JOIN migration m ON m.id = i.migration_id
    LEFT JOIN customer c ON c.id = m.customer_id
   WHERE i.kind = 'cutover'
     AND COALESCE(i.started_at, i.ended_at, :as_of) >= :since
     AND COALESCE(i.started_at, i.ended_at, :as_of) < :until
)
SELECT CAST(COALESCE(ended_at, :as_of) - started_at AS DOUBLE PRECISION)
         / 1000000.0 - window_minutes * 60.0 AS seconds,
       CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END AS outcome,
       CASE WHEN started_at IS NULL THEN 'no start'
            WHEN outcome <> 'running' AND any_end_at IS NULL
            THEN 'ended, but nobody says when'
            WHEN ended_at < started_at THEN 'ends before it begins'
            WHEN window_minutes IS NULL THEN 'no window agreed'
       END AS excluded,
       migration AS subject, migration, customer, source_system, wave,
       size_band
  FROM cutover
 ORDER BY source, ext_key;
