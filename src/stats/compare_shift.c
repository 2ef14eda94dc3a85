/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * compare_shift.c -- Hodges-Lehmann estimates.
 *
 * The k-th smallest of n1 * n2 differences is found without making them:
 * bisect over the doubles themselves, counting in one walk how many
 * differences are at or below.  Exact, and 64 walks at most.
 */
#include <config.h>
#include "debrief/stats/compare.h"

#include <math.h>
#include <string.h>
#include "stats/interval.h"
#include "stats/rank.h"
#include "stats/tail.h"

enum { EXACT_MAX = 49, SIGNED_MAX = 50 };

/* All pairwise values of two samples (x - y) or one (Walsh averages). */
struct pairs {
	struct dbr_sample x, y;
	int64_t count;
	int64_t (*at_or_below)(const struct pairs *pairs, double limit);
};

static int64_t
differences_at_or_below(const struct pairs *pairs, double limit)
{
	int64_t count = 0;
	size_t j = 0;	/* the y before it give too large a difference */

	for (size_t i = 0; i < pairs->x.n; i++) {
		while (j < pairs->y.n &&
		       pairs->x.values[i] - pairs->y.values[j] > limit)
			j++;
		count += (int64_t)(pairs->y.n - j);
	}
	return count;
}

static int64_t
averages_at_or_below(const struct pairs *pairs, double limit)
{
	const double *x = pairs->x.values;
	int64_t count = 0;
	size_t end = pairs->x.n;

	for (size_t i = 0; i < pairs->x.n; i++) {
		while (end > i && x[i] / 2 + x[end - 1] / 2 > limit)
			end--;
		if (end <= i)
			break;
		count += (int64_t)(end - i);
	}
	return count;
}

/* Doubles in numeric order as integers, and back. */
static int64_t
order_of(double value)
{
	int64_t bits;

	memcpy(&bits, &value, sizeof(bits));
	return bits < 0 ? INT64_MIN - bits : bits;
}

static double
value_of(int64_t order)
{
	int64_t bits = order < 0 ? INT64_MIN - order : order;
	double value;

	memcpy(&value, &bits, sizeof(value));
	return value;
}

/* The rank-th smallest pair, 1-based. */
static double
pair_at(const struct pairs *pairs, int64_t rank)
{
	int64_t lo = order_of(-INFINITY), hi = order_of(INFINITY);

	while (lo < hi) {
		int64_t mid = (lo & hi) + ((lo ^ hi) >> 1);

		if (pairs->at_or_below(pairs, value_of(mid)) >= rank)
			hi = mid;
		else
			lo = mid + 1;
	}
	return value_of(lo);
}

static double
pair_median(const struct pairs *pairs)
{
	double upper = pair_at(pairs, pairs->count / 2 + 1);

	if (pairs->count % 2)
		return upper;
	return (pair_at(pairs, pairs->count / 2) + upper) / 2;
}

/* Largest c with P(X < c) <= error; 0 when there is none. */
static int64_t
exact_rank(const struct null_law *law, double error, double *achieved)
{
	double below = 0;
	int64_t c = 0;

	while (c <= (int64_t)law->max &&
	       tail_at_most(below + law->p[c], error))
		below += law->p[c++];
	*achieved = below;
	return c;
}

static int64_t
normal_rank(double mean, double variance, double error, double *achieved)
{
	double c = floor(mean + 0.5 -
			 tail_normal_from_upper(error) * sqrt(variance));

	*achieved = error;
	return c > 0 ? (int64_t)c : 0;
}

/* The interval between the rank-th pair from either end. */
static struct dbr_interval
pair_interval(const struct pairs *pairs, int64_t rank, double missed)
{
	if (rank < 1)
		return interval_lacking(DBR_LACK_TOO_FEW);
	return interval_make(pair_at(pairs, rank),
			     pair_at(pairs, pairs->count + 1 - rank),
			     1 - 2 * missed, DBR_METHOD_HODGES_LEHMANN);
}

struct dbr_stat
dbr_compare_shift(struct dbr_sample x, struct dbr_sample y, double level,
		  struct dbr_arena *arena)
{
	struct dbr_sample both[] = { x, y };
	struct pairs pairs = { x, y, (int64_t)x.n * (int64_t)y.n,
			       differences_at_or_below };
	struct dbr_stat out = stat_lacking(DBR_LACK_NO_DATA,
					   (int64_t)(x.n + y.n));
	double n1 = (double)x.n, n2 = (double)y.n, n = n1 + n2;
	double error = tail_error(level, true), missed;
	int64_t rank;

	if (!tail_level_ok(level))
		out.lack = DBR_LACK_BAD_INPUT;
	if (x.n == 0 || y.n == 0 || !tail_level_ok(level))
		return out;
	out.lack = DBR_LACK_NONE;
	out.value = pair_median(&pairs);
	if (x.n <= EXACT_MAX && y.n <= EXACT_MAX) {
		struct null_law law = null_u(x.n, y.n, arena);

		rank = exact_rank(&law, error, &missed);
	} else {
		struct ranking ranking = rank_merge(both, 2, arena);

		rank = normal_rank(n1 * n2 / 2,
				   n1 * n2 / 12 *
					   (n + 1 - ranking.tie_sum /
							    (n * (n - 1))),
				   error, &missed);
	}
	out.interval = pair_interval(&pairs, rank, missed);
	return out;
}

/* Ranks 1..n: the interval's law is that of a sample without ties. */
static struct ranking
plain_ranking(size_t n, struct dbr_arena *arena)
{
	int64_t *doubled = dbr_arena_array(arena, n, sizeof(*doubled));

	for (size_t i = 0; i < n; i++)
		doubled[i] = (int64_t)i + 1;
	return (struct ranking){ .n = n, .doubled = doubled };
}

struct dbr_stat
dbr_compare_centre(struct dbr_sample in, double level, struct dbr_arena *arena)
{
	int64_t size = (int64_t)in.n;
	struct pairs pairs = { in, in, size * (size + 1) / 2,
			       averages_at_or_below };
	struct dbr_stat out = stat_lacking(DBR_LACK_NO_DATA, size);
	double error = tail_error(level, true), n = (double)in.n, missed;
	int64_t rank;

	if (!tail_level_ok(level))
		out.lack = DBR_LACK_BAD_INPUT;
	if (in.n == 0 || !tail_level_ok(level))
		return out;
	out.lack = DBR_LACK_NONE;
	out.value = pair_median(&pairs);
	if (in.n <= SIGNED_MAX) {
		struct ranking ranks = plain_ranking(in.n, arena);
		struct null_law law = null_signed(&ranks, arena);

		rank = exact_rank(&law, error, &missed);
	} else {
		rank = normal_rank(n * (n + 1) / 4,
				   n * (n + 1) * (2 * n + 1) / 24, error,
				   &missed);
	}
	out.interval = pair_interval(&pairs, rank, missed);
	return out;
}
