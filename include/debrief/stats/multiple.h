/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/stats/multiple.h -- many tests on one page.
 *
 * Benjamini & Hochberg 1995: all p-values of a page are one family; q is the
 * smallest false discovery rate at which that test would be rejected.
 */
#ifndef DEBRIEF_STATS_MULTIPLE_H
#define DEBRIEF_STATS_MULTIPLE_H

#include <stddef.h>
#include "debrief/arena.h"

/*
 * Fill q[i] for p[i].  A NaN p is a test that was not made: it does not
 * count in the family and its q is NaN too.  Scratch comes from the arena.
 * Returns the size of the family.
 */
size_t dbr_multiple_adjust(const double *p, double *q, size_t n,
			   struct dbr_arena *arena);

#endif
