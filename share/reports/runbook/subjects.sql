-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a runbook can be for: those to come first.
SELECT key
  FROM migration
 ORDER BY state NOT IN ('planned', 'running'), key
