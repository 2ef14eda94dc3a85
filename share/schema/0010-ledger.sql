-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 10.  What an import has touched, so that it can be taken back; who
-- goes by which names.

ALTER TABLE batch ADD COLUMN undone_at INTEGER; -- NULL: it counts

-- Which rows an import made, or found as they are: ranges of ids.
CREATE TABLE batch_row (
  batch_id       INTEGER NOT NULL REFERENCES batch(id),
  table_name     TEXT NOT NULL,
  kind           TEXT NOT NULL CHECK (kind IN ('made','met')),
  first_id       INTEGER NOT NULL,
  last_id        INTEGER NOT NULL,
  PRIMARY KEY (batch_id, table_name, kind, first_id),
  CHECK (last_id >= first_id)
) STRICT, WITHOUT ROWID;

-- The cells of older rows it changed, as they were.  Of a removed row the
-- key column holds the others as JSON, but for real numbers and bytes; NULL
-- there says that there was no such row.
CREATE TABLE row_before (
  batch_id       INTEGER NOT NULL REFERENCES batch(id),
  table_name     TEXT NOT NULL,
  row_id         INTEGER NOT NULL,
  column_name    TEXT NOT NULL,
  value          ANY,
  PRIMARY KEY (batch_id, table_name, row_id, column_name)
) STRICT, WITHOUT ROWID;
CREATE INDEX row_before_by_row ON row_before(table_name, row_id);

-- The same with an id of its own, as every table an import writes has.
CREATE TABLE runbook_file_10 (
  id             INTEGER PRIMARY KEY,
  target         TEXT NOT NULL UNIQUE,
  batch_id       INTEGER NOT NULL REFERENCES batch(id),
  content        BLOB NOT NULL
) STRICT;
INSERT INTO runbook_file_10 (target, batch_id, content)
  SELECT target, batch_id, content FROM runbook_file ORDER BY target;
DROP TABLE runbook_file;
ALTER TABLE runbook_file_10 RENAME TO runbook_file;

-- Who goes by which names ---------------------------------------------------
-- One row, one decision: whoever is written so is that contact or team.

CREATE TABLE alias (
  id             INTEGER PRIMARY KEY,
  kind           TEXT NOT NULL CHECK (kind IN ('contact','team')),
  rule           TEXT NOT NULL CHECK (rule IN ('name','pattern','apart')),
  name           TEXT NOT NULL,   -- as written, or PCRE2 for all of a name
  is_key         TEXT,            -- whose it is; NULL: nobody else's (apart)
  decided_by     TEXT NOT NULL,
  why            TEXT NOT NULL DEFAULT '',
  decided_at     INTEGER NOT NULL,
  ended_at       INTEGER,         -- NULL: in force
  CHECK ((rule = 'apart') = (is_key IS NULL))
) STRICT;
CREATE UNIQUE INDEX alias_once ON alias(kind, rule, name)
  WHERE ended_at IS NULL;

-- Where a row names another contact or team than the export does: as it was
-- written (NULL: no team; that of its contact stands in).
CREATE TABLE as_written (
  table_name     TEXT NOT NULL,
  column_name    TEXT NOT NULL,
  row_id         INTEGER NOT NULL,
  named_id       INTEGER,
  PRIMARY KEY (table_name, column_name, row_id)
) STRICT, WITHOUT ROWID;

DROP VIEW v_batch;
CREATE VIEW v_batch AS
SELECT b.id AS batch, b.file_name, b.format, b.target, b.zone, b.read_count,
       b.inserted_count, b.updated_count, b.unchanged_count,
       b.rejected_count, b.blank_count, b.skipped_count, b.warning,
       strftime('%Y-%m-%dT%H:%M:%SZ', b.imported_at / 1000000, 'unixepoch')
         AS imported,
       strftime('%Y-%m-%dT%H:%M:%SZ', b.undone_at / 1000000, 'unixepoch')
         AS undone
  FROM batch b;

INSERT INTO schema_doc (object, meaning) VALUES
  ('batch_row', 'rows an import made, or found as they are'),
  ('row_before', 'cells an import changed or removed, as they were'),
  ('alias', 'a decision: whoever is written so is that contact or team'),
  ('as_written', 'the name in the export, where a rule puts another in');
