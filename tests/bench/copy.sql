-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE raw AS
SELECT * FROM read_csv('tickets.csv', header = true, all_varchar = true);
