/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/stats/trend.h -- up, down or neither over time.
 *
 * Mann 1945; Kendall; Sen 1968; interval by Gilbert 1987.  Exact up to ten
 * points without ties, where the normal approximation is wrong.
 */
#ifndef DEBRIEF_STATS_TREND_H
#define DEBRIEF_STATS_TREND_H

#include <stddef.h>
#include "debrief/arena.h"
#include "debrief/stats/interval.h"

/* In time order; times must rise, values be finite. */
struct dbr_series {
	const double *times, *values;
	size_t n;
};

struct dbr_trend {
	/* statistic S.  TOO_FEW below 5 points: four cannot reach .05; p of
	 * four is filled in all the same. */
	struct dbr_test test;
	double variance;	/* of S, corrected for ties */
	double z;		/* with continuity correction */
	double tau;		/* S over the number of pairs */
	struct dbr_stat slope;	/* Sen's, value per unit of time */
	double intercept;	/* of the line through the medians */
};

struct dbr_trend dbr_trend_test(struct dbr_series series, double level,
				struct dbr_arena *arena);
/* P(S >= s) of n untied points in random order, n <= 20. */
double dbr_trend_exact(size_t n, int64_t s);

#endif
