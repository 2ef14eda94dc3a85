-- SPDX-License-Identifier: GPL-3.0-or-later
-- Follow-ups of earlier post-mortems.
SELECT a.title, m.key AS migration, a.kind, tm.key AS team, a.due_at AS due_on,
       CASE WHEN a.closed_at < :until THEN 'closed'
            WHEN a.due_at < :until THEN 'overdue' ELSE 'open' END AS state,
       TRIM(COALESCE(a.metric, '') || ' ' || COALESCE(a.metric_goal, ''))
         AS worked_when
  FROM action a
  LEFT JOIN migration m ON m.id = a.migration_id
  LEFT JOIN team tm ON tm.id = a.team_id
 WHERE a.opened_at < :until
   AND (a.closed_at IS NULL OR a.closed_at >= :since)
 ORDER BY state DESC, a.due_at, a.id
