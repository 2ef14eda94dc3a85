-- SPDX-License-Identifier: GPL-3.0-or-later
-- The incidents of the worst severity there was, lettered as in the figure.
SELECT SUBSTR('ABCDEFGHIJKLMNOPQRSTUVWXYZ',
              ROW_NUMBER() OVER (ORDER BY opened_at, ext_key), 1) AS letter,
       opened_at, title, ext_key, team, module, severity, long_seconds
  FROM (SELECT t.opened_at, t.title, t.ext_key, t.severity,
               CASE WHEN t.resolved_at <= :as_of THEN tm.key END AS team, md.title AS module,
               CASE WHEN t.resolved_at <= :as_of
                    THEN (t.resolved_at - t.opened_at) / 1000000
               END AS long_seconds,
               MIN(t.severity) OVER () AS worst
          FROM ticket t
          JOIN attribution a ON a.ticket_id = t.id
          JOIN migration m ON m.id = a.migration_id
          JOIN migration_go_live g ON g.migration_id = m.id
          LEFT JOIN module md ON md.id = a.module_id
          LEFT JOIN team tm ON tm.id = t.resolver_team_id
         WHERE m.key = :subject AND t.is_incident = 1
           AND t.state <> 'cancelled'
           AND t.opened_at >= g.go_live_at
           AND t.opened_at < g.go_live_at + 90 * 86400000000
           AND t.opened_at <= :as_of)
 WHERE severity = worst
 ORDER BY opened_at, ext_key
 LIMIT 26
