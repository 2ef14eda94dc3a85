-- SPDX-License-Identifier: GPL-3.0-or-later
-- rule:    import-rows
-- version: 2
-- kind:    quality
-- title:   Rows of the imported files that were not loaded
--
-- (1) Every row of every file, whenever it was imported: loaded, rejected
--     and waiting, or left out by a rule of the format.
-- (2) Blank rows are none.  A row rejected once that a later import took up
--     is a row of that import.
-- (3) A file imported again and an import undone are not looked at.
WITH kept AS (
  SELECT * FROM batch WHERE undone_at IS NULL AND repeats_batch IS NULL
), waiting AS (
  SELECT r.batch_id, r.line, b.format, b.file_name,
         CASE WHEN r.column_name IS NULL THEN 'rejected'
              ELSE 'rejected, column ' || r.column_name END AS finding
    FROM reject r
    JOIN kept b ON b.id = r.batch_id
   WHERE r.replayed_by IS NULL
)
SELECT b.format AS source, NULL AS finding, NULL AS subject,
       b.file_name AS file, NULL AS line,
       b.read_count - b.blank_count - b.skipped_count - b.rejected_count
         AS row_count
  FROM kept b
UNION ALL
SELECT b.format, 'left out by a rule of the format', NULL, b.file_name,
       NULL, b.skipped_count
  FROM kept b
 WHERE b.skipped_count > 0
UNION ALL
SELECT w.format, w.finding, NULL, w.file_name, w.line, 1
  FROM waiting w
 ORDER BY source, finding, file, line;
