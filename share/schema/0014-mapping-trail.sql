-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 14.  Which rows of the mapping an event changed, so that a row
-- changed by nobody is found.

CREATE TABLE audit_row (
  sequence        INTEGER NOT NULL, -- the change-mapping event
  object          TEXT NOT NULL,    -- table
  row_id          INTEGER NOT NULL,
  hash            TEXT NOT NULL,    -- BLAKE2b-256 of the row; '': it is gone
  PRIMARY KEY (sequence, object, row_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_row_by_row ON audit_row(object, row_id);

INSERT INTO schema_doc (object, meaning) VALUES
  ('audit_row', 'the rows of the mapping as an event of the log left them');
