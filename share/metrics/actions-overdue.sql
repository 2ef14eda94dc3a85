-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: actions-overdue
-- title:  Follow-ups not closed when they were due
-- kind:   proportion
-- better: lower
-- dims:   kind, team, migration, customer, source_system, wave
-- reads:  action, team, migration, customer
--
-- (1) Follow-ups that were not closed when they were due, of those that
--     were due at :as_of; closed at that instant is in time.
-- (2) Closed late is late, however it went on.
-- (3) Left out, with the reason: not due yet; no date.
-- (4) A follow-up written after :as_of is not there yet, one closed after
--     it is not closed.
-- (5) A period takes the follow-ups due in it; those not due or without a
--     date belong to the period that holds :as_of.
WITH item AS (
  SELECT a.kind, t.key AS team, m.key AS migration, c.key AS customer,
         m.source_system, m.wave, a.due_at, a.closed_at
    FROM action a
    LEFT JOIN team t ON t.id = a.team_id
    LEFT JOIN migration m ON m.id = a.migration_id
    LEFT JOIN customer c ON c.id = m.customer_id
   WHERE a.opened_at <= :as_of
), judged AS (
  SELECT item.*, least(COALESCE(due_at, :as_of), :as_of) AS decided_at,
         CASE WHEN closed_at <= due_at THEN 0 ELSE 1 END AS is_overdue,
         CASE WHEN due_at IS NULL THEN 'no date'
              WHEN due_at > :as_of THEN 'not due yet' END AS excluded
    FROM item
)
SELECT SUM(is_overdue) AS hits, COUNT(*) AS trials, excluded, kind, team,
       migration, customer, source_system, wave
  FROM judged
 WHERE decided_at >= :since AND decided_at < :until
 GROUP BY excluded, kind, team, migration, customer, source_system, wave
 ORDER BY kind, team NULLS LAST, migration NULLS LAST, excluded NULLS LAST;
