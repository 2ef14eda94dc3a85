-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was promised for this migration; its own row wins over the one for
-- every migration.  What was agreed after :as_of was not promised yet.
SELECT t.metric, t.comparison, t.value, t.agreed_at
  FROM target t
  LEFT JOIN migration m ON m.id = t.migration_id
 WHERE COALESCE(t.agreed_at, :as_of) <= :as_of
   AND (m.key = :subject
        OR (t.migration_id IS NULL
            AND NOT EXISTS (SELECT 1 FROM target own
                              JOIN migration om ON om.id = own.migration_id
                             WHERE own.metric = t.metric
                               AND om.key = :subject
                               AND COALESCE(own.agreed_at, :as_of)
                                   <= :as_of)))
 ORDER BY t.id
