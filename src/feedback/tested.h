/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tested.h -- a claim that is tested together with the others of its run.
 *
 * Benjamini and Hochberg (1995): q is what p is worth among so many.
 */
#ifndef FEEDBACK_TESTED_H
#define FEEDBACK_TESTED_H

#include "debrief/arena.h"

struct tested {
	double p;		/* NAN: too few to test at all */
	double q;
	size_t family_size;	/* claims tested together */
};

/* q and family_size of count claims of size bytes, each of which begins
 * with its struct tested. */
void tested_adjust(void *claims, size_t count, size_t size,
		   struct dbr_arena *arena);

#endif
