-- SPDX-License-Identifier: GPL-3.0-or-later
-- After how long who is called, by module and severity.
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
, wait AS (
  SELECT e.module_id, e.severity, e.level, e.delay_minutes * 60 AS seconds
    FROM escalation e
   WHERE e.superseded_at IS NULL AND e.valid_from_at <= :on
     AND (e.valid_to_at IS NULL OR e.valid_to_at > :on)
)
SELECT md.title AS module, w.severity,
       (SELECT b.team FROM best b WHERE b.module_id = md.id
           AND b.role = 'owner' AND b.place = 1) AS first,
       w.seconds AS first_seconds,
       (SELECT b.team FROM best b WHERE b.module_id = md.id
           AND b.role = 'escalation' AND b.level = 1 AND b.place = 1)
         AS second,
       v.seconds AS second_seconds,
       (SELECT b.team FROM best b WHERE b.module_id = md.id
           AND b.role = 'escalation' AND b.level = 2 AND b.place = 1)
         AS third,
       (SELECT s.minutes * 60 FROM sla s WHERE s.severity = w.severity
           AND s.measure = 'acknowledge') AS promised_seconds
  FROM module md
  JOIN wait w ON w.module_id = md.id AND w.level = 1
  LEFT JOIN wait v ON v.module_id = md.id AND v.severity = w.severity
   AND v.level = 2
 ORDER BY md.position, md.key, w.severity
