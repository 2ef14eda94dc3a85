/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures drawn from the slices of a metric. */
#include <config.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "debrief/stats/quantile.h"
#include "debrief/stats/score.h"
#include "reports/figure_make.h"
#include "reports/figures/accuracy.h"
#include "reports/figures/durations.h"
#include "reports/figures/nps.h"
#include "reports/promises.h"
#include "reports/table.h"
#include "reports/totals.h"

enum { QUARTILES_MIN = 5 };

static enum dbr_status
need_metric(const struct figure_job *job, enum dbr_metric_kind kind,
	    const char *kind_name)
{
	enum dbr_status rc = need_kind(job, SOURCE_METRIC);

	if (rc == DBR_OK && job->source->metric->metric->kind != kind)
		return making_fail(job->m, job->block->place,
				   "this figure shows a %s, which \"%s\" is "
				   "not",
				   kind_name, job->source->name);
	return rc;
}

/* The finished ones only: an open fact has no length yet. */
void
read_durations(struct making *m, struct figure_duration_row *row,
	       const struct dbr_slice *slice)
{
	double *done = dbr_arena_array(m->arena, slice->value_count + 1,
				       sizeof(*done));
	size_t i, n = 0;

	for (i = 0; i < slice->value_count; i++)
		if (!slice->outcomes || slice->outcomes[i] == 1)
			done[n++] = slice->values[i];
	row->seconds = done;
	row->count = n;
	row->open_count = (size_t)slice->open_count;
	row->p5 = row->q1 = row->q3 = row->p95 = NAN;
	if (n < QUARTILES_MIN)
		return;
	row->p5 = dbr_quantile(done, n, 0.05, DBR_QUANTILE_TYPE7);
	row->q1 = dbr_quantile(done, n, 0.25, DBR_QUANTILE_TYPE7);
	row->q3 = dbr_quantile(done, n, 0.75, DBR_QUANTILE_TYPE7);
	row->p95 = dbr_quantile(done, n, 0.95, DBR_QUANTILE_TYPE7);
}

struct dbr_number
number_called(const struct dbr_slice *slice, const char *name)
{
	size_t i;

	for (i = 0; i < slice->number_count; i++)
		if (strcmp(slice->numbers[i].name, name) == 0)
			return slice->numbers[i];
	return (struct dbr_number){ .why_empty = "no facts" };
}

/* "here 12.4 days": the same slice of here=. */
static void
say_here(struct figure_duration_row *row, const struct figure_job *job,
	 const struct source *here, const struct dbr_slice *slice)
{
	struct dbr_buf text = DBR_BUF_INIT;
	size_t i;

	for (i = 0; here && i < here->metric->slice_count; i++) {
		const struct dbr_slice *own = &here->metric->slices[i];

		if (!own->key[0] || !slice->key[0] || !own->number_count ||
		    strcmp(own->key[0], slice->key[0]) != 0)
			continue;
		dbr_buf_add_text(&text, "here ");
		dbr_number_value(&text, &own->numbers[0]);
		row->qualifier = dbr_arena_text(job->m->arena,
						dbr_buf_str(&text));
		row->here = own->numbers[0];
	}
	dbr_buf_release(&text);
}

enum dbr_status
figure_make_durations(struct figure *out, const struct figure_job *job)
{
	const struct table_label *labels;
	struct figure_durations in = { .axis = "elapsed time, log scale" };
	struct figure_duration_row *rows;
	struct source *here;
	enum dbr_status rc;
	size_t i, count = 0;

	rc = need_metric(job, DBR_KIND_DURATION, "duration");
	if (rc == DBR_OK)
		rc = source_named(&here, job->m, job->block, "here",
				  SOURCE_METRIC);
	if (rc == DBR_OK)
		rc = table_labels(&labels, &count, job->m, job->source,
				  job->block);
	if (rc != DBR_OK)
		return rc;
	rows = dbr_arena_array(job->m->arena, count + 1, sizeof(*rows));
	for (i = 0; i < count; i++) {
		rows[i].name = labels[i].name;
		rows[i].qualifier = labels[i].qualifier;
		rows[i].median = number_called(labels[i].slice, "median");
		rows[i].p90 = number_called(labels[i].slice, "p90");
		say_here(&rows[i], job, here, labels[i].slice);
		read_durations(job->m, &rows[i], labels[i].slice);
	}
	in.thing = argument_find(job->block, "thing");
	if (!in.thing)
		in.thing = "migrations";
	in.rows = rows;
	in.row_count = count;
	return figure_durations_draw(out, &in, job->style, job->m->arena,
				     job->m->err);
}

