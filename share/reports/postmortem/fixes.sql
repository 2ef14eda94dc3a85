-- SPDX-License-Identifier: GPL-3.0-or-later
-- Follow-ups closed in the watch after go-live, to see whether the curve
-- bends; a long title is cut where it is a label.
SELECT 'F' || ROW_NUMBER() OVER (ORDER BY closed_at, id) AS key,
       CASE WHEN LENGTH(title) > 30
            THEN SUBSTR(title, 1, 29) || '…' ELSE title END AS name,
       title, closed_at AS at, closed_at AS closed_on
  FROM (SELECT a.id, COALESCE(v.title, a.title) AS title,
               COALESCE((SELECT MIN(c.written_at) FROM action_version c
                          WHERE c.action_id = a.id AND c.state = 'closed'),
                        a.closed_at) AS closed_at,
               g.go_live_at
          FROM action a
          JOIN migration m ON m.id = a.migration_id
          JOIN migration_go_live g ON g.migration_id = m.id
          LEFT JOIN action_version v
            ON v.action_id = a.id
           AND v.version = (SELECT MAX(l.version) FROM action_version l
                             WHERE l.action_id = a.id
                               AND l.written_at <= :known)
         WHERE m.key = :subject
           AND (v.state = 'closed' OR (v.state IS NULL
                                       AND a.closed_at IS NOT NULL)))
 WHERE closed_at >= go_live_at
   AND closed_at < go_live_at + 90 * 86400000000 AND closed_at <= :as_of
 ORDER BY closed_at, id
