-- SPDX-License-Identifier: GPL-3.0-or-later
-- What people noted about migrations of the same source system, size or
-- customer, the nearest first; at most twelve.
SELECT m.key AS migration,
       CASE WHEN m.customer_id = h.customer_id THEN 'same customer'
            WHEN m.source_system = h.source_system
            THEN 'also from ' || h.source_system
            ELSE 'same size' END AS nearness,
       CASE n.kind WHEN 'hard' THEN 'was hard' WHEN 'helped' THEN 'helped'
                   WHEN 'luck' THEN 'was luck' ELSE 'lesson' END AS kind,
       r.text AS said, r.author
  FROM note n
  JOIN migration m ON m.id = n.migration_id
  JOIN migration h ON h.key = :subject AND h.id <> m.id
  JOIN note_revision r
    ON r.note_id = n.id
   AND r.revision = (SELECT MAX(l.revision) FROM note_revision l
                      WHERE l.note_id = n.id AND l.written_at <= :known)
 WHERE n.kind IN ('lesson', 'hard', 'helped', 'luck')
   AND r.text IS NOT NULL
   AND (m.customer_id = h.customer_id OR m.source_system = h.source_system
        OR m.size_band = h.size_band)
 ORDER BY (m.customer_id = h.customer_id) + (m.source_system IS NOT NULL
           AND m.source_system = h.source_system) + (m.size_band IS NOT NULL
           AND m.size_band = h.size_band) DESC,
          n.kind = 'lesson' DESC, n.id DESC
 LIMIT 12
