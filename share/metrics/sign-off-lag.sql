-- SPDX-License-Identifier: GPL-3.0-or-later
-- metric: sign-off-lag
-- title:  Time from check to sign-off
-- kind:   duration
-- unit:   day
-- better: lower
-- dims:   migration, customer, table, validator, source_system, wave
-- reads:  check_result, migration, customer
--
-- (1) Runs from the end of a check that passed to its sign-off.
-- (2) A passed check not signed off at :as_of is open there.
-- (3) A check that failed and was signed off all the same counts like one
--     that passed; a failed one without a sign-off waits for repair, not
--     for a signature, and is not here.
-- (4) Left out, with the reason: no end; signed off before it ended; from a
--     source that never says whether something was signed off.
-- (5) A period takes the checks that ended in it.
WITH result AS (
  SELECT m.key AS migration, c.key AS customer, m.source_system, m.wave,
         k.object, k.validator, k.status, k.ended_at, k.source, k.run_key,
         k.check_key,
         CASE WHEN k.signed_off_at <= :as_of
              THEN k.signed_off_at END AS signed_off_at,
         MAX(k.signed_off_at) OVER (PARTITION BY k.source) AS any_sign_off_at
    FROM check_result k
    LEFT JOIN migration m ON m.id = k.migration_id
    LEFT JOIN customer c ON c.id = m.customer_id
)
SELECT CAST(COALESCE(signed_off_at, :as_of) - ended_at AS DOUBLE PRECISION)
         / 1000000.0 AS seconds,
       CASE WHEN signed_off_at IS NULL THEN 0 ELSE 1 END AS outcome,
       CASE WHEN ended_at IS NULL THEN 'no end'
            WHEN signed_off_at < ended_at THEN 'ends before it begins'
            WHEN any_sign_off_at IS NULL THEN 'its source has no sign-off'
       END AS excluded,
       check_key AS subject, migration, customer, object AS "table", validator,
       source_system, wave
  FROM result
 WHERE (status = 'pass' OR signed_off_at IS NOT NULL)
   AND COALESCE(ended_at, :as_of) >= :since
   AND COALESCE(ended_at, :as_of) < :until
 ORDER BY source, run_key, check_key;
