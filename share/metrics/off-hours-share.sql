-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: off-hours-share
-- title:  Incidents opened outside business hours
-- kind:   proportion
-- better: lower
-- dims:   module, migration, customer, severity, team, source
-- reads:  ticket, team, customer, attribution, migration, module, calendar, calendar_hours, holiday
-- params: calendar=business
--
-- (1) Incidents opened at an instant the calendar is not open, of all
--     incidents.
-- (2) The calendar is the one with the key of the team that got the
--     incident first (else holds it), else the one with the key :calendar,
--     else the only one there is.
-- (3) Left out, with the reason: cancelled; no calendar with hours.
-- (4) A period takes the incidents opened in it.
WITH open AS (
  SELECT c.key AS calendar,
         CASE WHEN (SELECT COUNT(*) FROM calendar) = 1
              THEN 1 ELSE 0 END AS is_only
    FROM calendar c
   WHERE EXISTS (SELECT 1 FROM calendar_hours h WHERE h.calendar_id = c.id)
), incident AS (
  SELECT t.opened_at, t.source, t.severity, m.key AS migration,
         c.key AS customer, d.key AS module, COALESCE(f.key, h.key) AS team,
         CASE WHEN t.state = 'cancelled'
               AND COALESCE(t.closed_at, t.updated_at, t.resolved_at, :as_of)
                   <= :as_of
              THEN 1 ELSE 0 END AS is_cancelled
    FROM ticket t
    LEFT JOIN attribution a ON a.ticket_id = t.id
    LEFT JOIN migration m ON m.id = a.migration_id
    LEFT JOIN module d ON d.id = a.module_id
    LEFT JOIN customer c ON c.id = t.customer_id
    LEFT JOIN team f ON f.id = t.first_team_id
    LEFT JOIN team h ON h.id = t.team_id
   WHERE t.is_incident = 1 AND t.opened_at <= :as_of
     AND t.opened_at >= :since AND t.opened_at < :until
), timed AS (
  SELECT i.*, COALESCE(own.calendar, common.calendar, only_one.calendar)
                AS calendar
    FROM incident i
    LEFT JOIN open own ON own.calendar = i.team
    LEFT JOIN open common ON common.calendar = :calendar
    LEFT JOIN open only_one ON only_one.is_only = 1
), judged AS (
  SELECT timed.*,
         CASE WHEN business_seconds(opened_at, opened_at + 1, calendar) > 0
              THEN 0 ELSE 1 END AS is_off_hours,
         CASE WHEN is_cancelled = 1 THEN 'cancelled'
              WHEN calendar IS NULL THEN 'no calendar with hours'
         END AS excluded
    FROM timed
)
SELECT SUM(is_off_hours) AS hits, COUNT(*) AS trials, excluded, module,
       migration, customer, severity, team, source
  FROM judged
 GROUP BY excluded, module, migration, customer, severity, team, source
 ORDER BY source, severity NULLS LAST, migration NULLS LAST,
          customer NULLS LAST, module NULLS LAST, team NULLS LAST,
          excluded NULLS LAST;
