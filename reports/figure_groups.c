/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of groups side by side: forest and funnel. */
#include <config.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "debrief/stats/funnel.h"
#include "reports/comparisons.h"
#include "reports/figure_make.h"
#include "reports/figures/forest.h"
#include "reports/figures/funnel.h"
#include "reports/promises.h"
#include "reports/totals.h"

enum { LIMIT_STEPS = 60, UNITS_MIN = 8 };

static const char *
unit_words(struct making *m, const struct dbr_metric *metric)
{
	if (metric->kind == DBR_KIND_RATE)
		return dbr_arena_textf(m->arena, "per %s", metric->unit);
	if (metric->kind == DBR_KIND_PROPORTION)
		return "share of what was looked at";
	return metric->kind == DBR_KIND_DURATION ? "median, elapsed" :
						   "all answers";
}

static void
fill_panel(struct figure_forest_panel *panel, struct making *m,
	   const struct dbr_metric *metric, const struct source *targets)
{
	const struct promise *promise =
		targets ? promises_find(targets, metric->name) : NULL;
	struct dbr_buf text = DBR_BUF_INIT;

	*panel = (struct figure_forest_panel){
		.title = metric->title,
		.subtitle = unit_words(m, metric),
		.is_lower_better = metric->better == DBR_BETTER_LOWER,
	};
	if (promise && !promise->problem) {
		dbr_buf_add_text(&text, "target ");
		promise_target_text(&text, promise);
		panel->has_target = true;
		panel->target = promise->target.value;
		panel->target_text = dbr_arena_text(m->arena,
						    dbr_buf_str(&text));
	}
	dbr_buf_release(&text);
}

/* The name of labels= behind a group's key, or NULL. */
static const char *
find_label(const struct source *labels, const char *key)
{
	size_t i;

	for (i = 0; labels && i < labels->row_count; i++) {
		const char *have = row_text(labels->table, i, "key");

		if (have && strcmp(have, key) == 0)
			return row_text(labels->table, i, "name");
	}
	return NULL;
}

static void
fill_forest(struct figure_forest *in, struct making *m,
	    const struct comparisons *c, const struct source *labels)
{
	struct figure_forest_row *rows = dbr_arena_array(
		m->arena, c->group_count + 1, sizeof(*rows));
	struct dbr_number *cells = dbr_arena_array(
		m->arena, c->group_count * in->panel_count + 1,
		sizeof(*cells));
	size_t i, k;

	for (i = 0; i < c->group_count; i++) {
		rows[i].name = c->groups[i];
		rows[i].qualifier = find_label(labels, c->groups[i]);
		rows[i].is_subject = !m->request->by && i == 0;
		for (k = 0; k < in->panel_count; k++) {
			const struct dbr_slice *slice =
				c->slices[i * c->metric_count + k];

			if (slice && slice->number_count)
				cells[i * in->panel_count + k] =
					slice->numbers[0];
		}
	}
	in->rows = rows;
	in->row_count = c->group_count;
	in->cells = cells;
}

static enum dbr_status
say_totals(const struct figure_job *job, const struct comparisons *c)
{
	enum dbr_status rc = DBR_OK;
	size_t i, k;

	for (i = 0; i < c->group_count; i++)
		for (k = 0; rc == DBR_OK && k < c->metric_count; k++) {
			const struct dbr_slice *slice =
				c->slices[i * c->metric_count + k];

			if (slice && slice->number_count)
				rc = total_say(job, c->metrics[k]->name,
					       c->groups[i],
					       (double)slice->numbers[0].n);
		}
	return rc;
}

enum dbr_status
figure_make_forest(struct figure *out, const struct figure_job *job)
{
	struct figure_forest_panel panels[FIGURE_FOREST_PANELS_MAX];
	const struct comparisons *c = job->source->comparisons;
	struct figure_forest in = { .panels = panels };
	struct source *labels, *targets;
	enum dbr_status rc;
	size_t i;

	rc = need_kind(job, SOURCE_COMPARISONS);
	if (rc == DBR_OK)
		rc = source_named(&labels, job->m, job->block, "labels",
				  SOURCE_QUERY);
	if (rc == DBR_OK)
		rc = source_named(&targets, job->m, job->block, "targets",
				  SOURCE_TARGETS);
	if (rc != DBR_OK)
		return rc;
	in.panel_count = c->metric_count < FIGURE_FOREST_PANELS_MAX ?
		c->metric_count : FIGURE_FOREST_PANELS_MAX;
	for (i = 0; i < in.panel_count; i++)
		fill_panel(&panels[i], job->m, c->metrics[i], targets);
	fill_forest(&in, job->m, c, labels);
	rc = say_totals(job, c);
	if (rc != DBR_OK)
		return rc;
	return figure_forest_draw(out, &in, job->style, job->m->arena,
				  job->m->err);
}

/* The value a unit would have at a limit of observed over expected, after
 * the limits were widened by what units differ beyond chance. */
static double
widened(double target, double ratio, double factor)
{
	return fmax(target * (1 + (ratio - 1) * factor), 0);
}

struct funnel_frame {
	double target;		/* events per exposure, over all units */
	double factor;
	double widest;
};

static struct figure_funnel_limit
limit_at(const struct funnel_frame *frame, double exposure)
{
	struct dbr_funnel f = dbr_funnel_ratio(frame->target * exposure);

	return (struct figure_funnel_limit){
		exposure,
		widened(frame->target, f.lo95, frame->factor),
		widened(frame->target, f.hi95, frame->factor),
		widened(frame->target, f.lo998, frame->factor),
		widened(frame->target, f.hi998, frame->factor),
	};
}

