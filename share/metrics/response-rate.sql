-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: response-rate
-- title:  Survey response rate
-- kind:   proportion
-- better: higher
-- dims:   survey, migration, customer, source_system, wave
-- reads:  invitation, response, migration, customer
--
-- (1) People who answered, of those who were invited: AAPOR RR1, whoever is
--     silent counts as having been asked.
-- (2) Several answers on one form, or several forms by one respondent, are
--     one person; a nameless form is one person.
-- (3) Left out, with the reason: more answers than invitations; answers to
--     a survey without a known number of invitations, each as one.
-- (4) A period takes the surveys whose last answer falls in it, and no
--     others; a survey without an answer belongs to the period that holds
--     :as_of.
WITH person AS (
  SELECT survey, migration_id,
         COUNT(DISTINCT COALESCE('by ' || respondent, 'form ' || ext_key))
           AS answered,
         MAX(COALESCE(submitted_at, :as_of)) AS last_at
    FROM response
   WHERE COALESCE(submitted_at, :as_of) <= :as_of
   GROUP BY survey, migration_id
), pair AS (
  SELECT i.survey, i.migration_id, i.invited_count AS invited,
         COALESCE(p.answered, 0) AS answered,
         COALESCE(p.last_at, :as_of) AS last_at
    FROM invitation i
    LEFT JOIN person p ON p.survey = i.survey
                      AND COALESCE(p.migration_id, 0)
                          = COALESCE(i.migration_id, 0)
  UNION ALL
  SELECT p.survey, p.migration_id, NULL, p.answered, p.last_at
    FROM person p
   WHERE NOT EXISTS (
           SELECT 1 FROM invitation i
            WHERE i.survey = p.survey
              AND COALESCE(i.migration_id, 0)
                  = COALESCE(p.migration_id, 0))
)
SELECT pair.answered AS hits, COALESCE(pair.invited, pair.answered) AS trials,
       CASE WHEN pair.invited IS NULL
            THEN 'nobody says how many were invited'
            WHEN pair.answered > pair.invited
            THEN 'more answers than invitations' END AS excluded,
       pair.survey, m.key AS migration, c.key AS customer, m.source_system,
       m.wave
  FROM pair
  LEFT JOIN migration m ON m.id = pair.migration_id
  LEFT JOIN customer c ON c.id = m.customer_id
 WHERE pair.last_at >= :since AND pair.last_at < :until
 ORDER BY pair.survey, m.key NULLS LAST;
