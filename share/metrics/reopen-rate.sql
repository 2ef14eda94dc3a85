-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: reopen-rate
-- title:  Incidents reopened
-- kind:   proportion
-- better: lower
-- dims:   migration, customer, module, severity, team, source
-- reads:  ticket, team, customer, attribution, migration, module
--
-- (1) Incidents reopened at least once, of those resolved at least once.
-- (2) An incident that is open now and was reopened has been resolved once.
-- (3) Left out, with the reason: cancelled by :as_of; the source does not
--     count reopenings; counted after :as_of, so that nobody knows the count
--     of then.  An incident never resolved is not here.
-- (4) The team is the one that resolved the incident, else the one that
--     holds it.
-- (5) A period takes the incidents opened in it.
WITH incident AS (
  SELECT CASE WHEN t.reopen_count > 0 THEN 1 ELSE 0 END AS is_reopened,
         t.source, t.severity, m.key AS migration, c.key AS customer,
         d.key AS module, COALESCE(r.key, h.key) AS team,
         CASE WHEN t.state = 'cancelled'
               AND COALESCE(t.closed_at, t.updated_at, t.resolved_at, :as_of)
                   <= :as_of
              THEN 'cancelled'
              WHEN t.reopen_count IS NULL
              THEN 'the source does not count them'
              WHEN t.updated_at > :as_of
              THEN 'counted after the instant of the analysis'
         END AS excluded
    FROM ticket t
    LEFT JOIN attribution a ON a.ticket_id = t.id
    LEFT JOIN migration m ON m.id = a.migration_id
    LEFT JOIN module d ON d.id = a.module_id
    LEFT JOIN customer c ON c.id = t.customer_id
    LEFT JOIN team r ON r.id = t.resolver_team_id
    LEFT JOIN team h ON h.id = t.team_id
   WHERE t.is_incident = 1 AND t.opened_at >= :since AND t.opened_at < :until
     AND (t.state <> 'open' OR t.reopen_count > 0)
)
SELECT SUM(is_reopened) AS hits, COUNT(*) AS trials, excluded, migration,
       customer, module, severity, team, source
  FROM incident
 GROUP BY excluded, migration, customer, module, severity, team, source
 ORDER BY source, severity NULLS LAST, migration NULLS LAST,
          customer NULLS LAST, module NULLS LAST, team NULLS LAST,
          excluded NULLS LAST;
