-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: access-in-time
-- title:  Access approved before the cutover began
-- kind:   proportion
-- better: higher
-- dims:   system, team, migration, customer, source_system, wave
-- reads:  access_approval, team, migration, customer, iteration
--
-- (1) Approvals a migration asked for that were given before its first
--     cutover began and still held then, of all it asked for.
-- (2) An approval that expired before the cutover began is none.
-- (3) Asked for after the cutover began: not approved in time either.
-- (4) Left out, with the reason: no cutover has begun at :as_of; the
--     approval is for every migration.
-- (5) A period takes the migrations whose first cutover began in it; the
--     others belong to the period that holds :as_of.
WITH first AS (
  SELECT migration_id, MIN(started_at) AS started_at
    FROM iteration
   WHERE kind = 'cutover' AND started_at <= :as_of
   GROUP BY migration_id
), asked AS (
  SELECT a.system, t.key AS team, m.key AS migration, c.key AS customer,
         m.source_system, m.wave, COALESCE(f.started_at, :as_of) AS begin_at,
         CASE WHEN a.approved_at <= f.started_at
               AND COALESCE(a.expires_at, f.started_at) >= f.started_at
              THEN 1 ELSE 0 END AS is_in_time,
         CASE WHEN m.id IS NULL THEN 'for every migration'
              WHEN f.started_at IS NULL THEN 'no cutover yet'
         END AS excluded
    FROM access_approval a
    LEFT JOIN team t ON t.id = a.team_id
    LEFT JOIN migration m ON m.id = a.migration_id
    LEFT JOIN customer c ON c.id = m.customer_id
    LEFT JOIN first f ON f.migration_id = a.migration_id
)
SELECT SUM(is_in_time) AS hits, COUNT(*) AS trials, excluded, system, team,
       migration, customer, source_system, wave
  FROM asked
 WHERE begin_at >= :since AND begin_at < :until
 GROUP BY excluded, system, team, migration, customer, source_system, wave
 ORDER BY migration NULLS LAST, system, team NULLS LAST, excluded NULLS LAST;
