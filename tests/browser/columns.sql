-- SPDX-License-Identifier: GPL-3.0-or-later
-- Writes one UPDATE for every column of text there is, so that a column added
-- to the schema is poisoned by itself.  What held before stays behind the
-- string, so names stay unique; what was there, the column and the round
-- choose it, so what was one name stays one.
-- OR IGNORE passes over columns of a few fixed words.
CREATE TEMP TABLE spared (name TEXT, why TEXT);
INSERT INTO spared VALUES
 ('audit.*', 'a chain of hashes'), ('audit_row.*', 'a chain of hashes'),
 ('seal.*', 'names of tables'), ('row_before.*', 'names of tables'),
 ('batch_row.*', 'names of tables'), ('as_written.*', 'names of tables'),
 ('setting.*', 'ours'), ('schema_doc.*', 'ours'),
 ('metric_result.*', 'ours, made again by debrief publish'),
 ('migration.key', 'asked for on the command line'),
 ('ticket_cells.cells', 'JSON'), ('proposal.evidence', 'JSON'),
 ('calendar.zone', 'read as a time zone'),
 ('contact_point.zone', 'read as a time zone');
-- Words the program looks for: poisoned with :known = 1 only, because other
-- words there make another page.
CREATE TEMP TABLE known (name TEXT);
INSERT INTO known VALUES
 ('action.metric'), ('action_version.metric'), ('action_version.slice'),
 ('module_plan.baseline'), ('step_plan.baseline'), ('target.metric'),
 ('sla.measure'), ('attribution.rule'), ('response.question'),
 ('response.survey'), ('invitation.survey'), ('module.key'),
 ('ticket.module_key'), ('ticket.migration_key'), ('proposal.rule'),
 ('ownership.scope'), ('proposal.scope'), ('sign_off.stage'),
 ('proposal.value_before'), ('proposal.value_after'), ('alias.rule'),
 ('contact.key'), ('step.key'), ('step_run.step_key');
CREATE TEMP VIEW place AS
SELECT t.name AS tab, c.name AS col,
       CASE WHEN t.wr THEN '''''' ELSE '"' || t.name || '".rowid' END AS id,
       ROW_NUMBER() OVER (ORDER BY t.name, c.cid) AS n,
       s.sql LIKE '%CHECK (' || c.name || ' %' AS has_words
  FROM pragma_table_list t
  JOIN pragma_table_info(t.name) c
  JOIN sqlite_schema s ON s.name = t.name
 WHERE t.schema = 'main' AND t.type = 'table' AND c.type = 'TEXT'
   AND t.name NOT LIKE 'sqlite%'
   AND t.name || '.*' NOT IN (SELECT name FROM spared)
   AND t.name || '.' || c.name NOT IN (SELECT name FROM spared);
SELECT 'UPDATE OR IGNORE "' || tab || '" SET "' || col
       || '" = (SELECT text FROM bad, (SELECT COALESCE("' || tab || '"."'
       || col || '", ' || id || ') AS v) WHERE n = 1 + ('
       || 'length(v) * 31 + unicode(v || '' '') * 7'
       || ' + unicode(substr(v, -1) || '' '') * 13'
       || ' + :round * 17 + ' || (n * 11)
       || ') % (SELECT COUNT(*) FROM bad)) || COALESCE("' || col || '", '
       || id || ')'
       || CASE WHEN tab || '.' || col IN (SELECT name FROM known)
               THEN ' WHERE :known' ELSE '' END || ';'
  FROM place
 ORDER BY n;
-- Which columns of rows hold none now.
SELECT 'INSERT INTO clean SELECT ''' || tab || '.' || col
       || ''' WHERE EXISTS (SELECT 1 FROM "' || tab
       || '") AND NOT EXISTS (SELECT 1 FROM "' || tab || '" WHERE "' || col
       || '" LIKE ''%~%~%'');'
  FROM place
 WHERE NOT has_words
 ORDER BY n;
