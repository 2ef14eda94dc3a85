/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures drawn from the rows of queries. */
#include <config.h>
#include <stdlib.h>
#include <string.h>
#include "debrief/stats/proportion.h"
#include "debrief/stats/rate.h"
#include "reports/compare.h"
#include "reports/figure_make.h"
#include "reports/figures/gantt.h"
#include "reports/figures/incidents.h"
#include "reports/figures/ownership.h"
#include "reports/totals.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
enum { BAND_STEPS = 24, SEVERITY_MAX = 5, OWNERSHIP_MIN_N = 10 };

/* Rows of attempts= whose name is this row's. */
static void
take_attempts(const struct figure_job *job, struct figure_gantt_row *out,
	      const struct source *attempts)
{
	struct figure_attempt *found = dbr_arena_array(
		job->m->arena, attempts->row_count + 1, sizeof(*found));
	size_t i, n = 0;

	for (i = 0; i < attempts->row_count; i++) {
		const char *name = row_text(attempts->table, i, "name");

		if (!name || !out->name || strcmp(name, out->name) != 0)
			continue;
		found[n].start_us = row_time(attempts->table, i, "start_at");
		found[n++].rolled_back_at_us =
			row_time(attempts->table, i, "rolled_back_at");
	}
	out->attempts = found;
	out->attempt_count = n;
}

static const struct figure_event *
read_events(const struct figure_job *job, const struct source *events)
{
	struct figure_event *out = dbr_arena_array(
		job->m->arena, events->row_count + 1, sizeof(*out));
	size_t i;

	for (i = 0; i < events->row_count; i++) {
		out[i].key = row_text(events->table, i, "key");
		out[i].name = row_text(events->table, i, "name");
		out[i].at_us = row_time(events->table, i, "at");
	}
	return out;
}

static void
read_gantt_row(struct figure_gantt_row *out, const struct dbr_table *t,
	       size_t row)
{
	out->name = row_text(t, row, "name");
	out->qualifier = row_text(t, row, "qualifier");
	out->status = row_text(t, row, "status");
	out->planned_start_us = row_time(t, row, "planned_start_at");
	out->planned_end_us = row_time(t, row, "planned_end_at");
	out->actual_start_us = row_time(t, row, "actual_start_at");
	out->actual_end_us = row_time(t, row, "actual_end_at");
}

enum dbr_status
figure_make_gantt(struct figure *out, const struct figure_job *job)
{
	static const char *const needed[] = {
		"name", "planned_start_at", "planned_end_at",
		"actual_start_at", "actual_end_at",
	};
	static const char *const needed_attempt[] = { "name", "start_at",
						      "rolled_back_at" };
	const struct source *rows = job->source;
	struct figure_gantt_row *gantt_rows;
	struct figure_gantt gantt = { .as_of_us = job->m->as_of_us };
	struct source *attempts, *events;
	enum dbr_status rc;
	size_t i;

	rc = need_kind(job, SOURCE_QUERY);
	if (rc == DBR_OK)
		rc = need_columns(job, rows, needed, COUNT(needed));
	if (rc == DBR_OK)
		rc = source_named(&attempts, job->m, job->block, "attempts",
				  SOURCE_QUERY);
	if (rc == DBR_OK && attempts)
		rc = need_columns(job, attempts, needed_attempt,
				  COUNT(needed_attempt));
	if (rc == DBR_OK)
		rc = source_named(&events, job->m, job->block, "events",
				  SOURCE_QUERY);
	if (rc != DBR_OK)
		return rc;
	gantt_rows = dbr_arena_array(job->m->arena, rows->row_count + 1,
				     sizeof(*gantt_rows));
	for (i = 0; i < rows->row_count; i++) {
		read_gantt_row(&gantt_rows[i], rows->table, i);
		if (attempts)
			take_attempts(job, &gantt_rows[i], attempts);
	}
	gantt.row_heading = argument_find(job->block, "heading");
	gantt.rows = gantt_rows;
	gantt.row_count = rows->row_count;
	if (events) {
		gantt.events = read_events(job, events);
		gantt.event_count = events->row_count;
	}
	return figure_gantt_draw(out, &gantt, job->style, job->m->arena,
				 job->m->err);
}

