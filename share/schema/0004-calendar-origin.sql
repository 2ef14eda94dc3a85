-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 4.  A calendar comes from a file like everything else.

ALTER TABLE calendar ADD COLUMN batch_id INTEGER REFERENCES batch(id);
ALTER TABLE calendar ADD COLUMN line INTEGER;
