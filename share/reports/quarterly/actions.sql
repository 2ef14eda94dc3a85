-- SPDX-License-Identifier: GPL-3.0-or-later
-- Follow-ups of earlier post-mortems, as they stood when the quarter ended.
WITH held AS (
  SELECT a.id, COALESCE(v.title, a.title) AS title, m.key AS migration,
         COALESCE(v.kind, a.kind) AS kind, tm.key AS team,
         COALESCE(v.due_at, a.due_at) AS due_on,
         CASE WHEN v.state = 'closed' OR
                   (v.state IS NULL AND a.closed_at < :until) THEN 'closed'
              WHEN COALESCE(v.due_at, a.due_at) < :until THEN 'overdue'
              ELSE 'open' END AS state,
         TRIM(COALESCE(v.metric, a.metric, '') || ' ' ||
              COALESCE(v.goal_text, a.metric_goal, '')) AS worked_when
    FROM action a
    LEFT JOIN action_version v
      ON v.action_id = a.id
     AND v.version = (SELECT MAX(l.version) FROM action_version l
                       WHERE l.action_id = a.id AND l.written_at < :until)
    LEFT JOIN migration m ON m.id = a.migration_id
    LEFT JOIN team tm ON tm.id = COALESCE(v.team_id, a.team_id)
   WHERE a.opened_at < :until
     AND (a.closed_at IS NULL OR a.closed_at >= :since)
)
SELECT h.*, SUM(state = 'open') OVER () AS open,
       SUM(state = 'overdue') OVER () AS overdue,
       SUM(state = 'closed') OVER () AS closed
  FROM held h
 ORDER BY state DESC, due_on, id
