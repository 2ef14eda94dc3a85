-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 15.  The same checks in other words: SQLite builds a table for every
-- row that it compares with a list of more than two, and an import has many rows.

PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql,
  'state IN (''open'',''resolved'',''cancelled'')',
  'state IN (''open'',''resolved'') OR state = ''cancelled''')
 WHERE type = 'table' AND name = 'ticket';
UPDATE sqlite_schema SET sql = replace(sql,
  'scale IN (''nps'',''csat'',''ces'')',
  'scale IN (''nps'',''csat'') OR scale = ''ces''')
 WHERE type = 'table' AND name = 'response';
PRAGMA writable_schema = RESET;