/* Severities that occur, worst first; the worst one is lettered. */
static size_t
find_severities(const struct figure_job *job, struct figure_severity *out,
		size_t *index)
{
	bool seen[SEVERITY_MAX + 1] = { false };
	size_t i, n = 0;

	for (i = 0; i < job->source->row_count; i++) {
		int64_t s = row_count(job->source->table, i, "severity");

		seen[s >= 1 && s <= SEVERITY_MAX ? s : 0] = true;
	}
	for (i = 1; i <= SEVERITY_MAX + 1; i++) {
		size_t severity = i % (SEVERITY_MAX + 1);

		if (!seen[severity])
			continue;
		index[severity] = n;
		out[n].name = severity ?
			dbr_arena_textf(job->m->arena, "Severity %zu",
					severity) : "Not rated";
		out[n].is_lettered = n == 0 && severity != 0;
		n++;
	}
	return n;
}

static void
read_incidents(const struct figure_job *job, struct figure_incident *out,
	       const size_t *index)
{
	size_t i;

	for (i = 0; i < job->source->row_count; i++) {
		int64_t s = row_count(job->source->table, i, "severity");

		out[i].at_us = row_time(job->source->table, i, "opened_at");
		out[i].severity = index[s >= 1 && s <= SEVERITY_MAX ? s : 0];
		out[i].tip = row_text(job->source->table, i, "tip");
	}
}

/* The prediction band: what the baseline leads to expect up to each step. */
static void
make_band(const struct figure_job *job, struct figure_incidents *in,
	  const struct comparison *c)
{
	struct figure_expected *band = dbr_arena_array(
		job->m->arena, BAND_STEPS + 1, sizeof(*band));
	struct dbr_events before = { (int64_t)c->made.pair.b->events,
				    c->made.pair.b->exposure };
	size_t i;

	in->expected = c->expected;
	if (!c->expected.has_value)
		return;
	for (i = 0; i <= BAND_STEPS; i++) {
		double part = (double)i / BAND_STEPS;
		struct dbr_stat expected = dbr_rate_predict(
			before, c->made.pair.a->exposure * part, 0.95);

		band[i].at_us = in->start_us +
			(int64_t)((double)(in->end_us - in->start_us) * part);
		if (!i)
			continue;
		band[i].expected = expected.value;
		band[i].lo = expected.interval.lo;
		band[i].hi = expected.interval.hi;
	}
	in->band = band;
	in->band_count = BAND_STEPS + 1;
}

static enum dbr_status
set_against(struct figure_incidents *in, const struct figure_job *job,
	    const struct source *compare)
{
	const struct comparison *c = compare->comparison;

	if (c->observed.value != in->observed.value)
		return making_fail(job->m, job->block->place,
				   "\"%s\" has %zu incidents, \"%s\" counts "
				   "%.0f: they must be the same ones",
				   job->source->name, in->incident_count,
				   compare->name, c->observed.value);
	make_band(job, in, c);
	in->difference = c->excess;
	in->difference.is_signed = true;
	return total_say(job, compare->metric->metric->name, job->m->subject,
			 in->observed.value);
}

enum dbr_status
figure_make_incidents(struct figure *out, const struct figure_job *job)
{
	static const char *const needed[] = { "opened_at", "severity" };
	struct figure_severity severities[SEVERITY_MAX + 1];
	struct figure_incidents in = { .severities = severities };
	size_t index[SEVERITY_MAX + 1] = { 0 };
	struct source *span, *compare, *events;
	struct figure_incident *incidents;
	enum dbr_status rc;

	rc = need_kind(job, SOURCE_QUERY);
	if (rc == DBR_OK)
		rc = need_columns(job, job->source, needed, COUNT(needed));
	if (rc == DBR_OK)
		rc = source_named(&span, job->m, job->block, "span",
				  SOURCE_QUERY);
	if (rc == DBR_OK)
		rc = source_named(&compare, job->m, job->block, "against",
				  SOURCE_COMPARE);
	if (rc == DBR_OK)
		rc = source_named(&events, job->m, job->block, "events",
				  SOURCE_QUERY);
	if (rc != DBR_OK)
		return rc;
	if (!span)
		return making_fail(job->m, job->block->place,
				   "incidents need span=NAME with start_at "
				   "and end_at");
	if (!span->row_count ||
	    row_time(span->table, 0, "start_at") == FIGURE_NO_TIME) {
		out->problem = "There was no go-live to count from.";
		return DBR_OK;
	}
	in.start_us = row_time(span->table, 0, "start_at");
	in.end_us = row_time(span->table, 0, "end_at");
	in.severity_count = find_severities(job, severities, index);
	incidents = dbr_arena_array(job->m->arena,
				    job->source->row_count + 1,
				    sizeof(*incidents));
	read_incidents(job, incidents, index);
	in.incidents = incidents;
	in.incident_count = job->source->row_count;
	in.observed = number_count((int64_t)in.incident_count);
	if (compare)
		rc = set_against(&in, job, compare);
	if (rc != DBR_OK)
		return rc;
	if (events) {
		in.events = read_events(job, events);
		in.event_count = events->row_count;
	}
	return figure_incidents_draw(out, &in, job->style, job->m->arena,
				     job->m->err);
}

