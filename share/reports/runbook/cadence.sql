-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was promised to be said, how often, to whom.
SELECT c.kind, c.phase, c.every_minutes * 60 AS every_seconds, c.audience,
       c.channel
  FROM cadence c
  LEFT JOIN migration m ON m.id = c.migration_id
 WHERE m.key = :subject
    OR (c.migration_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM cadence d
                          JOIN migration x ON x.id = d.migration_id
                         WHERE x.key = :subject AND d.kind = c.kind
                           AND d.phase = c.phase))
 ORDER BY CASE c.phase WHEN 'all' THEN 1 WHEN 'preparation' THEN 2
                       WHEN 'cutover' THEN 3 ELSE 4 END, c.kind
