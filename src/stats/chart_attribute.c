/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_attribute.c -- p and u charts, plain and Laney's. */
#include <config.h>
#include "stats/chart.h"

#include <math.h>
#include "stats/sum.h"

/* Laney's limits from here on: sigma_z, or a size chance cannot explain. */
static const double spread_limit = 1.2, size_limit = 5000;

/* A count over a size: hits over trials, or events over exposure. */
struct part {
	double count, size;
};

/* A whole chart on its way. */
struct draft {
	const struct part *parts;
	struct dbr_chart_point *points;
	size_t n, baseline_count;
	double highest;		/* of what can be: 1 or INFINITY */
	struct dbr_chart *chart;
};

/* Sigma of one point, were chance alone at work. */
static double
chance_sigma(const struct draft *draft, size_t i)
{
	double centre = draft->chart->centre;
	double unit = draft->highest <= 1 ? centre * (1 - centre) : centre;

	return sqrt(unit / draft->parts[i].size);
}

static double
measure_centre(struct draft *draft)
{
	struct sum counts = { 0 }, sizes = { 0 };

	for (size_t i = 0; i < draft->baseline_count; i++) {
		if (draft->points[i].is_missing)
			continue;
		sum_add(&counts, draft->parts[i].count);
		sum_add(&sizes, draft->parts[i].size);
		draft->chart->baseline_count++;
	}
	if (draft->chart->baseline_count)
		draft->chart->centre = sum_value(&counts) / sum_value(&sizes);
	return sum_value(&sizes);
}

/* Mean moving range of the baseline's z over 1.128. */
static double
measure_spread(const struct draft *draft)
{
	const struct dbr_chart_point *points = draft->points;
	struct sum ranges = { 0 };
	int64_t count = 0;
	double last = NAN;

	for (size_t i = 0; i < draft->baseline_count; i++) {
		double z = NAN;

		if (!points[i].is_missing)
			z = (points[i].value - draft->chart->centre) /
			    chance_sigma(draft, i);
		if (!isnan(z) && !isnan(last)) {
			sum_add(&ranges, fabs(z - last));
			count++;
		}
		last = z;
	}
	return count ? sum_value(&ranges) / (double)count / CHART_D2 : 0;
}

/* What the limits are widened by.  Exposure has a unit, trials do not. */
static double
choose_factor(const struct draft *draft, enum dbr_chart_spread spread,
	      double mean_size)
{
	struct dbr_chart *chart = draft->chart;
	bool wide = chart->sigma_z > spread_limit ||
		    (draft->highest <= 1 && mean_size > size_limit);

	chart->is_laney = spread == DBR_CHART_LANEY ||
			  (spread == DBR_CHART_AUTO && wide);
	if (!chart->is_laney)
		return 1;
	if (spread == DBR_CHART_AUTO)
		return fmax(1, chart->sigma_z);
	return chart->sigma_z;
}

static void
finish(struct draft *draft, enum dbr_chart_spread spread,
       struct dbr_arena *arena)
{
	struct dbr_chart *chart = draft->chart;
	double total = measure_centre(draft), factor;

	chart_grade(chart);
	if (!chart->lack &&
	    (chart->centre <= 0 || chart->centre >= draft->highest))
		chart->lack = DBR_LACK_NO_SPREAD;
	if (chart->lack == DBR_LACK_TOO_FEW)
		chart->centre = chart_median(draft->points,
					     draft->baseline_count, arena);
	if (chart->lack)
		return;
	chart->sigma_z = measure_spread(draft);
	factor = choose_factor(draft, spread,
			       total / (double)chart->baseline_count);
	if (factor <= 0) {
		chart->lack = DBR_LACK_NO_SPREAD;
		return;
	}
	chart->least_expected = INFINITY;
	for (size_t i = 0; i < draft->n; i++) {
		if (draft->points[i].is_missing)
			continue;
		chart_place(&draft->points[i], chart->centre,
			    factor * chance_sigma(draft, i), 0,
			    draft->highest);
		chart->least_expected = fmin(chart->least_expected,
					     chart->centre *
						     draft->parts[i].size);
	}
}

static void
add_part(struct draft *draft, struct part *parts, size_t i, struct part part)
{
	struct dbr_chart_point *point = &draft->points[i];

	parts[i] = part;
	point->is_missing = !(part.size > 0) || !isfinite(part.size) ||
			    part.count < 0 ||
			    part.count / part.size > draft->highest;
	point->z = NAN;
	if (!point->is_missing)
		point->value = part.count / part.size;
}

static struct draft
start(struct dbr_chart *chart, size_t n, size_t baseline_count, double highest,
      struct dbr_arena *arena)
{
	struct dbr_chart_point *points =
		dbr_arena_array(arena, n, sizeof(*points));

	*chart = (struct dbr_chart){ .points = points, .point_count = n };
	return (struct draft){
		.points = points,
		.n = n,
		.baseline_count = baseline_count < n ? baseline_count : n,
		.highest = highest,
		.chart = chart,
	};
}

struct dbr_chart
dbr_chart_p(const struct dbr_tally *points, size_t n, size_t baseline_count,
	    enum dbr_chart_spread spread, struct dbr_arena *arena)
{
	struct part *parts = dbr_arena_array(arena, n, sizeof(*parts));
	struct dbr_chart out;
	struct draft draft = start(&out, n, baseline_count, 1, arena);

	draft.parts = parts;
	for (size_t i = 0; i < n; i++)
		add_part(&draft, parts, i,
			 (struct part){ (double)points[i].hits,
					(double)points[i].trials });
	finish(&draft, spread, arena);
	return out;
}

struct dbr_chart
dbr_chart_u(const struct dbr_events *points, size_t n, size_t baseline_count,
	    enum dbr_chart_spread spread, struct dbr_arena *arena)
{
	struct part *parts = dbr_arena_array(arena, n, sizeof(*parts));
	struct dbr_chart out;
	struct draft draft = start(&out, n, baseline_count, INFINITY, arena);

	draft.parts = parts;
	for (size_t i = 0; i < n; i++)
		add_part(&draft, parts, i,
			 (struct part){ (double)points[i].events,
					points[i].exposure });
	finish(&draft, spread, arena);
	return out;
}
