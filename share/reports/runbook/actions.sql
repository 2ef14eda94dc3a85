-- SPDX-License-Identifier: GPL-3.0-or-later
-- Follow-ups that are still open and matter here.
SELECT a.title, m.key AS migration, tm.key AS team, a.due_at AS due_on,
       CASE WHEN a.due_at < :as_of THEN 'overdue' ELSE 'open' END AS state
  FROM action a
  LEFT JOIN migration m ON m.id = a.migration_id
  LEFT JOIN team tm ON tm.id = a.team_id
 WHERE a.opened_at <= :as_of
   AND (a.closed_at IS NULL OR a.closed_at > :as_of)
 ORDER BY state DESC, a.due_at, a.id
