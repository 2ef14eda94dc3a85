-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was promised for every migration alike, by :as_of.
SELECT metric, comparison, value, agreed_at
  FROM target
 WHERE migration_id IS NULL AND COALESCE(agreed_at, :as_of) <= :as_of
 ORDER BY id
