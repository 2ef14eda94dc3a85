-- SPDX-License-Identifier: GPL-3.0-or-later
-- The mapping as it is at the instant: owner and backup of every module.
SELECT md.title AS module,
       (SELECT MIN(COALESCE(t.key, c.name)) FROM ownership o
          LEFT JOIN team t ON t.id = o.team_id
          LEFT JOIN contact c ON c.id = o.contact_id
         WHERE o.module_id = md.id AND o.role = 'owner' AND o.scope = '*'
           AND o.superseded_at IS NULL AND o.valid_from_at <= :as_of
           AND (o.valid_to_at IS NULL OR o.valid_to_at > :as_of)) AS owner,
       (SELECT MIN(COALESCE(t.key, c.name)) FROM ownership o
          LEFT JOIN team t ON t.id = o.team_id
          LEFT JOIN contact c ON c.id = o.contact_id
         WHERE o.module_id = md.id AND o.role = 'backup' AND o.scope = '*'
           AND o.superseded_at IS NULL AND o.valid_from_at <= :as_of
           AND (o.valid_to_at IS NULL OR o.valid_to_at > :as_of)) AS backup,
       (SELECT COUNT(*) FROM ownership o
         WHERE o.module_id = md.id AND o.role = 'escalation'
           AND o.scope = '*' AND o.superseded_at IS NULL
           AND o.valid_from_at <= :as_of
           AND (o.valid_to_at IS NULL OR o.valid_to_at > :as_of)) AS levels
  FROM module md
 ORDER BY md.position, md.key
