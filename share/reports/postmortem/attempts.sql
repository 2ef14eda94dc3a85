-- SPDX-License-Identifier: GPL-3.0-or-later
-- Cutovers that were rolled back, under the module they fell into.
SELECT md.title AS name, i.started_at AS start_at,
       COALESCE(i.rolled_back_at, i.ended_at) AS rolled_back_at
  FROM iteration i
  JOIN migration m ON m.id = i.migration_id
  JOIN module_run r ON r.migration_id = m.id
       AND i.started_at >= r.started_at
       AND i.started_at < COALESCE(r.ended_at, :as_of)
  JOIN module md ON md.id = r.module_id
 WHERE m.key = :subject AND i.kind = 'cutover'
   AND i.outcome = 'rolled_back'
   AND COALESCE(i.rolled_back_at, i.ended_at) <= :as_of
 ORDER BY i.started_at
