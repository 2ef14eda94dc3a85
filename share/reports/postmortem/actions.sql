-- SPDX-License-Identifier: GPL-3.0-or-later
-- Follow-ups that were written down, as they stood when the report's words
-- end; "overdue" is judged at the instant of its data.
SELECT COALESCE(v.title, a.title) AS title, COALESCE(v.kind, a.kind) AS kind,
       tm.key AS team, c.name AS contact,
       COALESCE(v.due_at, a.due_at) AS due_on,
       TRIM(COALESCE(v.metric, a.metric, '') || ' ' ||
            COALESCE(v.goal_text, a.metric_goal, '')) AS worked_when,
       CASE WHEN v.state = 'closed' OR
                 (v.state IS NULL AND a.closed_at <= :as_of) THEN 'closed'
            WHEN COALESCE(v.due_at, a.due_at) < :as_of THEN 'overdue'
            ELSE 'open' END AS state,
       COALESCE('lesson ' || v.note_id, k.ext_key) AS origin
  FROM action a
  JOIN migration m ON m.id = a.migration_id
  LEFT JOIN action_version v
    ON v.action_id = a.id
   AND v.version = (SELECT MAX(l.version) FROM action_version l
                     WHERE l.action_id = a.id AND l.written_at <= :known)
  LEFT JOIN team tm ON tm.id = COALESCE(v.team_id, a.team_id)
  LEFT JOIN contact c ON c.id = v.contact_id
  LEFT JOIN ticket k ON k.id = v.ticket_id
 WHERE m.key = :subject AND a.opened_at <= :known
 ORDER BY COALESCE(v.due_at, a.due_at), a.id
