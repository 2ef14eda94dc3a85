-- SPDX-License-Identifier: GPL-3.0-or-later
-- Cutovers that were rolled back, under their migration.
SELECT m.key AS name, i.started_at AS start_at,
       COALESCE(i.rolled_back_at, i.ended_at) AS rolled_back_at
  FROM iteration i
  JOIN migration m ON m.id = i.migration_id
 WHERE i.kind = 'cutover' AND i.outcome = 'rolled_back'
   AND i.started_at < :until
 ORDER BY i.started_at
