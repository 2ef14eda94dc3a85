-- SPDX-License-Identifier: GPL-3.0-or-later
-- The migrations that are compared; with a dimension, all of them.
SELECT m.key AS key, m.title AS name, c.key AS customer, m.user_count AS users,
       m.kickoff_at AS kickoff_on,
       CASE WHEN g.go_live_at <= :as_of THEN g.go_live_at END AS live_on,
       CASE WHEN g.go_live_at <= :as_of
            THEN (:as_of - g.go_live_at) / 1000000 END AS watched_seconds
  FROM migration m
  JOIN customer c ON c.id = m.customer_id
  JOIN migration_go_live g ON g.migration_id = m.id
 WHERE :by IS NULL
   AND INSTR(:subjects, CHAR(10) || m.key || CHAR(10)) > 0
 ORDER BY INSTR(:subjects, CHAR(10) || m.key || CHAR(10))
