-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 16.  A rejected row that comes again, mended, waits no longer.

ALTER TABLE reject ADD COLUMN row_key TEXT; -- where it could be read
CREATE INDEX reject_open_by_key ON reject(row_key)
  WHERE replayed_by IS NULL AND row_key IS NOT NULL;

-- Its rows are rejects of that batch, read again as they came.
ALTER TABLE batch ADD COLUMN replays_batch INTEGER REFERENCES batch(id);
UPDATE batch SET replays_batch =
  (SELECT MIN(r.batch_id) FROM reject r JOIN batch o ON o.id = r.batch_id
    WHERE r.replayed_by = batch.id AND o.file_hash <> batch.file_hash);
