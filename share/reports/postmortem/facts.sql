-- SPDX-License-Identifier: GPL-3.0-or-later
-- One row: the migration as the masthead tells it.
SELECT m.key, m.title, c.key AS customer, m.source_system, m.target_system,
       m.wave, m.user_count AS users,
       CASE WHEN m.abandoned_at <= :as_of THEN 'abandoned'
            WHEN g.go_live_at <= :as_of THEN 'live'
            ELSE 'open' END AS state,
       m.kickoff_at AS kickoff_on,
       m.planned_go_live_at AS planned_on,
       CASE WHEN g.go_live_at <= :as_of THEN g.go_live_at END AS live_on,
       CASE WHEN m.abandoned_at <= :as_of THEN m.abandoned_at
       END AS abandoned_on,
       CASE WHEN g.go_live_at > m.planned_go_live_at
             AND g.go_live_at <= :as_of
            THEN (g.go_live_at - m.planned_go_live_at) / 1000000
       END AS late_seconds,
       CASE WHEN g.go_live_at < m.planned_go_live_at
             AND g.go_live_at <= :as_of
            THEN (m.planned_go_live_at - g.go_live_at) / 1000000
       END AS early_seconds,
       CASE WHEN m.abandoned_at <= :as_of THEN 'abandoned'
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
           AND COALESCE(i.rolled_back_at, i.ended_at) <= :as_of
           AND i.started_at <= :as_of) AS rollbacks,
       (SELECT COUNT(*) FROM iteration i
         WHERE i.migration_id = m.id AND i.kind <> 'cutover'
           AND i.started_at <= :as_of) AS rehearsals
  FROM migration m
  JOIN customer c ON c.id = m.customer_id
  JOIN migration_go_live g ON g.migration_id = m.id
 WHERE m.key = :subject
