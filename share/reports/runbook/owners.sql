-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who has which role for every module at the instant; a row for this
-- migration alone comes before the one for all.
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
SELECT md.title AS module,
       (SELECT b.team FROM best b WHERE b.module_id = md.id
           AND b.role = 'owner' AND b.place = 1) AS owner,
       (SELECT b.contact FROM best b WHERE b.module_id = md.id
           AND b.role = 'owner' AND b.place = 1) AS owner_contact,
       (SELECT b.team FROM best b WHERE b.module_id = md.id
           AND b.role = 'backup' AND b.level = 0 AND b.place = 1) AS backup,
       (SELECT CASE WHEN COUNT(*) > 0 THEN 'off hours: ' || MIN(b.team) END
          FROM best b WHERE b.module_id = md.id AND b.role = 'backup'
           AND b.level = 1 AND b.place = 1) AS off_hours,
       (SELECT b.team FROM best b WHERE b.module_id = md.id
           AND b.role = 'validator' AND b.place = 1) AS validator,
       (SELECT b.team FROM best b WHERE b.module_id = md.id
           AND b.role = 'comms' AND b.place = 1) AS comms,
       (SELECT b.team FROM best b WHERE b.module_id = md.id
           AND b.role = 'rollback' AND b.place = 1) AS rollback
  FROM module md
 ORDER BY md.position, md.key
