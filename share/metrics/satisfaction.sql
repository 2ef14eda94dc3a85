-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: satisfaction
-- title:  Satisfaction (NPS)
-- kind:   score
-- scale:  nps
-- better: higher
-- headline: 3
-- dims:   migration, customer, survey, question, source_system, wave
-- reads:  response, migration, customer
--
-- (1) Answers to "would you recommend" on the scale 0 to 10: promoters 9-10
--     less detractors 0-6, in points.
-- (2) Who answers the same question of a survey twice is counted once, by
--     the last answer before :as_of.  Nameless answers all count.
-- (3) Left out, with the reason: answers on another range.
-- (4) A period takes the answers submitted in it; answers without a time
--     belong to the period that holds :as_of.
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
)
SELECT score, COUNT(*) AS answers,
       CASE WHEN scale_min <> 0 OR scale_max <> 10
            THEN 'not on the scale 0 to 10' END AS excluded,
       migration, customer, survey, question, source_system, wave
  FROM answer
 WHERE age = 1 AND submitted_at >= :since AND submitted_at < :until
 GROUP BY score, scale_min, scale_max, migration, customer, survey, question,
          source_system, wave
 ORDER BY migration NULLS LAST, survey, question, score, scale_min, scale_max;
