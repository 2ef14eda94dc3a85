/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart.c -- XmR and EWMA; see debrief/stats/chart.h. */
#include <config.h>
#include "stats/chart.h"

#include <math.h>
#include "debrief/stats/quantile.h"
#include "stats/interval.h"
#include "stats/sum.h"

enum { BASELINE_MIN = 8, BASELINE_FIRM = 12 };

static const double range_factor = 3.267;	/* D4 for ranges of two */

void
chart_grade(struct dbr_chart *chart)
{
	if (chart->baseline_count == 0)
		chart->lack = DBR_LACK_NO_DATA;
	else if (chart->baseline_count < BASELINE_MIN)
		chart->lack = DBR_LACK_TOO_FEW;
	else if (chart->baseline_count < BASELINE_FIRM)
		chart->grade = DBR_CHART_PROVISIONAL;
}

double
chart_median(const struct dbr_chart_point *points, size_t n,
	     struct dbr_arena *arena)
{
	double *values = dbr_arena_array(arena, n, sizeof(*values));
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		if (!points[i].is_missing)
			values[count++] = points[i].value;
	dbr_sort_values(values, count);
	return dbr_quantile(values, count, 0.5, DBR_QUANTILE_TYPE7);
}

void
chart_place(struct dbr_chart_point *point, double centre, double sigma,
	    double lowest, double highest)
{
	if (point->is_missing)
		return;
	point->lo = fmax(lowest, centre - 3 * sigma);
	point->hi = fmin(highest, centre + 3 * sigma);
	point->has_lo = centre - 3 * sigma > lowest;
	point->z = (point->value - centre) / sigma;
}

/* Values and moving ranges; ranges do not reach across a missing point. */
static struct dbr_chart_point *
make_points(const double *values, size_t n, struct dbr_arena *arena)
{
	struct dbr_chart_point *points =
		dbr_arena_array(arena, n, sizeof(*points));

	for (size_t i = 0; i < n; i++) {
		points[i].is_missing = !isfinite(values[i]);
		points[i].z = NAN;
		if (points[i].is_missing)
			continue;
		points[i].value = values[i];
		if (i > 0 && !points[i - 1].is_missing)
			points[i].moving_range = fabs(values[i] -
						      values[i - 1]);
	}
	return points;
}

static void
measure_baseline(struct dbr_chart *chart, const struct dbr_chart_point *points,
		 size_t n)
{
	struct sum values = { 0 }, ranges = { 0 };
	int64_t range_count = 0;

	for (size_t i = 0; i < n; i++) {
		if (points[i].is_missing)
			continue;
		chart->baseline_count++;
		sum_add(&values, points[i].value);
		if (i == 0 || points[i - 1].is_missing)
			continue;
		sum_add(&ranges, points[i].moving_range);
		range_count++;
	}
	if (chart->baseline_count)
		chart->centre = sum_value(&values) /
				(double)chart->baseline_count;
	if (range_count)
		chart->range_centre = sum_value(&ranges) /
				      (double)range_count;
	chart->range_hi = range_factor * chart->range_centre;
	chart->sigma = chart->range_centre / CHART_D2;
}

struct dbr_chart
dbr_chart_xmr(const double *values, size_t n, size_t baseline_count,
	      struct dbr_arena *arena)
{
	struct dbr_chart_point *points = make_points(values, n, arena);
	struct dbr_chart out = { .points = points, .point_count = n };

	if (baseline_count > n)
		baseline_count = n;
	measure_baseline(&out, points, baseline_count);
	chart_grade(&out);
	if (!out.lack && out.sigma <= 0)
		out.lack = DBR_LACK_NO_SPREAD;
	if (out.lack == DBR_LACK_TOO_FEW)
		out.centre = chart_median(points, baseline_count, arena);
	for (size_t i = 0; i < n && !out.lack; i++)
		chart_place(&points[i], out.centre, out.sigma, -INFINITY,
			    INFINITY);
	return out;
}

void
dbr_chart_ewma(const double *values, size_t n,
	       const struct dbr_ewma_plan *plan, double *out)
{
	double last = plan->start;

	for (size_t i = 0; i < n; i++) {
		last = plan->weight * values[i] + (1 - plan->weight) * last;
		out[i] = last;
	}
}

struct dbr_interval
dbr_chart_ewma_limits(const struct dbr_ewma_plan *plan)
{
	double w = plan->weight;
	double half = 3 * plan->sigma * sqrt(w / (2 - w));

	if (!(w > 0 && w <= 1) || !(plan->sigma > 0))
		return interval_lacking(DBR_LACK_BAD_INPUT);
	return interval_make(plan->start - half, plan->start + half, 0.9973,
			     DBR_METHOD_NORMAL);
}
