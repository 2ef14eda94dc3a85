/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rank.h -- ranks, and the null distributions of sums of ranks.
 *
 * Midranks are kept doubled, so that they are whole numbers and the exact
 * permutation of tied ranks is a count of subsets by sum.
 */
#ifndef STATS_RANK_H
#define STATS_RANK_H

#include "debrief/arena.h"
#include "debrief/stats/compare.h"

struct ranking {
	size_t n;
	const double *values;	/* all values, sorted */
	const int64_t *doubled;	/* 2 * midrank of each */
	double tie_sum;		/* sum of t^3 - t over groups of ties */
};

struct ranking rank_merge(const struct dbr_sample *samples, size_t count,
			  struct dbr_arena *arena);
/* Midrank (doubled) of a value that is in the ranking. */
int64_t rank_doubled(const struct ranking *ranking, double value);

/* Tails of a whole-number statistic 0..max, p[i] = P(X = i). */
struct null_law {
	const double *p;
	size_t max;
};

double null_at_most(const struct null_law *law, int64_t x);
double null_at_least(const struct null_law *law, int64_t x);

/* U of n1 against n2 without ties. */
struct null_law null_u(size_t n1, size_t n2, struct dbr_arena *arena);
/* Sum of the doubled ranks of a random subset of the given size. */
struct null_law null_subset(const struct ranking *ranking, size_t size,
			    struct dbr_arena *arena);
/* Sum of those of the doubled ranks that a fair coin makes positive. */
struct null_law null_signed(const struct ranking *ranking,
			    struct dbr_arena *arena);

#endif
