/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quantile.c -- see debrief/stats/quantile.h. */
#include <config.h>
#include "debrief/stats/quantile.h"

#include <math.h>
#include <stdlib.h>
#include "stats/interval.h"
#include "stats/tail.h"

static int
compare_values(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;

	if (a != b)
		return a < b ? -1 : 1;
	return (signbit(b) != 0) - (signbit(a) != 0);
}

bool
dbr_sort_values(double *values, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!isfinite(values[i]))
			return false;
	if (n > 1)
		qsort(values, n, sizeof(*values), compare_values);
	return true;
}

double
dbr_quantile(const double *sorted, size_t n, double p,
	     enum dbr_quantile_type type)
{
	double h, whole;
	size_t k;

	if (n == 0)
		return 0;
	h = type == DBR_QUANTILE_TYPE6 ? ((double)n + 1) * p :
					 ((double)n - 1) * p + 1;
	h = fmin(fmax(h, 1), (double)n);
	whole = floor(h);
	k = (size_t)whole;
	if (k >= n)
		return sorted[n - 1];
	return sorted[k - 1] + (h - whole) * (sorted[k] - sorted[k - 1]);
}

/* Largest r with P(B < r) <= error, B binomial(n, p); 0 if there is none. */
static size_t
lower_rank(size_t n, double p, double error)
{
	size_t lo = 0, hi = n + 1;

	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (tail_at_most(tail_binomial_le((int64_t)mid - 1, (int64_t)n,
						  p), error))
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

/* Smallest s with P(B >= s) <= error; 0 if there is none up to n. */
static size_t
upper_rank(size_t n, double p, double error)
{
	size_t lo = 0, hi = n + 1;

	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (tail_at_most(tail_binomial_ge((int64_t)mid, (int64_t)n, p),
				 error))
			hi = mid;
		else
			lo = mid;
	}
	return hi <= n ? hi : 0;
}

double
dbr_quantile_rank_coverage(size_t n, double p, size_t lo, size_t hi)
{
	double missed = 0;

	if (lo)
		missed += tail_binomial_le((int64_t)lo - 1, (int64_t)n, p);
	if (hi)
		missed += tail_binomial_ge((int64_t)hi, (int64_t)n, p);
	return fmax(0, 1 - missed);
}

struct dbr_ranks
dbr_quantile_ranks(size_t n, double p, double level, enum dbr_side side)
{
	struct dbr_ranks ranks = { 0 };
	double error = tail_error(level, side == DBR_SIDE_BOTH);

	if (!tail_level_ok(level) || !(p > 0 && p < 1)) {
		ranks.lack = DBR_LACK_BAD_INPUT;
		return ranks;
	}
	if (n == 0) {
		ranks.lack = DBR_LACK_NO_DATA;
		return ranks;
	}
	if (side != DBR_SIDE_UPPER)
		ranks.lo = lower_rank(n, p, error);
	if (side != DBR_SIDE_LOWER)
		ranks.hi = upper_rank(n, p, error);
	if (!ranks.lo && !ranks.hi)
		ranks.lack = DBR_LACK_TOO_FEW;
	ranks.coverage = dbr_quantile_rank_coverage(n, p, ranks.lo, ranks.hi);
	return ranks;
}

struct dbr_stat
dbr_quantile_estimate(const double *sorted, size_t n, double p, double level)
{
	struct dbr_ranks ranks = dbr_quantile_ranks(n, p, level,
						    DBR_SIDE_BOTH);
	struct dbr_stat out = stat_lacking(ranks.lack, (int64_t)n);

	if (ranks.lack == DBR_LACK_BAD_INPUT || n == 0)
		return out;
	out.value = dbr_quantile(sorted, n, p, DBR_QUANTILE_TYPE7);
	out.lack = DBR_LACK_NONE;
	if (ranks.lack)
		return out;
	if (ranks.lo) {
		out.interval.lo = sorted[ranks.lo - 1];
		out.interval.has_lo = true;
	}
	if (ranks.hi) {
		out.interval.hi = sorted[ranks.hi - 1];
		out.interval.has_hi = true;
	}
	out.interval.coverage = ranks.coverage;
	out.interval.method = DBR_METHOD_ORDER_STATISTICS;
	return out;
}
