-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who may touch which system, and until when.
SELECT a.system, a.access, t.key AS team, c.name AS approver,
       a.approved_at AS approved_on, a.expires_at AS expires_on,
       CASE WHEN a.expires_at <= :as_of THEN 'expired'
            WHEN a.approved_at <= :as_of AND m.planned_go_live_at >
                 a.expires_at THEN 'ends before go-live'
            WHEN a.approved_at <= :as_of THEN 'granted'
            ELSE 'not approved' END AS state
  FROM access_approval a
  LEFT JOIN migration m ON m.id = a.migration_id
  LEFT JOIN team t ON t.id = a.team_id
  LEFT JOIN contact c ON c.id = a.approver_id
 WHERE a.migration_id IS NULL OR m.key = :subject
 ORDER BY a.system, a.access, t.key
