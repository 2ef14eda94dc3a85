-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT label, count(*), median(epoch(resolved) - epoch(opened)),
       quantile_cont(epoch(resolved) - epoch(opened), 0.9)
  FROM ticket GROUP BY label ORDER BY label;
SELECT module, count(*), median(epoch(resolved) - epoch(opened)),
       quantile_cont(epoch(resolved) - epoch(opened), 0.9)
  FROM ticket GROUP BY module ORDER BY module;
SELECT date_trunc('quarter', resolved), count(*),
       median(epoch(resolved) - epoch(opened)),
       quantile_cont(epoch(resolved) - epoch(opened), 0.9)
  FROM ticket GROUP BY 1 ORDER BY 1;
SELECT label, count(*) FILTER (WHERE type = 'Incident') FROM ticket
 GROUP BY label ORDER BY label;
SELECT module, count(*) FILTER (WHERE type = 'Incident') FROM ticket
 GROUP BY module ORDER BY module;
SELECT date_trunc('quarter', opened), count(*) FILTER (WHERE type = 'Incident')
  FROM ticket GROUP BY 1 ORDER BY 1;
