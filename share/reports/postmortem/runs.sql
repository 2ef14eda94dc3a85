-- SPDX-License-Identifier: GPL-3.0-or-later
-- Every run of the cutover plan, without the names it had inside.
SELECT i.kind, i.started_at,
       CASE WHEN i.ended_at <= :as_of
            THEN (i.ended_at - i.started_at) / 1000000 END AS length_seconds,
       CASE WHEN i.ended_at <= :as_of
            THEN REPLACE(i.outcome, '_', ' ') END AS outcome
  FROM iteration i
  JOIN migration m ON m.id = i.migration_id
 WHERE m.key = :subject AND i.started_at <= :as_of
 ORDER BY i.started_at, i.id
