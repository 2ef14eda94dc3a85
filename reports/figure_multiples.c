/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of small panels, one a migration: curves and phases. */
#include <config.h>
#include <math.h>
#include <string.h>
#include "debrief/stats/rate.h"
#include "reports/figure_make.h"
#include "reports/figures/curves.h"
#include "reports/figures/durations.h"
#include "reports/figures/phases.h"
#include "reports/table.h"
#include "reports/totals.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct dbr_number
rate_per_hundred(int64_t events, int64_t users)
{
	struct dbr_stat stat = dbr_rate_estimate(
		(struct dbr_events){ events, (double)users / 100 }, 0.95);

	return (struct dbr_number){
		.name = "rate",
		.value = stat.value,
		.has_value = stat.lack == DBR_LACK_NONE,
		.why_empty = dbr_lack_name(stat.lack),
		.lo = stat.interval.lo, .hi = stat.interval.hi,
		.has_lo = stat.interval.has_lo,
		.has_hi = stat.interval.has_hi,
		.n = events, .level = 0.95,
		.unit = DBR_UNIT_PER, .unit_text = "100 users",
		.method = dbr_method_name(stat.interval.method),
	};
}

/* Rows of one name, one an incident; a row without a time is a migration
 * that had none. */
static void
read_curves(struct figure_curves *in, const struct figure_job *job)
{
	const struct dbr_table *t = job->source->table;
	struct figure_curve *rows = dbr_arena_array(
		job->m->arena, job->source->row_count + 1, sizeof(*rows));
	double *after = dbr_arena_array(job->m->arena,
					job->source->row_count + 1,
					sizeof(*after));
	struct figure_curve *row = rows - 1;

	for (size_t i = 0; i < job->source->row_count; i++) {
		const char *name = row_text(t, i, "name");
		int64_t start = row_time(t, i, "start_at");
		int64_t opened = row_time(t, i, "opened_at");

		if (!name)
			name = "not known";
		if (!in->row_count || strcmp(name, row->name) != 0) {
			row = &rows[in->row_count++];
			row->name = name;
			row->qualifier = row_text(t, i, "qualifier");
			row->watched_us = (double)(row_time(t, i, "end_at") -
						   start);
			row->after_us = after;
		}
		if (opened == FIGURE_NO_TIME)
			continue;
		*after++ = (double)(opened - start);
		row->count++;
	}
	in->rows = rows;
	/* With every size known, a curve is in parts of it. */
	in->rate_heading = "per 100 users";
	for (size_t i = 0; i < job->source->row_count; i++)
		if (row_count(t, i, "users") <= 0)
			in->rate_heading = NULL;
	for (size_t i = 0, k = 0; i < in->row_count; i++) {
		int64_t users = row_count(t, k, "users");

		rows[i].step = in->rate_heading ? 100.0 / (double)users : 1;
		if (in->rate_heading)
			rows[i].rate = rate_per_hundred(
				(int64_t)rows[i].count, users);
		k += rows[i].count ? rows[i].count : 1;
	}
}

static enum dbr_status
check_curves(const struct figure_curves *in, const struct figure_job *job,
	     const struct source *against)
{
	enum dbr_status rc = DBR_OK;

	for (size_t i = 0; rc == DBR_OK && against && i < in->row_count; i++)
		rc = total_say(job, against->metric->metric->name,
			       in->rows[i].name, (double)in->rows[i].count);
	return rc;
}

enum dbr_status
figure_make_curves(struct figure *out, const struct figure_job *job)
{
	static const char *const needed[] = {
		"name", "start_at", "end_at", "users", "opened_at",
	};
	struct figure_curves in = { .row_count = 0 };
	struct source *against;
	enum dbr_status rc = need_kind(job, SOURCE_QUERY);

	if (rc == DBR_OK)
		rc = need_columns(job, job->source, needed, COUNT(needed));
	if (rc == DBR_OK)
		rc = source_named(&against, job->m, job->block, "against",
				  SOURCE_METRIC);
	if (rc == DBR_OK)
		read_curves(&in, job);
	if (rc == DBR_OK)
		rc = check_curves(&in, job, against);
	if (rc != DBR_OK)
		return rc;
	in.title = in.rate_heading ? "Incidents per 100 users, added up" :
				     "Incidents, added up";
	return figure_curves_draw(out, &in, job->style, job->m->arena,
				  job->m->err);
}

