-- SPDX-License-Identifier: GPL-3.0-or-later
-- rule:    response-links
-- version: 1
-- kind:    quality
-- title:   Survey answers without what they are measured against
--
-- (1) Every answer given by :as_of, or without a time, once, by the first of
--     these that is so: no time; of no migration; nobody says how many were
--     invited, so that no response rate can be had.
SELECT r.survey AS source,
       CASE WHEN r.submitted_at IS NULL THEN 'no time'
            WHEN r.migration_id IS NULL THEN 'of no migration'
            WHEN NOT EXISTS (
                   SELECT 1 FROM invitation i
                    WHERE i.survey = r.survey
                      AND i.migration_id = r.migration_id)
            THEN 'no number of invitations'
       END AS finding,
       r.ext_key AS subject, b.file_name AS file, r.line, 1 AS row_count
  FROM response r
  JOIN batch b ON b.id = r.batch_id
 WHERE r.submitted_at IS NULL OR r.submitted_at <= :as_of
 ORDER BY r.survey, r.id;
