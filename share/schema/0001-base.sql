-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 1.  Instants are UTC microseconds in columns *_at.  Every imported
-- row names its batch and line, so any number walks back to a line of a file.
-- No extension function is used here: the stock sqlite3 shell must be able
-- to open the file, check it and read the views.

CREATE TABLE setting (              -- what the workspace decided, once
  key          TEXT NOT NULL PRIMARY KEY,
  value        TEXT NOT NULL
) STRICT;

-- Where rows came from ------------------------------------------------------

CREATE TABLE batch (                -- one import of one file
  id              INTEGER PRIMARY KEY,
  file_name       TEXT NOT NULL,    -- base name as given
  file_hash       TEXT NOT NULL,    -- SHA-256 of the bytes, hex
  file_size       INTEGER NOT NULL, -- bytes
  format          TEXT NOT NULL,
  target          TEXT NOT NULL,    -- ticket, cutover, survey, check, runbook-*
  encoding        TEXT NOT NULL,
  zone            TEXT,             -- declared for naive times, else NULL
  options         TEXT NOT NULL DEFAULT '',  -- --map, --migration, ...
  header          TEXT,             -- as CSV, to read its rejects again
  repeats_batch   INTEGER REFERENCES batch(id), -- same bytes, same options
  read_count      INTEGER NOT NULL, -- = the six below, checked before COMMIT
  inserted_count  INTEGER NOT NULL,
  updated_count   INTEGER NOT NULL,
  unchanged_count INTEGER NOT NULL,
  rejected_count  INTEGER NOT NULL,
  blank_count     INTEGER NOT NULL,
  skipped_count   INTEGER NOT NULL, -- left out by a rule of the format
  content_hash    TEXT NOT NULL,    -- over the canonical rows as stored
  warning         TEXT NOT NULL DEFAULT '',
  imported_at     INTEGER NOT NULL, -- by the clock (DEBRIEF_NOW)
  tool_version    TEXT NOT NULL,
  CHECK (read_count = inserted_count + updated_count + unchanged_count
                    + rejected_count + blank_count + skipped_count)
) STRICT;
CREATE INDEX batch_by_hash ON batch(file_hash);

CREATE TABLE reject (               -- a row that could not be loaded, whole
  id           INTEGER PRIMARY KEY,
  batch_id     INTEGER NOT NULL REFERENCES batch(id),
  line         INTEGER NOT NULL,    -- first physical line, 1-based
  column_name  TEXT,
  reason       TEXT NOT NULL,
  raw          BLOB NOT NULL,       -- the bytes as they came
  replayed_by  INTEGER REFERENCES batch(id)
) STRICT;
CREATE INDEX reject_by_batch ON reject(batch_id);

-- Who ------------------------------------------------------------------------

CREATE TABLE team (
  id           INTEGER PRIMARY KEY,
  key          TEXT NOT NULL UNIQUE -- as written in the exports
) STRICT;

CREATE TABLE contact (
  id           INTEGER PRIMARY KEY,
  key          TEXT NOT NULL UNIQUE, -- e-mail where known, else the name
  name         TEXT NOT NULL,
  team_id      INTEGER REFERENCES team(id),
  batch_id     INTEGER REFERENCES batch(id),
  line         INTEGER
) STRICT;
CREATE INDEX contact_by_team ON contact(team_id);

CREATE TABLE contact_point (        -- how to reach a contact
  id             INTEGER PRIMARY KEY,
  contact_id     INTEGER NOT NULL REFERENCES contact(id),
  channel        TEXT NOT NULL,     -- email, chat, phone, pager
  address        TEXT NOT NULL,
  zone           TEXT,              -- IANA name
  language       TEXT,              -- BCP 47
  preference     INTEGER,           -- 1 = try first
  batch_id       INTEGER REFERENCES batch(id),
  line           INTEGER,
  UNIQUE (contact_id, channel, address)
) STRICT;

-- What was planned ------------------------------------------------------------

