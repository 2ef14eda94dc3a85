/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bootstrap.c -- see debrief/stats/bootstrap.h. */
#include <config.h>
#include "debrief/stats/bootstrap.h"

#include <math.h>
#include "debrief/stats/quantile.h"
#include "stats/interval.h"
#include "stats/twister.h"
#include "stats/sum.h"
#include "stats/tail.h"

enum { LEAST_CLUSTERS = 8, LEAST_RESAMPLES = 2000 };

/* Values of the statistic over resamples, or over leave-one-outs. */
struct draws {
	double *values;
	size_t n;
};

static struct draws
resample(const struct dbr_bootstrap_plan *plan, size_t *chosen,
	 struct dbr_arena *arena)
{
	struct twister *twister = dbr_arena_get(arena, sizeof(*twister));
	struct draws out = { 0 };

	out.values = dbr_arena_array(arena, plan->resample_count,
				     sizeof(*out.values));
	twister_seed(twister, plan->seed);
	for (size_t b = 0; b < plan->resample_count; b++) {
		double value;

		for (size_t i = 0; i < plan->cluster_count; i++)
			chosen[i] = twister_below(
				twister, (uint32_t)plan->cluster_count);
		if (plan->statistic(&value, chosen, plan->cluster_count,
				    plan->context) && isfinite(value))
			out.values[out.n++] = value;
	}
	return out;
}

static struct draws
leave_one_out(const struct dbr_bootstrap_plan *plan, size_t *chosen,
	      struct dbr_arena *arena)
{
	size_t n = plan->cluster_count;
	struct draws out = { 0 };

	out.values = dbr_arena_array(arena, n, sizeof(*out.values));
	for (size_t left = 0; left < n; left++) {
		double value;

		for (size_t i = 0; i + 1 < n; i++)
			chosen[i] = i < left ? i : i + 1;
		if (plan->statistic(&value, chosen, n - 1, plan->context) &&
		    isfinite(value))
			out.values[out.n++] = value;
	}
	return out;
}

/* Inverse of the empirical distribution: always a value that was drawn. */
static double
percentile(const struct draws *sorted, double p)
{
	double rank = ceil(p * (double)sorted->n - 1e-9);

	rank = fmin(fmax(rank, 1), (double)sorted->n);
	return sorted->values[(size_t)rank - 1];
}

static void
measure_jackknife(struct dbr_bootstrap *out, const struct draws *left)
{
	double n = (double)left->n, mean = sum_mean(left->values, left->n);
	struct sum squares = { 0 }, cubes = { 0 };

	for (size_t i = 0; i < left->n; i++) {
		double d = mean - left->values[i];

		sum_add(&squares, d * d);
		sum_add(&cubes, d * d * d);
	}
	out->jackknife_se = sqrt((n - 1) / n * sum_value(&squares));
	if (sum_value(&squares) > 0)
		out->acceleration = sum_value(&cubes) /
				    (6 * pow(sum_value(&squares), 1.5));
}

/* Share of the resamples below the estimate, as a normal quantile. */
static bool
measure_bias(struct dbr_bootstrap *out, const struct draws *sorted)
{
	double below = 0;

	for (size_t i = 0; i < sorted->n; i++) {
		below += sorted->values[i] < out->estimate.value;
		below += sorted->values[i] == out->estimate.value ? 0.5 : 0;
	}
	below /= (double)sorted->n;
	if (below <= 0 || below >= 1)
		return false;
	out->bias = -tail_normal_from_upper(below);
	return true;
}

static double
bca_point(const struct dbr_bootstrap *out, double z)
{
	double shifted = out->bias + z;

	return tail_normal_upper(-out->bias -
				 shifted / (1 - out->acceleration * shifted));
}

static void
fill_intervals(struct dbr_bootstrap *out, const struct draws *sorted,
	       double level)
{
	double error = tail_error(level, true);
	double z = tail_normal_from_upper(error);

	out->estimate.interval = interval_make(
		percentile(sorted, error), percentile(sorted, 1 - error),
		level, DBR_METHOD_BOOTSTRAP);
	out->bca = interval_lacking(DBR_LACK_NO_SPREAD);
	if (measure_bias(out, sorted))
		out->bca = interval_make(
			percentile(sorted, bca_point(out, -z)),
			percentile(sorted, bca_point(out, z)), level,
			DBR_METHOD_BOOTSTRAP_BCA);
}

static enum dbr_lack
plan_lack(const struct dbr_bootstrap_plan *plan)
{
	size_t least = plan->least_clusters ? plan->least_clusters :
					      LEAST_CLUSTERS;

	if (!tail_level_ok(plan->level) ||
	    plan->resample_count < LEAST_RESAMPLES ||
	    plan->cluster_count > UINT32_MAX / 2)
		return DBR_LACK_BAD_INPUT;
	if (plan->cluster_count == 0)
		return DBR_LACK_NO_DATA;
	return plan->cluster_count < least ? DBR_LACK_TOO_FEW : DBR_LACK_NONE;
}

struct dbr_bootstrap
dbr_bootstrap_run(const struct dbr_bootstrap_plan *plan,
		  struct dbr_arena *arena)
{
	enum dbr_lack lack = plan_lack(plan);
	struct dbr_bootstrap out = { .bca = interval_lacking(lack) };
	struct draws draws, left;
	size_t *chosen;

	out.estimate = stat_lacking(lack, (int64_t)plan->cluster_count);
	if (lack)
		return out;
	chosen = dbr_arena_array(arena, plan->cluster_count, sizeof(*chosen));
	for (size_t i = 0; i < plan->cluster_count; i++)
		chosen[i] = i;
	out.estimate = stat_lacking(DBR_LACK_NO_EXPOSURE,
				    (int64_t)plan->cluster_count);
	if (!plan->statistic(&out.estimate.value, chosen, plan->cluster_count,
			     plan->context))
		return out;
	out.estimate.lack = DBR_LACK_NONE;
	left = leave_one_out(plan, chosen, arena);
	draws = resample(plan, chosen, arena);
	out.undefined_count = plan->resample_count - draws.n;
	out.bca = out.estimate.interval = interval_lacking(DBR_LACK_TOO_FEW);
	if (draws.n < LEAST_RESAMPLES || left.n < 2)
		return out;
	dbr_sort_values(draws.values, draws.n);
	out.se = sqrt(sum_variance(draws.values, draws.n));
	measure_jackknife(&out, &left);
	fill_intervals(&out, &draws, plan->level);
	return out;
}
