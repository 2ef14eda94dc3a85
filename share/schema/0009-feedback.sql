-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 9.  What decisions can change beside owners and delays, and who
-- stands for a decision.

CREATE TABLE estimate (             -- how long we say a thing takes
  id              INTEGER PRIMARY KEY,
  module_id       INTEGER REFERENCES module(id), -- NULL: the whole cutover
  kind            TEXT NOT NULL CHECK (kind IN ('duration','rollback')),
  minutes         REAL NOT NULL CHECK (minutes > 0),
  valid_from_at   INTEGER NOT NULL,
  valid_to_at     INTEGER,          -- NULL: until changed
  recorded_at     INTEGER NOT NULL,
  superseded_at   INTEGER,          -- NULL: what we know now
  superseded_by   INTEGER,
  batch_id        INTEGER REFERENCES batch(id),
  line            INTEGER,
  audit_sequence  INTEGER,
  CHECK (valid_to_at IS NULL OR valid_to_at > valid_from_at)
) STRICT;
CREATE INDEX estimate_by_module ON estimate(module_id, kind);

ALTER TABLE module_item ADD COLUMN audit_sequence INTEGER; -- who added it

CREATE TABLE sign_off (             -- one of several names under a decision
  id              INTEGER PRIMARY KEY,
  proposal_id     INTEGER NOT NULL REFERENCES proposal(id),
  stage           TEXT NOT NULL,    -- of the policy
  place           TEXT NOT NULL,    -- whom it stands for: 'giving team', ...
  signed_by       TEXT NOT NULL,
  why             TEXT NOT NULL DEFAULT '',
  signed_at       INTEGER NOT NULL,
  audit_sequence  INTEGER NOT NULL,
  UNIQUE (proposal_id, stage, place)
) STRICT;

CREATE TABLE signer (               -- whose signature we know
  public_key      TEXT NOT NULL PRIMARY KEY,  -- Ed25519, hex
  name            TEXT NOT NULL,
  trusted_at      INTEGER NOT NULL,
  audit_sequence  INTEGER NOT NULL
) STRICT;

CREATE TABLE signature (            -- over the hash of an event
  sequence        INTEGER PRIMARY KEY,
  public_key      TEXT NOT NULL,
  signature       TEXT NOT NULL     -- Ed25519, hex
) STRICT;

INSERT INTO schema_doc (object, meaning) VALUES
  ('estimate', 'how long a module or a rollback is said to take, when, as known when'),
  ('sign_off', 'a name under a decision that needs several'),
  ('signer', 'public keys of approvers'),
  ('signature', 'an approver''s signature over an event of the audit log');
