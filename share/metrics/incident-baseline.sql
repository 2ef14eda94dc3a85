-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: incident-baseline
-- title:  Incidents before the migration
-- kind:   rate
-- unit:   customer-week
-- better: neither
-- dims:   migration, customer, source_system, wave, size_band
-- reads:  migration, customer, ticket, attribution
-- params: baseline_weeks=12, worst_severities=5
--
-- (1) Incidents of the migration's customer opened in the :baseline_weeks
--     before kickoff, per customer-week: what was usual before.
-- (2) Nothing is known before the first ticket of the workspace, so weeks
--     before it are at no risk.
-- (3) Left out, with the reason: cancelled; attributed to a migration.
-- (4) With :worst_severities=2 only severities 1 and 2 count; an incident
--     without a severity counts only when all do.
-- (5) A period cuts both: incidents opened in it, weeks that lie in it.
WITH known AS (
  SELECT MIN(opened_at) AS first_at FROM ticket
), baseline AS (
  SELECT m.id, m.customer_id, m.key AS migration, c.key AS customer,
         m.source_system, m.wave, m.size_band,
         greatest(m.kickoff_at
                  - CAST(:baseline_weeks AS BIGINT) * 604800000000,
                  k.first_at, :since) AS from_at,
         least(m.kickoff_at, :until, :as_of) AS to_at
    FROM migration m
    JOIN customer c ON c.id = m.customer_id
    CROSS JOIN known k
   WHERE m.kickoff_at IS NOT NULL AND k.first_at IS NOT NULL
), incident AS (
  SELECT b.migration,
         CASE WHEN t.state = 'cancelled'
               AND COALESCE(t.closed_at, t.updated_at, t.resolved_at, :as_of)
                   <= :as_of
              THEN 'cancelled'
              WHEN a.ticket_id IS NOT NULL
              THEN 'attributed to a migration' END AS excluded
    FROM baseline b
    JOIN ticket t ON t.customer_id = b.customer_id
                 AND t.opened_at >= b.from_at AND t.opened_at < b.to_at
    LEFT JOIN attribution a ON a.ticket_id = t.id
   WHERE t.is_incident = 1
     AND COALESCE(t.severity, 5) <= CAST(:worst_severities AS BIGINT)
), counted AS (
  SELECT migration, excluded, COUNT(*) AS events
    FROM incident
   GROUP BY migration, excluded
)
SELECT COALESCE(n.events, 0) AS events,
       CAST(b.to_at - b.from_at AS DOUBLE PRECISION) / 604800000000.0
         AS exposure,
       NULL AS excluded, b.migration, b.customer, b.source_system, b.wave,
       b.size_band, b.customer AS subject
  FROM baseline b
  LEFT JOIN counted n ON n.migration = b.migration AND n.excluded IS NULL
 WHERE b.to_at > b.from_at
UNION ALL
SELECT n.events, 0.0, n.excluded, b.migration, b.customer, b.source_system,
       b.wave, b.size_band, b.customer
  FROM baseline b
  JOIN counted n ON n.migration = b.migration AND n.excluded IS NOT NULL
 ORDER BY 4, 3 NULLS FIRST;
