/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stats_check.h -- assert published numbers, naming where they come from.
 * Include after cmocka.h.
 */
#ifndef STATS_CHECK_H
#define STATS_CHECK_H

#include <math.h>
#include <stdio.h>
#include "debrief/stats/interval.h"

/* In main, with an arena of that name: the test gets it as *state. */
#define IN_ARENA(test) cmocka_unit_test_prestate(test, &arena)
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static inline void
check_near(const char *source, double got, double want, double tolerance)
{
	if (!(fabs(got - want) <= tolerance))
		fail_msg("%s: got %.12g, want %.12g +- %g", source, got, want,
			 tolerance);
}

static inline void
check_relative(const char *source, double got, double want, double tolerance)
{
	check_near(source, got, want, fabs(want) * tolerance);
}

/* INFINITY stands for an end that does not exist. */
static inline void
check_ends(const char *source, struct dbr_interval got, double lo, double hi,
	   double tolerance)
{
	if (got.lack)
		fail_msg("%s: no interval: %s", source,
			 dbr_lack_name(got.lack));
	if (got.has_lo != (isinf(lo) == 0) || got.has_hi != (isinf(hi) == 0))
		fail_msg("%s: wrong ends: %g %g", source, got.lo, got.hi);
	if (got.has_lo)
		check_near(source, got.lo, lo, tolerance);
	if (got.has_hi)
		check_near(source, got.hi, hi, tolerance);
}

#endif
