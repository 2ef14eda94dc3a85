-- SPDX-License-Identifier: GPL-3.0-or-later
-- Results as they were when somebody asked for them (debrief refresh), for
-- dashboards: nothing here is looked at by debrief itself.  time is in epoch
-- seconds, because that is what Grafana takes for a time.

CREATE TABLE metric_result (
  metric          TEXT NOT NULL,
  number          TEXT NOT NULL,    -- median, p90, share, rate, NPS, ...
  dim             TEXT NOT NULL DEFAULT '', -- '': everything
  slice           TEXT NOT NULL DEFAULT '', -- the value of that dimension
  quarter         TEXT NOT NULL DEFAULT '', -- '': all of time
  time            INTEGER NOT NULL, -- end of the quarter, or the as-of
  value           REAL,             -- seconds, or a share of 1, or plain
  lo              REAL,             -- ends of the interval; NULL: none
  hi              REAL,
  level           REAL,             -- of the interval, 0.95
  n               INTEGER NOT NULL,
  unit            TEXT NOT NULL,
  why             TEXT,             -- there is no value, or no interval
  used_count      INTEGER NOT NULL, -- used + open + ended + excluded = read
  open_count      INTEGER NOT NULL,
  ended_count     INTEGER NOT NULL,
  excluded_count  INTEGER NOT NULL,
  read_count      INTEGER NOT NULL,
  as_of           INTEGER NOT NULL, -- epoch seconds
  PRIMARY KEY (metric, number, dim, slice, quarter),
  CHECK (used_count + open_count + ended_count + excluded_count = read_count)
) STRICT, WITHOUT ROWID;

INSERT INTO schema_doc (object, meaning) VALUES
  ('metric_result', 'metrics as of the last debrief refresh, for dashboards; time in epoch seconds');
