-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was really seen, to plan the next one with: the shortest, the middle
-- and the longest, with how many there were.
WITH chosen AS (
  SELECT m.*, g.go_live_at
    FROM migration m
    JOIN migration_go_live g ON g.migration_id = m.id
   WHERE :by IS NOT NULL
      OR INSTR(:subjects, CHAR(10) || m.key || CHAR(10)) > 0
), took AS (
  SELECT -2 AS place, 'From kickoff to go-live' AS what,
         (go_live_at - kickoff_at) / 1000000.0 AS seconds
    FROM chosen WHERE go_live_at <= :as_of AND go_live_at > kickoff_at
  UNION ALL
  SELECT -1, 'A cutover that stood', (i.ended_at - i.started_at) / 1000000.0
    FROM iteration i
    JOIN chosen c ON c.id = i.migration_id
   WHERE i.kind = 'cutover' AND i.outcome = 'succeeded'
     AND i.ended_at <= :as_of AND i.ended_at > i.started_at
  UNION ALL
  SELECT md.position, md.title, (r.ended_at - r.started_at) / 1000000.0
    FROM module_run r
    JOIN chosen c ON c.id = r.migration_id
    JOIN module md ON md.id = r.module_id
   WHERE r.ended_at <= :as_of AND r.ended_at > r.started_at
)
SELECT what, MIN(seconds) AS least_seconds, median(seconds) AS middle_seconds,
       MAX(seconds) AS most_seconds, COUNT(*) AS n
  FROM took
 GROUP BY place, what
 ORDER BY place
