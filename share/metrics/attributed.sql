-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: attributed
-- title:  Incidents attributed to a migration
-- kind:   proportion
-- better: neither
-- dims:   rule, customer, severity, source
-- reads:  ticket, customer, attribution
--
-- (1) Incidents that a rule attributes to a migration, of all incidents.
--     The rest is no mistake: "of no migration" is an honest answer.
-- (2) Sliced by rule, what no rule takes has no rule.
-- (3) Left out, with the reason: cancelled.
-- (4) A period takes the incidents opened in it.
WITH incident AS (
  SELECT CASE WHEN a.ticket_id IS NULL THEN 0 ELSE 1 END AS is_attributed,
         a.rule, t.source, t.severity, c.key AS customer,
         CASE WHEN t.state = 'cancelled'
               AND COALESCE(t.closed_at, t.updated_at, t.resolved_at, :as_of)
                   <= :as_of
              THEN 'cancelled' END AS excluded
    FROM ticket t
    LEFT JOIN attribution a ON a.ticket_id = t.id
    LEFT JOIN customer c ON c.id = t.customer_id
   WHERE t.is_incident = 1 AND t.opened_at >= :since AND t.opened_at < :until
)
SELECT SUM(is_attributed) AS hits, COUNT(*) AS trials, excluded, rule,
       customer, severity, source
  FROM incident
 GROUP BY excluded, rule, customer, severity, source
 ORDER BY source, severity NULLS LAST, customer NULLS LAST, rule NULLS LAST,
          excluded NULLS LAST;
