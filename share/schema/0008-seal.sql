-- SPDX-License-Identifier: GPL-3.0-or-later
-- What every table held when debrief last wrote it, for debrief fsck.

CREATE TABLE seal (
  object          TEXT NOT NULL,    -- table
  batch_id        INTEGER NOT NULL, -- 0: the table has none, or the row
  row_count       INTEGER NOT NULL,
  sum             BLOB NOT NULL,    -- of the rows' BLAKE2b-256, modulo 2^256
  PRIMARY KEY (object, batch_id)
) STRICT, WITHOUT ROWID;

INSERT INTO schema_doc (object, meaning) VALUES
  ('seal', 'a checksum of the rows of each table and import');
