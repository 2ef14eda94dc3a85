/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/stats/compare.h -- two or more groups: is there a difference, how
 * large.  Effect and interval first, p last.
 *
 * Samples are sorted by dbr_sort_values and finite; scratch comes from the
 * arena.
 *
 * Mann & Whitney 1947; Hodges & Lehmann 1963; Cliff 1993; Kruskal & Wallis
 * 1952; Newcombe 1998 (method 10).
 */
#ifndef DEBRIEF_STATS_COMPARE_H
#define DEBRIEF_STATS_COMPARE_H

#include <stddef.h>
#include "debrief/arena.h"
#include "debrief/stats/interval.h"
#include "debrief/stats/proportion.h"

struct dbr_sample {
	const double *values;
	size_t n;
};

/*
 * Mann-Whitney of x against y.  Exact without ties up to 49 a group, exact
 * permutation of midranks with ties up to 40 in all, else normal with tie
 * and continuity correction.
 */
struct dbr_rank_test {
	struct dbr_test test;	/* statistic U of x; TOO_FEW below 4 a group */
	double rank_sum;	/* of x, midranks */
	double variance;	/* of U, corrected for ties */
	double z;		/* with continuity correction */
	double p_greater;	/* x tends to be larger */
	double p_less;
};

struct dbr_rank_test dbr_compare_ranks(struct dbr_sample x,
				       struct dbr_sample y,
				       struct dbr_arena *arena);

/* Hodges-Lehmann: the median of all x - y, exact order-statistic interval. */
struct dbr_stat dbr_compare_shift(struct dbr_sample x, struct dbr_sample y,
				  double level, struct dbr_arena *arena);

/* Cliff's delta: P(x > y) - P(x < y), -1..1; NO_SPREAD interval at +-1. */
struct dbr_stat dbr_compare_delta(struct dbr_sample x, struct dbr_sample y,
				  double level);
/* "negligible", "small", "medium", "large" (Romano et al. 2006): a label. */
const char *dbr_compare_delta_name(double delta);

/* Wilcoxon's signed ranks of paired differences; zeros are left out. */
struct dbr_signed_test {
	struct dbr_test test;	/* statistic V, sum of positive ranks */
	double p_greater, p_less;
};

struct dbr_signed_test dbr_compare_signed(struct dbr_sample differences,
					  struct dbr_arena *arena);
/* Hodges-Lehmann pseudo-median: the median of all Walsh averages. */
struct dbr_stat dbr_compare_centre(struct dbr_sample differences, double level,
				   struct dbr_arena *arena);

/* Kruskal-Wallis of k groups. */
struct dbr_group_test {
	struct dbr_test test;	/* statistic H, corrected for ties */
	const double *mean_ranks;	/* per group, in the arena */
	double uncorrected;	/* H before the correction */
	bool is_approximate;	/* a group below 5: chi-square is rough */
};

struct dbr_group_test dbr_compare_groups(const struct dbr_sample *groups,
					 size_t group_count,
					 struct dbr_arena *arena);

/*
 * p of the same H where chi-square is rough: the values are dealt out to the
 * groups anew, draws times, from a seeded mt19937; (1 + as large) / (1 +
 * draws), so never 0 (Phipson & Smyth 2010).  1 when nothing can differ.
 */
struct dbr_shuffle {
	int64_t draws;		/* 9999 for a report */
	uint32_t seed;		/* to be printed beside p */
};
double dbr_compare_groups_shuffled(const struct dbr_sample *groups,
				   size_t group_count,
				   struct dbr_shuffle shuffle,
				   struct dbr_arena *arena);

/* a - b with Newcombe's interval; p from the pooled score test. */
struct dbr_proportion_difference {
	struct dbr_stat difference;
	struct dbr_test test;
};

struct dbr_proportion_difference
dbr_compare_proportions(struct dbr_tally a, struct dbr_tally b, double level);

#endif
