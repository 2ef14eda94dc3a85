/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/stats/funnel.h -- units of unequal size against one target, and
 * whether they differ more than chance alone makes them.
 *
 * Outside 99.8 % means look; outside 95 % is one unit in twenty.
 *
 * Spiegelhalter 2005.
 */
#ifndef DEBRIEF_STATS_FUNNEL_H
#define DEBRIEF_STATS_FUNNEL_H

#include <stddef.h>
#include "debrief/arena.h"
#include "debrief/stats/interval.h"
#include "debrief/stats/rate.h"

/* Probability .001, .025, .975, .999 of a lower value under the target. */
struct dbr_funnel {
	double lo998, lo95, hi95, hi998;
	enum dbr_lack lack;
};

/* For a share of n trials, target in (0, 1); exact binomial, interpolated. */
struct dbr_funnel dbr_funnel_share(double target, int64_t n);
/* For observed / expected, expected > 0; exact Poisson, interpolated. */
struct dbr_funnel dbr_funnel_ratio(double expected);
/* The chi-square form of the same: the interval around observed = expected,
 * as other tools draw it.  Prefer dbr_funnel_ratio. */
struct dbr_interval dbr_funnel_chi_square(double expected, double level);

/* How much wider the funnel must be: sqrt of phi once phi > 1 is proven. */
struct dbr_inflation {
	double phi;		/* mean squared z after winsorising */
	double factor;		/* >= 1 */
	double p;		/* chi-square of n phi */
	enum dbr_lack lack;
};

/* z of each unit against the target, sorted; 10 % winsorised at each end. */
struct dbr_inflation dbr_funnel_inflation(const double *sorted_z, size_t n,
					  struct dbr_arena *arena);

/* Do customers' rates differ more than Poisson allows? */
struct dbr_dispersion {
	struct dbr_test test;	/* chi-square, n - 1 df */
	double phi;		/* 1 for Poisson */
	/* The pooled rate; interval from the spread between clusters, by t
	 * on the log scale. */
	struct dbr_stat rate;
	double poisson_se, cluster_se;
};

struct dbr_dispersion dbr_rate_dispersion(const struct dbr_events *clusters,
					  size_t n, double level);

#endif
