-- SPDX-License-Identifier: GPL-3.0-or-later
-- The runbook page of every module, line by line.
SELECT md.title AS module, i.kind, i.text, i.role,
       i.planned_minutes * 60 AS planned_seconds, i.mitigation,
       CASE WHEN i.audit_sequence IS NOT NULL
            THEN 'added by decision, event ' || i.audit_sequence
       END AS added
  FROM module_item i
  JOIN module md ON md.id = i.module_id
 WHERE i.kind <> 'risk'
 ORDER BY md.position, md.key,
          CASE i.kind WHEN 'input' THEN 1 WHEN 'step' THEN 2
                      WHEN 'approval' THEN 3 ELSE 4 END, i.position, i.text
