-- SPDX-License-Identifier: GPL-3.0-or-later
-- The languages of those who tell the customer, most frequent first.
SELECT p.language, COUNT(*) AS n
  FROM ownership o
  JOIN contact_point p ON p.contact_id = o.contact_id
 WHERE o.role = 'comms' AND o.superseded_at IS NULL
   AND o.scope IN ('*', :subject) AND o.valid_from_at <= :on
   AND (o.valid_to_at IS NULL OR o.valid_to_at > :on)
   AND p.language IS NOT NULL
 GROUP BY p.language
 ORDER BY n DESC, p.language
