-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was promised for this migration; its own row wins over the one for
-- every migration.
SELECT t.metric, t.comparison, t.value, t.agreed_at
  FROM target t
  LEFT JOIN migration m ON m.id = t.migration_id
 WHERE m.key = :subject
    OR (t.migration_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM target own
                          JOIN migration om ON om.id = own.migration_id
                         WHERE own.metric = t.metric
                           AND om.key = :subject))
 ORDER BY t.id
