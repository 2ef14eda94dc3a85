-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: reassignments
-- title:  Reassignments
-- kind:   rate
-- unit:   incident
-- better: lower
-- dims:   migration, customer, module, severity, team, source
-- reads:  ticket, team, customer, attribution, migration, module
--
-- (1) Changes of the team or person that holds an incident, per incident:
--     a sum over a sum, not a mean of means.
-- (2) An incident nobody passed on counts with none.
-- (3) Left out, with the reason: the source does not count reassignments;
--     counted after :as_of, so that nobody knows the count of then;
--     cancelled by then.  Each incident left out counts as one.
-- (4) The team is the one that got the incident first.
-- (5) A period takes the incidents opened in it.
WITH incident AS (
  SELECT t.reassign_count, t.source, t.severity, m.key AS migration,
         c.key AS customer, d.key AS module, COALESCE(f.key, h.key) AS team,
         CASE WHEN t.state = 'cancelled'
               AND COALESCE(t.closed_at, t.updated_at, t.resolved_at, :as_of)
                   <= :as_of
              THEN 'cancelled'
              WHEN t.reassign_count IS NULL
              THEN 'the source does not count them'
              WHEN t.updated_at > :as_of
              THEN 'counted after the instant of the analysis'
         END AS excluded
    FROM ticket t
    LEFT JOIN attribution a ON a.ticket_id = t.id
    LEFT JOIN migration m ON m.id = a.migration_id
    LEFT JOIN module d ON d.id = a.module_id
    LEFT JOIN customer c ON c.id = t.customer_id
    LEFT JOIN team f ON f.id = t.first_team_id
    LEFT JOIN team h ON h.id = t.team_id
   WHERE t.is_incident = 1 AND t.opened_at >= :since AND t.opened_at < :until
)
SELECT CASE WHEN excluded IS NULL THEN SUM(reassign_count)
            ELSE COUNT(*) END AS events,
       COUNT(*) AS exposure, excluded, migration, customer, module, severity,
       team, source
  FROM incident
 GROUP BY excluded, migration, customer, module, severity, team, source
 ORDER BY source, severity NULLS LAST, migration NULLS LAST,
          customer NULLS LAST, module NULLS LAST, team NULLS LAST,
          excluded NULLS LAST;
