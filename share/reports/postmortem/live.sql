-- SPDX-License-Identifier: GPL-3.0-or-later
-- The moment to draw into the plan.
SELECT NULL AS key, 'go-live' AS name, g.go_live_at AS at
  FROM migration m
  JOIN migration_go_live g ON g.migration_id = m.id
 WHERE m.key = :subject AND g.go_live_at <= :as_of
