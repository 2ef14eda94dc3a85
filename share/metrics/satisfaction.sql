-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: satisfaction
-- title:  Satisfaction (NPS)
-- kind:   score
-- scale:  nps
-- better: higher
-- headline: 3
-- dims:   migration, customer, survey, question, source_system, wave
-- reads:  response, invitation, migration, customer
--
-- (1) Answers to "would you recommend" on the scale 0 to 10: promoters 9-10
--     less detractors 0-6, in points.
-- (2) Who answers the same question of a survey twice is counted once, by
--     the last answer before :as_of.  Nameless answers all count.
-- (3) Left out, with the reason: answers on another range.
-- (4) A period takes the answers submitted in it; answers without a time
--     belong to the period that holds :as_of.
-- (5) Who was invited and is silent: the invitations to every survey with
--     such a question, in the period of the survey's last answer from that
--     migration, of :as_of when there is none.
WITH answer AS (
  SELECT r.score, r.scale_min, r.scale_max, r.survey, r.question,
         m.key AS migration, c.key AS customer, m.source_system, m.wave,
         COALESCE(r.submitted_at, :as_of) AS submitted_at,
         ROW_NUMBER() OVER (
           PARTITION BY r.migration_id, r.survey, r.question,
                        COALESCE(r.respondent, 'nameless ' || r.ext_key)
           ORDER BY COALESCE(r.submitted_at, :as_of) DESC, r.ext_key DESC,
                    r.id DESC) AS age
    FROM response r
    LEFT JOIN migration m ON m.id = r.migration_id
    LEFT JOIN customer c ON c.id = m.customer_id
   WHERE r.scale = 'nps' AND COALESCE(r.submitted_at, :as_of) <= :as_of
), asked AS (
  SELECT r.survey, r.question
    FROM response r
   WHERE r.scale = 'nps' AND COALESCE(r.submitted_at, :as_of) <= :as_of
   GROUP BY r.survey, r.question
), last_answer AS (
  SELECT r.survey, r.migration_id,
         MAX(COALESCE(r.submitted_at, :as_of)) AS last_at
    FROM response r
   WHERE COALESCE(r.submitted_at, :as_of) <= :as_of
   GROUP BY r.survey, r.migration_id
), invited AS (
  SELECT a.survey, a.question, m.key AS migration, c.key AS customer,
         m.source_system, m.wave, i.invited_count,
         COALESCE(l.last_at, :as_of) AS last_at
    FROM asked a
    JOIN invitation i ON i.survey = a.survey
    LEFT JOIN last_answer l ON l.survey = i.survey
                           AND COALESCE(l.migration_id, 0)
                               = COALESCE(i.migration_id, 0)
    LEFT JOIN migration m ON m.id = i.migration_id
    LEFT JOIN customer c ON c.id = m.customer_id
)
SELECT score, COUNT(*) AS answers, NULL AS invited,
       CASE WHEN scale_min <> 0 OR scale_max <> 10
            THEN 'not on the scale 0 to 10' END AS excluded,
       migration, customer, survey, question, source_system, wave
  FROM answer
 WHERE age = 1 AND submitted_at >= :since AND submitted_at < :until
 GROUP BY score, scale_min, scale_max, migration, customer, survey, question,
          source_system, wave
UNION ALL
SELECT NULL, 0, invited_count, NULL, migration, customer, survey, question,
       source_system, wave
  FROM invited
 WHERE last_at >= :since AND last_at < :until
 ORDER BY 5 NULLS LAST, 7, 8, 1;
