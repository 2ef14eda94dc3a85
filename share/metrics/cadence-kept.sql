-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: cadence-kept
-- title:  Promised updates and reviews that came in time
-- kind:   proportion
-- better: higher
-- dims:   cadence, phase, migration, customer, source_system, wave
-- reads:  cadence, communication, migration, migration_go_live, customer, iteration
--
-- (1) A promise to speak every so often is kept by each message of that
--     kind that comes no later than that after the one before it, or after
--     the phase began; of all messages that were due.
-- (2) A gap of three times the promise is two messages missed and one that
--     came late; late is not kept.
-- (3) The phases are: preparation, from kickoff to go-live; cutover, each
--     cutover from its start to its end; support, from go-live to the end
--     of the hand-over period; all, from kickoff to that end.
-- (4) A phase still going on is watched up to :as_of; when it ends nobody
--     is due.
-- (5) A promise of the migration goes before one for every migration.
-- (6) Left out, with the reason: a phase of which nobody says when it
--     ended, as one.
-- (7) A period takes what was due in phases that began in it.
WITH place AS (
  SELECT m.id, m.key AS migration, c.key AS customer, m.source_system, m.wave,
         m.kickoff_at, g.go_live_at, m.abandoned_at,
         COALESCE(m.support_until_at, m.abandoned_at) AS until_at
    FROM migration m
    JOIN customer c ON c.id = m.customer_id
    JOIN migration_go_live g ON g.migration_id = m.id
), phase AS (
  SELECT 'preparation' AS phase, 0 AS part, p.*, kickoff_at AS begin_at,
         COALESCE(go_live_at, abandoned_at, :as_of) AS end_at
    FROM place p
  UNION ALL
  SELECT 'support', 0, p.*, go_live_at, until_at FROM place p
  UNION ALL
  SELECT 'all', 0, p.*, kickoff_at, until_at FROM place p
  UNION ALL
  SELECT 'cutover', i.id, p.*, i.started_at,
         CASE WHEN i.outcome = 'running' THEN :as_of
              ELSE COALESCE(i.ended_at, i.rolled_back_at) END
    FROM place p
    JOIN iteration i ON i.migration_id = p.id AND i.kind = 'cutover'
), promise AS (
  SELECT d.kind AS cadence, f.phase, f.part, f.id, f.migration, f.customer,
         f.source_system, f.wave, f.begin_at,
         CASE WHEN f.end_at IS NULL AND f.until_at IS NULL
                   AND f.phase IN ('support', 'all') THEN :as_of
              ELSE least(f.end_at, :as_of) END AS end_at,
         CASE WHEN f.end_at IS NULL AND f.phase = 'cutover'
              THEN 'nobody says when it ended' END AS excluded,
         CAST(d.every_minutes * 60000000.0 AS DOUBLE PRECISION) AS every_us
    FROM phase f
    JOIN cadence d
      ON d.phase = f.phase
     AND (d.migration_id = f.id
          OR (d.migration_id IS NULL AND NOT EXISTS (
                SELECT 1 FROM cadence o
                 WHERE o.migration_id = f.id AND o.kind = d.kind
                   AND o.phase = d.phase)))
   WHERE f.begin_at <= :as_of AND f.begin_at >= :since
     AND f.begin_at < :until
), moment AS (
  SELECT p.cadence, p.phase, p.part, p.id, s.sent_at AS said_at, 1 AS is_said
    FROM promise p
    JOIN communication s ON s.migration_id = p.id AND s.kind = p.cadence
                        AND s.sent_at > p.begin_at AND s.sent_at <= p.end_at
  UNION
  SELECT cadence, phase, part, id, end_at, 0 FROM promise
), gap AS (
  SELECT moment.*,
         LAG(said_at) OVER (PARTITION BY cadence, phase, part, id
                            ORDER BY said_at, is_said DESC) AS before_at
    FROM moment
), weighed AS (
  SELECT p.*, g.is_said,
         ratio(g.said_at - COALESCE(g.before_at, p.begin_at), p.every_us)
           AS turns
    FROM promise p
    JOIN gap g ON g.cadence = p.cadence AND g.phase = p.phase
              AND g.part = p.part AND g.id = p.id
   WHERE p.excluded IS NULL
)
SELECT SUM(CASE WHEN is_said = 1 AND turns <= 1 THEN 1 ELSE 0 END) AS hits,
       SUM(CASE WHEN is_said = 0 THEN floor(turns)
                ELSE greatest(ceil(turns), 1) END) AS trials,
       NULL AS excluded, cadence, phase, migration, customer, source_system,
       wave
  FROM weighed
 GROUP BY cadence, phase, migration, customer, source_system, wave
UNION ALL
SELECT 0, COUNT(*), excluded, cadence, phase, migration, customer,
       source_system, wave
  FROM promise
 WHERE excluded IS NOT NULL
 GROUP BY excluded, cadence, phase, migration, customer, source_system, wave
 ORDER BY 6, 4, 5, 3 NULLS FIRST;
