-- SPDX-License-Identifier: GPL-3.0-or-later
-- rule:    name-backup
-- version: 1
-- kind:    name-backup
-- title:   Name the team that already stands in as backup
-- params:  half_life_days=180, oldest_half_lives=4, expiry_days=182
-- params:  min_n_eff=5, min_people=2, min_share=0.05, level=0.95
-- params:  load_window_days=180, load_ratio=1.5, load_min_open=5
--
-- (1) Only for a module without a backup on record, or whose backup is its
--     owner.
-- (2) Votes, decay and age as in change-owner.
-- (3) The team with the next largest share after the owner's, when the lower
--     end of that share is above min_share, it rests on at least min_n_eff
--     effective tickets of its own and min_people people did them.
-- (4) Whether that team is awake when the owner is not is for the people who
--     decide: exports hold no rota.
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
