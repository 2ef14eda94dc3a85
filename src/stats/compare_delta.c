/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare_delta.c -- Cliff's delta with his unbiased variance. */
#include <config.h>
#include "debrief/stats/compare.h"

#include <math.h>
#include "stats/interval.h"
#include "stats/sum.h"
#include "stats/tail.h"

/* How the values of one sample dominate those of another. */
struct dominance {
	double total;		/* wins - losses over all pairs */
	double row_squares;	/* sum over own values of the mean, squared */
	double ties;		/* pairs that are equal */
};

static struct dominance
dominate(struct dbr_sample own, struct dbr_sample other)
{
	struct sum total = { 0 }, squares = { 0 };
	struct dominance out = { 0 };
	size_t below = 0, upto = 0;
	double n = (double)other.n;

	for (size_t i = 0; i < own.n; i++) {
		double mean;

		while (below < other.n && other.values[below] < own.values[i])
			below++;
		while (upto < other.n && other.values[upto] <= own.values[i])
			upto++;
		mean = ((double)below - (double)(other.n - upto)) / n;
		sum_add(&total, mean * n);
		sum_add(&squares, mean * mean);
		out.ties += (double)(upto - below);
	}
	out.total = sum_value(&total);
	out.row_squares = sum_value(&squares);
	return out;
}

/* Cliff 1996; can come out negative for tiny samples: then 0. */
static double
unbiased_variance(const struct dominance *x, const struct dominance *y,
		  double n1, double n2, double delta)
{
	double square = delta * delta;
	double rows = x->row_squares - n1 * square;
	double columns = y->row_squares - n2 * square;
	double cells = n1 * n2 - x->ties - n1 * n2 * square;

	return fmax(0, (n2 * n2 * rows + n1 * n1 * columns - cells) /
			       (n1 * n2 * (n1 - 1) * (n2 - 1)));
}

static struct dbr_interval
delta_interval(double delta, double variance, double t, double level)
{
	double room = 1 - delta * delta;
	double centre = delta - delta * delta * delta;
	double half = t * sqrt(variance) *
		      sqrt(room * room + t * t * variance);
	double scale = room + t * t * variance;

	return interval_make(fmax(-1, (centre - half) / scale),
			     fmin(1, (centre + half) / scale), level,
			     DBR_METHOD_CLIFF);
}

struct dbr_stat
dbr_compare_delta(struct dbr_sample x, struct dbr_sample y, double level)
{
	struct dbr_stat out = stat_lacking(DBR_LACK_NO_DATA,
					   (int64_t)(x.n + y.n));
	double n1 = (double)x.n, n2 = (double)y.n, variance, t;
	struct dominance rows, columns;

	if (!tail_level_ok(level))
		out.lack = DBR_LACK_BAD_INPUT;
	if (x.n == 0 || y.n == 0 || !tail_level_ok(level))
		return out;
	out.lack = DBR_LACK_NONE;
	rows = dominate(x, y);
	columns = dominate(y, x);
	out.value = rows.total / (n1 * n2);
	out.interval = interval_lacking(DBR_LACK_TOO_FEW);
	if (x.n < 2 || y.n < 2)
		return out;
	out.interval = interval_lacking(DBR_LACK_NO_SPREAD);
	variance = unbiased_variance(&rows, &columns, n1, n2, out.value);
	if (variance <= 0)
		return out;
	t = tail_student_from_upper(tail_error(level, true), n1 + n2 - 2);
	out.interval = delta_interval(out.value, variance, t, level);
	return out;
}

const char *
dbr_compare_delta_name(double delta)
{
	double size = fabs(delta);

	if (size < .147)
		return "negligible";
	if (size < .33)
		return "small";
	return size < .474 ? "medium" : "large";
}
