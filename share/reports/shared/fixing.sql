-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who resolved what, in every migration so far, against the map as of now.
WITH done AS (
  SELECT a.module_id, t.resolver_team_id AS team_id, COUNT(*) AS n
    FROM ticket t
    JOIN attribution a ON a.ticket_id = t.id
   WHERE t.resolver_team_id IS NOT NULL AND a.module_id IS NOT NULL
     AND t.state <> 'cancelled' AND t.resolved_at <= :as_of
   GROUP BY a.module_id, t.resolver_team_id
), mapped AS (
  SELECT o.module_id, MIN(o.team_id) AS team_id
    FROM ownership o
   WHERE o.role = 'owner' AND o.scope = '*' AND o.superseded_at IS NULL
     AND o.valid_from_at <= :as_of
     AND (o.valid_to_at IS NULL OR o.valid_to_at > :as_of)
   GROUP BY o.module_id
), ranked AS (
  SELECT d.module_id, d.team_id, d.n,
         ROW_NUMBER() OVER (PARTITION BY d.module_id
                            ORDER BY d.n DESC, tm.key) AS place
    FROM done d
    JOIN team tm ON tm.id = d.team_id
    LEFT JOIN mapped p ON p.module_id = d.module_id
   WHERE p.team_id IS NULL OR p.team_id <> d.team_id
)
SELECT md.key AS key, md.title AS component, ot.key AS owner, rt.key AS other,
       COALESCE((SELECT d.n FROM done d
                  WHERE d.module_id = md.id AND d.team_id = p.team_id), 0)
         AS owner_count,
       COALESCE(r.n, 0) AS other_count,
       (SELECT SUM(d.n) FROM done d WHERE d.module_id = md.id) AS total
  FROM module md
  LEFT JOIN mapped p ON p.module_id = md.id
  LEFT JOIN team ot ON ot.id = p.team_id
  LEFT JOIN ranked r ON r.module_id = md.id AND r.place = 1
  LEFT JOIN team rt ON rt.id = r.team_id
 WHERE EXISTS (SELECT 1 FROM done d WHERE d.module_id = md.id)
 ORDER BY 1.0 * owner_count / total, md.position
