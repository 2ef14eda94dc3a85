-- SPDX-License-Identifier: GPL-3.0-or-later
-- One row: the migration as the masthead tells it.
SELECT m.key, m.title, c.key AS customer, m.source_system, m.target_system,
       m.wave, m.state, m.user_count AS users,
       m.kickoff_at AS kickoff_on,
       m.planned_go_live_at AS planned_on,
       g.go_live_at AS live_on,
       m.abandoned_at AS abandoned_on,
       CASE WHEN g.go_live_at > m.planned_go_live_at
            THEN (g.go_live_at - m.planned_go_live_at) / 1000000
       END AS late_seconds,
       CASE WHEN g.go_live_at < m.planned_go_live_at
            THEN (m.planned_go_live_at - g.go_live_at) / 1000000
       END AS early_seconds,
       CASE WHEN m.state = 'abandoned' THEN 'abandoned'
            WHEN g.go_live_at IS NULL OR g.go_live_at > :as_of THEN 'open'
            WHEN m.planned_go_live_at IS NULL THEN 'live'
            WHEN g.go_live_at > m.planned_go_live_at THEN 'late'
            ELSE 'on-time' END AS outcome,
       (SELECT COUNT(*) FROM iteration i
         WHERE i.migration_id = m.id AND i.kind = 'cutover'
           AND i.started_at <= :as_of) AS cutovers,
       (SELECT COUNT(*) FROM iteration i
         WHERE i.migration_id = m.id AND i.kind = 'cutover'
           AND i.outcome = 'rolled_back'
           AND i.started_at <= :as_of) AS rollbacks,
       (SELECT COUNT(*) FROM iteration i
         WHERE i.migration_id = m.id AND i.kind <> 'cutover'
           AND i.started_at <= :as_of) AS rehearsals
  FROM migration m
  JOIN customer c ON c.id = m.customer_id
  JOIN migration_go_live g ON g.migration_id = m.id
 WHERE m.key = :subject
