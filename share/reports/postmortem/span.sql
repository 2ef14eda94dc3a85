-- SPDX-License-Identifier: GPL-3.0-or-later
-- The watch after go-live: 90 days, or until now.
SELECT g.go_live_at AS start_at,
       least(g.go_live_at + 90 * 86400000000, :as_of) AS end_at,
       g.go_live_at AS start_on,
       least(g.go_live_at + 90 * 86400000000, :as_of) AS end_on
  FROM migration m
  JOIN migration_go_live g ON g.migration_id = m.id
 WHERE m.key = :subject AND g.go_live_at <= :as_of
