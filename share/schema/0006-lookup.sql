-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 6.  Exports write keys in any case: attribution looks them up so.

CREATE INDEX migration_by_any_case ON migration(key COLLATE NOCASE, key);
CREATE INDEX module_by_any_case ON module(key COLLATE NOCASE);
CREATE INDEX module_by_title ON module(title COLLATE NOCASE);
