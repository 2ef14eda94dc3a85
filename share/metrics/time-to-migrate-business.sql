-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: time-to-migrate-business
-- title:  Time to migrate, in business days
-- kind:   duration
-- unit:   business day
-- better: lower
-- dims:   migration, customer, source_system, target_system, wave, size_band
-- reads:  migration, migration_go_live, customer, calendar, calendar_hours, holiday
-- params: calendar=business
--
-- (1) As time-to-migrate, from kickoff to the accepted go-live, but only
--     what was open by the calendar counts.
-- (2) The calendar is the one with the customer's key, else the one with
--     the key :calendar, else the only one there is.
-- (3) A business day is an average open day of that calendar: with eight
--     hours a day, eight open hours are one day.
-- (4) A migration not live at :as_of is open there; an abandoned one has
--     ended another way.
-- (5) Left out, with the reason: no kickoff; live or abandoned without
--     saying when; an end before the kickoff; no calendar, or one without
--     hours.
-- (6) A period takes the migrations that went live or were abandoned in it;
--     those still open belong to the period that holds :as_of.
-- (7) What begins after :as_of has not happened yet.
WITH day AS (
  SELECT c.key AS calendar,
         ratio(SUM(h.to_minute - h.from_minute) * 60,
               COUNT(DISTINCT h.weekday)) AS open_seconds,
         CASE WHEN (SELECT COUNT(*) FROM calendar) = 1
              THEN 1 ELSE 0 END AS is_only
    FROM calendar c
    JOIN calendar_hours h ON h.calendar_id = c.id
   GROUP BY c.key
), run AS (
  SELECT m.key AS migration, c.key AS customer, m.source_system,
         m.target_system, m.wave, m.size_band, m.kickoff_at, m.state,
         g.go_live_at AS any_live_at, m.abandoned_at AS any_abandoned_at,
         CASE WHEN g.go_live_at <= :as_of THEN g.go_live_at END AS live_at,
         CASE WHEN m.abandoned_at <= :as_of
              THEN m.abandoned_at END AS abandoned_at,
         COALESCE(own.calendar, common.calendar, only_one.calendar)
           AS calendar,
         COALESCE(own.open_seconds, common.open_seconds,
                  only_one.open_seconds) AS open_seconds
    FROM migration m
    JOIN customer c ON c.id = m.customer_id
    JOIN migration_go_live g ON g.migration_id = m.id
    LEFT JOIN day own ON own.calendar = c.key
    LEFT JOIN day common ON common.calendar = :calendar
    LEFT JOIN day only_one ON only_one.is_only = 1
   WHERE m.kickoff_at IS NULL OR m.kickoff_at <= :as_of
), ended AS (
  SELECT run.*, COALESCE(live_at, abandoned_at, :as_of) AS ended_at
    FROM run
)
SELECT ratio(business_seconds(kickoff_at, ended_at, calendar) * 86400,
             open_seconds) AS seconds,
       CASE WHEN live_at IS NOT NULL THEN 1
            WHEN abandoned_at IS NOT NULL THEN 2
            ELSE 0 END AS outcome,
       CASE WHEN kickoff_at IS NULL THEN 'no kickoff'
            WHEN state = 'live' AND any_live_at IS NULL
            THEN 'live, but nobody says since when'
            WHEN state = 'abandoned' AND any_abandoned_at IS NULL
            THEN 'abandoned, but nobody says when'
            WHEN ended_at < kickoff_at THEN 'ends before it begins'
            WHEN calendar IS NULL THEN 'no calendar with hours'
       END AS excluded,
       migration AS subject, migration, customer, source_system,
       target_system, wave, size_band
  FROM ended
 WHERE ended_at >= :since AND ended_at < :until
 ORDER BY migration;
