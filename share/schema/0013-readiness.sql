-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 13.  A sheet that says "yes" says that a criterion is met, not when.

ALTER TABLE readiness_criterion
  ADD COLUMN is_met_undated INTEGER NOT NULL DEFAULT 0
      CHECK (is_met_undated IN (0,1));  -- met, by the sheet's word; no day
