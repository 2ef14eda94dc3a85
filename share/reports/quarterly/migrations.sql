-- SPDX-License-Identifier: GPL-3.0-or-later
-- Every migration that was under way in the quarter, as the Gantt wants it.
SELECT m.key AS name, m.title AS qualifier,
       m.kickoff_at AS planned_start_at,
       m.planned_go_live_at AS planned_end_at,
       m.kickoff_at AS actual_start_at,
       CASE WHEN g.go_live_at < :until THEN g.go_live_at
            WHEN m.abandoned_at < :until THEN m.abandoned_at
       END AS actual_end_at,
       CASE WHEN m.abandoned_at < :until THEN 'abandoned' END AS status,
       m.title, c.key AS customer,
       CASE WHEN (g.go_live_at IS NULL OR g.go_live_at >= :until)
             AND (m.abandoned_at IS NULL OR m.abandoned_at >= :until)
            THEN (:until - m.kickoff_at) / 1000000 END AS age_seconds,
       m.planned_go_live_at AS planned_on,
       CASE WHEN g.go_live_at < :until THEN g.go_live_at END AS live_on,
       CASE WHEN m.abandoned_at < :until THEN 'abandoned'
            WHEN g.go_live_at IS NULL OR g.go_live_at >= :until THEN
              CASE WHEN m.planned_go_live_at < :until THEN 'running, late'
                   ELSE 'running' END
            WHEN m.planned_go_live_at IS NULL THEN 'live'
            WHEN g.go_live_at > m.planned_go_live_at
            THEN 'live, late' ELSE 'live, on time' END AS state
  FROM migration m
  JOIN customer c ON c.id = m.customer_id
  JOIN migration_go_live g ON g.migration_id = m.id
 WHERE COALESCE(m.kickoff_at, g.go_live_at, m.abandoned_at) < :until
   AND (g.go_live_at IS NULL OR g.go_live_at >= :since)
   AND (m.abandoned_at IS NULL OR m.abandoned_at >= :since)
 ORDER BY m.kickoff_at, m.key
