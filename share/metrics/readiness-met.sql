-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: readiness-met
-- title:  Readiness criteria met at go-live
-- kind:   proportion
-- better: higher
-- dims:   criterion, migration, customer, team, source_system, wave, size_band
-- reads:  readiness_criterion, migration, migration_go_live, customer, team
--
-- (1) Required criteria of a migration that were met no later than its
--     go-live, of those it had: met on the day after is not met.  One that
--     the sheet says is met, without a day, is met by the sheet's word.
-- (2) A criterion of the migration goes before one for every migration with
--     the same key; what is met for every one is met for each.
-- (3) A criterion waived is not met: gone live without it, knowingly.
-- (4) Left out, with the reason: not required.  A migration that is not
--     live at :as_of is not here.
-- (5) A period takes the migrations that went live in it.
WITH live AS (
  SELECT m.id, m.key AS migration, c.key AS customer, m.source_system,
         m.wave, m.size_band, g.go_live_at
    FROM migration m
    JOIN customer c ON c.id = m.customer_id
    JOIN migration_go_live g ON g.migration_id = m.id
   WHERE g.go_live_at <= :as_of AND g.go_live_at >= :since
     AND g.go_live_at < :until
), asked AS (
  SELECT l.*, r.key AS criterion, t.key AS team,
         CASE WHEN r.met_at <= l.go_live_at
                OR (r.met_at IS NULL AND r.is_met_undated = 1)
              THEN 1 ELSE 0 END AS is_met,
         CASE WHEN r.is_required = 0 THEN 'not required' END AS excluded
    FROM live l
    JOIN readiness_criterion r
      ON r.migration_id = l.id
      OR (r.migration_id IS NULL AND NOT EXISTS (
            SELECT 1 FROM readiness_criterion o
             WHERE o.migration_id = l.id AND o.key = r.key))
    LEFT JOIN team t ON t.id = r.team_id
)
SELECT SUM(is_met) AS hits, COUNT(*) AS trials, excluded, criterion,
       migration, customer, team, source_system, wave, size_band
  FROM asked
 GROUP BY excluded, criterion, migration, customer, team, source_system,
          wave, size_band
 ORDER BY migration, criterion, excluded NULLS LAST;
