-- SPDX-License-Identifier: GPL-3.0-or-later
-- One row: the longest wait for a first answer and the most passed-on
-- incident, to ask the room about.
SELECT MAX(CASE WHEN wait_place = 1 THEN ext_key END) AS waited,
       MAX(CASE WHEN wait_place = 1 THEN wait END) / 1000000 AS wait_seconds,
       MAX(CASE WHEN pass_place = 1 AND passes > 1 THEN ext_key END) AS passed,
       MAX(CASE WHEN pass_place = 1 THEN passes END) AS passes
  FROM (SELECT t.ext_key, t.acknowledged_at - t.opened_at AS wait,
               t.reassign_count AS passes,
               ROW_NUMBER() OVER (ORDER BY t.acknowledged_at - t.opened_at
                                           DESC, t.ext_key) AS wait_place,
               ROW_NUMBER() OVER (ORDER BY t.reassign_count DESC,
                                           t.ext_key) AS pass_place
          FROM ticket t
          JOIN attribution a ON a.ticket_id = t.id
          JOIN migration m ON m.id = a.migration_id
          JOIN migration_go_live g ON g.migration_id = m.id
         WHERE m.key = :subject AND t.is_incident = 1
           AND t.state <> 'cancelled' AND t.acknowledged_at <= :as_of
           AND t.opened_at >= g.go_live_at
           AND t.opened_at < g.go_live_at + 90 * 86400000000)
