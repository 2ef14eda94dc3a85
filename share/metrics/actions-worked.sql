-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: actions-worked
-- title:  Follow-ups that worked
-- kind:   proportion
-- better: higher
-- dims:   kind, team, migration, customer, source_system, wave
-- reads:  action, outcome, team, migration, customer
--
-- (1) Follow-ups after which their metric was better, by more than chance
--     explains, of those that were closed and could be judged.  The verdict
--     is that of debrief refresh: the year before against the time since.
-- (2) No detectable change did not work, nor did a change for the worse.
-- (3) Left out, with the reason: too early; not measured, because nobody
--     named a metric or there is nothing to compare; not looked at as of
--     :as_of, because debrief refresh did not run for that instant.
-- (4) A follow-up written or closed after :as_of is not there.
-- (5) A period takes the follow-ups closed in it.
WITH item AS (
  SELECT a.kind, t.key AS team, m.key AS migration, c.key AS customer,
         m.source_system, m.wave, o.verdict
    FROM action a
    LEFT JOIN outcome o ON o.object = 'action' AND o.object_id = a.id
                       AND o.looked_at = :as_of
    LEFT JOIN team t ON t.id = a.team_id
    LEFT JOIN migration m ON m.id = a.migration_id
    LEFT JOIN customer c ON c.id = m.customer_id
   WHERE a.opened_at <= :as_of AND a.closed_at <= :as_of
     AND a.closed_at >= :since AND a.closed_at < :until
), judged AS (
  SELECT item.*,
         CASE WHEN verdict IS NULL THEN 'not looked at: run debrief refresh'
              WHEN verdict = 'early' THEN 'too early'
              WHEN verdict = 'unknown' THEN 'not measured' END AS excluded
    FROM item
)
SELECT COUNT(*) FILTER (WHERE verdict = 'worked') AS hits, COUNT(*) AS trials,
       excluded, kind, team, migration, customer, source_system, wave
  FROM judged
 GROUP BY excluded, kind, team, migration, customer, source_system, wave
 ORDER BY kind, team NULLS LAST, migration NULLS LAST, excluded NULLS LAST;
