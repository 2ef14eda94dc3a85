/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trend.c -- see debrief/stats/trend.h. */
#include <config.h>
#include "debrief/stats/trend.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "debrief/stats/quantile.h"
#include "stats/interval.h"
#include "stats/tail.h"

enum { EXACT_MAX = 10, COUNTED_MAX = 20, TEST_MIN = 4, SIGNIFICANT_MIN = 5 };
enum { PAIRS_MAX = COUNTED_MAX * (COUNTED_MAX - 1) / 2 };

static bool
series_ok(struct dbr_series in)
{
	for (size_t i = 0; i < in.n; i++) {
		if (!isfinite(in.times[i]) || !isfinite(in.values[i]))
			return false;
		if (i > 0 && !(in.times[i] > in.times[i - 1]))
			return false;
	}
	return true;
}

/* Orders of n things by their number of inversions, one thing at a time. */
double
dbr_trend_exact(size_t n, int64_t s)
{
	double p[PAIRS_MAX + 1] = { 1 }, next[PAIRS_MAX + 1], sum = 0;
	int64_t pairs = 0, limit;

	if (n > COUNTED_MAX)
		return 1;
	for (int64_t k = 2; k <= (int64_t)n; k++) {
		memset(next, 0, sizeof(next));
		for (int64_t i = 0; i <= pairs; i++)
			for (int64_t j = 0; j < k; j++)
				next[i + j] += p[i] / (double)k;
		memcpy(p, next, sizeof(p));
		pairs += k - 1;
	}
	/* S >= s with (pairs - S) / 2 inversions. */
	limit = pairs - s;
	for (int64_t i = 0; 2 * i <= limit && i <= pairs; i++)
		sum += p[i];
	return fmin(1, sum);
}

/* Slopes of all pairs, sorted; returns S. */
static int64_t
pair_slopes(struct dbr_series in, double *slopes, size_t count)
{
	int64_t s = 0;
	size_t at = 0;

	for (size_t i = 0; i < in.n; i++)
		for (size_t j = i + 1; j < in.n; j++) {
			double rise = in.values[j] - in.values[i];

			s += (rise > 0) - (rise < 0);
			slopes[at++] = rise / (in.times[j] - in.times[i]);
		}
	dbr_sort_values(slopes, count);
	return s;
}

/* Variance of S; *tied is set when two values are equal. */
static double
s_variance(const double *sorted, size_t n, bool *tied)
{
	double size = (double)n;
	double out = size * (size - 1) * (2 * size + 5);

	for (size_t start = 0, end; start < n; start = end) {
		double t;

		for (end = start; end < n && sorted[end] <= sorted[start];)
			end++;
		t = (double)(end - start);
		*tied |= t > 1;
		out -= t * (t - 1) * (2 * t + 5);
	}
	return out / 18;
}

/* Between two order statistics; rank in 1..n. */
static double
at_rank(const double *sorted, size_t n, double rank)
{
	size_t k = (size_t)rank;

	if (k >= n)
		return sorted[n - 1];
	return sorted[k - 1] +
	       (rank - (double)k) * (sorted[k] - sorted[k - 1]);
}

static struct dbr_interval
gilbert(const double *slopes, size_t count, double variance, double level)
{
	double z = tail_normal_from_upper(tail_error(level, true));
	double c = z * sqrt(variance), n = (double)count;
	double lower = (n - c) / 2, upper = (n + c) / 2 + 1;

	if (lower < 1 || upper > n)
		return interval_lacking(DBR_LACK_TOO_FEW);
	return interval_make(at_rank(slopes, count, lower),
			     at_rank(slopes, count, upper), level,
			     DBR_METHOD_GILBERT);
}

static void
test_s(struct dbr_trend *out, size_t n, bool tied)
{
	double s = out->test.statistic;

	if (out->variance <= 0) {
		out->test.lack = DBR_LACK_NO_SPREAD;
		return;
	}
	out->z = copysign(fmax(0, fabs(s) - 1) / sqrt(out->variance), s);
	if (n <= EXACT_MAX && !tied) {
		out->test.p = fmin(1, 2 * dbr_trend_exact(n,
							  llabs((int64_t)s)));
		out->test.method = DBR_METHOD_EXACT;
	} else {
		out->test.p = fmin(1, 2 * tail_normal_upper(fabs(out->z)));
		out->test.method = DBR_METHOD_NORMAL;
	}
	if (n < SIGNIFICANT_MIN)
		out->test.lack = DBR_LACK_TOO_FEW;
}

struct dbr_trend
dbr_trend_test(struct dbr_series in, double level, struct dbr_arena *arena)
{
	size_t count = in.n > 1 ? in.n * (in.n - 1) / 2 : 0;
	double *slopes = dbr_arena_array(arena, count, sizeof(*slopes));
	double *sorted = dbr_arena_array(arena, in.n, sizeof(*sorted));
	struct dbr_trend out = { .test = { .p = 1 } };
	bool tied = false;

	out.test.lack = DBR_LACK_TOO_FEW;
	if (!series_ok(in) || !tail_level_ok(level))
		out.test.lack = DBR_LACK_BAD_INPUT;
	out.slope = stat_lacking(out.test.lack, (int64_t)in.n);
	if (in.n < TEST_MIN || out.test.lack == DBR_LACK_BAD_INPUT)
		return out;
	out.test.lack = out.slope.lack = DBR_LACK_NONE;
	memcpy(sorted, in.values, in.n * sizeof(*sorted));
	dbr_sort_values(sorted, in.n);
	out.test.statistic = (double)pair_slopes(in, slopes, count);
	out.tau = out.test.statistic / (double)count;
	out.variance = s_variance(sorted, in.n, &tied);
	test_s(&out, in.n, tied);
	out.slope.value = dbr_quantile(slopes, count, 0.5,
				       DBR_QUANTILE_TYPE7);
	out.slope.interval = gilbert(slopes, count, out.variance, level);
	out.intercept = dbr_quantile(sorted, in.n, 0.5, DBR_QUANTILE_TYPE7) -
			out.slope.value * dbr_quantile(in.times, in.n, 0.5,
						       DBR_QUANTILE_TYPE7);
	return out;
}
