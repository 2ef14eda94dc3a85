-- SPDX-License-Identifier: GPL-3.0-or-later
-- What support must have been given: of this migration, else the list of
-- the latest one that has one, without its dates.
WITH own AS (
  SELECT COUNT(*) AS n FROM handoff_item h
    LEFT JOIN migration m ON m.id = h.migration_id
   WHERE m.key = :subject OR h.migration_id IS NULL
)
SELECT h.title, t.key AS team,
       CASE WHEN m.key = :subject THEN h.due_at END AS due_on,
       CASE WHEN m.key = :subject AND h.done_at <= :as_of THEN h.done_at
       END AS done_on,
       CASE WHEN m.key = :subject OR h.migration_id IS NULL THEN NULL
            ELSE m.key END AS model
  FROM handoff_item h
  LEFT JOIN migration m ON m.id = h.migration_id
  LEFT JOIN team t ON t.id = h.team_id
 WHERE m.key = :subject OR h.migration_id IS NULL
    OR ((SELECT n FROM own) = 0 AND h.migration_id =
        (SELECT MAX(k.migration_id) FROM handoff_item k))
 ORDER BY due_on, h.id
