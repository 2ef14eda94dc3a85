-- SPDX-License-Identifier: GPL-3.0-or-later
-- Debriefs that fell due in the quarter, and whether they were held: a
-- message of that kind, or a post-mortem that was published.  Due is what
-- the runbook promises after go-live, else two weeks.
SELECT key, title, due_at AS due_on, held_at AS held_on,
       CASE WHEN held_at IS NULL THEN 'not held'
            WHEN held_at > due_at THEN 'held late' ELSE 'held' END AS state
  FROM (SELECT m.key, m.title,
               g.go_live_at + CAST(COALESCE(
                 (SELECT MIN(c.every_minutes) FROM cadence c
                   WHERE c.kind = 'debrief'
                     AND (c.migration_id = m.id OR c.migration_id IS NULL)),
                 20160) * 60000000 AS INTEGER) AS due_at,
               (SELECT MIN(said_at)
                  FROM (SELECT c.sent_at AS said_at FROM communication c
                         WHERE c.migration_id = m.id AND c.kind = 'debrief'
                         UNION ALL
                        SELECT r.changed_at FROM review_state r
                         WHERE r.migration_id = m.id
                           AND r.state = 'published')
                 WHERE said_at >= g.go_live_at AND said_at <= :as_of)
                 AS held_at
          FROM migration m
          JOIN migration_go_live g ON g.migration_id = m.id
         WHERE g.go_live_at <= :as_of)
 WHERE due_at >= :since AND due_at < :until
 ORDER BY due_at, key
