-- SPDX-License-Identifier: GPL-3.0-or-later
-- One row: what was imported in all.
SELECT COUNT(*) AS files, COALESCE(SUM(read_count), 0) AS read_rows,
       COALESCE(SUM(rejected_count), 0) AS rejected
  FROM batch
 WHERE undone_at IS NULL
