-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: cutover-against-rehearsal
-- title:  Time of the cutover over that of its rehearsal
-- kind:   duration
-- unit:   ratio
-- better: lower
-- dims:   migration, customer, source_system, wave, size_band
-- reads:  iteration, migration, customer
--
-- (1) Time of a cutover over the time of the last rehearsal of the same
--     migration that succeeded before it: 1 went as rehearsed.
-- (2) A cutover still running at :as_of is open: its ratio is at least
--     that.
-- (3) A cutover that failed or was rolled back has ended another way.
-- (4) Left out, with the reason: no rehearsal that succeeded before; a
--     rehearsal that took no time; no start; ended without saying when;
--     outcome unknown; an end before the start.
-- (5) A period takes the cutovers that began in it.
WITH rehearsal AS (
  SELECT x.id AS cutover_id, r.ended_at - r.started_at AS took_us,
         ROW_NUMBER() OVER (PARTITION BY x.id
                            ORDER BY r.ended_at DESC, r.id DESC) AS age
    FROM iteration x
    JOIN iteration r ON r.migration_id = x.migration_id
                    AND r.kind = 'rehearsal' AND r.outcome = 'succeeded'
                    AND r.started_at <= r.ended_at
                    AND r.ended_at <= x.started_at
   WHERE x.kind = 'cutover' AND r.ended_at <= :as_of
), cutover AS (
  SELECT i.source, i.ext_key, i.outcome, i.started_at,
         COALESCE(i.ended_at, i.rolled_back_at) AS any_end_at,
         CASE WHEN COALESCE(i.ended_at, i.rolled_back_at) <= :as_of
              THEN COALESCE(i.ended_at, i.rolled_back_at) END AS ended_at,
         r.took_us, m.key AS migration, c.key AS customer, m.source_system,
         m.wave, m.size_band
    FROM iteration i
    LEFT JOIN rehearsal r ON r.cutover_id = i.id AND r.age = 1
    LEFT JOIN migration m ON m.id = i.migration_id
    LEFT JOIN customer c ON c.id = m.customer_id
   WHERE i.kind = 'cutover'
     AND COALESCE(i.started_at, i.ended_at, :as_of) >= :since
     AND COALESCE(i.started_at, i.ended_at, :as_of) < :until
)
SELECT ratio(COALESCE(ended_at, :as_of) - started_at, took_us) AS seconds,
       CASE WHEN ended_at IS NULL THEN 0
            WHEN outcome = 'succeeded' THEN 1 ELSE 2 END AS outcome,
       CASE WHEN started_at IS NULL THEN 'no start'
            WHEN outcome = 'unknown' THEN 'outcome unknown'
            WHEN outcome <> 'running' AND any_end_at IS NULL
            THEN 'ended, but nobody says when'
            WHEN ended_at < started_at THEN 'ends before it begins'
            WHEN took_us IS NULL THEN 'no rehearsal that succeeded before'
            WHEN took_us = 0 THEN 'the rehearsal took no time'
       END AS excluded,
       migration AS subject, migration, customer, source_system, wave,
       size_band
  FROM cutover
 ORDER BY source, ext_key;
