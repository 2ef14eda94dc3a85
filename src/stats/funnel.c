/* SPDX-License-Identifier: GPL-3.0-or-later */
/* funnel.c -- see debrief/stats/funnel.h. */
#include <config.h>
#include "debrief/stats/funnel.h"

#include <math.h>
#include "debrief/stats/quantile.h"
#include "stats/interval.h"
#include "stats/sum.h"
#include "stats/tail.h"

static const double outer = .001, inner = .025;

/* A count under the target: binomial of n, or Poisson when n is 0. */
struct target {
	double value;		/* share, or expected count */
	int64_t n;
};

static double
at_most(const struct target *target, int64_t k)
{
	if (target->n)
		return tail_binomial_le(k, target->n, target->value);
	return tail_poisson_le(k, target->value);
}

/* Smallest k with P(X <= k) >= p. */
static int64_t
count_quantile(const struct target *target, double p)
{
	int64_t lo = -1, hi = 1;

	while (at_most(target, hi) < p && hi < INT64_MAX / 4)
		hi *= 2;
	while (hi - lo > 1) {
		int64_t mid = lo + (hi - lo) / 2;

		if (at_most(target, mid) < p)
			lo = mid;
		else
			hi = mid;
	}
	return hi;
}

/* Between whole counts, so that the limit is smooth in the size. */
static double
limit(const struct target *target, double p)
{
	int64_t r = count_quantile(target, p);
	double upto = at_most(target, r);
	double here = upto - at_most(target, r - 1);

	return fmax(0, (double)r - (upto - p) / here);
}

static struct dbr_funnel
limits(const struct target *target, double scale)
{
	return (struct dbr_funnel){
		.lo998 = limit(target, outer) / scale,
		.lo95 = limit(target, inner) / scale,
		.hi95 = limit(target, 1 - inner) / scale,
		.hi998 = limit(target, 1 - outer) / scale,
	};
}

struct dbr_funnel
dbr_funnel_share(double target, int64_t n)
{
	struct dbr_funnel out = { .lack = DBR_LACK_BAD_INPUT };

	if (n == 0)
		out.lack = DBR_LACK_NO_DATA;
	if (n <= 0 || !(target > 0 && target < 1))
		return out;
	out = limits(&(struct target){ target, n }, (double)n);
	out.hi95 = fmin(1, out.hi95);
	out.hi998 = fmin(1, out.hi998);
	return out;
}

struct dbr_funnel
dbr_funnel_ratio(double expected)
{
	struct dbr_funnel out = { .lack = DBR_LACK_NO_EXPOSURE };

	if (!(expected > 0) || !isfinite(expected))
		return out;
	return limits(&(struct target){ expected, 0 }, expected);
}

struct dbr_interval
dbr_funnel_chi_square(double expected, double level)
{
	double error = tail_error(level, true);

	if (!tail_level_ok(level))
		return interval_lacking(DBR_LACK_BAD_INPUT);
	if (!(expected > 0) || !isfinite(expected))
		return interval_lacking(DBR_LACK_NO_EXPOSURE);
	return interval_make(
		tail_gamma_from_lower(error, expected) / expected,
		tail_gamma_from_upper(error, expected + 1) / expected, level,
		DBR_METHOD_CHI_SQUARE);
}

struct dbr_inflation
dbr_funnel_inflation(const double *sorted_z, size_t n, struct dbr_arena *arena)
{
	struct dbr_inflation out = { .factor = 1, .p = 1 };
	double *squares = dbr_arena_array(arena, n, sizeof(*squares));
	double lo, hi;

	out.lack = n == 0 ? DBR_LACK_NO_DATA : DBR_LACK_TOO_FEW;
	if (n < 2)
		return out;
	out.lack = DBR_LACK_NONE;
	lo = dbr_quantile(sorted_z, n, 0.1, DBR_QUANTILE_TYPE7);
	hi = dbr_quantile(sorted_z, n, 0.9, DBR_QUANTILE_TYPE7);
	for (size_t i = 0; i < n; i++) {
		double z = fmin(fmax(sorted_z[i], lo), hi);

		squares[i] = z * z;
	}
	out.phi = sum_mean(squares, n);
	out.p = tail_chi_square_upper(out.phi * (double)n, (double)n);
	if (out.phi > 1 && out.p < .05)
		out.factor = sqrt(out.phi);
	return out;
}

/* Sums over clusters, given the pooled rate. */
static void
spread(struct dbr_dispersion *out, const struct dbr_events *clusters, size_t n,
       double exposure)
{
	struct sum chi = { 0 }, squares = { 0 };
	double size = (double)n;

	for (size_t i = 0; i < n; i++) {
		double expected = out->rate.value * clusters[i].exposure;
		double gap = (double)clusters[i].events - expected;

		sum_add(&chi, gap * gap / expected);
		sum_add(&squares, gap * gap);
	}
	out->test.statistic = sum_value(&chi);
	out->test.p = tail_chi_square_upper(out->test.statistic, size - 1);
	out->test.method = DBR_METHOD_CHI_SQUARE;
	out->phi = out->test.statistic / (size - 1);
	out->poisson_se = sqrt(out->rate.value / exposure);
	out->cluster_se = sqrt(sum_value(&squares) * size / (size - 1)) /
			  exposure;
}

static enum dbr_lack
clusters_lack(const struct dbr_events *clusters, size_t n, double level)
{
	if (!tail_level_ok(level))
		return DBR_LACK_BAD_INPUT;
	for (size_t i = 0; i < n; i++) {
		if (!count_ok(clusters[i].events) ||
		    !isfinite(clusters[i].exposure))
			return DBR_LACK_BAD_INPUT;
		if (!(clusters[i].exposure > 0))
			return DBR_LACK_NO_EXPOSURE;
	}
	return n < 2 ? DBR_LACK_TOO_FEW : DBR_LACK_NONE;
}

struct dbr_dispersion
dbr_rate_dispersion(const struct dbr_events *clusters, size_t n, double level)
{
	enum dbr_lack lack = clusters_lack(clusters, n, level);
	struct dbr_dispersion out = { .test = { .p = 1, .lack = lack } };
	struct sum exposure = { 0 };
	int64_t events = 0;
	double half;

	out.rate = stat_lacking(lack, 0);
	if (lack)
		return out;
	for (size_t i = 0; i < n; i++) {
		events += clusters[i].events;
		sum_add(&exposure, clusters[i].exposure);
	}
	out.rate = stat_lacking(DBR_LACK_NONE, events);
	out.rate.value = (double)events / sum_value(&exposure);
	out.rate.interval = interval_lacking(DBR_LACK_NO_SPREAD);
	out.test.lack = DBR_LACK_NO_SPREAD;
	if (events == 0)
		return out;
	out.test.lack = DBR_LACK_NONE;
	spread(&out, clusters, n, sum_value(&exposure));
	if (out.cluster_se <= 0)
		return out;
	half = tail_student_from_upper(tail_error(level, true),
				       (double)n - 1) *
	       out.cluster_se / out.rate.value;
	out.rate.interval = interval_make(out.rate.value * exp(-half),
					  out.rate.value * exp(half), level,
					  DBR_METHOD_CLUSTER_T);
	return out;
}