/* Worst first; equal ones by name, so that the order is always the same. */
static int
by_match(const void *a, const void *b)
{
	const struct figure_accuracy_row *one = a, *two = b;

	if (one->match.value != two->match.value)
		return one->match.value < two->match.value ? -1 : 1;
	return strcmp(one->name, two->name);
}

enum dbr_status
figure_make_accuracy(struct figure *out, const struct figure_job *job)
{
	const struct dbr_metric_result *result = job->source->metric;
	const struct promise *target = job->source->target;
	struct figure_accuracy in = { .acceptance = 0 };
	struct figure_accuracy_row *rows;
	enum dbr_status rc;
	size_t i, n = 0;

	rc = need_metric(job, DBR_KIND_PROPORTION, "proportion");
	if (rc != DBR_OK)
		return rc;
	rows = dbr_arena_array(job->m->arena, result->slice_count + 1,
			       sizeof(*rows));
	for (i = 0; i < result->slice_count; i++) {
		const struct dbr_slice *slice = &result->slices[i];

		if (!slice->number_count || slice->trials <= 0)
			continue;
		rows[n].name = slice->key[0] ? slice->key[0] : "not known";
		rows[n].match = slice->numbers[0];
		rows[n].match.has_reference = target && !target->problem;
		if (rows[n].match.has_reference)
			rows[n].match.reference = target->target.value;
		rows[n].checked = (int64_t)slice->trials;
		rows[n++].mismatched = (int64_t)(slice->trials - slice->hits);
	}
	if (n)
		qsort(rows, n, sizeof(*rows), by_match);
	if (target && !target->problem)
		in.acceptance = target->target.value;
	in.rows = rows;
	in.row_count = n;
	return figure_accuracy_draw(out, &in, job->style, job->m->arena,
				    job->m->err);
}

static void
read_nps(struct figure_nps_row *row, const struct dbr_slice *slice)
{
	int64_t counts[11] = { 0 };
	struct dbr_nps_counts groups;
	size_t i;

	for (i = 0; i < slice->histogram_count; i++) {
		int value = slice->scale_min + (int)i;

		if (value >= 0 && value <= 10)
			counts[value] = slice->histogram[i];
	}
	groups = dbr_nps_group(counts);
	row->detractors = groups.detractors;
	row->passives = groups.passives;
	row->promoters = groups.promoters;
	row->nps = slice->number_count ? slice->numbers[0] :
		(struct dbr_number){ .why_empty = "no answers" };
}

enum dbr_status
figure_make_nps(struct figure *out, const struct figure_job *job)
{
	const struct table_label *labels;
	struct figure_nps in = { .row_count = 0 };
	struct figure_nps_row *rows;
	enum dbr_status rc;
	size_t i, count = 0;

	rc = need_metric(job, DBR_KIND_SCORE, "score");
	if (rc == DBR_OK)
		rc = table_labels(&labels, &count, job->m, job->source,
				  job->block);
	if (rc != DBR_OK)
		return rc;
	rows = dbr_arena_array(job->m->arena, count + 1, sizeof(*rows));
	for (i = 0; i < count; i++) {
		rows[i].name = labels[i].name;
		rows[i].is_strong = job->m->subject && labels[i].slice->key[0] &&
			strcmp(labels[i].slice->key[0], job->m->subject) == 0;
		read_nps(&rows[i], labels[i].slice);
		if (labels[i].slice->key[0])
			rc = total_say(job, job->source->metric->metric->name,
				       labels[i].slice->key[0],
				       (double)rows[i].nps.n);
		if (rc != DBR_OK)
			return rc;
	}
	in.rows = rows;
	in.row_count = count;
	return figure_nps_draw(out, &in, job->style, job->m->arena,
			       job->m->err);
}
