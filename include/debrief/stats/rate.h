/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/stats/rate.h -- events over exposure.
 *
 * Counts are Poisson; exposure is in whatever unit the caller divides by
 * (customer-weeks), > 0.  Zero events still have an upper limit.
 *
 * Garwood 1936; Przyborowski & Wilenski 1940 and Fay 2010 (central, so the
 * p-value and the interval cannot contradict each other); Fay & Feuer 1997.
 */
#ifndef DEBRIEF_STATS_RATE_H
#define DEBRIEF_STATS_RATE_H

#include <stddef.h>
#include "debrief/stats/interval.h"

struct dbr_events {
	int64_t events;
	double exposure;
};

/* Exact limits of the rate. */
struct dbr_interval dbr_rate_garwood(struct dbr_events count, double level,
				     enum dbr_side side);
struct dbr_stat dbr_rate_estimate(struct dbr_events count, double level);

/*
 * Rate of now over rate of baseline.  Without baseline events the value
 * lacks (NO_BASELINE) but the lower end of the interval exists.
 */
struct dbr_rate_ratio {
	struct dbr_stat ratio;
	double p;		/* two-sided, central exact */
};

struct dbr_rate_ratio dbr_rate_compare(struct dbr_events now,
				       struct dbr_events baseline,
				       double level);

/*
 * How many events to expect over exposure if the baseline's rate still
 * holds, allowing for how little the baseline itself tells.  Holds exactly
 * the counts for which dbr_rate_compare gives p > 1 - level.  value is the
 * expected count, baseline rate times exposure.
 */
struct dbr_stat dbr_rate_predict(struct dbr_events baseline,
				     double exposure, double level);

/* One stratum of a weighted sum of counts: sum of weight * events. */
struct dbr_weighted_count {
	double weight;
	int64_t events;
};

/* For a standardised or severity-weighted total; divide it by exposure. */
struct dbr_stat dbr_rate_weighted(const struct dbr_weighted_count *counts,
				      size_t n, double level,
				      enum dbr_side side);

#endif
