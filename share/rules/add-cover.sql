-- SPDX-License-Identifier: GPL-3.0-or-later
-- rule:    add-cover
-- version: 2
-- kind:    add-cover
-- title:   Add a second backup that is awake when the owner is not
-- outcome: time-to-acknowledge module
-- params:  window_days=365, expiry_days=182, level=0.95, q=0.10
-- params:  opens_at=8, closes_at=18, min_pages=20
-- params:  max_share=0.25, max_share_lo=0.15
-- params:  min_tickets=5, min_people=2, min_cover=0.50
-- params:  load_window_days=180, load_ratio=1.5, load_min_open=5
--
-- (1) A page is an incident of the last window_days; its owner is the team
--     that owned the module when it was opened, as known now.
-- (2) It is off hours when it was opened outside the hours of that team: of
--     the calendar called like it; else of the calendars of its contacts'
--     zones, with their holidays; where a zone has none, of opens_at to
--     closes_at on a weekday there.
-- (3) A candidate is another team that resolved min_tickets of the pages by
--     min_people people and is awake for at least min_cover of those off
--     hours.
-- (4) Proposed only when all guards hold: zones on record; min_pages pages;
--     a share off hours above max_share with its lower end above
--     max_share_lo; significant at q over every module examined; no second
--     backup yet; a candidate, not overloaded.
SELECT m.key AS module,
       m.id AS module_id,
       k.id AS ticket_id,
       k.ext_key AS ticket,
       k.opened_at AS opened_at,
       o.team_id AS owner_id,
       COALESCE(k.resolver_team_id, 0) AS team_id,
       COALESCE(t.key, '') AS team,
       COALESCE(k.resolver_id, 0) AS person_id
  FROM ticket k
  JOIN attribution a ON a.ticket_id = k.id
  JOIN module m ON m.id = a.module_id
  JOIN ownership o ON o.module_id = m.id AND o.role = 'owner'
   AND o.scope = '*' AND o.superseded_at IS NULL
   AND o.valid_from_at <= k.opened_at
   AND (o.valid_to_at IS NULL OR o.valid_to_at > k.opened_at)
  LEFT JOIN team t ON t.id = k.resolver_team_id
 WHERE k.is_incident = 1
   AND k.state <> 'cancelled'
   AND o.team_id IS NOT NULL
   AND k.opened_at <= CAST(:as_of AS BIGINT)
   AND k.opened_at > CAST(:as_of AS BIGINT)
       - CAST(:window_days AS BIGINT) * 86400000000
 ORDER BY m.position, m.key, k.opened_at, k.id
