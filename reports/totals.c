/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <string.h>
#include "reports/totals.h"

enum dbr_status
total_say(const struct figure_job *job, const char *metric, const char *key,
	  double count)
{
	struct making *m = job->m;
	size_t i;

	for (i = 0; i < m->total_count; i++) {
		const struct total *had = &m->totals[i];

		if (strcmp(had->metric, metric) != 0 ||
		    strcmp(had->key, key) != 0)
			continue;
		if (had->count == count)
			return DBR_OK;
		return making_fail(m, job->block->place,
				   "this figure shows %.0f of %s in %s, the "
				   "one of \"%s\" %.0f: they must be the same "
				   "ones",
				   count, key, metric, had->source,
				   had->count);
	}
	m->totals = dbr_arena_grow(m->arena, m->totals, m->total_count,
				   &m->total_capacity, sizeof(*m->totals));
	m->totals[m->total_count++] = (struct total){
		metric, key, job->source->name, count,
	};
	return DBR_OK;
}
