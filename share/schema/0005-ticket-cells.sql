-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 5.  The cells no field takes are one JSON text a ticket: a row for
-- each cost more than all the rest of an import.  Read them long, as before,
-- from the view, or by name: json_extract(cells, '$.Environment[0]').

CREATE TABLE ticket_cells (
  ticket_id       INTEGER PRIMARY KEY REFERENCES ticket(id),
  cells           TEXT NOT NULL     -- {header: [values in order], ...}
) STRICT;

INSERT INTO ticket_cells (ticket_id, cells)
WITH RECURSIVE place (ordinal) AS (
  SELECT 1 UNION ALL
  SELECT ordinal + 1 FROM place
   WHERE ordinal < (SELECT MAX(ordinal) FROM ticket_value)),
header AS (
  SELECT ticket_id, name, MAX(ordinal) AS last_ordinal
    FROM ticket_value GROUP BY ticket_id, name),
cell AS (
  SELECT h.ticket_id, h.name, v.value
    FROM header h
    JOIN place p ON p.ordinal <= h.last_ordinal
    LEFT JOIN ticket_value v ON v.ticket_id = h.ticket_id
     AND v.name = h.name AND v.ordinal = p.ordinal
   ORDER BY h.ticket_id, h.name, p.ordinal),
cells AS (
  SELECT ticket_id, name, json_group_array(value) AS list
    FROM cell GROUP BY ticket_id, name)
SELECT ticket_id, json_group_object(name, json(list))
  FROM cells GROUP BY ticket_id;

DROP TABLE ticket_value;

CREATE VIEW ticket_value AS         -- any column, repeated or not
SELECT c.ticket_id, n.key AS name, v.key + 1 AS ordinal, v.value
  FROM ticket_cells c, json_each(c.cells) n, json_each(n.value) v
 WHERE v.value IS NOT NULL;

INSERT INTO schema_doc (object, meaning) VALUES
  ('ticket_cells', 'the cells of a ticket that no field takes, as JSON'),
  ('ticket_value', 'the same, a row for each cell');
