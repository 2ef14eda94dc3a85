-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: sla-attainment
-- title:  Promised times kept
-- kind:   proportion
-- better: higher
-- dims:   measure, severity, migration, customer, module, team, source
-- reads:  ticket, sla, team, customer, attribution, migration, module
--
-- (1) An incident keeps a promise when it is acknowledged, or restored,
--     within the minutes promised for its severity, in elapsed time from
--     its opening.  The two are counted apart, as measure.
-- (2) Not done when the time is over is broken, however it goes on.
-- (3) Without a promise for its severity, what the source itself says (made
--     SLA) counts for a resolved incident, as measure restore.
-- (4) Left out, with the reason: the time is not over yet; cancelled; done
--     without saying when; neither a promise nor a word from the source.
-- (5) A period takes the incidents opened in it.
WITH incident AS (
  SELECT t.id, t.source, t.ext_key, t.severity, t.made_sla,
         CASE WHEN t.state = 'cancelled'
               AND COALESCE(t.closed_at, t.updated_at, t.resolved_at, :as_of)
                   > :as_of
              THEN 'open' ELSE t.state END AS state,
         t.opened_at, m.key AS migration, c.key AS customer, d.key AS module,
         COALESCE(r.key, h.key) AS team,
         CASE WHEN t.acknowledged_at <= :as_of
              THEN t.acknowledged_at END AS acknowledged_at,
         CASE WHEN t.state = 'resolved' AND t.resolved_at <= :as_of
              THEN t.resolved_at END AS restored_at,
         CASE WHEN t.state = 'resolved'
               AND COALESCE(t.resolved_at, t.closed_at, :as_of) <= :as_of
              THEN 1 ELSE 0 END AS is_resolved
    FROM ticket t
    LEFT JOIN attribution a ON a.ticket_id = t.id
    LEFT JOIN migration m ON m.id = a.migration_id
    LEFT JOIN module d ON d.id = a.module_id
    LEFT JOIN customer c ON c.id = t.customer_id
    LEFT JOIN team r ON r.id = t.resolver_team_id
    LEFT JOIN team h ON h.id = t.team_id
   WHERE t.is_incident = 1 AND t.opened_at >= :since AND t.opened_at < :until
), promise AS (
  SELECT i.*, s.measure,
         i.opened_at + CAST(s.minutes AS BIGINT) * 60000000 AS due_at,
         CASE WHEN s.measure = 'acknowledge' THEN i.acknowledged_at
              ELSE i.restored_at END AS done_at
    FROM incident i
    JOIN sla s ON s.severity = i.severity
), judged AS (
  SELECT measure, source, severity, migration, customer, module, team,
         CASE WHEN done_at <= due_at THEN 1 ELSE 0 END AS is_kept,
         CASE WHEN state = 'cancelled' THEN 'cancelled'
              WHEN done_at IS NOT NULL THEN NULL
              WHEN is_resolved = 1 THEN 'done, but nobody says when'
              WHEN due_at > :as_of THEN 'not due yet' END AS excluded
    FROM promise
  UNION ALL
  SELECT 'restore', source, severity, migration, customer, module, team,
         COALESCE(made_sla, 0),
         CASE WHEN state = 'cancelled' THEN 'cancelled'
              WHEN made_sla IS NULL THEN 'no promise for its severity'
              WHEN is_resolved = 0 THEN 'not due yet' END
    FROM incident
   WHERE NOT EXISTS (SELECT 1 FROM sla s WHERE s.severity = incident.severity)
)
SELECT SUM(is_kept) AS hits, COUNT(*) AS trials, excluded, measure, severity,
       migration, customer, module, team, source
  FROM judged
 GROUP BY excluded, measure, severity, migration, customer, module, team,
          source
 ORDER BY source, measure, severity NULLS LAST, migration NULLS LAST,
          customer NULLS LAST, module NULLS LAST, team NULLS LAST,
          excluded NULLS LAST;
