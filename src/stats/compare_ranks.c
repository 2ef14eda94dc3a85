/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare_ranks.c -- Mann-Whitney, Wilcoxon, Kruskal-Wallis. */
#include <config.h>
#include "debrief/stats/compare.h"

#include <math.h>
#include "stats/interval.h"
#include "stats/rank.h"
#include "stats/sum.h"
#include "stats/tail.h"

/* Up to here exact; R draws the same line for U. */
enum { EXACT_MAX = 49, PERMUTE_MAX = 40, SIGNED_MAX = 50, GROUP_MIN = 4 };

/*
 * Two-sided: everything at least as far from the mean.  Twice the smaller
 * tail is the same only while the law is symmetric, which ties undo.
 */
static void
exact_tails(struct dbr_rank_test *out, const struct null_law *law,
	    int64_t value, int64_t twice_mean)
{
	int64_t mirror = twice_mean - value;
	int64_t lo = value < mirror ? value : mirror;

	out->p_greater = fmin(1, null_at_least(law, value));
	out->p_less = fmin(1, null_at_most(law, value));
	out->test.p = fmin(1, null_at_most(law, lo) +
			      null_at_least(law, twice_mean - lo));
}

/* Continuity-corrected z towards zero. */
static double
corrected_z(double distance, double variance)
{
	double corrected = fmax(0, fabs(distance) - 0.5);

	return copysign(corrected / sqrt(variance), distance);
}

static void
normal_tails(struct dbr_rank_test *out, double distance)
{
	double sd = sqrt(out->variance);

	out->p_greater = tail_normal_upper((distance - 0.5) / sd);
	out->p_less = tail_normal_upper((-distance - 0.5) / sd);
	out->test.p = fmin(1, 2 * fmin(out->p_greater, out->p_less));
	out->test.method = DBR_METHOD_NORMAL;
}

static int64_t
doubled_rank_sum(const struct ranking *ranking, struct dbr_sample x)
{
	int64_t sum = 0;

	for (size_t i = 0; i < x.n; i++)
		sum += rank_doubled(ranking, x.values[i]);
	return sum;
}

static void
rank_p(struct dbr_rank_test *out, const struct ranking *ranking, size_t n1,
       struct dbr_arena *arena)
{
	size_t n2 = ranking->n - n1;
	struct null_law law;

	if (ranking->tie_sum == 0 && n1 <= EXACT_MAX && n2 <= EXACT_MAX) {
		law = null_u(n1, n2, arena);
		exact_tails(out, &law, llround(out->test.statistic),
			    (int64_t)(n1 * n2));
		out->test.method = DBR_METHOD_EXACT;
	} else if (ranking->tie_sum > 0 && ranking->n <= PERMUTE_MAX) {
		law = null_subset(ranking, n1, arena);
		exact_tails(out, &law, llround(2 * out->rank_sum),
			    (int64_t)(2 * n1 * (ranking->n + 1)));
		out->test.method = DBR_METHOD_EXACT_PERMUTATION;
	} else {
		normal_tails(out, out->test.statistic -
				     (double)n1 * (double)n2 / 2);
	}
}

struct dbr_rank_test
dbr_compare_ranks(struct dbr_sample x, struct dbr_sample y,
		  struct dbr_arena *arena)
{
	struct dbr_sample both[] = { x, y };
	struct ranking ranking = rank_merge(both, 2, arena);
	struct dbr_rank_test out = { .p_greater = 1, .p_less = 1 };
	double n1 = (double)x.n, n2 = (double)y.n, n = n1 + n2;

	out.test.p = 1;
	if (x.n == 0 || y.n == 0) {
		out.test.lack = DBR_LACK_NO_DATA;
		return out;
	}
	out.rank_sum = (double)doubled_rank_sum(&ranking, x) / 2;
	out.test.statistic = out.rank_sum - n1 * (n1 + 1) / 2;
	out.variance = n1 * n2 / 12 *
		       (n + 1 - ranking.tie_sum / (n * (n - 1)));
	if (x.n < GROUP_MIN || y.n < GROUP_MIN)
		out.test.lack = DBR_LACK_TOO_FEW;
	if (ranking.values[0] >= ranking.values[ranking.n - 1]) {
		out.test.lack = DBR_LACK_NO_SPREAD;
		return out;
	}
	out.z = corrected_z(out.test.statistic - n1 * n2 / 2, out.variance);
	rank_p(&out, &ranking, x.n, arena);
	return out;
}

