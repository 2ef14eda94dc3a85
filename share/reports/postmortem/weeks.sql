-- SPDX-License-Identifier: GPL-3.0-or-later
-- Incidents of the customer by whole week: up to twelve before kickoff, which
-- the rate before rests on, and those of the watch after go-live.
WITH RECURSIVE number(n) AS (
  SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 12
), m AS (
  SELECT mm.id, mm.customer_id, mm.kickoff_at, g.go_live_at,
         least(g.go_live_at + 90 * 86400000000, :as_of) AS watched_to,
         (SELECT MIN(opened_at) FROM ticket) AS first_at
    FROM migration mm
    JOIN migration_go_live g ON g.migration_id = mm.id
   WHERE mm.key = :subject AND g.go_live_at <= :as_of
), week AS (
  SELECT 1 AS is_baseline, -n AS place,
         m.kickoff_at - n * 604800000000 AS from_at
    FROM m JOIN number
   WHERE m.kickoff_at - n * 604800000000 >= m.first_at
  UNION ALL
  SELECT 0, n, m.go_live_at + (n - 1) * 604800000000
    FROM m JOIN number
   WHERE m.go_live_at + n * 604800000000 <= m.watched_to
)
SELECT CASE WHEN w.is_baseline THEN '−' || -w.place
            ELSE '+' || w.place END AS label,
       w.is_baseline,
       (SELECT COUNT(*)
          FROM ticket t
          LEFT JOIN attribution a ON a.ticket_id = t.id
         WHERE t.is_incident = 1 AND t.state <> 'cancelled'
           AND t.opened_at >= w.from_at
           AND t.opened_at < w.from_at + 604800000000
           AND CASE WHEN w.is_baseline
                    THEN t.customer_id = m.customer_id
                         AND a.ticket_id IS NULL
                    ELSE a.migration_id = m.id END) AS value
  FROM week w CROSS JOIN m
 ORDER BY w.is_baseline DESC, w.place
