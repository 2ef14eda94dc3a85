-- SPDX-License-Identifier: GPL-3.0-or-later
-- Modules with nobody to turn to, in words.
WITH held AS (
  SELECT o.module_id, o.role, o.level, o.scope, o.id,
         COALESCE(t.key, ct.key, c.name) AS team, c.id AS contact_id,
         c.name AS contact, o.authority_note
    FROM ownership o
    LEFT JOIN team t ON t.id = o.team_id
    LEFT JOIN contact c ON c.id = o.contact_id
    LEFT JOIN team ct ON ct.id = c.team_id
   WHERE o.superseded_at IS NULL AND o.scope IN ('*', :subject)
     AND o.valid_from_at <= :on
     AND (o.valid_to_at IS NULL OR o.valid_to_at > :on)
), best AS (
  SELECT h.*, ROW_NUMBER() OVER (PARTITION BY h.module_id, h.role, h.level
                                 ORDER BY h.scope = '*', h.id) AS place
    FROM held h
)
SELECT md.title AS module, 'nobody owns it' AS what
  FROM module md
 WHERE NOT EXISTS (SELECT 1 FROM best b
                    WHERE b.module_id = md.id AND b.role = 'owner')
UNION ALL
SELECT md.title, 'it has no backup'
  FROM module md
 WHERE NOT EXISTS (SELECT 1 FROM best b
                    WHERE b.module_id = md.id AND b.role = 'backup')
