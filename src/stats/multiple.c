/* SPDX-License-Identifier: GPL-3.0-or-later */
/* multiple.c -- see debrief/stats/multiple.h. */
#include <config.h>
#include "debrief/stats/multiple.h"

#include <math.h>
#include <stdlib.h>

struct entry {
	double p;
	size_t at;
};

static int
compare_entries(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;

	if (a->p != b->p)
		return a->p < b->p ? -1 : 1;
	return (a->at > b->at) - (a->at < b->at);
}

/* Sort the tests that were made; the others pass their NaN on. */
static const struct entry *
order_made(size_t *count, const double *p, double *out, size_t n,
	   struct dbr_arena *arena)
{
	struct entry *made = dbr_arena_array(arena, n, sizeof(*made));

	*count = 0;
	for (size_t i = 0; i < n; i++) {
		out[i] = p[i];
		if (!isnan(p[i]))
			made[(*count)++] = (struct entry){ p[i], i };
	}
	if (*count > 1)
		qsort(made, *count, sizeof(*made), compare_entries);
	return made;
}

size_t
dbr_multiple_adjust(const double *p, double *q, size_t n,
		    struct dbr_arena *arena)
{
	size_t count;
	const struct entry *made = order_made(&count, p, q, n, arena);
	double least = 1;

	for (size_t i = count; i-- > 0;) {
		least = fmin(least, made[i].p * ((double)count /
						 ((double)i + 1)));
		q[made[i].at] = least;
	}
	return count;
}
