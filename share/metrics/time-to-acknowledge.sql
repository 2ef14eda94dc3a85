-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: time-to-acknowledge
-- title:  Time to acknowledge
-- kind:   duration
-- unit:   minute
-- better: lower
-- dims:   migration, customer, module, severity, team, source
-- reads:  ticket, team, customer, attribution, migration, module
--
-- (1) Runs from the opening of an incident to its first acknowledgement, in
--     elapsed time.  Not the mean that MTTA is.
-- (2) An incident nobody has acknowledged at :as_of is open there.
-- (3) An incident cancelled before it was acknowledged has ended another
--     way, at its last change.
-- (4) Left out, with the reason: no opening; resolved without saying when
--     it was acknowledged; acknowledged before it was opened.
-- (5) The team is the one that got the incident first, else the one that
--     holds it.
-- (6) A period takes the incidents opened in it.
WITH incident AS (
  SELECT t.source, t.ext_key, t.state, t.severity, t.opened_at,
         m.key AS migration, c.key AS customer, d.key AS module,
         COALESCE(f.key, h.key) AS team,
         CASE WHEN t.acknowledged_at <= :as_of
              THEN t.acknowledged_at END AS done_at,
         CASE WHEN t.state = 'cancelled'
               AND COALESCE(t.closed_at, t.updated_at, t.resolved_at)
                   <= :as_of
              THEN COALESCE(t.closed_at, t.updated_at, t.resolved_at)
         END AS cancelled_at,
         CASE WHEN t.state = 'resolved'
               AND COALESCE(t.resolved_at, t.closed_at, :as_of) <= :as_of
              THEN 1 ELSE 0 END AS is_resolved
    FROM ticket t
    LEFT JOIN attribution a ON a.ticket_id = t.id
    LEFT JOIN migration m ON m.id = a.migration_id
    LEFT JOIN module d ON d.id = a.module_id
    LEFT JOIN customer c ON c.id = t.customer_id
    LEFT JOIN team f ON f.id = t.first_team_id
    LEFT JOIN team h ON h.id = t.team_id
   WHERE t.is_incident = 1
     AND (t.opened_at IS NULL OR t.opened_at <= :as_of)
)
SELECT CAST(COALESCE(done_at, cancelled_at, :as_of) - opened_at
            AS DOUBLE PRECISION) / 1000000.0 AS seconds,
       CASE WHEN done_at IS NOT NULL THEN 1
            WHEN cancelled_at IS NOT NULL THEN 2
            ELSE 0 END AS outcome,
       CASE WHEN opened_at IS NULL THEN 'no opening'
            WHEN COALESCE(done_at, cancelled_at, :as_of) < opened_at
            THEN 'ends before it begins'
            WHEN done_at IS NULL AND is_resolved = 1
            THEN 'resolved, but nobody says when it was acknowledged'
       END AS excluded,
       ext_key AS subject, migration, customer, module, severity, team, source
  FROM incident
 WHERE COALESCE(opened_at, :as_of) >= :since
   AND COALESCE(opened_at, :as_of) < :until
 ORDER BY source, ext_key;
