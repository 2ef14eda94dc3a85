-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 7.  Some tools say how long a step took, and not when it was.

ALTER TABLE cutover_event ADD COLUMN elapsed_us INTEGER;
ALTER TABLE step_run ADD COLUMN elapsed_us INTEGER;