static int
by_value(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void
find_frame(struct funnel_frame *frame, struct making *m,
	   const struct dbr_metric_result *result)
{
	double *z = dbr_arena_array(m->arena, result->slice_count + 1,
				    sizeof(*z));
	struct dbr_inflation inflation;
	size_t i, n = 0;

	*frame = (struct funnel_frame){
		.target = result->all.events / result->all.exposure,
		.factor = 1,
	};
	for (i = 0; i < result->slice_count; i++) {
		const struct dbr_slice *slice = &result->slices[i];
		double expected = frame->target * slice->exposure;

		frame->widest = fmax(frame->widest, slice->exposure);
		if (expected > 0)
			z[n++] = (slice->events - expected) / sqrt(expected);
	}
	if (!n)
		return;
	qsort(z, n, sizeof(*z), by_value);
	inflation = dbr_funnel_inflation(z, n, m->arena);
	if (inflation.lack == DBR_LACK_NONE)
		frame->factor = inflation.factor;
}

static enum figure_funnel_side
side_of(const struct funnel_frame *frame, const struct dbr_metric *metric,
	const struct dbr_slice *slice)
{
	struct figure_funnel_limit limit = limit_at(frame, slice->exposure);
	double value = slice->events / slice->exposure;
	bool is_high = value > limit.outer_hi;

	if (!is_high && value >= limit.outer_lo)
		return FIGURE_FUNNEL_INSIDE;
	return is_high == (metric->better == DBR_BETTER_HIGHER) ?
		FIGURE_FUNNEL_BETTER : FIGURE_FUNNEL_WORSE;
}

static bool
is_enough(const struct dbr_metric_result *result)
{
	return result->metric->kind == DBR_KIND_RATE &&
	       result->slice_count >= UNITS_MIN &&
	       result->all.exposure > 0 && result->all.events > 0;
}

int64_t
funnel_outside(struct making *m, const struct dbr_metric_result *result)
{
	struct funnel_frame frame;
	int64_t outside = 0;
	size_t i;

	if (!is_enough(result))
		return -1;
	find_frame(&frame, m, result);
	for (i = 0; i < result->slice_count; i++)
		outside += result->slices[i].exposure > 0 &&
			   side_of(&frame, result->metric,
				   &result->slices[i]) !=
				   FIGURE_FUNNEL_INSIDE;
	return outside;
}

static void
fill_points(struct figure_funnel *in, struct making *m,
	    const struct dbr_metric_result *result,
	    const struct funnel_frame *frame)
{
	struct figure_funnel_point *points = dbr_arena_array(
		m->arena, result->slice_count + 1, sizeof(*points));
	size_t i;

	for (i = 0; i < result->slice_count; i++) {
		const struct dbr_slice *slice = &result->slices[i];
		struct figure_funnel_point *point =
			&points[in->point_count];

		if (slice->exposure <= 0 || !slice->number_count)
			continue;
		point->name = slice->key[0] ? slice->key[0] : "not known";
		point->exposure = slice->exposure;
		point->value = slice->numbers[0];
		point->detail = dbr_arena_textf(
			m->arena, "%.0f in %.1f %ss", slice->events,
			slice->exposure, result->metric->unit);
		point->side = side_of(frame, result->metric, slice);
		in->point_count++;
	}
	in->points = points;
}

static void
fill_limits(struct figure_funnel *in, struct making *m,
	    const struct funnel_frame *frame)
{
	struct figure_funnel_limit *limits = dbr_arena_array(
		m->arena, LIMIT_STEPS, sizeof(*limits));
	size_t i;

	for (i = 0; i < LIMIT_STEPS; i++)
		limits[i] = limit_at(frame, frame->widest *
					    ((double)i + 1) / LIMIT_STEPS);
	in->limits = limits;
	in->limit_count = LIMIT_STEPS;
}

enum dbr_status
figure_make_funnel(struct figure *out, const struct figure_job *job)
{
	const struct dbr_metric_result *result = job->source->metric;
	struct making *m = job->m;
	struct funnel_frame frame;
	struct figure_funnel in = { .point_count = 0 };
	enum dbr_status rc = need_kind(job, SOURCE_METRIC);
	size_t i;

	if (rc == DBR_OK && result->metric->kind != DBR_KIND_RATE)
		return making_fail(m, job->block->place, "a funnel shows a "
				   "rate, which \"%s\" is not",
				   job->source->name);
	if (rc != DBR_OK)
		return rc;
	if (!is_enough(result)) {
		out->problem = dbr_arena_textf(
			m->arena, "Limits by volume need at least eight "
			"units with an event among them; there %s %zu.",
			result->slice_count == 1 ? "is" : "are",
			result->slice_count);
		return DBR_OK;
	}
	find_frame(&frame, m, result);
	in.title = dbr_arena_textf(m->arena, "%s, per %s",
				   result->metric->title,
				   result->metric->unit);
	in.axis = dbr_arena_textf(m->arena, "%ss watched",
				  result->metric->unit);
	in.overall = result->all.numbers[0];
	for (i = 0; rc == DBR_OK && i < result->slice_count; i++)
		if (result->slices[i].key[0])
			rc = total_say(job, result->metric->name,
				       result->slices[i].key[0],
				       result->slices[i].events);
	if (rc != DBR_OK)
		return rc;
	fill_points(&in, m, result, &frame);
	fill_limits(&in, m, &frame);
	return figure_funnel_draw(out, &in, job->style, m->arena, m->err);
}
