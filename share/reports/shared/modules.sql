-- SPDX-License-Identifier: GPL-3.0-or-later
-- The runbook's modules in their order, and how they are called.
SELECT key, title AS name FROM module ORDER BY position, key
