-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 3.  The rest of the runbook: what was promised beyond times and
-- owners, and whether it was kept.  migration_id NULL: holds for every one.

CREATE TABLE module_item (          -- a line of a module's runbook page
  id              INTEGER PRIMARY KEY,
  module_id       INTEGER NOT NULL REFERENCES module(id),
  kind            TEXT NOT NULL CHECK (kind IN ('step','input','output',
                                                'approval','risk')),
  position        INTEGER NOT NULL DEFAULT 0,
  text            TEXT NOT NULL,
  role            TEXT,             -- who does or approves it
  planned_minutes REAL,             -- of a step
  mitigation      TEXT,             -- of a risk
  batch_id        INTEGER REFERENCES batch(id),
  line            INTEGER,
  UNIQUE (module_id, kind, text)
) STRICT;

CREATE TABLE readiness_criterion (  -- go or no go
  id              INTEGER PRIMARY KEY,
  migration_id    INTEGER REFERENCES migration(id),
  key             TEXT NOT NULL,
  title           TEXT NOT NULL,
  team_id         INTEGER REFERENCES team(id),
  is_required     INTEGER NOT NULL DEFAULT 1 CHECK (is_required IN (0,1)),
  met_at          INTEGER,          -- NULL: not met
  waived_at       INTEGER,          -- gone live without it, knowingly
  evidence        TEXT,             -- where one can see that it is met
  batch_id        INTEGER REFERENCES batch(id),
  line            INTEGER
) STRICT;
CREATE UNIQUE INDEX readiness_criterion_once
  ON readiness_criterion(ifnull(migration_id, 0), key);

CREATE TABLE cadence (              -- a promise to speak every so often
  id              INTEGER PRIMARY KEY,
  migration_id    INTEGER REFERENCES migration(id),
  kind            TEXT NOT NULL CHECK (kind IN ('status-update','review',
                                    'debrief','runbook-review')),
  phase           TEXT NOT NULL DEFAULT 'all' CHECK (phase IN ('all',
                                    'preparation','cutover','support')),
  every_minutes   REAL NOT NULL CHECK (every_minutes > 0),
  audience        TEXT,
  channel         TEXT,
  batch_id        INTEGER REFERENCES batch(id),
  line            INTEGER
) STRICT;
CREATE UNIQUE INDEX cadence_once
  ON cadence(ifnull(migration_id, 0), kind, phase);

CREATE TABLE communication (        -- what was said, as logs and exports show
  id              INTEGER PRIMARY KEY,
  migration_id    INTEGER REFERENCES migration(id),
  source          TEXT NOT NULL,
  ext_key         TEXT NOT NULL,
  kind            TEXT NOT NULL DEFAULT '', -- as in cadence; '' is any other
  sent_at         INTEGER NOT NULL,
  channel         TEXT,
  contact_id      INTEGER REFERENCES contact(id),
  message         TEXT NOT NULL DEFAULT '',
  batch_id        INTEGER NOT NULL REFERENCES batch(id),
  line            INTEGER NOT NULL,
  UNIQUE (source, ext_key)
) STRICT;
CREATE INDEX communication_by_migration ON communication(migration_id, sent_at);

CREATE TABLE handoff_item (         -- what support must have been given
  id              INTEGER PRIMARY KEY,
  migration_id    INTEGER REFERENCES migration(id),
  key             TEXT NOT NULL,
  title           TEXT NOT NULL,
  team_id         INTEGER REFERENCES team(id),
  due_at          INTEGER,
  done_at         INTEGER,          -- NULL: open
  batch_id        INTEGER REFERENCES batch(id),
  line            INTEGER
) STRICT;
CREATE UNIQUE INDEX handoff_item_once
  ON handoff_item(ifnull(migration_id, 0), key);

CREATE TABLE access_approval (      -- who may touch which system, and until when
  id              INTEGER PRIMARY KEY,
  migration_id    INTEGER REFERENCES migration(id),
  system          TEXT NOT NULL,
  access          TEXT NOT NULL,    -- read, write, admin: as written
  team_id         INTEGER REFERENCES team(id),
  approver_id     INTEGER REFERENCES contact(id),
  requested_at    INTEGER,
  approved_at     INTEGER,          -- NULL: not yet
  expires_at      INTEGER,
  batch_id        INTEGER REFERENCES batch(id),
  line            INTEGER
) STRICT;
CREATE UNIQUE INDEX access_approval_once
  ON access_approval(ifnull(migration_id, 0), system, access,
                     ifnull(team_id, 0));

CREATE TABLE rollback_plan (        -- how long going back was said to take
  id                INTEGER PRIMARY KEY,
  migration_id      INTEGER REFERENCES migration(id),
  module_id         INTEGER REFERENCES module(id), -- NULL: the whole cutover
  estimated_minutes REAL NOT NULL CHECK (estimated_minutes > 0),
  decide_by_minutes REAL,           -- last moment to turn back, after start
  agreed_at         INTEGER,
  batch_id          INTEGER REFERENCES batch(id),
  line              INTEGER
) STRICT;
CREATE UNIQUE INDEX rollback_plan_once
  ON rollback_plan(ifnull(migration_id, 0), ifnull(module_id, 0));

CREATE TABLE exposure (             -- how many people a customer's move touches
  id              INTEGER PRIMARY KEY,
  customer_id     INTEGER NOT NULL REFERENCES customer(id),
  from_at         INTEGER NOT NULL, -- holds until the customer's next row
  user_count      INTEGER,
  seat_count      INTEGER,
  batch_id        INTEGER REFERENCES batch(id),
  line            INTEGER,
  UNIQUE (customer_id, from_at)
) STRICT;

-- Working time ----------------------------------------------------------------

CREATE TABLE calendar (             -- business_seconds(a, b, key)
  id              INTEGER PRIMARY KEY,
  key             TEXT NOT NULL UNIQUE,
  zone            TEXT NOT NULL     -- IANA name
) STRICT;

CREATE TABLE calendar_hours (       -- open from ... to ... on a weekday
  id              INTEGER PRIMARY KEY,
  calendar_id     INTEGER NOT NULL REFERENCES calendar(id),
  weekday         INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7), -- 1 = Monday
  from_minute     INTEGER NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
  to_minute       INTEGER NOT NULL CHECK (to_minute BETWEEN 1 AND 1440),
  batch_id        INTEGER REFERENCES batch(id),
  line            INTEGER,
  CHECK (to_minute > from_minute),
  UNIQUE (calendar_id, weekday, from_minute)
) STRICT;

CREATE TABLE holiday (              -- a whole local day without business hours
  id              INTEGER PRIMARY KEY,
  calendar_id     INTEGER NOT NULL REFERENCES calendar(id),
  day             TEXT NOT NULL CHECK (day GLOB
                    '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  title           TEXT NOT NULL DEFAULT '',
  batch_id        INTEGER REFERENCES batch(id),
  line            INTEGER,
  UNIQUE (calendar_id, day)
) STRICT;

INSERT INTO schema_doc (object, meaning) VALUES
  ('module_item', 'a step, input, output, approval or risk of a module'),
  ('readiness_criterion', 'what must be so before go-live, met when'),
  ('cadence', 'a promised interval of status updates, reviews, debriefs'),
  ('communication', 'a status update or review found in a log or an export'),
  ('handoff_item', 'what support must have been given, done when'),
  ('access_approval', 'who may touch which system, approved when'),
  ('rollback_plan', 'how long going back was said to take'),
  ('exposure', 'users and seats of a customer from an instant on'),
  ('calendar', 'business hours of a zone, with its holidays');
