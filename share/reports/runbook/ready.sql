-- SPDX-License-Identifier: GPL-3.0-or-later
-- Go or no go.
SELECT r.title, t.key AS team,
       CASE r.is_required WHEN 1 THEN 'required' ELSE 'wanted' END AS needed,
       CASE WHEN r.waived_at <= :as_of THEN 'waived'
            WHEN r.met_at <= :as_of THEN 'met'
            WHEN r.met_at IS NULL AND r.is_met_undated = 1 THEN 'met'
            ELSE 'open' END AS state,
       CASE WHEN r.met_at <= :as_of THEN r.met_at END AS met_on, r.evidence
  FROM readiness_criterion r
  LEFT JOIN migration m ON m.id = r.migration_id
  LEFT JOIN team t ON t.id = r.team_id
 WHERE r.migration_id IS NULL OR m.key = :subject
 ORDER BY state <> 'open', needed, r.id
