-- SPDX-License-Identifier: GPL-3.0-or-later
-- One row: the migration as its runbook starts.
SELECT m.key, m.title, c.key AS customer, m.source_system, m.target_system,
       m.wave, m.size_band,
       COALESCE((SELECT e.user_count FROM exposure e
                  WHERE e.customer_id = c.id AND e.from_at <= :as_of
                  ORDER BY e.from_at DESC LIMIT 1), m.user_count) AS users,
       m.kickoff_at AS kickoff_on, m.planned_go_live_at AS planned_on,
       m.planned_go_live_at AS go_live_at,
       m.window_minutes * 60 AS window_seconds,
       m.support_until_at AS support_on,
       CASE WHEN m.abandoned_at <= :as_of THEN 'abandoned'
            WHEN g.go_live_at <= :as_of THEN 'live'
            WHEN m.kickoff_at <= :as_of THEN 'running'
            ELSE 'planned' END AS state,
       CASE WHEN m.planned_go_live_at > :as_of
            THEN (m.planned_go_live_at - :as_of) / 1000000
       END AS left_seconds,
       (SELECT md.title FROM module_run r
          JOIN module md ON md.id = r.module_id
         WHERE r.migration_id = m.id AND r.started_at <= :as_of
           AND (r.ended_at IS NULL OR r.ended_at > :as_of)
         ORDER BY md.position DESC LIMIT 1) AS now_in
  FROM migration m
  JOIN customer c ON c.id = m.customer_id
  JOIN migration_go_live g ON g.migration_id = m.id
 WHERE m.key = :subject
