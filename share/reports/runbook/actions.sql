-- SPDX-License-Identifier: GPL-3.0-or-later
-- Follow-ups that are still open and matter here, in their latest words.
WITH task AS (
  SELECT a.id, a.migration_id, COALESCE(v.title, a.title) AS title,
         COALESCE(v.due_at, a.due_at) AS due_at,
         COALESCE(v.team_id, a.team_id) AS team_id
    FROM action a
    LEFT JOIN action_version v
      ON v.action_id = a.id
     AND v.version = (SELECT MAX(l.version) FROM action_version l
                       WHERE l.action_id = a.id AND l.written_at <= :known)
   WHERE a.opened_at <= :known
     AND COALESCE(v.state, CASE WHEN a.closed_at <= :known THEN 'closed'
                                ELSE 'open' END) = 'open'
)
SELECT a.title, m.key AS migration, tm.key AS team, a.due_at AS due_on,
       CASE WHEN a.due_at < :as_of THEN 'overdue' ELSE 'open' END AS state
  FROM task a
  LEFT JOIN migration m ON m.id = a.migration_id
  LEFT JOIN team tm ON tm.id = a.team_id
 ORDER BY state DESC, a.due_at, a.id
