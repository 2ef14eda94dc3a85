-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: rollback-overrun
-- title:  Rollback time against its estimate
-- kind:   duration
-- unit:   minute
-- better: lower
-- signed: yes
-- dims:   run, migration, customer, source_system, wave, size_band
-- reads:  iteration, step, step_run, rollback_plan, migration, customer
--
-- (1) From the start of the first rollback step of a run to the end of its
--     last one, less the estimate; quicker is negative.  Drills count: they
--     are what the estimate is tried with, as the dimension run.
-- (2) The estimate is that of the whole cutover, of the migration before
--     that for every one.
-- (3) An estimate agreed after the rollback began is none.
-- (4) A rollback with a step still running at :as_of is open.
-- (5) Left out, with the reason: no estimate; a step without its start or
--     end; an end before the start.  A run without a rollback step that ran
--     is not here.
-- (6) A period takes the rollbacks that began in it; one of which nobody
--     says when it began belongs to the period that holds :as_of.
WITH back AS (
  SELECT w.iteration_id, MIN(w.started_at) AS started_at,
         MAX(w.ended_at) AS any_end_at,
         MAX(CASE WHEN w.started_at IS NULL
                    OR (w.ended_at IS NULL AND w.status <> 'running')
                  THEN 1 ELSE 0 END) AS is_vague,
         MAX(CASE WHEN w.status = 'running' OR w.ended_at > :as_of
                  THEN 1 ELSE 0 END) AS is_running
    FROM step_run w
    JOIN step s ON s.id = w.step_id AND s.is_rollback = 1
   WHERE w.status NOT IN ('planned', 'skipped')
     AND COALESCE(w.started_at, :as_of) <= :as_of
   GROUP BY w.iteration_id
), run AS (
  SELECT i.kind AS run, i.source, i.ext_key, b.*, m.key AS migration,
         c.key AS customer, m.source_system, m.wave, m.size_band,
         CAST(COALESCE(own.estimated_minutes, every.estimated_minutes)
              AS DOUBLE PRECISION) AS estimated_minutes
    FROM back b
    JOIN iteration i ON i.id = b.iteration_id
    LEFT JOIN migration m ON m.id = i.migration_id
    LEFT JOIN customer c ON c.id = m.customer_id
    LEFT JOIN rollback_plan own
           ON own.migration_id = i.migration_id AND own.module_id IS NULL
          AND COALESCE(own.agreed_at, b.started_at) <= b.started_at
    LEFT JOIN rollback_plan every
           ON every.migration_id IS NULL AND every.module_id IS NULL
          AND COALESCE(every.agreed_at, b.started_at) <= b.started_at
   WHERE COALESCE(b.started_at, :as_of) >= :since
     AND COALESCE(b.started_at, :as_of) < :until
)
SELECT CAST(CASE WHEN is_running = 1 THEN :as_of ELSE any_end_at END
            - started_at AS DOUBLE PRECISION) / 1000000.0
         - estimated_minutes * 60.0 AS seconds,
       CASE WHEN is_running = 1 THEN 0 ELSE 1 END AS outcome,
       CASE WHEN is_vague = 1 THEN 'a step without its start or end'
            WHEN any_end_at < started_at THEN 'ends before it begins'
            WHEN estimated_minutes IS NULL
            THEN 'no estimate before it began' END AS excluded,
       migration AS subject, run, migration, customer, source_system, wave,
       size_band
  FROM run
 ORDER BY source, ext_key;