CREATE TABLE customer (
  id           INTEGER PRIMARY KEY,
  key          TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE migration (
  id                 INTEGER PRIMARY KEY,
  key                TEXT NOT NULL UNIQUE,
  title              TEXT NOT NULL,
  customer_id        INTEGER NOT NULL REFERENCES customer(id),
  source_system      TEXT,
  target_system      TEXT,
  wave               TEXT,
  size_band          TEXT,
  user_count         INTEGER,
  kickoff_at         INTEGER,
  planned_go_live_at INTEGER,       -- in the plan in force at kickoff
  window_minutes     INTEGER,       -- planned downtime of a cutover
  state              TEXT NOT NULL DEFAULT 'running'
                     CHECK (state IN ('planned','running','live','abandoned')),
  abandoned_at       INTEGER,
  go_live_at         INTEGER,       -- as stated; else the last cutover not
                                    -- rolled back (view migration_go_live)
  support_until_at   INTEGER,       -- end of the hand-over period
  batch_id           INTEGER REFERENCES batch(id),
  line               INTEGER
) STRICT;

CREATE TABLE module (               -- a phase of the runbook, in its order
  id           INTEGER PRIMARY KEY,
  key          TEXT NOT NULL UNIQUE,
  title        TEXT NOT NULL,
  position     INTEGER NOT NULL,
  batch_id     INTEGER REFERENCES batch(id),
  line         INTEGER
) STRICT;

CREATE TABLE module_plan (          -- every baseline is kept
  id               INTEGER PRIMARY KEY,
  migration_id     INTEGER NOT NULL REFERENCES migration(id),
  module_id        INTEGER NOT NULL REFERENCES module(id),
  baseline         TEXT NOT NULL,   -- 'kickoff', then the name of each re-plan
  planned_start_at INTEGER,
  planned_end_at   INTEGER,
  batch_id         INTEGER REFERENCES batch(id),
  line             INTEGER,
  UNIQUE (migration_id, module_id, baseline)
) STRICT;

CREATE TABLE module_run (           -- what really happened to a module
  id             INTEGER PRIMARY KEY,
  migration_id   INTEGER NOT NULL REFERENCES migration(id),
  module_id      INTEGER NOT NULL REFERENCES module(id),
  started_at     INTEGER,
  ended_at       INTEGER,           -- NULL: still running
  batch_id       INTEGER REFERENCES batch(id),
  line           INTEGER,
  UNIQUE (migration_id, module_id)
) STRICT;

CREATE TABLE target (               -- what was promised, before it was tried
  id             INTEGER PRIMARY KEY,
  migration_id   INTEGER REFERENCES migration(id),  -- NULL: every migration
  metric         TEXT NOT NULL,     -- a metric's name
  comparison     TEXT NOT NULL CHECK (comparison IN ('<=','>=')),
  value          REAL NOT NULL,     -- in the metric's unit
  agreed_at      INTEGER,
  batch_id       INTEGER REFERENCES batch(id),
  line           INTEGER
) STRICT;
CREATE UNIQUE INDEX target_once ON target(ifnull(migration_id, 0), metric);

CREATE TABLE sla (                  -- promised minutes by severity
  id             INTEGER PRIMARY KEY,
  severity       INTEGER NOT NULL CHECK (severity BETWEEN 1 AND 5),
  measure        TEXT NOT NULL CHECK (measure IN ('acknowledge','restore')),
  minutes        INTEGER NOT NULL,
  batch_id       INTEGER REFERENCES batch(id),
  line           INTEGER,
  UNIQUE (severity, measure)
) STRICT;

-- What happened at cutover -----------------------------------------------------

CREATE TABLE iteration (            -- a run of the cutover plan
  id             INTEGER PRIMARY KEY,
  migration_id   INTEGER REFERENCES migration(id),
  source         TEXT NOT NULL,     -- rundeck, plan, log
  ext_key        TEXT NOT NULL,     -- execution id, plan name
  kind           TEXT NOT NULL DEFAULT 'cutover'
                 CHECK (kind IN ('rehearsal','drill','cutover')),
  started_at     INTEGER,
  ended_at       INTEGER,
  outcome        TEXT NOT NULL DEFAULT 'unknown'
                 CHECK (outcome IN ('succeeded','failed','rolled_back',
                                    'running','unknown')),
  rolled_back_at INTEGER,
  batch_id       INTEGER REFERENCES batch(id),
  line           INTEGER,
  UNIQUE (source, ext_key)
) STRICT;
CREATE INDEX iteration_by_migration ON iteration(migration_id);

CREATE TABLE step (                 -- one planned item of a migration
  id             INTEGER PRIMARY KEY,
  migration_id   INTEGER REFERENCES migration(id),
  key            TEXT NOT NULL,
  title          TEXT NOT NULL,
  module_id      INTEGER REFERENCES module(id),
  team_id        INTEGER REFERENCES team(id),
  is_rollback    INTEGER NOT NULL DEFAULT 0 CHECK (is_rollback IN (0,1)),
  batch_id       INTEGER REFERENCES batch(id),
  line           INTEGER
) STRICT;
CREATE UNIQUE INDEX step_once ON step(ifnull(migration_id, 0), key);

CREATE TABLE step_plan (
  id               INTEGER PRIMARY KEY,
  step_id          INTEGER NOT NULL REFERENCES step(id),
  baseline         TEXT NOT NULL,
  planned_start_at INTEGER,
  planned_end_at   INTEGER,
  batch_id         INTEGER REFERENCES batch(id),
  line             INTEGER,
  UNIQUE (step_id, baseline)
) STRICT;

CREATE TABLE step_run (             -- what happened to a step in an iteration
  id             INTEGER PRIMARY KEY,
  iteration_id   INTEGER NOT NULL REFERENCES iteration(id),
  step_key       TEXT NOT NULL,     -- '1', '1/2', a plan key
  step_id        INTEGER REFERENCES step(id),
  host           TEXT NOT NULL DEFAULT '',
  started_at     INTEGER,
  ended_at       INTEGER,
  status         TEXT NOT NULL DEFAULT 'unknown'
                 CHECK (status IN ('planned','running','succeeded','skipped',
                                   'failed','rolled_back','unknown')),
  status_raw     TEXT,
  batch_id       INTEGER REFERENCES batch(id),
  line           INTEGER,
  UNIQUE (iteration_id, step_key, host)
) STRICT;

CREATE TABLE cutover_event (        -- one record of a cutover log
  id             INTEGER PRIMARY KEY,
  iteration_id   INTEGER NOT NULL REFERENCES iteration(id),
  sequence       INTEGER NOT NULL,  -- order in the file, 1-based
  logged_at      INTEGER,
  event          TEXT NOT NULL DEFAULT '',  -- stepbegin, stepend, ... or ''
  level          TEXT NOT NULL DEFAULT '',
  step_key       TEXT NOT NULL DEFAULT '',
  host           TEXT NOT NULL DEFAULT '',
  message        TEXT NOT NULL DEFAULT '',
  batch_id       INTEGER NOT NULL REFERENCES batch(id),
  line           INTEGER NOT NULL,
  UNIQUE (iteration_id, sequence)
) STRICT;

-- What users reported ------------------------------------------------------------

CREATE TABLE ticket (               -- as of the latest event that was imported
  id              INTEGER PRIMARY KEY,
  source          TEXT NOT NULL,    -- the product: jira, servicenow, generic
  ext_key         TEXT NOT NULL,
  title           TEXT NOT NULL DEFAULT '',
  type            TEXT NOT NULL DEFAULT '',
  is_incident     INTEGER NOT NULL DEFAULT 1 CHECK (is_incident IN (0,1)),
  status          TEXT NOT NULL DEFAULT '',   -- as exported
  state           TEXT NOT NULL DEFAULT 'open'
                  CHECK (state IN ('open','resolved','cancelled')),
  severity        INTEGER CHECK (severity BETWEEN 1 AND 5), -- 1 = worst
  severity_raw    TEXT,
  opened_at       INTEGER,
  acknowledged_at INTEGER,
  resolved_at     INTEGER,
  closed_at       INTEGER,
  updated_at      INTEGER,
  sequence        INTEGER,          -- the source's own change counter
  reopen_count    INTEGER,
  reassign_count  INTEGER,
  made_sla        INTEGER CHECK (made_sla IN (0,1)), -- as the source says
  team_id         INTEGER REFERENCES team(id),    -- who holds it
  assignee_id     INTEGER REFERENCES contact(id),
  resolver_team_id INTEGER REFERENCES team(id),   -- who resolved it
  resolver_id     INTEGER REFERENCES contact(id),
  first_team_id   INTEGER REFERENCES team(id),    -- who got it first
  customer_id     INTEGER REFERENCES customer(id),
  migration_key   TEXT,             -- as named in the export
  migration_from  TEXT              -- where it was named
                  CHECK (migration_from IN ('column','label')),
  module_key      TEXT,
  batch_id        INTEGER NOT NULL REFERENCES batch(id),
  line            INTEGER NOT NULL,
  UNIQUE (source, ext_key)
) STRICT;
CREATE INDEX ticket_by_customer ON ticket(customer_id, opened_at);

CREATE TABLE ticket_event (         -- one row of an event log
  id              INTEGER PRIMARY KEY,
  ticket_id       INTEGER NOT NULL REFERENCES ticket(id),
  sequence        INTEGER NOT NULL,
  happened_at     INTEGER NOT NULL,
  status          TEXT NOT NULL DEFAULT '',
  team_id         INTEGER REFERENCES team(id),
  assignee_id     INTEGER REFERENCES contact(id),
  batch_id        INTEGER NOT NULL REFERENCES batch(id),
  line            INTEGER NOT NULL,
  UNIQUE (ticket_id, sequence, happened_at)
) STRICT;

CREATE TABLE ticket_value (         -- cells kept long: any column, repeated or not
  ticket_id       INTEGER NOT NULL REFERENCES ticket(id),
  name            TEXT NOT NULL,    -- header as it came
  ordinal         INTEGER NOT NULL, -- 1-based position among equal names
  value           TEXT NOT NULL,
  PRIMARY KEY (ticket_id, name, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE attribution (          -- ticket to migration, by a named rule
  ticket_id       INTEGER PRIMARY KEY REFERENCES ticket(id),
  migration_id    INTEGER NOT NULL REFERENCES migration(id),
  module_id       INTEGER REFERENCES module(id),
  rule            TEXT NOT NULL,
  rule_version    INTEGER NOT NULL,
  window_days     INTEGER           -- NULL: the rule needs none
) STRICT;
CREATE INDEX attribution_by_migration ON attribution(migration_id);

-- What was checked ---------------------------------------------------------------

CREATE TABLE check_result (         -- CHECK is a word SQL keeps for itself
  id              INTEGER PRIMARY KEY,
  migration_id    INTEGER REFERENCES migration(id),
  source          TEXT NOT NULL,
  run_key         TEXT NOT NULL,
  check_key       TEXT NOT NULL,    -- names the check inside its run
  object          TEXT NOT NULL,    -- table
  field           TEXT,             -- column
  kind            TEXT NOT NULL CHECK (kind IN ('row_count','aggregate','row',
                                               'schema','field','test')),
  source_value    TEXT,
  target_value    TEXT,
  checked_count   INTEGER,
  matched_count   INTEGER,
  mismatched_count INTEGER,
  is_census       INTEGER NOT NULL DEFAULT 0 CHECK (is_census IN (0,1)),
  threshold       REAL,
  status          TEXT NOT NULL CHECK (status IN ('pass','fail','warn','error',
                                                 'skipped','pending')),
  validator       TEXT,
  started_at      INTEGER,
  ended_at        INTEGER,
  signed_off_at   INTEGER,
  batch_id        INTEGER NOT NULL REFERENCES batch(id),
  line            INTEGER NOT NULL,
  UNIQUE (source, run_key, check_key)
) STRICT;
CREATE INDEX check_result_by_migration ON check_result(migration_id);

CREATE TABLE response (             -- one answer to one question
  id              INTEGER PRIMARY KEY,
  migration_id    INTEGER REFERENCES migration(id),
  survey          TEXT NOT NULL,
  ext_key         TEXT NOT NULL,    -- the response's own id, else file:record
  question        TEXT NOT NULL,
  scale           TEXT NOT NULL CHECK (scale IN ('nps','csat','ces')),
  scale_min       INTEGER NOT NULL,
  scale_max       INTEGER NOT NULL,
  score           INTEGER NOT NULL,
  respondent      TEXT,
  comment         TEXT,
  submitted_at    INTEGER,
  batch_id        INTEGER NOT NULL REFERENCES batch(id),
  line            INTEGER NOT NULL,
  UNIQUE (survey, ext_key, question),
  CHECK (score BETWEEN scale_min AND scale_max)
) STRICT;
CREATE INDEX response_by_migration ON response(migration_id);

CREATE TABLE invitation (           -- how many were asked, for response rates
  id              INTEGER PRIMARY KEY,
  migration_id    INTEGER REFERENCES migration(id),
  survey          TEXT NOT NULL,
  invited_count   INTEGER NOT NULL,
  batch_id        INTEGER REFERENCES batch(id),
  line            INTEGER
) STRICT;
CREATE UNIQUE INDEX invitation_once
  ON invitation(survey, ifnull(migration_id, 0));

-- Who owns what, with memory --------------------------------------------------------
-- valid_from/valid_to: when it was so.  recorded_at/superseded_at: when we
-- knew it.  A row is never changed but for superseded_*; a decision closes
-- rows and opens new ones.

CREATE TABLE ownership (
  id              INTEGER PRIMARY KEY,
  scope           TEXT NOT NULL DEFAULT '*',  -- '*' or a migration's key
  module_id       INTEGER NOT NULL REFERENCES module(id),
  role            TEXT NOT NULL CHECK (role IN ('owner','backup','validator',
                                    'comms','rollback','escalation')),
  level           INTEGER NOT NULL DEFAULT 0, -- escalation level, else 0
  team_id         INTEGER REFERENCES team(id),
  contact_id      INTEGER REFERENCES contact(id),
  authority_note  TEXT,
  valid_from_at   INTEGER NOT NULL,
  valid_to_at     INTEGER,          -- NULL: until changed
  recorded_at     INTEGER NOT NULL,
  superseded_at   INTEGER,          -- NULL: what we know now
  superseded_by   INTEGER,          -- the decision that did, if any
  batch_id        INTEGER REFERENCES batch(id),
  line            INTEGER,
  audit_sequence  INTEGER,          -- the decision that made it, if any
  CHECK (team_id IS NOT NULL OR contact_id IS NOT NULL),
  CHECK (valid_to_at IS NULL OR valid_to_at > valid_from_at)
) STRICT;
CREATE INDEX ownership_by_module ON ownership(module_id, role, level);

CREATE TABLE escalation (           -- minutes until the next level
  id              INTEGER PRIMARY KEY,
  module_id       INTEGER NOT NULL REFERENCES module(id),
  severity        INTEGER NOT NULL CHECK (severity BETWEEN 1 AND 5),
  level           INTEGER NOT NULL DEFAULT 1,
  delay_minutes   REAL NOT NULL CHECK (delay_minutes > 0),
  valid_from_at   INTEGER NOT NULL,
  valid_to_at     INTEGER,
  recorded_at     INTEGER NOT NULL,
  superseded_at   INTEGER,
  superseded_by   INTEGER,
  batch_id        INTEGER REFERENCES batch(id),
  line            INTEGER,
  audit_sequence  INTEGER,
  CHECK (valid_to_at IS NULL OR valid_to_at > valid_from_at)
) STRICT;
CREATE INDEX escalation_by_module ON escalation(module_id, severity, level);

CREATE TABLE runbook_file (         -- the bytes a mapping came from, so that
  target          TEXT NOT NULL PRIMARY KEY, -- export can keep every byte of
  batch_id        INTEGER NOT NULL REFERENCES batch(id), -- lines not decided
  content         BLOB NOT NULL
) STRICT;

-- What was proposed and decided -------------------------------------------------------

CREATE TABLE proposal (
  id              INTEGER PRIMARY KEY,
  rule            TEXT NOT NULL,
  rule_version    INTEGER NOT NULL,
  kind            TEXT NOT NULL,    -- change-owner, set-escalation-delay, ...
  scope           TEXT NOT NULL DEFAULT '*',
  module_id       INTEGER REFERENCES module(id),
  role            TEXT,
  severity        INTEGER,
  level           INTEGER,
  value_before    TEXT,
  value_after     TEXT NOT NULL,
  reason          TEXT NOT NULL,    -- one sentence with the numbers
  effect          TEXT NOT NULL,    -- expected, in numbers
  reversal        TEXT NOT NULL,    -- the condition that would undo it
  evidence        TEXT NOT NULL,    -- JSON: n, n_eff, k, share, lo, hi, ...
  evidence_hash   TEXT NOT NULL,    -- same evidence is not proposed twice
  state           TEXT NOT NULL CHECK (state IN ('open','approved','rejected',
                                    'deferred','reverted','expired')),
  as_of_at        INTEGER NOT NULL,
  expires_at      INTEGER
) STRICT;

CREATE TABLE proposal_evidence (
  proposal_id     INTEGER NOT NULL REFERENCES proposal(id),
  ordinal         INTEGER NOT NULL,
  ticket_id       INTEGER REFERENCES ticket(id),
  weight          REAL NOT NULL,
  note            TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (proposal_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE decision (
  id              INTEGER PRIMARY KEY,
  proposal_id     INTEGER NOT NULL REFERENCES proposal(id),
  verdict         TEXT NOT NULL CHECK (verdict IN ('approve','reject','defer',
                                                   'revert')),
  decided_by      TEXT NOT NULL,
  why             TEXT NOT NULL DEFAULT '',
  decided_at      INTEGER NOT NULL,
  audit_sequence  INTEGER NOT NULL
) STRICT;

CREATE TABLE audit (                -- a hash chain: sequence, not clock, orders it
  sequence        INTEGER PRIMARY KEY,
  happened_at     INTEGER NOT NULL,
  actor           TEXT NOT NULL,
  event           TEXT NOT NULL,
  body            TEXT NOT NULL,    -- canonical JSON
  previous_hash   TEXT NOT NULL,
  hash            TEXT NOT NULL     -- BLAKE2b-256 of all of the above
) STRICT;

CREATE TABLE action (               -- a follow-up
  id              INTEGER PRIMARY KEY,
  migration_id    INTEGER REFERENCES migration(id),
  title           TEXT NOT NULL,
  kind            TEXT NOT NULL CHECK (kind IN ('prevent','detect','repair',
                                                'process')),
  team_id         INTEGER REFERENCES team(id),
  due_at          INTEGER,
  metric          TEXT,             -- we will know it worked when ...
  metric_goal     TEXT,
  opened_at       INTEGER NOT NULL,
  closed_at       INTEGER
) STRICT;

CREATE TABLE schema_doc (           -- what a column means, for whoever opens this
  object          TEXT NOT NULL,
  meaning         TEXT NOT NULL,
  PRIMARY KEY (object)
) STRICT;
