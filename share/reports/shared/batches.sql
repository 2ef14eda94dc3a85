-- SPDX-License-Identifier: GPL-3.0-or-later
-- Every file the numbers come from.
SELECT b.id AS batch, b.file_name, b.format, SUBSTR(b.file_hash, 1, 16) AS hash,
       b.read_count, b.inserted_count, b.updated_count, b.unchanged_count,
       b.rejected_count, b.tool_version
  FROM batch b
 WHERE b.undone_at IS NULL
 ORDER BY b.id
