-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the evidence lacks, counted.
WITH gap AS (
  SELECT 1 AS place, COUNT(*) AS n,
         'Tickets, most of them older than any migration of their customer, that belong to no migration and count for nobody' AS what
    FROM ticket t
   WHERE t.opened_at <= :as_of
     AND NOT EXISTS (SELECT 1 FROM attribution a WHERE a.ticket_id = t.id)
  UNION ALL
  SELECT 2, COUNT(*), 'Tickets of a migration that name no module'
    FROM ticket t JOIN attribution a ON a.ticket_id = t.id
   WHERE a.module_id IS NULL AND t.opened_at <= :as_of
  UNION ALL
  SELECT 3, COUNT(*), 'Resolved tickets that do not say which team resolved them'
    FROM ticket t
   WHERE t.resolved_at <= :as_of AND t.resolver_team_id IS NULL
  UNION ALL
  SELECT 4, COUNT(*), 'Modules without an owner in the mapping'
    FROM module md
   WHERE NOT EXISTS (SELECT 1 FROM ownership o
                      WHERE o.module_id = md.id AND o.role = 'owner'
                        AND o.superseded_at IS NULL)
)
SELECT n, what FROM gap WHERE n > 0 ORDER BY place
