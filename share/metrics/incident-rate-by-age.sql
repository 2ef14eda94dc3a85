-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: incident-rate-by-age
-- title:  Incidents before and after go-live, by time since
-- kind:   rate
-- unit:   customer-week
-- better: lower
-- dims:   age, migration, customer, source_system, wave, size_band
-- reads:  migration, migration_go_live, customer, ticket, attribution
-- params: baseline_weeks=12, worst_severities=5
--
-- (1) Incidents per customer-week at risk, by the age of the migration when
--     they were opened: 0-7, 8-30 and 31-90 days after go-live, and before,
--     the :baseline_weeks before kickoff.
-- (2) After go-live those attributed to the migration count; before, all of
--     the customer's that are attributed to none.
-- (3) At risk is the part of each span that lies before :as_of and, before
--     kickoff, after the first ticket there is.
-- (4) The eighth day begins when seven whole days have passed since the
--     go-live.
-- (5) With :worst_severities=2 only severities 1 and 2 count; an incident
--     without a severity counts only when all do.
-- (6) Left out, with the reason: cancelled.
-- (7) A period cuts both: incidents opened in it, weeks that lie in it.
WITH known AS (
  SELECT MIN(opened_at) AS first_at FROM ticket
), place AS (
  SELECT m.id, m.customer_id, m.key AS migration, c.key AS customer,
         m.source_system, m.wave, m.size_band, m.kickoff_at, g.go_live_at
    FROM migration m
    JOIN customer c ON c.id = m.customer_id
    JOIN migration_go_live g ON g.migration_id = m.id
), span AS (
  SELECT '0-7' AS age, p.*, go_live_at AS begin_at,
         go_live_at + 604800000000 AS end_at
    FROM place p WHERE go_live_at <= :as_of
  UNION ALL
  SELECT '8-30', p.*, go_live_at + 604800000000, go_live_at + 2592000000000
    FROM place p WHERE go_live_at <= :as_of
  UNION ALL
  SELECT '31-90', p.*, go_live_at + 2592000000000, go_live_at + 7776000000000
    FROM place p WHERE go_live_at <= :as_of
  UNION ALL
  SELECT 'before', p.*,
         greatest(kickoff_at - CAST(:baseline_weeks AS BIGINT) * 604800000000,
                  k.first_at), kickoff_at
    FROM place p CROSS JOIN known k
   WHERE p.kickoff_at IS NOT NULL AND k.first_at IS NOT NULL
), risk AS (
  SELECT span.*, greatest(begin_at, :since) AS from_at,
         least(end_at, :until, :as_of) AS to_at
    FROM span
), incident AS (
  SELECT t.customer_id, t.opened_at, a.migration_id,
         CASE WHEN t.state = 'cancelled'
               AND COALESCE(t.closed_at, t.updated_at, t.resolved_at, :as_of)
                   <= :as_of
              THEN 'cancelled' END AS excluded
    FROM ticket t
    LEFT JOIN attribution a ON a.ticket_id = t.id
   WHERE t.is_incident = 1 AND t.opened_at <= :as_of
     AND COALESCE(t.severity, 5) <= CAST(:worst_severities AS BIGINT)
), counted AS (
  SELECT r.id, r.age, i.excluded, COUNT(*) AS events
    FROM risk r
    JOIN incident i
      ON i.opened_at >= r.from_at AND i.opened_at < r.to_at
     AND ((r.age <> 'before' AND i.migration_id = r.id)
          OR (r.age = 'before' AND i.customer_id = r.customer_id
              AND i.migration_id IS NULL))
   GROUP BY r.id, r.age, i.excluded
)
SELECT COALESCE(n.events, 0) AS events,
       CAST(r.to_at - r.from_at AS DOUBLE PRECISION) / 604800000000.0
         AS exposure,
       NULL AS excluded, r.age, r.migration, r.customer, r.source_system,
       r.wave, r.size_band, r.customer AS subject
  FROM risk r
  LEFT JOIN counted n ON n.id = r.id AND n.age = r.age AND n.excluded IS NULL
 WHERE r.to_at > r.from_at
UNION ALL
SELECT n.events, 0.0, n.excluded, r.age, r.migration, r.customer,
       r.source_system, r.wave, r.size_band, r.customer
  FROM risk r
  JOIN counted n ON n.id = r.id AND n.age = r.age AND n.excluded IS NOT NULL
 ORDER BY 5, 4, 3 NULLS FIRST;
