-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: escalations
-- title:  Incidents that were escalated
-- kind:   proportion
-- better: lower
-- dims:   module, migration, customer, severity, source
-- reads:  ticket, ticket_event, ownership, customer, attribution, migration, module
--
-- (1) Incidents that reached a team which is an escalation level of their
--     module, of the incidents of modules that have one.
-- (2) The runbook is the one valid when the incident was opened, as it is
--     known now, that of the migration or that for every one.
-- (3) A team that got the incident first was not escalated to.
-- (4) What happened to the incident after :as_of has not happened yet.
-- (5) Left out, with the reason: cancelled; of no module; a module without
--     an escalation level.
-- (6) A period takes the incidents opened in it.
WITH incident AS (
  SELECT t.id, t.source, t.severity, t.opened_at, t.first_team_id,
         t.updated_at, t.team_id, t.resolver_team_id, t.resolved_at,
         m.key AS migration, c.key AS customer, d.key AS module, a.module_id,
         CASE WHEN t.state = 'cancelled'
               AND COALESCE(t.closed_at, t.updated_at, t.resolved_at, :as_of)
                   <= :as_of
              THEN 1 ELSE 0 END AS is_cancelled
    FROM ticket t
    LEFT JOIN attribution a ON a.ticket_id = t.id
    LEFT JOIN migration m ON m.id = a.migration_id
    LEFT JOIN module d ON d.id = a.module_id
    LEFT JOIN customer c ON c.id = t.customer_id
   WHERE t.is_incident = 1 AND t.opened_at <= :as_of
     AND t.opened_at >= :since AND t.opened_at < :until
), level AS (
  SELECT i.id, o.team_id
    FROM incident i
    JOIN ownership o ON o.module_id = i.module_id
                    AND o.role = 'escalation' AND o.superseded_at IS NULL
                    AND o.valid_from_at <= i.opened_at
                    AND COALESCE(o.valid_to_at, i.opened_at + 1) > i.opened_at
                    AND (o.scope = '*' OR o.scope = i.migration)
   WHERE o.team_id IS NOT NULL
), held AS (
  SELECT e.ticket_id AS id, e.team_id
    FROM ticket_event e
   WHERE e.happened_at <= :as_of AND e.team_id IS NOT NULL
  UNION
  SELECT id, team_id FROM incident
   WHERE COALESCE(updated_at, opened_at) <= :as_of AND team_id IS NOT NULL
  UNION
  SELECT id, resolver_team_id FROM incident
   WHERE resolved_at <= :as_of AND resolver_team_id IS NOT NULL
), judged AS (
  SELECT i.*,
         CASE WHEN EXISTS (
                SELECT 1 FROM held h
                  JOIN level l ON l.id = h.id AND l.team_id = h.team_id
                 WHERE h.id = i.id
                   AND h.team_id <> COALESCE(i.first_team_id, 0))
              THEN 1 ELSE 0 END AS is_escalated,
         CASE WHEN is_cancelled = 1 THEN 'cancelled'
              WHEN module_id IS NULL THEN 'of no module'
              WHEN NOT EXISTS (SELECT 1 FROM level l WHERE l.id = i.id)
              THEN 'its module has no escalation level' END AS excluded
    FROM incident i
)
SELECT SUM(is_escalated) AS hits, COUNT(*) AS trials, excluded, module,
       migration, customer, severity, source
  FROM judged
 GROUP BY excluded, module, migration, customer, severity, source
 ORDER BY source, severity NULLS LAST, migration NULLS LAST,
          customer NULLS LAST, module NULLS LAST, excluded NULLS LAST;
