-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: time-to-migrate
-- title:  Time to migrate
-- kind:   duration
-- unit:   day
-- better: lower
-- headline: 1
-- dims:   migration, customer, source_system, target_system, wave, size_band
-- reads:  migration, migration_go_live, customer
--
-- (1) Runs from kickoff to the accepted go-live: as stated, else the end of
--     the last cutover that was neither rolled back nor failed.
-- (2) A migration not live at :as_of is open there, never dropped.
-- (3) An abandoned migration has ended another way: it competes with
--     go-live, it is not merely unfinished.
-- (4) Left out, with the reason: no kickoff; live or abandoned without
--     saying when; an end before the kickoff.
-- (5) A period takes the migrations that went live or were abandoned in it;
--     those still open belong to the period that holds :as_of.
-- (6) What begins after :as_of has not happened yet.
WITH run AS (
  SELECT m.key AS migration, c.key AS customer, m.source_system,
         m.target_system, m.wave, m.size_band, m.kickoff_at, m.state,
         g.go_live_at AS any_live_at, m.abandoned_at AS any_abandoned_at,
         CASE WHEN g.go_live_at <= :as_of THEN g.go_live_at END AS live_at,
         CASE WHEN m.abandoned_at <= :as_of
              THEN m.abandoned_at END AS abandoned_at
    FROM migration m
    JOIN customer c ON c.id = m.customer_id
    JOIN migration_go_live g ON g.migration_id = m.id
   WHERE m.kickoff_at IS NULL OR m.kickoff_at <= :as_of
), ended AS (
  SELECT run.*, COALESCE(live_at, abandoned_at, :as_of) AS ended_at
    FROM run
)
SELECT CAST(ended_at - kickoff_at AS DOUBLE PRECISION) / 1000000.0 AS seconds,
       CASE WHEN live_at IS NOT NULL THEN 1
            WHEN abandoned_at IS NOT NULL THEN 2
            ELSE 0 END AS outcome,
       CASE WHEN kickoff_at IS NULL THEN 'no kickoff'
            WHEN state = 'live' AND any_live_at IS NULL
            THEN 'live, but nobody says since when'
            WHEN state = 'abandoned' AND any_abandoned_at IS NULL
            THEN 'abandoned, but nobody says when'
            WHEN ended_at < kickoff_at THEN 'ends before it begins'
       END AS excluded,
       migration AS subject, migration, customer, source_system,
       target_system, wave, size_band
  FROM ended
 WHERE ended_at >= :since AND ended_at < :until
 ORDER BY migration;
