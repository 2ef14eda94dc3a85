-- SPDX-License-Identifier: GPL-3.0-or-later
-- What may go wrong, and what is done about it.
SELECT md.title AS module, i.text, i.role, i.mitigation
  FROM module_item i
  JOIN module md ON md.id = i.module_id
 WHERE i.kind = 'risk'
 ORDER BY md.position, md.key, i.position, i.text
