/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A process behaviour chart of a query's rows. */
#include <config.h>
#include <math.h>
#include "debrief/stats/chart.h"
#include "reports/figure_make.h"
#include "reports/figures/xmr.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Rows until the first that is no baseline make the limits. */
static size_t
count_baseline(const struct source *rows)
{
	size_t i = 0;

	while (i < rows->row_count && row_count(rows->table, i, "is_baseline"))
		i++;
	return i;
}

static struct dbr_number
limit_number(double value, int64_t n)
{
	return (struct dbr_number){
		.value = value, .has_value = true, .n = n, .level = 0.95,
		.unit = DBR_UNIT_SCORE,
	};
}

/* Between the baseline and what came after is a point without a value: the
 * weeks between are not here, so no line and no range goes across. */
struct weeks {
	const struct figure_job *job;
	size_t count, baseline;		/* rows; those of the baseline */
	bool has_gap;
	struct dbr_chart chart;
	struct figure_xmr_point *points;
	size_t point_count;
	size_t outside;			/* of those after the baseline */
};

static void
add_point(struct weeks *w, size_t row)
{
	const struct dbr_table *t = w->job->source->table;
	const struct dbr_chart_point *limits = &w->chart.points[row];
	struct figure_xmr_point *point = &w->points[w->point_count++];

	point->label = row_text(t, row, "label");
	point->value = (double)row_count(t, row, "value");
	point->moving_range = row && row != w->baseline ?
		fabs(point->value - point[-1].value) : NAN;
	if (w->chart.lack != DBR_LACK_NONE)
		return;
	point->is_outside = point->value > limits->hi ||
			    (limits->has_lo && point->value < limits->lo);
	point->is_range_outside = point->moving_range > w->chart.range_hi;
	w->outside += point->is_outside && row >= w->baseline;
}

static void
read_points(struct weeks *w)
{
	w->points = dbr_arena_array(w->job->m->arena, w->count + 2,
				    sizeof(*w->points));
	for (size_t row = 0; row < w->count; row++) {
		if (w->has_gap && row == w->baseline)
			w->points[w->point_count++] =
				(struct figure_xmr_point){
					.label = "", .value = NAN,
					.moving_range = NAN,
				};
		add_point(w, row);
	}
}

/* Stretches of eight and more on one side of the mean, after the baseline. */
static const struct figure_xmr_run *
find_runs(size_t *count, const struct weeks *w)
{
	enum { RUN_MIN = 8 };
	double mean = w->chart.centre;
	size_t n = w->point_count;
	struct figure_xmr_run *runs = dbr_arena_array(
		w->job->m->arena, n / RUN_MIN + 1, sizeof(*runs));

	*count = 0;
	for (size_t i = w->baseline + w->has_gap, end; i < n; i = end) {
		bool is_above = w->points[i].value > mean;

		end = i + 1;
		if (w->points[i].value == mean)
			continue;
		while (end < n && w->points[end].value != mean &&
		       (w->points[end].value > mean) == is_above)
			end++;
		if (end - i >= RUN_MIN)
			runs[(*count)++] = (struct figure_xmr_run){
				i, end - 1, is_above,
			};
	}
	return runs;
}

/* Counts have no limit below none. */
static void
make_chart(struct weeks *w)
{
	const struct source *rows = w->job->source;
	double *values = dbr_arena_array(w->job->m->arena, w->count + 1,
					 sizeof(*values));

	for (size_t i = 0; i < w->count; i++)
		values[i] = (double)row_count(rows->table, i, "value");
	w->chart = dbr_chart_xmr(values, w->count, w->baseline,
				 w->job->m->arena);
}

static void
fill_limits(struct figure_xmr_limits *limits, const struct weeks *w)
{
	const struct dbr_chart_point *point = &w->chart.points[0];
	int64_t n = (int64_t)w->baseline;

	*limits = (struct figure_xmr_limits){
		.last = w->baseline - 1,
		.carried_to = w->point_count - 1,
		.name = "baseline",
		.mean = limit_number(w->chart.centre, n),
		.upper = limit_number(point->hi, n),
		.lower = limit_number(point->lo, n),
		.range_upper = w->chart.range_hi,
	};
	limits->lower.has_value = point->has_lo && point->lo > 0;
}

/* The finding, where the template leaves it to the chart. */
static void
say_headline(const struct weeks *w, const char *period)
{
	struct making *m = w->job->m;
	size_t after = w->count - w->baseline;
	const char *text;

	if (w->job->words->headline.count)
		return;
	if (w->chart.lack != DBR_LACK_NONE)
		text = dbr_arena_textf(m->arena, "Too few %ss before for "
				       "limits of what is usual", period);
	else if (!w->outside)
		text = dbr_arena_textf(m->arena, "No %s since go-live lies "
				       "outside what the %ss before make "
				       "likely", period, period);
	else
		text = dbr_arena_textf(m->arena, "%zu of %zu %ss since "
				       "go-live %s outside what the %ss "
				       "before make likely",
				       w->outside, after, period,
				       w->outside == 1 ? "lies" : "lie",
				       period);
	doc_text_say(&m->doc, &w->job->words->headline, text, DOC_PLAIN);
}

enum dbr_status
figure_make_xmr(struct figure *out, const struct figure_job *job)
{
	static const char *const needed[] = { "label", "value",
					      "is_baseline" };
	const char *period = argument_find(job->block, "period");
	const char *thing = argument_find(job->block, "thing");
	struct weeks w = { .job = job, .count = job->source->row_count };
	struct figure_xmr_event event = { .name = "go-live" };
	struct figure_xmr_limits limits;
	struct figure_xmr in = { .limits = &limits, .events = &event,
				 .unit = DBR_UNIT_COUNT };
	enum dbr_status rc;

	rc = need_kind(job, SOURCE_QUERY);
	if (rc == DBR_OK)
		rc = need_columns(job, job->source, needed, COUNT(needed));
	if (rc != DBR_OK)
		return rc;
	if (!w.count) {
		out->problem = "There is no whole week to chart.";
		return DBR_OK;
	}
	w.baseline = count_baseline(job->source);
	w.has_gap = w.baseline && w.baseline < w.count;
	make_chart(&w);
	read_points(&w);
	in.period = period ? period : "week";
	in.title = dbr_arena_textf(job->m->arena, "%s per %s",
				   thing ? thing : "Count", in.period);
	in.points = w.points;
	in.point_count = w.point_count;
	event.before = w.baseline;
	in.event_count = w.has_gap;
	say_headline(&w, in.period);
	if (w.chart.lack == DBR_LACK_NONE && w.baseline) {
		fill_limits(&limits, &w);
		in.limits_count = 1;
		in.runs = find_runs(&in.run_count, &w);
	}
	return figure_xmr_draw(out, &in, job->style, job->m->arena,
			       job->m->err);
}
