-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE ticket AS
SELECT "Issue key" AS key, "Issue Type" AS type, "Labels" AS label,
       "Component/s" AS module, "Custom field (Customer)" AS customer,
       strptime("Created", '%d/%b/%Y %I:%M %p') AS opened,
       strptime("Resolved", '%d/%b/%Y %I:%M %p') AS resolved,
       "Summary" AS title, "Description" AS description
  FROM read_csv('tickets.csv', header = true, all_varchar = true);
