-- SPDX-License-Identifier: GPL-3.0-or-later
-- One row: what began, ended and is under way.
SELECT COALESCE(SUM(m.kickoff_at >= :since AND m.kickoff_at < :until), 0)
         AS started,
       COALESCE(SUM(g.go_live_at >= :since AND g.go_live_at < :until), 0)
         AS finished,
       COALESCE(SUM(m.abandoned_at >= :since AND m.abandoned_at < :until), 0)
         AS abandoned,
       COALESCE(SUM(m.kickoff_at < :until
                    AND (g.go_live_at IS NULL OR g.go_live_at >= :until)
                    AND (m.abandoned_at IS NULL
                         OR m.abandoned_at >= :until)), 0) AS running,
       (SELECT COUNT(*) FROM iteration i
         WHERE i.kind = 'cutover' AND i.outcome = 'rolled_back'
           AND i.started_at >= :since AND i.started_at < :until)
         AS rolled_back
  FROM migration m
  JOIN migration_go_live g ON g.migration_id = m.id
