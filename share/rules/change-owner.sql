-- SPDX-License-Identifier: GPL-3.0-or-later
-- rule:    change-owner
-- version: 1
-- kind:    change-owner
-- title:   Give a module to the team that does its work
-- outcome: first-team-resolves module
-- params:  half_life_days=180, oldest_half_lives=4, expiry_days=182
-- params:  min_n_eff=10, min_migrations=2, min_people=2
-- params:  level=0.95, q=0.10, runner_up_p=0.025, shared_share=0.40
-- params:  load_window_days=180, load_ratio=1.5, load_min_open=5
--
-- (1) One vote per resolved ticket, for the team that resolved it.  The team
--     it was assigned to at first has no vote: that is the mapping on trial.
-- (2) A vote halves every half_life_days; after oldest_half_lives of them, or
--     before the workspace's setting "reorganised_at", it is dropped.
-- (3) People are counted, never named; tickets of no module do not vote.
-- (4) Proposed only when all guards hold: at least min_n_eff effective
--     tickets, min_migrations migrations and min_people people; the lower
--     end of the candidate's share above one half and the upper end of the
--     owner's below; the candidate ahead of the runner-up; significant at q
--     over every module examined; not shared with a team above
--     shared_share; the candidate not overloaded; not rejected lately on
--     mostly the same tickets.
SELECT m.key AS module,
       m.id AS module_id,
       t.key AS team,
       t.id AS team_id,
       k.id AS ticket_id,
       k.ext_key AS ticket,
       a.migration_id AS migration_id,
       k.resolver_id AS person_id,
       k.resolved_at AS happened_at,
       CAST(1 AS DOUBLE PRECISION) AS weight
  FROM ticket k
  JOIN attribution a ON a.ticket_id = k.id
  JOIN module m ON m.id = a.module_id
  JOIN team t ON t.id = k.resolver_team_id
 WHERE k.state = 'resolved'
   AND k.resolved_at <= CAST(:as_of AS BIGINT)
   AND k.resolved_at > CAST(:as_of AS BIGINT)
       - CAST(:half_life_days AS BIGINT) * CAST(:oldest_half_lives AS BIGINT)
         * 86400000000
   AND k.resolved_at >= COALESCE((SELECT us(s.value) FROM setting s
                                   WHERE s.key = 'reorganised_at'), 0)
 ORDER BY m.position, m.key, t.key, k.resolved_at, k.id
