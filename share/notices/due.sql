-- SPDX-License-Identifier: GPL-3.0-or-later
-- What somebody should hear at :as_of: kind, about, what, happens_at and the
-- contact's key.  A team is told through its first contact.  A row with a
-- metric is due only when the metric's whole interval is past the value.
WITH speaker AS (
  SELECT c.team_id, MIN(c.id) AS contact_id FROM contact c GROUP BY c.team_id
), owner AS (
  SELECT o.module_id, o.role, o.scope,
         COALESCE(o.contact_id, s.contact_id) AS contact_id
    FROM ownership o
    LEFT JOIN speaker s ON s.team_id = o.team_id
   WHERE o.superseded_at IS NULL AND o.valid_from_at <= :as_of
     AND (o.valid_to_at IS NULL OR o.valid_to_at > :as_of)
     AND o.role IN ('owner', 'comms')
), under_way AS (
  SELECT m.id, m.key, m.planned_go_live_at, g.go_live_at
    FROM migration m
    JOIN migration_go_live g ON g.migration_id = m.id
   WHERE m.kickoff_at <= :as_of
     AND (m.abandoned_at IS NULL OR m.abandoned_at > :as_of)
), task AS (
  SELECT a.id, COALESCE(m.key, '') AS about,
         COALESCE(v.title, a.title) AS what,
         COALESCE(v.due_at, a.due_at) AS due_at,
         COALESCE(v.contact_id, s.contact_id) AS contact_id
    FROM action a
    LEFT JOIN action_version v
      ON v.action_id = a.id
     AND v.version = (SELECT MAX(l.version) FROM action_version l
                       WHERE l.action_id = a.id AND l.written_at <= :as_of)
    LEFT JOIN migration m ON m.id = a.migration_id
    LEFT JOIN speaker s ON s.team_id = COALESCE(v.team_id, a.team_id)
   WHERE a.opened_at <= :as_of
     AND COALESCE(v.state, CASE WHEN a.closed_at <= :as_of THEN 'closed'
                                ELSE 'open' END) = 'open'
), held AS (
  SELECT c.migration_id FROM communication c
   WHERE c.kind = 'debrief' AND c.sent_at <= :as_of
  UNION
  SELECT r.migration_id FROM review_state r
   WHERE r.state = 'published' AND r.changed_at <= :as_of
), debrief AS (
  SELECT u.key, u.id, u.go_live_at
         + CAST(COALESCE((SELECT MIN(c.every_minutes) FROM cadence c
                           WHERE c.kind = 'debrief'
                             AND (c.migration_id = u.id
                                  OR c.migration_id IS NULL)), 20160)
                * 60000000 AS INTEGER) AS due_at
    FROM under_way u
   WHERE u.go_live_at <= :as_of
     AND u.go_live_at > :as_of - 7776000000000
     AND u.id NOT IN (SELECT migration_id FROM held
                       WHERE migration_id IS NOT NULL)
), last_owner AS (
  SELECT o.scope, o.contact_id FROM owner o
   WHERE o.role = 'owner'
     AND o.module_id = (SELECT id FROM module ORDER BY position DESC, id
                         LIMIT 1)
), promise AS (
  -- A target of one migration while it is new, others over 90 days.
  SELECT COALESCE(m.key, '*') AS about, t.metric AS name, t.metric,
         t.comparison, t.value, COALESCE(m.key, '') AS migration,
         '' AS severity,
         CASE WHEN m.id IS NULL THEN :as_of - 7776000000000 ELSE 0 END
           AS since_at
    FROM target t
    LEFT JOIN migration m ON m.id = t.migration_id
   WHERE COALESCE(t.agreed_at, :as_of) <= :as_of
     AND (m.id IS NULL
          OR m.id IN (SELECT u.id FROM under_way u
                       WHERE u.go_live_at IS NULL
                          OR u.go_live_at > :as_of - 7776000000000))
  UNION ALL
  -- In the unit of its metric: minutes to acknowledge, hours to restore.
  SELECT 'S' || s.severity, 'time-to-' || s.measure, 'time-to-' || s.measure,
         '<=', CASE s.measure WHEN 'restore' THEN s.minutes / 60.0
                              ELSE s.minutes END, '', CAST(s.severity AS TEXT),
         :as_of - 7776000000000
    FROM sla s
), notice AS (
  SELECT 'proposal' AS kind, COALESCE(d.title, p.scope) AS about,
         p.id || ': ' || COALESCE(p.value_before, '-') || ' -> '
         || COALESCE(p.value_after, '-') AS what,
         p.expires_at AS happens_at, o.contact_id
    FROM proposal p
    LEFT JOIN module d ON d.id = p.module_id
    JOIN owner o ON o.module_id = p.module_id AND o.role = 'owner'
   WHERE p.state IN ('open', 'deferred') AND p.as_of_at <= :as_of
     AND (p.expires_at IS NULL OR p.expires_at > :as_of)
  UNION
  SELECT CASE WHEN t.due_at < :as_of THEN 'action-overdue'
              ELSE 'action-due' END, t.about, t.id || ': ' || t.what,
         t.due_at, t.contact_id
    FROM task t
   WHERE t.due_at < :as_of + 604800000000
  UNION
  SELECT 'milestone-late', u.key, d.title, p.planned_end_at, o.contact_id
    FROM under_way u
    JOIN module_plan p ON p.migration_id = u.id AND p.baseline = 'kickoff'
    JOIN module d ON d.id = p.module_id
    LEFT JOIN module_run r ON r.migration_id = u.id
                          AND r.module_id = p.module_id
    JOIN owner o ON o.module_id = p.module_id AND o.role = 'owner'
                AND o.scope IN ('*', u.key)
   WHERE p.planned_end_at <= :as_of
     AND (u.go_live_at IS NULL OR u.go_live_at > :as_of)
     AND (r.ended_at IS NULL OR r.ended_at > :as_of)
  UNION
  SELECT 'milestone-reached', u.key, d.title, r.ended_at, o.contact_id
    FROM under_way u
    JOIN module_run r ON r.migration_id = u.id
    JOIN module d ON d.id = r.module_id
    JOIN owner o ON o.module_id = r.module_id AND o.role = 'owner'
                AND o.scope IN ('*', u.key)
   WHERE r.ended_at <= :as_of AND r.ended_at > :as_of - 604800000000
  UNION
  SELECT 'debrief-due', b.key, b.key, b.due_at, o.contact_id
    FROM debrief b
    JOIN owner o ON o.role = 'owner' AND o.scope IN ('*', b.key)
    JOIN (SELECT id FROM module ORDER BY position DESC, id LIMIT 1) d
      ON d.id = o.module_id
   WHERE b.due_at < :as_of + 604800000000
  UNION
  SELECT 'threshold-crossed', p.about, p.name, NULL, l.contact_id
    FROM promise p
    JOIN last_owner l ON l.scope IN ('*', p.migration)
)
SELECT c.key AS contact, n.kind, n.about, n.what, n.happens_at,
       p.metric, p.comparison, CAST(p.value AS REAL) AS value, p.migration,
       p.severity, p.since_at
  FROM notice n
  LEFT JOIN promise p ON n.kind = 'threshold-crossed' AND p.name = n.what
                     AND p.about = n.about
  JOIN contact c ON c.id = n.contact_id
 ORDER BY c.key, n.kind, n.happens_at, n.about, n.what
