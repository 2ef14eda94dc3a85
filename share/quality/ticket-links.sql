-- SPDX-License-Identifier: GPL-3.0-or-later
-- rule:    ticket-links
-- version: 1
-- kind:    quality
-- title:   Tickets that belong to nothing
--
-- (1) Every incident opened by :as_of, once, by the first of these that is
--     so: of no migration; without a severity; without a team.
-- (2) Of no migration: no rule of attribution took it, so no number of a
--     migration counts it.
SELECT t.source,
       CASE WHEN a.ticket_id IS NULL THEN 'of no migration'
            WHEN t.severity IS NULL THEN 'no severity'
            WHEN t.team_id IS NULL AND t.resolver_team_id IS NULL
            THEN 'no team'
       END AS finding,
       t.ext_key AS subject, b.file_name AS file, t.line, 1 AS row_count
  FROM ticket t
  JOIN batch b ON b.id = t.batch_id
  LEFT JOIN attribution a ON a.ticket_id = t.id
 WHERE t.is_incident = 1 AND t.opened_at <= :as_of
 ORDER BY t.source, t.id;