static struct dbr_number
share_number(int64_t hits, int64_t trials)
{
	struct dbr_stat stat = dbr_proportion_estimate(
		(struct dbr_tally){ hits, trials }, 0.95);
	struct dbr_number number = number_count(trials);

	number.name = "share";
	number.unit = DBR_UNIT_SHARE;
	number.is_census = false;
	number.value = stat.value;
	number.has_value = stat.lack == DBR_LACK_NONE;
	number.why_empty = dbr_lack_name(stat.lack);
	number.lo = stat.interval.lo;
	number.hi = stat.interval.hi;
	number.has_lo = stat.interval.has_lo;
	number.has_hi = stat.interval.has_hi;
	number.level = 0.95;
	number.method = dbr_method_name(stat.interval.method);
	return number;
}

static bool
is_about(const char *module, const char *component)
{
	return module && component && strcmp(module, component) == 0;
}

/* A proposal is the rules' to make; without one, the owner keeps what it
 * plainly does, and the rest is to be talked about. */
static void
read_reading(struct figure_ownership_row *row,
	     const struct dbr_propose_result *rules, const char *key)
{
	size_t i;

	row->reading = FIGURE_OWNERSHIP_DISCUSS;
	if (row->total < OWNERSHIP_MIN_N)
		row->reading = FIGURE_OWNERSHIP_TOO_FEW;
	else if (row->share.has_lo && row->share.lo > 0.5)
		row->reading = FIGURE_OWNERSHIP_KEEP;
	for (i = 0; rules && i < rules->proposal_count; i++) {
		const struct dbr_proposal *p = &rules->proposals[i];

		if (!is_about(p->module, key) ||
		    !is_about(p->value_after, row->other))
			continue;
		row->reading = FIGURE_OWNERSHIP_PROPOSE;
		row->share = p->share;
		row->share_team = row->other;
	}
}

enum dbr_status
figure_make_ownership(struct figure *out, const struct figure_job *job)
{
	static const char *const needed[] = {
		"key", "component", "owner", "other", "owner_count",
		"other_count", "total",
	};
	const struct dbr_table *t = job->source->table;
	struct figure_ownership in = { .min_n = OWNERSHIP_MIN_N };
	struct figure_ownership_row *rows;
	struct source *rules;
	enum dbr_status rc;
	size_t i;

	rc = need_kind(job, SOURCE_QUERY);
	if (rc == DBR_OK)
		rc = need_columns(job, job->source, needed, COUNT(needed));
	if (rc == DBR_OK)
		rc = source_named(&rules, job->m, job->block, "rules",
				  SOURCE_PROPOSALS);
	if (rc != DBR_OK)
		return rc;
	rows = dbr_arena_array(job->m->arena, job->source->row_count + 1,
			       sizeof(*rows));
	for (i = 0; i < job->source->row_count; i++) {
		struct figure_ownership_row *row = &rows[i];

		row->component = row_text(t, i, "component");
		row->owner = row_text(t, i, "owner");
		row->other = row_text(t, i, "other");
		row->owner_count = row_count(t, i, "owner_count");
		row->other_count = row_count(t, i, "other_count");
		row->total = row_count(t, i, "total");
		row->share = share_number(row->owner_count, row->total);
		row->share_team = row->owner;
		read_reading(row, rules ? rules->proposals : NULL,
			     row_text(t, i, "key"));
	}
	in.rows = rows;
	in.row_count = job->source->row_count;
	return figure_ownership_draw(out, &in, job->style, job->m->arena,
				     job->m->err);
}
