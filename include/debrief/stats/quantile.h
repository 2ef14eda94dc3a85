/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/stats/quantile.h -- quantiles and their exact intervals.
 *
 * Every array given here is sorted by dbr_sort_values and finite; the
 * functions check neither order nor ownership and change nothing.
 *
 * Type 7 is what R, NumPy, spreadsheets and SQL percentile_cont print;
 * type 6 is NIST's and Minitab's (Hyndman & Fan 1996).  Intervals are order
 * statistics: exact for any continuous distribution, no random numbers
 * (David & Nagaraja; Conover).
 */
#ifndef DEBRIEF_STATS_QUANTILE_H
#define DEBRIEF_STATS_QUANTILE_H

#include <stddef.h>
#include "debrief/stats/interval.h"

enum dbr_quantile_type { DBR_QUANTILE_TYPE7 = 0, DBR_QUANTILE_TYPE6 };

/* 1-based ranks of the two ends; 0 means that end does not exist. */
struct dbr_ranks {
	size_t lo, hi;
	double coverage;	/* P(x_lo <= quantile <= x_hi) */
	enum dbr_lack lack;
};

/* Ascending, total order; returns false, unsorted, if one is not finite. */
bool dbr_sort_values(double *values, size_t n);

/* 0 for n = 0: callers look at n first. p in [0, 1]. */
double dbr_quantile(const double *sorted, size_t n, double p,
		    enum dbr_quantile_type type);

/* The tightest ranks with at most the allowed error in each tail. */
struct dbr_ranks dbr_quantile_ranks(size_t n, double p, double level,
				    enum dbr_side side);
/* Coverage of given ranks, either of them 0 for none. */
double dbr_quantile_rank_coverage(size_t n, double p, size_t lo, size_t hi);

/* Type 7 quantile and its interval; an end may not exist ("> largest"). */
struct dbr_stat dbr_quantile_estimate(const double *sorted, size_t n,
					  double p, double level);

#endif
