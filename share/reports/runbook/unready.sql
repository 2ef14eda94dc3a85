-- SPDX-License-Identifier: GPL-3.0-or-later
-- Required criteria that are not met: with one of them open it is no go.
SELECT r.title
  FROM readiness_criterion r
  LEFT JOIN migration m ON m.id = r.migration_id
 WHERE (r.migration_id IS NULL OR m.key = :subject) AND r.is_required = 1
   AND (r.met_at > :as_of
        OR (r.met_at IS NULL AND r.is_met_undated = 0))
   AND (r.waived_at IS NULL OR r.waived_at > :as_of)
 ORDER BY r.id
