-- SPDX-License-Identifier: GPL-3.0-or-later
-- Documented views for the stock sqlite3 shell and any dashboard: ISO text
-- instants, names instead of ids, built-in functions only.

-- The accepted go-live: as stated, else the end of the last cutover that was
-- neither rolled back nor failed.  One row per migration; NULL = not live.
CREATE VIEW migration_go_live AS
SELECT m.id AS migration_id,
       COALESCE(m.go_live_at,
                (SELECT MAX(i.ended_at) FROM iteration i
                  WHERE i.migration_id = m.id AND i.kind = 'cutover'
                    AND i.outcome = 'succeeded')) AS go_live_at
  FROM migration m;

CREATE VIEW v_migration AS
SELECT m.key AS migration, m.title, c.key AS customer, m.source_system,
       m.target_system, m.wave, m.state,
       strftime('%Y-%m-%dT%H:%M:%SZ', m.kickoff_at / 1000000, 'unixepoch')
         AS kickoff,
       strftime('%Y-%m-%dT%H:%M:%SZ', m.planned_go_live_at / 1000000,
                'unixepoch') AS planned_go_live,
       strftime('%Y-%m-%dT%H:%M:%SZ', g.go_live_at / 1000000, 'unixepoch')
         AS go_live
  FROM migration m
  JOIN customer c ON c.id = m.customer_id
  JOIN migration_go_live g ON g.migration_id = m.id;

CREATE VIEW v_ticket AS
SELECT t.source, t.ext_key AS ticket, t.title, t.type, t.status, t.state,
       t.severity, tm.key AS team, rt.key AS resolver_team,
       c.key AS customer, m.key AS migration, md.key AS module,
       a.rule AS attributed_by,
       strftime('%Y-%m-%dT%H:%M:%SZ', t.opened_at / 1000000, 'unixepoch')
         AS opened,
       strftime('%Y-%m-%dT%H:%M:%SZ', t.acknowledged_at / 1000000,
                'unixepoch') AS acknowledged,
       strftime('%Y-%m-%dT%H:%M:%SZ', t.resolved_at / 1000000, 'unixepoch')
         AS resolved,
       b.file_name, t.line
  FROM ticket t
  JOIN batch b ON b.id = t.batch_id
  LEFT JOIN team tm ON tm.id = t.team_id
  LEFT JOIN team rt ON rt.id = t.resolver_team_id
  LEFT JOIN customer c ON c.id = t.customer_id
  LEFT JOIN attribution a ON a.ticket_id = t.id
  LEFT JOIN migration m ON m.id = a.migration_id
  LEFT JOIN module md ON md.id = a.module_id;

CREATE VIEW v_iteration AS
SELECT m.key AS migration, i.kind, i.source, i.ext_key AS iteration,
       i.outcome,
       strftime('%Y-%m-%dT%H:%M:%SZ', i.started_at / 1000000, 'unixepoch')
         AS started,
       strftime('%Y-%m-%dT%H:%M:%SZ', i.ended_at / 1000000, 'unixepoch')
         AS ended,
       strftime('%Y-%m-%dT%H:%M:%SZ', i.rolled_back_at / 1000000,
                'unixepoch') AS rolled_back
  FROM iteration i LEFT JOIN migration m ON m.id = i.migration_id;

CREATE VIEW v_check AS
SELECT m.key AS migration, k.object, k.field, k.kind, k.source_value,
       k.target_value, k.checked_count, k.matched_count, k.mismatched_count,
       k.status, b.file_name, k.line
  FROM check_result k
  JOIN batch b ON b.id = k.batch_id
  LEFT JOIN migration m ON m.id = k.migration_id;

CREATE VIEW v_response AS
SELECT m.key AS migration, r.survey, r.question, r.scale, r.score,
       strftime('%Y-%m-%dT%H:%M:%SZ', r.submitted_at / 1000000, 'unixepoch')
         AS submitted, b.file_name, r.line
  FROM response r
  JOIN batch b ON b.id = r.batch_id
  LEFT JOIN migration m ON m.id = r.migration_id;

-- The mapping as it is known now; history is in the table itself.
CREATE VIEW v_ownership AS
SELECT o.scope, md.key AS module, o.role, o.level, t.key AS team,
       c.name AS contact, o.authority_note,
       strftime('%Y-%m-%dT%H:%M:%SZ', o.valid_from_at / 1000000, 'unixepoch')
         AS valid_from,
       strftime('%Y-%m-%dT%H:%M:%SZ', o.valid_to_at / 1000000, 'unixepoch')
         AS valid_to
  FROM ownership o
  JOIN module md ON md.id = o.module_id
  LEFT JOIN team t ON t.id = o.team_id
  LEFT JOIN contact c ON c.id = o.contact_id
 WHERE o.superseded_at IS NULL;

CREATE VIEW v_batch AS
SELECT b.id AS batch, b.file_name, b.format, b.target, b.zone, b.read_count,
       b.inserted_count, b.updated_count, b.unchanged_count,
       b.rejected_count, b.blank_count, b.skipped_count, b.warning,
       strftime('%Y-%m-%dT%H:%M:%SZ', b.imported_at / 1000000, 'unixepoch')
         AS imported
  FROM batch b;

INSERT INTO schema_doc (object, meaning) VALUES
  ('*_at', 'an instant: microseconds since 1970-01-01T00:00:00Z'),
  ('batch', 'one import of one file; its six counts add up to read_count'),
  ('reject', 'a row that could not be loaded, whole, with the reason'),
  ('migration', 'one customer moving from a source to a target system'),
  ('module', 'a phase of the runbook'),
  ('iteration', 'one run of the cutover plan: rehearsal, drill or cutover'),
  ('ticket', 'as of its latest imported event; an incident is a selection'),
  ('attribution', 'ticket to migration and module, by a named rule'),
  ('check_result', 'one reconciliation or validation result'),
  ('response', 'one answer to one survey question on one scale'),
  ('ownership', 'who had a role for a module, when, as known when'),
  ('escalation', 'minutes until the next level, when, as known when'),
  ('proposal', 'a suggested change with its evidence; decided by a person'),
  ('audit', 'hash chain of every decision'),
  ('v_migration', 'migrations with names and ISO instants'),
  ('v_ticket', 'tickets with names, attribution and file position'),
  ('v_iteration', 'cutover runs with outcome'),
  ('v_check', 'validation results with file position'),
  ('v_response', 'survey answers'),
  ('v_ownership', 'the mapping as known now'),
  ('v_batch', 'imports and their counts');
