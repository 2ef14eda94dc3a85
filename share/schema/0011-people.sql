-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 11.  What people say: notes with every revision, the state of a
-- post-mortem, and follow-ups with every version.  Nothing here is ever
-- updated but the mirror of the latest version in "action".

CREATE TABLE note (                 -- about one migration, or one quarter
  id              INTEGER PRIMARY KEY,
  migration_id    INTEGER REFERENCES migration(id),
  quarter         TEXT CHECK (quarter GLOB '[0-9][0-9][0-9][0-9]-Q[1-4]'),
  kind            TEXT NOT NULL CHECK (kind IN ('narrative','hard','helped',
                                                'luck','lesson')),
  CHECK ((migration_id IS NULL) <> (quarter IS NULL))
) STRICT;
CREATE INDEX note_by_migration ON note(migration_id, kind);

CREATE TABLE note_revision (        -- the highest revision holds
  id              INTEGER PRIMARY KEY,
  note_id         INTEGER NOT NULL REFERENCES note(id),
  revision        INTEGER NOT NULL CHECK (revision > 0),
  text            TEXT,             -- CommonMark; NULL: withdrawn
  author          TEXT NOT NULL,
  why             TEXT NOT NULL DEFAULT '',
  written_at      INTEGER NOT NULL, -- by the clock (DEBRIEF_NOW)
  audit_sequence  INTEGER NOT NULL,
  UNIQUE (note_id, revision)
) STRICT;

CREATE TABLE review_state (         -- of a report; the latest row holds
  id              INTEGER PRIMARY KEY,
  migration_id    INTEGER REFERENCES migration(id),
  quarter         TEXT CHECK (quarter GLOB '[0-9][0-9][0-9][0-9]-Q[1-4]'),
  state           TEXT NOT NULL CHECK (state IN ('draft','review',
                                                 'published')),
  facilitator     TEXT,             -- NULL: to be named
  note_taker      TEXT,
  changed_by      TEXT NOT NULL,
  why             TEXT NOT NULL DEFAULT '',
  changed_at      INTEGER NOT NULL,
  audit_sequence  INTEGER NOT NULL,
  CHECK ((migration_id IS NULL) <> (quarter IS NULL))
) STRICT;
CREATE INDEX review_state_by_migration ON review_state(migration_id);

-- The notes as they stand now; history is in note_revision.
CREATE VIEW v_note AS
SELECT n.id AS note, COALESCE(m.key, n.quarter) AS subject, n.kind,
       r.revision, r.text, r.author,
       strftime('%Y-%m-%dT%H:%M:%SZ', r.written_at / 1000000, 'unixepoch')
         AS written
  FROM note n
  JOIN note_revision r ON r.note_id = n.id
   AND r.revision = (SELECT MAX(l.revision) FROM note_revision l
                      WHERE l.note_id = n.id)
  LEFT JOIN migration m ON m.id = n.migration_id
 WHERE r.text IS NOT NULL;

CREATE TABLE action_version (       -- the highest version holds
  id              INTEGER PRIMARY KEY,
  action_id       INTEGER NOT NULL REFERENCES action(id),
  version         INTEGER NOT NULL CHECK (version > 0),
  state           TEXT NOT NULL CHECK (state IN ('open','closed')),
  title           TEXT NOT NULL,
  kind            TEXT NOT NULL CHECK (kind IN ('prevent','detect','repair',
                                                'process')),
  team_id         INTEGER REFERENCES team(id),
  contact_id      INTEGER REFERENCES contact(id),
  due_at          INTEGER,
  metric          TEXT,             -- we will know it worked when this metric
  slice           TEXT,             -- for these: 'module=cutover,severity=1'
  comparison      TEXT CHECK (comparison IN ('<=','>=')),
  goal            REAL,             -- is so, in the metric's unit
  goal_text       TEXT,             -- the same in words, with the unit
  note_id         INTEGER REFERENCES note(id),     -- the lesson behind it
  ticket_id       INTEGER REFERENCES ticket(id),   -- the finding behind it
  written_by      TEXT NOT NULL,
  why             TEXT NOT NULL DEFAULT '',
  written_at      INTEGER NOT NULL,
  audit_sequence  INTEGER NOT NULL,
  UNIQUE (action_id, version),
  CHECK ((comparison IS NULL) = (goal IS NULL)),
  CHECK (metric IS NOT NULL OR (slice IS NULL AND goal IS NULL))
) STRICT;

CREATE VIEW v_action AS
SELECT a.id AS action, m.key AS migration, v.state, v.title, v.kind,
       t.key AS team, c.name AS contact,
       strftime('%Y-%m-%d', v.due_at / 1000000, 'unixepoch') AS due,
       v.metric, v.slice, v.comparison, v.goal, v.version,
       strftime('%Y-%m-%dT%H:%M:%SZ', a.opened_at / 1000000, 'unixepoch')
         AS opened,
       strftime('%Y-%m-%dT%H:%M:%SZ', a.closed_at / 1000000, 'unixepoch')
         AS closed
  FROM action a
  JOIN action_version v ON v.action_id = a.id
   AND v.version = (SELECT MAX(l.version) FROM action_version l
                     WHERE l.action_id = a.id)
  LEFT JOIN migration m ON m.id = a.migration_id
  LEFT JOIN team t ON t.id = v.team_id
  LEFT JOIN contact c ON c.id = v.contact_id;

INSERT INTO schema_doc (object, meaning) VALUES
  ('note', 'what people say about a migration or a quarter'),
  ('note_revision', 'its words, who wrote them and when; NULL: withdrawn'),
  ('review_state', 'draft, in review or published, by whom and when'),
  ('action', 'a follow-up; its latest version is mirrored here'),
  ('action_version', 'every version of a follow-up, who wrote it and when'),
  ('v_note', 'the notes as they stand'),
  ('v_action', 'the follow-ups as they stand');
