-- SPDX-License-Identifier: GPL-3.0-or-later
-- Incidents of the compared migrations in the watch after go-live, a row
-- each; a migration without one has a row without a time.
SELECT m.key AS name, m.title AS qualifier, m.user_count AS users,
       g.go_live_at AS start_at,
       least(g.go_live_at + 90 * 86400000000, :as_of) AS end_at,
       t.opened_at
  FROM migration m
  JOIN migration_go_live g ON g.migration_id = m.id
  LEFT JOIN (SELECT a.migration_id, k.opened_at, k.id
               FROM attribution a JOIN ticket k ON k.id = a.ticket_id
              WHERE k.is_incident = 1 AND k.state <> 'cancelled'
                AND k.opened_at <= :as_of) t
    ON t.migration_id = m.id AND t.opened_at >= g.go_live_at
   AND t.opened_at < g.go_live_at + 90 * 86400000000
 WHERE g.go_live_at <= :as_of
   AND (:by IS NOT NULL
        OR INSTR(:subjects, CHAR(10) || m.key || CHAR(10)) > 0)
 ORDER BY INSTR(COALESCE(:subjects, ''), CHAR(10) || m.key || CHAR(10)),
          m.key, t.opened_at, t.id
