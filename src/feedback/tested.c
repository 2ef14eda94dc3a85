/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback/tested.h"

#include "debrief/stats/multiple.h"

void
tested_adjust(void *claims, size_t count, size_t size,
	      struct dbr_arena *arena)
{
	double *p = dbr_arena_array(arena, count, sizeof(*p));
	double *q = dbr_arena_array(arena, count, sizeof(*q));
	size_t family_size;

	for (size_t i = 0; i < count; i++)
		p[i] = ((struct tested *)((char *)claims + i * size))->p;
	family_size = dbr_multiple_adjust(p, q, count, arena);
	for (size_t i = 0; i < count; i++) {
		struct tested *tested = (void *)((char *)claims + i * size);

		tested->q = q[i];
		tested->family_size = family_size;
	}
}
