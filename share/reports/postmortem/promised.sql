-- SPDX-License-Identifier: GPL-3.0-or-later
-- One row: when the targets were agreed, against the first cutover.
SELECT MIN(t.agreed_at) AS first_on, MAX(t.agreed_at) AS last_on,
       CASE WHEN MAX(t.agreed_at) IS NULL THEN NULL
            WHEN MAX(t.agreed_at) >=
                 (SELECT MIN(i.started_at) FROM iteration i
                    JOIN migration m ON m.id = i.migration_id
                   WHERE m.key = :subject AND i.kind = 'cutover')
            THEN 'after' ELSE 'before' END AS moment
  FROM target t
  LEFT JOIN migration m ON m.id = t.migration_id
 WHERE (t.migration_id IS NULL OR m.key = :subject)
   AND t.agreed_at <= :as_of