/* What a phase took in one migration, of a result by migration and phase. */
static struct dbr_number
find_took(const struct dbr_metric_result *each, const char *migration,
	  const char *phase)
{
	for (size_t i = 0; migration && phase && i < each->slice_count; i++) {
		const struct dbr_slice *slice = &each->slices[i];

		if (slice->key[0] && slice->key[1] && slice->number_count &&
		    strcmp(slice->key[0], migration) == 0 &&
		    strcmp(slice->key[1], phase) == 0)
			return slice->numbers[0];
	}
	return (struct dbr_number){ .why_empty = "did not end" };
}

static void
read_phases(struct figure_phases *in, const struct figure_job *job,
	    const struct table_label *labels)
{
	struct figure_phase *phases = dbr_arena_array(
		job->m->arena, in->phase_count + 1, sizeof(*phases));

	for (size_t i = 0; i < in->phase_count; i++) {
		struct figure_duration_row row = { .name = labels[i].name };

		read_durations(job->m, &row, labels[i].slice);
		phases[i] = (struct figure_phase){
			.name = labels[i].name,
			.median = number_called(labels[i].slice, "median"),
			.p90 = number_called(labels[i].slice, "p90"),
			.q1 = row.q1, .q3 = row.q3,
		};
	}
	in->phases = phases;
}

static void
read_migrations(struct figure_phases *in, const struct figure_job *job,
		const struct source *rows, const struct source *each,
		const struct table_label *labels)
{
	struct making *m = job->m;
	const char **names = dbr_arena_array(m->arena, rows->row_count,
					     sizeof(*names));
	const char **parts = dbr_arena_array(m->arena, rows->row_count,
					     sizeof(*parts));
	struct dbr_number *took = dbr_arena_array(
		m->arena, rows->row_count * in->phase_count + 1,
		sizeof(*took));

	for (size_t k = 0; k < rows->row_count; k++) {
		const char *key = row_text(rows->table, k, "key");

		names[k] = key ? key : "not known";
		parts[k] = row_text(rows->table, k, "name");
		for (size_t i = 0; i < in->phase_count; i++)
			took[k * in->phase_count + i] = find_took(
				each->metric, key, labels[i].slice->key[0]);
	}
	in->names = names;
	in->qualifiers = parts;
	in->took = took;
	in->migration_count = rows->row_count;
}

/* Where rows= names no migrations, there is one panel: all of them. */
enum dbr_status
figure_make_phases(struct figure *out, const struct figure_job *job)
{
	struct figure_phases in = { .axis = "elapsed time, log scale" };
	const struct table_label *labels;
	struct source *rows, *each;
	enum dbr_status rc = need_kind(job, SOURCE_METRIC);

	if (rc == DBR_OK)
		rc = source_named(&rows, job->m, job->block, "rows",
				  SOURCE_QUERY);
	if (rc == DBR_OK)
		rc = source_named(&each, job->m, job->block, "each",
				  SOURCE_METRIC);
	if (rc != DBR_OK)
		return rc;
	if (!rows || !each)
		return making_fail(job->m, job->block->place,
				   "phases need rows=NAME, a query with key, "
				   "and each=NAME, the metric by migration "
				   "and phase");
	if (!rows->row_count)
		return figure_make_durations(out, job);
	rc = table_labels(&labels, &in.phase_count, job->m, job->source,
			  job->block);
	if (rc != DBR_OK)
		return rc;
	read_phases(&in, job, labels);
	read_migrations(&in, job, rows, each, labels);
	return figure_phases_draw(out, &in, job->style, job->m->arena,
				  job->m->err);
}
