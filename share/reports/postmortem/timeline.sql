-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is on record, in its order, each line with the file it comes from.
WITH m AS (
  SELECT mm.*, g.go_live_at AS live_at
    FROM migration mm
    JOIN migration_go_live g ON g.migration_id = mm.id
   WHERE mm.key = :subject
), event AS (
  SELECT kickoff_at AS at, 1 AS place, 'Kickoff' AS what, batch_id, line
    FROM m
  UNION ALL
  SELECT planned_go_live_at, 2, 'Go-live, as planned at kickoff', batch_id,
         line
    FROM m
  UNION ALL
  SELECT i.started_at, 3, UPPER(SUBSTR(i.kind, 1, 1)) || SUBSTR(i.kind, 2)
         || ' began' ||
         CASE WHEN i.ended_at <= :as_of AND i.outcome <> 'unknown'
              THEN ', ' || REPLACE(i.outcome, '_', ' ') ELSE '' END,
         i.batch_id, i.line
    FROM iteration i JOIN m ON m.id = i.migration_id
  UNION ALL
  SELECT i.rolled_back_at, 4, 'Rolled back', i.batch_id, i.line
    FROM iteration i JOIN m ON m.id = i.migration_id
  UNION ALL
  SELECT live_at, 5, 'Went live', batch_id, line FROM m
  UNION ALL
  SELECT abandoned_at, 6, 'Was abandoned', batch_id, line FROM m
  UNION ALL
  SELECT at, 7, what, batch_id, line
    FROM (SELECT t.opened_at AS at, t.batch_id, t.line,
                 'First incident: ' || t.title AS what,
                 ROW_NUMBER() OVER (ORDER BY t.opened_at, t.ext_key) AS n
            FROM ticket t
            JOIN attribution a ON a.ticket_id = t.id
            JOIN m ON m.id = a.migration_id
           WHERE t.is_incident = 1 AND t.state <> 'cancelled'
             AND t.opened_at >= m.live_at
             AND t.opened_at < m.live_at + 90 * 86400000000)
   WHERE n = 1
  UNION ALL
  SELECT support_until_at, 8, 'Hand-over to support ends', batch_id, line
    FROM m
)
SELECT e.at AS happened_at, e.what,
       b.file_name || ' line ' || e.line AS source
  FROM event e
  LEFT JOIN batch b ON b.id = e.batch_id
 WHERE e.at <= :as_of
 ORDER BY e.at, e.place
