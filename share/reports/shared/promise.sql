-- SPDX-License-Identifier: GPL-3.0-or-later
-- One row when there is such a migration: the accuracy promised to it, by its
-- own target or everybody's.
SELECT m.key AS migration,
       (SELECT t.value
          FROM target t
         WHERE t.metric = 'data-accuracy' AND t.comparison = '>='
           AND (t.migration_id = m.id OR t.migration_id IS NULL)
           AND (t.agreed_at IS NULL OR t.agreed_at <= :as_of)
         ORDER BY t.migration_id IS NULL
         LIMIT 1) AS value
  FROM migration m
 WHERE m.key = :subject