/* Absolute values of the differences that are not zero, sorted. */
static struct ranking
rank_sizes(struct dbr_sample in, struct dbr_arena *arena)
{
	double *sizes = dbr_arena_array(arena, in.n, sizeof(*sizes));
	struct dbr_sample kept = { .values = sizes };

	for (size_t i = 0; i < in.n; i++)
		if (in.values[i] != 0)
			sizes[kept.n++] = fabs(in.values[i]);
	return rank_merge(&kept, 1, arena);
}

struct dbr_signed_test
dbr_compare_signed(struct dbr_sample in, struct dbr_arena *arena)
{
	struct ranking ranking = rank_sizes(in, arena);
	struct dbr_signed_test out = { .p_greater = 1, .p_less = 1 };
	struct dbr_rank_test tails = { 0 };
	double n = (double)ranking.n;
	int64_t doubled = 0;

	out.test.p = 1;
	out.test.lack = in.n ? DBR_LACK_NO_SPREAD : DBR_LACK_NO_DATA;
	if (ranking.n == 0)
		return out;
	for (size_t i = 0; i < in.n; i++)
		if (in.values[i] > 0)
			doubled += rank_doubled(&ranking, in.values[i]);
	if (ranking.n <= SIGNED_MAX) {
		struct null_law law = null_signed(&ranking, arena);

		exact_tails(&tails, &law, doubled,
			    (int64_t)(ranking.n * (ranking.n + 1)));
		tails.test.method = DBR_METHOD_EXACT;
	} else {
		tails.variance = n * (n + 1) * (2 * n + 1) / 24 -
				 ranking.tie_sum / 48;
		normal_tails(&tails, (double)doubled / 2 - n * (n + 1) / 4);
	}
	out.test = tails.test;
	out.test.statistic = (double)doubled / 2;
	out.p_greater = tails.p_greater;
	out.p_less = tails.p_less;
	return out;
}

static double
group_statistic(const struct ranking *ranking, const struct dbr_sample *groups,
		size_t group_count, double *mean_ranks)
{
	struct sum sum = { 0 };
	double n = (double)ranking->n;

	for (size_t g = 0; g < group_count; g++) {
		double size = (double)groups[g].n;
		double total = (double)doubled_rank_sum(ranking, groups[g]) /
			       2;

		mean_ranks[g] = total / size;
		sum_add(&sum, total * total / size);
	}
	return 12 / (n * (n + 1)) * sum_value(&sum) - 3 * (n + 1);
}

struct dbr_group_test
dbr_compare_groups(const struct dbr_sample *groups, size_t group_count,
		   struct dbr_arena *arena)
{
	struct dbr_group_test out = { .test = { .p = 1 } };
	struct ranking ranking;
	double *mean_ranks, n;

	out.test.lack = DBR_LACK_TOO_FEW;
	for (size_t g = 0; g < group_count; g++) {
		if (groups[g].n == 0)
			return out;
		out.is_approximate |= groups[g].n < 5;
	}
	if (group_count < 2)
		return out;
	ranking = rank_merge(groups, group_count, arena);
	mean_ranks = dbr_arena_array(arena, group_count, sizeof(double));
	out.mean_ranks = mean_ranks;
	n = (double)ranking.n;
	out.uncorrected = group_statistic(&ranking, groups, group_count,
					  mean_ranks);
	out.test.lack = DBR_LACK_NO_SPREAD;
	if (ranking.values[0] >= ranking.values[ranking.n - 1])
		return out;
	out.test.lack = DBR_LACK_NONE;
	out.test.statistic = out.uncorrected /
			     (1 - ranking.tie_sum / (n * n * n - n));
	out.test.p = tail_chi_square_upper(fmax(0, out.test.statistic),
					   (double)group_count - 1);
	out.test.method = DBR_METHOD_CHI_SQUARE;
	return out;
}
