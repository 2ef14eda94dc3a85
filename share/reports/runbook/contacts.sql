-- SPDX-License-Identifier: GPL-3.0-or-later
-- Everybody named for a role, and every way to reach them, first choice
-- first; zone and language are those of the first.
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
SELECT b.contact AS name, MIN(b.team) AS team,
       (SELECT GROUP_CONCAT(x.said, ', ')
          FROM (SELECT b2.role || ' of ' || md.key AS said
                  FROM best b2 JOIN module md ON md.id = b2.module_id
                 WHERE b2.contact_id = b.contact_id AND b2.role = 'owner'
                   AND b2.place = 1
                 ORDER BY md.position, md.key) x) AS owns,
       (SELECT GROUP_CONCAT(x.said, ', ')
          FROM (SELECT p.channel || ' ' || p.address AS said
                  FROM contact_point p WHERE p.contact_id = b.contact_id
                 ORDER BY COALESCE(p.preference, 99), p.channel, p.id) x)
         AS reach,
       f.zone, f.language
  FROM best b
  LEFT JOIN contact_point f
    ON f.id = (SELECT p.id FROM contact_point p
                WHERE p.contact_id = b.contact_id
                ORDER BY COALESCE(p.preference, 99), p.channel, p.id LIMIT 1)
 WHERE b.contact IS NOT NULL AND b.place = 1
 GROUP BY b.contact_id
 ORDER BY b.contact, b.contact_id
