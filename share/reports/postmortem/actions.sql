-- SPDX-License-Identifier: GPL-3.0-or-later
-- Follow-ups that were written down.
SELECT a.title, a.kind, tm.key AS team, a.due_at AS due_on,
       TRIM(COALESCE(a.metric, '') || ' ' || COALESCE(a.metric_goal, ''))
         AS worked_when,
       CASE WHEN a.closed_at <= :as_of THEN 'closed' ELSE 'open' END AS state
  FROM action a
  JOIN migration m ON m.id = a.migration_id
  LEFT JOIN team tm ON tm.id = a.team_id
 WHERE m.key = :subject AND a.opened_at <= :as_of
 ORDER BY a.due_at, a.id
