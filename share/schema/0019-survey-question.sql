-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 19.  How each question of a survey is scored, and who said so.

ALTER TABLE response ADD COLUMN scale_from TEXT  -- NULL: before schema 19
  CHECK (scale_from IN ('format','file','wording','option'));

CREATE VIEW v_survey_question AS
SELECT survey, question, scale, scale_min, scale_max, 'higher' AS better,
       CASE scale || ' ' || scale_min || ' ' || scale_max
       WHEN 'nps 0 10' THEN 'share of 9-10 less share of 0-6'
       WHEN 'csat 1 5' THEN 'share of 4-5'
       WHEN 'ces 1 7' THEN 'mean'
       ELSE 'none: not the range of ' || scale END AS method,
       scale_from, COUNT(*) AS answer_count
  FROM response
 GROUP BY survey, question, scale, scale_min, scale_max, scale_from;

INSERT INTO schema_doc (object, meaning) VALUES
  ('v_survey_question', 'each question of a survey: its scale, how it is scored, and who said so');
