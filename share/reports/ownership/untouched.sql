-- SPDX-License-Identifier: GPL-3.0-or-later
-- Modules whose owner nobody has confirmed for half a year: neither a new
-- row of the mapping, nor a decision, nor a review of the runbook.
SELECT title, touched_at AS touched_on,
       (:as_of - touched_at) / 1000000 AS since_seconds
  FROM (SELECT d.title, d.position,
               MAX(COALESCE((SELECT MAX(o.valid_from_at) FROM ownership o
                              WHERE o.module_id = d.id
                                AND o.valid_from_at <= :as_of
                                AND o.superseded_at IS NULL), 0),
                   COALESCE((SELECT MAX(c.decided_at) FROM decision c
                               JOIN proposal p ON p.id = c.proposal_id
                              WHERE p.module_id = d.id
                                AND c.decided_at <= :as_of), 0),
                   COALESCE((SELECT MAX(s.sent_at) FROM communication s
                              WHERE s.kind = 'runbook-review'
                                AND s.sent_at <= :as_of), 0))
                 AS touched_at
          FROM module d)
 WHERE touched_at > 0 AND touched_at < :as_of - 15724800000000
 ORDER BY touched_at, position
