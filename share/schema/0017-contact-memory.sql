-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 17.  How somebody could be reached when, as far as we knew.

CREATE TABLE contact_memory (       -- by name: what it remembers may be gone
  contact_key     TEXT NOT NULL,
  name            TEXT NOT NULL,
  team_key        TEXT,
  channel         TEXT NOT NULL,
  address         TEXT NOT NULL,
  zone            TEXT,
  language        TEXT,
  preference      INTEGER,
  recorded_at     INTEGER NOT NULL,
  superseded_at   INTEGER           -- NULL: what we know now
) STRICT;
CREATE INDEX contact_memory_by_contact ON contact_memory(contact_key);

INSERT INTO contact_memory
SELECT c.key, c.name, t.key, p.channel, p.address, p.zone, p.language,
       p.preference, b.imported_at, NULL
  FROM contact_point p
  JOIN contact c ON c.id = p.contact_id
  LEFT JOIN team t ON t.id = c.team_id
  JOIN batch b ON b.id = p.batch_id;

INSERT INTO schema_doc (object, meaning) VALUES
  ('contact_memory', 'contact points as they were known when');
