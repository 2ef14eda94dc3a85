-- SPDX-License-Identifier: GPL-3.0-or-later
-- Draft, in review or published; who leads the meeting; what was written
-- after the state was set.
SELECT COALESCE(s.state, 'draft') AS state, s.changed_by,
       s.changed_at AS changed_on, s.facilitator, s.note_taker,
       (SELECT COUNT(*)
          FROM note_revision r
          JOIN note n ON n.id = r.note_id
         WHERE n.migration_id = m.id AND r.written_at > s.changed_at
           AND r.written_at <= :known) AS later
  FROM migration m
  LEFT JOIN review_state s
    ON s.id = (SELECT MAX(l.id) FROM review_state l
                WHERE l.migration_id = m.id AND l.changed_at <= :known)
 WHERE m.key = :subject
