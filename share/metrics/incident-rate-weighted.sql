-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: incident-rate-weighted
-- title:  Incidents after go-live, by severity weight
-- kind:   rate
-- unit:   customer-week
-- better: lower
-- dims:   migration, customer, source_system, wave, size_band
-- reads:  migration, migration_go_live, customer, ticket, attribution
-- params: window_days=90, weight_one=10, weight_two=3, weight_other=1
--
-- (1) Incidents attributed to a migration and opened in the :window_days
--     after its go-live, per customer-week at risk, each counted by its
--     severity: 1 as :weight_one, 2 as :weight_two, any other or none as
--     :weight_other.  The interval is Fay and Feuer's.
-- (2) At risk is the time from go-live to the end of the window, or to
--     :as_of when that is earlier; a migration that is not live is not here.
-- (3) The weights are a convention and say what one would give up for what;
--     the plain counts of each weight stand beside the rate.
-- (4) Left out, with the reason: cancelled; opened outside the window.
-- (5) A period cuts both: incidents opened in it, weeks that lie in it.
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
         CASE t.severity WHEN 1 THEN CAST(:weight_one AS BIGINT)
                         WHEN 2 THEN CAST(:weight_two AS BIGINT)
                         ELSE CAST(:weight_other AS BIGINT) END AS weight,
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
   WHERE t.is_incident = 1 AND t.opened_at <= :as_of
     AND t.opened_at >= :since AND t.opened_at < :until
)
SELECT 0 AS events,
       CAST(l.to_at - l.from_at AS DOUBLE PRECISION) / 604800000000.0
         AS exposure,
       CAST(:weight_other AS BIGINT) AS weight, NULL AS excluded, l.migration,
       l.customer, l.source_system, l.wave, l.size_band
  FROM live l
 WHERE l.to_at > l.from_at
UNION ALL
SELECT COUNT(*), 0.0, n.weight, n.excluded, l.migration, l.customer,
       l.source_system, l.wave, l.size_band
  FROM live l
  JOIN incident n ON n.migration = l.migration
 GROUP BY n.weight, n.excluded, l.migration, l.customer, l.source_system,
          l.wave, l.size_band
 ORDER BY 5, 4 NULLS FIRST, 3;
