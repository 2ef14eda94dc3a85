-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was promised, and for shares of rows how many must be checked to
-- prove it: the smallest sample that, with no mismatch, one or two, leaves
-- less than one chance in twenty that the share is below (exact binomial).
WITH promised AS (
  SELECT t.metric, t.comparison, t.value,
         CASE WHEN t.metric = 'data-accuracy' AND t.comparison = '>='
               AND t.value >= 50 AND t.value < 100
              THEN t.value / 100.0 END AS accuracy
    FROM target t LEFT JOIN migration m ON m.id = t.migration_id
   WHERE (m.key = :subject OR (t.migration_id IS NULL
          AND NOT EXISTS (SELECT 1 FROM target u
                            JOIN migration x ON x.id = u.migration_id
                           WHERE x.key = :subject
                             AND u.metric = t.metric)))
     AND (t.agreed_at IS NULL OR t.agreed_at <= :as_of)
)
SELECT REPLACE(p.metric, '-', ' ') AS metric,
       CASE p.comparison WHEN '>=' THEN 'at least ' ELSE 'at most ' END
         || CASE WHEN p.value = CAST(p.value AS INTEGER)
                 THEN CAST(CAST(p.value AS INTEGER) AS TEXT)
                 ELSE CAST(p.value AS TEXT) END
         || CASE p.metric WHEN 'data-accuracy' THEN ' %'
                          WHEN 'time-to-migrate' THEN ' days'
                          WHEN 'incident-rate' THEN ' a customer-week'
                          ELSE '' END AS promise,
       signoff_n(p.accuracy, 0) AS none,
       signoff_n(p.accuracy, 1) AS one,
       signoff_n(p.accuracy, 2) AS two
  FROM promised p
 ORDER BY p.metric
