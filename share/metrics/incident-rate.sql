-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: incident-rate
-- title:  Incidents after go-live
-- kind:   rate
-- unit:   customer-week
-- better: lower
-- headline: 4
-- dims:   migration, customer, source_system, wave, size_band
-- reads:  migration, migration_go_live, customer, ticket, attribution
-- params: window_days=90, worst_severities=5
--
-- (1) Incidents attributed to a migration and opened in the :window_days
--     after its go-live, per customer-week at risk.
-- (2) At risk is the time from go-live to the end of the window, or to
--     :as_of when that is earlier: a customer live since yesterday gives a
--     seventh of a week, not a whole window.
-- (3) A migration that is not live is at no risk and is not here.
-- (4) With :worst_severities=2 only severities 1 and 2 count; an incident
--     without a severity counts only when all do.
-- (5) Left out, with the reason: cancelled; opened outside the window.
-- (6) Incidents cluster by customer: where customers differ more than chance
--     allows, the interval is that of the spread between them.
-- (7) A period cuts both: incidents opened in it, weeks that lie in it.
WITH live AS (
  SELECT m.id, m.key AS migration, c.key AS customer, m.source_system,
         m.wave, m.size_band, g.go_live_at,
         greatest(g.go_live_at, :since) AS from_at,
         least(g.go_live_at + CAST(:window_days AS BIGINT) * 86400000000,
               :until, :as_of) AS to_at,
         g.go_live_at + CAST(:window_days AS BIGINT) * 86400000000 AS end_at
    FROM migration m
    JOIN customer c ON c.id = m.customer_id
    JOIN migration_go_live g ON g.migration_id = m.id
   WHERE g.go_live_at <= :as_of
), incident AS (
  SELECT l.migration,
         CASE WHEN t.state = 'cancelled'
               AND COALESCE(t.closed_at, t.updated_at, t.resolved_at, :as_of)
                   <= :as_of
              THEN 'cancelled'
              WHEN t.opened_at < l.go_live_at THEN 'opened before go-live'
              WHEN t.opened_at >= l.end_at THEN 'opened after the window'
         END AS excluded
    FROM live l
    JOIN attribution a ON a.migration_id = l.id
    JOIN ticket t ON t.id = a.ticket_id
   WHERE t.is_incident = 1
     AND COALESCE(t.severity, 5) <= CAST(:worst_severities AS BIGINT)
     AND t.opened_at <= :as_of
     AND t.opened_at >= :since AND t.opened_at < :until
), counted AS (
  SELECT migration, excluded, COUNT(*) AS events
    FROM incident
   GROUP BY migration, excluded
)
SELECT COALESCE(n.events, 0) AS events,
       CAST(greatest(l.to_at - l.from_at, 0) AS DOUBLE PRECISION)
         / 604800000000.0 AS exposure,
       NULL AS excluded, l.migration, l.customer, l.source_system, l.wave,
       l.size_band, l.customer AS subject
  FROM live l
  LEFT JOIN counted n ON n.migration = l.migration AND n.excluded IS NULL
 WHERE l.to_at > l.from_at OR n.events > 0
UNION ALL
SELECT n.events, 0.0, n.excluded, l.migration, l.customer, l.source_system,
       l.wave, l.size_band, l.customer
  FROM live l
  JOIN counted n ON n.migration = l.migration AND n.excluded IS NOT NULL
 ORDER BY 4, 3 NULLS FIRST;
