-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: hand-off-open
-- title:  Hand-off items not done when they were due
-- kind:   proportion
-- better: lower
-- dims:   migration, customer, team, source_system, wave, size_band
-- reads:  handoff_item, migration, customer, team
--
-- (1) Items support must have been given that were not done when they were
--     due, of the items whose date has passed.
-- (2) An item is due at its own date, else at the end of the migration's
--     hand-over period; done at that instant is in time.
-- (3) Left out, with the reason: not due yet; no date at all.
-- (4) An item done after :as_of is not done.
-- (5) A period takes the items due in it; what is not due yet or has no
--     date belongs to the period that holds :as_of.
WITH item AS (
  SELECT m.key AS migration, c.key AS customer, t.key AS team,
         m.source_system, m.wave, m.size_band, h.done_at,
         COALESCE(h.due_at, m.support_until_at) AS due_at
    FROM handoff_item h
    LEFT JOIN migration m ON m.id = h.migration_id
    LEFT JOIN customer c ON c.id = m.customer_id
    LEFT JOIN team t ON t.id = h.team_id
), judged AS (
  SELECT item.*, least(COALESCE(due_at, :as_of), :as_of) AS decided_at,
         CASE WHEN done_at <= due_at THEN 0 ELSE 1 END AS is_open,
         CASE WHEN due_at IS NULL THEN 'no date'
              WHEN due_at > :as_of THEN 'not due yet' END AS excluded
    FROM item
)
SELECT SUM(is_open) AS hits, COUNT(*) AS trials, excluded, migration,
       customer, team, source_system, wave, size_band
  FROM judged
 WHERE decided_at >= :since AND decided_at < :until
 GROUP BY excluded, migration, customer, team, source_system, wave, size_band
 ORDER BY migration NULLS LAST, team NULLS LAST, excluded NULLS LAST;
