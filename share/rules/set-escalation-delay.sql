-- SPDX-License-Identifier: GPL-3.0-or-later
-- rule:    set-escalation-delay
-- version: 2
-- kind:    set-escalation-delay
-- title:   Call the next level when the first one would have answered
-- outcome: time-to-acknowledge module severity
-- params:  window_days=180, expiry_days=182, level=0.95, quantile=0.90
-- params:  sev1_min=5, sev1_max=15, sev2_min=10, sev2_max=30
-- params:  sev3_min=30, sev3_max=240
-- params:  load_window_days=180, load_ratio=1.5, load_min_open=5
--
-- (1) A page is an incident with a module and a severity; its time runs from
--     opening to acknowledgement.
-- (2) A page nobody acknowledged is censored where it was handed on: at the
--     delay in force when it was opened, else at its end, else at :as_of.
-- (3) The delay follows the time by which 90 % of the pages of the last
--     window_days are answered (Kaplan-Meier), in steps of 5 minutes, at
--     most halved or doubled, within the bounds of its severity and half of
--     what the SLA allows for an acknowledgement.
-- (4) Proposed only when all guards hold: 36 acknowledged pages in each
--     window; that time known and its interval clear of the delay; a change
--     of at least 5 minutes and 20 %; the window before pointing the same
--     way; no other change this quarter; a shorter delay calls no team that
--     has too much on its hands; not rejected lately on mostly the same
--     tickets.
SELECT m.key AS module,
       m.id AS module_id,
       k.severity AS severity,
       e.level AS level,
       k.id AS ticket_id,
       k.ext_key AS ticket,
       k.opened_at AS opened_at,
       CASE WHEN k.acknowledged_at <= CAST(:as_of AS BIGINT) THEN 1 ELSE 0
       END AS is_acknowledged,
       CASE WHEN k.acknowledged_at <= CAST(:as_of AS BIGINT)
            THEN ratio(k.acknowledged_at - k.opened_at, 60000000)
            ELSE least(e.delay_minutes,
                       ratio(least(COALESCE(k.resolved_at,
                                            CAST(:as_of AS BIGINT)),
                                   CAST(:as_of AS BIGINT))
                             - k.opened_at, 60000000))
       END AS minutes
  FROM ticket k
  JOIN attribution a ON a.ticket_id = k.id
  JOIN module m ON m.id = a.module_id
  JOIN escalation e ON e.module_id = m.id AND e.severity = k.severity
   AND e.level = 1 AND e.superseded_at IS NULL
   AND e.valid_from_at <= k.opened_at
   AND (e.valid_to_at IS NULL OR e.valid_to_at > k.opened_at)
 WHERE k.is_incident = 1
   AND k.state <> 'cancelled'
   AND k.opened_at <= CAST(:as_of AS BIGINT)
   AND k.opened_at > CAST(:as_of AS BIGINT)
       - 2 * CAST(:window_days AS BIGINT) * 86400000000
   AND (k.acknowledged_at IS NULL OR k.acknowledged_at >= k.opened_at)
 ORDER BY m.position, m.key, k.severity, k.opened_at, k.id
