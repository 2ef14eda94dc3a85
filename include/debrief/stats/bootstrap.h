/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/stats/bootstrap.h -- intervals for what has no formula: ratios of
 * sums, scores by account.  Resample clusters (customers), never their rows.
 *
 * Print the seed beside the result: the same seed gives the same interval.
 *
 * Efron & Tibshirani 1993; generator mt19937.
 */
#ifndef DEBRIEF_STATS_BOOTSTRAP_H
#define DEBRIEF_STATS_BOOTSTRAP_H

#include <stddef.h>
#include "debrief/arena.h"
#include "debrief/stats/interval.h"

struct dbr_bootstrap_plan {
	size_t cluster_count;
	/*
	 * Set *out to the statistic of the count clusters chosen[0..count),
	 * some of them repeated.  False when it is undefined for them.
	 */
	bool (*statistic)(double *out, const size_t *chosen, size_t count,
			  void *context);
	void *context;
	uint32_t seed;
	size_t resample_count;	/* 2000 at least; 9999 for a sign-off */
	size_t least_clusters;	/* 0: 8 */
	double level;
};

struct dbr_bootstrap {
	struct dbr_stat estimate;	/* percentile interval (type 1) */
	struct dbr_interval bca;	/* bias-corrected and accelerated */
	double se;		/* over the resamples */
	double jackknife_se;
	double acceleration, bias;	/* of BCa: a and z0 */
	size_t undefined_count;	/* resamples without a value, left out */
};

struct dbr_bootstrap dbr_bootstrap_run(const struct dbr_bootstrap_plan *plan,
				       struct dbr_arena *arena);

#endif
