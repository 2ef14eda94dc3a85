-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 18.  What came of each change, as debrief refresh found it: a
-- comparison cannot be made in SQL, its verdict can be counted there.

CREATE TABLE outcome (
  object          TEXT NOT NULL CHECK (object IN ('action','proposal')),
  object_id       INTEGER NOT NULL, -- id in the table of that name
  looked_at       INTEGER NOT NULL, -- the as-of of the refresh
  changed_at      INTEGER NOT NULL, -- closed, or applied
  metric          TEXT,             -- NULL: nobody named one
  verdict         TEXT NOT NULL CHECK (verdict IN ('worked','same','worse',
                                                   'early','unknown')),
  before_value    REAL,             -- of the metric, the year before
  after_value     REAL,             -- and since
  p               REAL,             -- NULL: not tested
  q               REAL,             -- over all changes looked at
  PRIMARY KEY (object, object_id)
) STRICT, WITHOUT ROWID;

INSERT INTO schema_doc (object, meaning) VALUES
  ('outcome', 'did a follow-up or an applied proposal work, as of the last debrief refresh');
