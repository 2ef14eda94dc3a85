-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was promised, and for shares of rows how many must be checked to
-- prove it: the smallest sample that, with no mismatch, one or two, leaves
-- less than one chance in twenty that the share is below (exact binomial).
WITH RECURSIVE promised AS (
  SELECT t.metric, t.comparison, t.value
    FROM target t LEFT JOIN migration m ON m.id = t.migration_id
   WHERE (m.key = :subject OR (t.migration_id IS NULL
          AND NOT EXISTS (SELECT 1 FROM target u
                            JOIN migration x ON x.id = u.migration_id
                           WHERE x.key = :subject
                             AND u.metric = t.metric)))
     AND (t.agreed_at IS NULL OR t.agreed_at <= :as_of)
), claim AS (
  SELECT DISTINCT value / 100.0 AS good FROM promised
   WHERE metric = 'data-accuracy' AND comparison = '>='
     AND value BETWEEN 90 AND 99.99
), sample(good, n, none, one, two) AS (
  SELECT good, 0, 1.0, 0.0, 0.0 FROM claim
  UNION ALL
  SELECT good, n + 1, none * good, one * good + none * (1 - good),
         two * good + one * (1 - good)
    FROM sample
   WHERE none + one + two > 0.05 AND n < 100000
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
       (SELECT MIN(s.n) FROM sample s WHERE s.good = p.value / 100.0
           AND p.metric = 'data-accuracy' AND s.none <= 0.05) AS none,
       (SELECT MIN(s.n) FROM sample s WHERE s.good = p.value / 100.0
           AND p.metric = 'data-accuracy' AND s.none + s.one <= 0.05) AS one,
       (SELECT MIN(s.n) FROM sample s WHERE s.good = p.value / 100.0
           AND p.metric = 'data-accuracy'
           AND s.none + s.one + s.two <= 0.05) AS two
  FROM promised p
 ORDER BY p.metric
