/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cutover_plan.c -- the plan as a spreadsheet: one row is one step in one
 * iteration, with planned and actual times.
 *
 * A row without an iteration only plans, unless it says what happened: then
 * the file is the iteration.  The iteration's start, end and
 * outcome follow from its steps: rolled back when a roll-back step ran (in a
 * drill that is the purpose, so there it counts as succeeded).
 */
#include <config.h>
#include "../target.h"

#include <math.h>
#include <string.h>
#include "debrief/time.h"
#include "../run.h"
#include "../writer.h"

/* As many as Microsoft Project has: the baseline and ten more. */
enum { BASELINE_COUNT = 11 };

enum {
	PLAN_MIGRATION, PLAN_ITERATION, PLAN_KIND, PLAN_STEP, PLAN_TITLE,
	PLAN_MODULE, PLAN_TEAM, PLAN_IS_ROLLBACK, PLAN_BASELINE,
	PLAN_PLANNED_START, PLAN_PLANNED_END, PLAN_ACTUAL_START,
	PLAN_ACTUAL_END, PLAN_STATUS, PLAN_STATUS_RAW, PLAN_OUTCOME,
	PLAN_DURATION,
	PLAN_BASELINES, PLAN_FIELDS = PLAN_BASELINES + 2 * BASELINE_COUNT,
};

#define BASELINE(i, n) \
	[PLAN_BASELINES + 2 * (i)] = { "baseline" n "_start", VALUE_TIME, \
				       false }, \
	[PLAN_BASELINES + 2 * (i) + 1] = { "baseline" n "_end", VALUE_TIME, \
					   false }

static const struct target_field fields[] = {
	[PLAN_MIGRATION] = { "migration", VALUE_TEXT, false },
	[PLAN_ITERATION] = { "iteration", VALUE_TEXT, false },
	[PLAN_KIND] = { "kind", VALUE_TEXT, false },
	[PLAN_STEP] = { "step", VALUE_TEXT, true },
	[PLAN_TITLE] = { "title", VALUE_TEXT, false },
	[PLAN_MODULE] = { "module", VALUE_TEXT, false },
	[PLAN_TEAM] = { "team", VALUE_TEXT, false },
	[PLAN_IS_ROLLBACK] = { "is_rollback", VALUE_BOOL, false },
	[PLAN_BASELINE] = { "baseline", VALUE_TEXT, false },
	[PLAN_PLANNED_START] = { "planned_start", VALUE_TIME, false },
	[PLAN_PLANNED_END] = { "planned_end", VALUE_TIME, false },
	[PLAN_ACTUAL_START] = { "actual_start", VALUE_PAST, false },
	[PLAN_ACTUAL_END] = { "actual_end", VALUE_PAST, false },
	[PLAN_STATUS] = { "status", VALUE_TEXT, false },
	[PLAN_STATUS_RAW] = { "status_raw", VALUE_TEXT, false },
	[PLAN_OUTCOME] = { "outcome", VALUE_TEXT, false },
	[PLAN_DURATION] = { "planned_duration", VALUE_MINUTES, false },
	BASELINE(0, ""), BASELINE(1, "1"), BASELINE(2, "2"), BASELINE(3, "3"),
	BASELINE(4, "4"), BASELINE(5, "5"), BASELINE(6, "6"), BASELINE(7, "7"),
	BASELINE(8, "8"), BASELINE(9, "9"), BASELINE(10, "10"),
};

static const char *const content[] = {
	"SELECT source, ext_key, kind, started_at, ended_at, outcome,"
	" rolled_back_at FROM iteration WHERE batch_id = ?1"
	" ORDER BY source, ext_key",
	"SELECT m.key, s.key, s.title, d.key, t.key, s.is_rollback"
	" FROM step s LEFT JOIN migration m ON m.id = s.migration_id"
	" LEFT JOIN module d ON d.id = s.module_id"
	" LEFT JOIN team t ON t.id = s.team_id WHERE s.batch_id = ?1"
	" ORDER BY m.key, s.key",
	"SELECT m.key, s.key, p.baseline, p.planned_start_at,"
	" p.planned_end_at FROM step_plan p JOIN step s ON s.id = p.step_id"
	" LEFT JOIN migration m ON m.id = s.migration_id"
	" WHERE p.batch_id = ?1 ORDER BY m.key, s.key, p.baseline",
	"SELECT i.source, i.ext_key, r.step_key, r.started_at, r.ended_at,"
	" r.status FROM step_run r JOIN iteration i ON i.id = r.iteration_id"
	" WHERE r.batch_id = ?1 ORDER BY i.source, i.ext_key, r.step_key",
	NULL,
};

struct plan_target {
	struct import_run *run;
	struct writer iterations, steps, plans, runs;
	struct dbr_stmt *outcome;
	bool has_outcome;
	/* Rows that only plan; they are of the file's iteration, too, once
	 * another row says what happened. */
	struct planned_row {
		int64_t step;
		struct dbr_str key, iteration;
		size_t line;
	} *planned;
	size_t planned_count, planned_capacity;
	bool is_iteration;	/* the file is */
};

struct plan_ids {
	int64_t migration, module, team, step, iteration;
};

static enum dbr_status
open_writers(struct plan_target *self, struct dbr_error *err)
{
	const bool *is_bound = self->run->is_bound;
	const struct writer_column iterations[] = {
		{ "source", WRITER_KEY }, { "ext_key", WRITER_KEY },
		{ "migration_id", WRITER_VALUE },
		{ "kind", is_bound[PLAN_KIND] ? WRITER_VALUE : WRITER_ONCE },
	};
	const struct writer_column steps[] = {
		{ "migration_id", WRITER_KEY_OR_NULL }, { "key", WRITER_KEY },
		{ "title", WRITER_VALUE },
		{ "module_id", is_bound[PLAN_MODULE] ? WRITER_VALUE
						      : WRITER_ABSENT },
		{ "team_id", is_bound[PLAN_TEAM] ? WRITER_VALUE
						  : WRITER_ABSENT },
		{ "is_rollback", is_bound[PLAN_IS_ROLLBACK] ? WRITER_VALUE
							     : WRITER_ABSENT },
	};
	static const struct writer_column plans[] = {
		{ "step_id", WRITER_KEY }, { "baseline", WRITER_KEY },
		{ "planned_start_at", WRITER_VALUE },
		{ "planned_end_at", WRITER_VALUE },
	};
	static const struct writer_column runs[] = {
		{ "iteration_id", WRITER_KEY }, { "step_key", WRITER_KEY },
		{ "host", WRITER_KEY }, { "step_id", WRITER_VALUE },
		{ "started_at", WRITER_VALUE }, { "ended_at", WRITER_VALUE },
		{ "status", WRITER_VALUE }, { "status_raw", WRITER_VALUE },
	};
	struct import_run *run = self->run;
	enum dbr_status rc = writer_open(&self->iterations, run, "iteration",
					 iterations, 4, err);

	if (rc == DBR_OK)
		rc = writer_open(&self->steps, run, "step", steps, 6, err);
	if (rc == DBR_OK)
		rc = writer_open(&self->plans, run, "step_plan", plans, 4,
				 err);
	if (rc == DBR_OK)
		rc = writer_open(&self->runs, run, "step_run", runs, 8, err);
	if (rc == DBR_OK)
		rc = dbr_stmt_open(&self->outcome, run->store,
			"UPDATE iteration SET outcome = ?1 WHERE id = ?2"
			" AND outcome <> ?1", err);
	return rc;
}

static enum dbr_status
plan_open(void **out, struct import_run *run, struct dbr_error *err)
{
	struct plan_target *self = dbr_arena_get(run->arena, sizeof(*self));

	self->run = run;
	self->has_outcome = run->is_bound[PLAN_OUTCOME];
	*out = self;
	return open_writers(self, err);
}

static void
plan_close(void *payload)
{
	struct plan_target *self = payload;

	writer_close(&self->iterations);
	writer_close(&self->steps);
	writer_close(&self->plans);
	writer_close(&self->runs);
	dbr_stmt_close(self->outcome);
}

static bool
is_one_of(struct dbr_str word, const char *const *words)
{
	for (size_t i = 0; words[i]; i++)
		if (dbr_str_is(word, words[i]))
			return true;
	return false;
}

/* False: rejected. */
static bool
check_words(const struct value *values, struct row_result *out)
{
	static const char *const kinds[] = { "rehearsal", "drill", "cutover",
					     NULL };
	static const char *const statuses[] = { "planned", "running",
		"succeeded", "skipped", "failed", "rolled_back", "unknown",
		NULL };
	static const char *const outcomes[] = { "succeeded", "failed",
		"rolled_back", "running", "unknown", NULL };
	struct dbr_str kind = values[PLAN_KIND].text;
	struct dbr_str status = values[PLAN_STATUS].text;
	struct dbr_str outcome = values[PLAN_OUTCOME].text;

	if (kind.at && !is_one_of(kind, kinds))
		row_reject(out, "kind", "expected rehearsal, drill or cutover");
	else if (status.at && !is_one_of(status, statuses))
		row_reject(out, "status", "expected planned, running, "
			   "succeeded, skipped, failed or rolled_back");
	else if (outcome.at && !is_one_of(outcome, outcomes))
		row_reject(out, "outcome", "expected succeeded, failed, "
			   "rolled_back or running");
	else
		return true;
	return false;
}

/* Two rows of one file may not plan the same step twice differently. */
static enum dbr_status
check_twice(struct plan_target *self, const struct value *values,
	    struct dbr_str baseline, struct row_result *out,
	    struct dbr_error *err)
{
	struct dbr_buf key = DBR_BUF_INIT;
	int64_t count = 0;
	enum dbr_status rc;

	dbr_buf_addf(&key, "%.*s\n%.*s\n%.*s\n%.*s",
		     DBR_STR_ARG(values[PLAN_MIGRATION].text),
		     DBR_STR_ARG(values[PLAN_ITERATION].text),
		     DBR_STR_ARG(values[PLAN_STEP].text),
		     DBR_STR_ARG(baseline));
	rc = run_seen(self->run, key.text, &count, err);
	dbr_buf_release(&key);
	if (rc == DBR_OK && count > 1)
		row_reject(out, "step", "the file has this step twice in one "
			   "iteration and baseline");
	return rc;
}

static enum dbr_status
find_ids(struct plan_target *self, const struct value *values,
	 struct plan_ids *ids, struct row_result *out, struct dbr_error *err)
{
	struct import_run *run = self->run;
	enum dbr_status rc = run_find_migration(run, &values[PLAN_MIGRATION],
						"migration", &ids->migration,
						out, err);

	if (rc == DBR_OK && out->verdict != ROW_REJECTED)
		rc = run_find_module(run, &values[PLAN_MODULE], "module",
				     &ids->module, out, err);
	if (rc == DBR_OK && out->verdict != ROW_REJECTED)
		rc = dictionary_get(run->dictionary, DICTIONARY_TEAM,
				    values[PLAN_TEAM].text, &ids->team, err);
	return rc;
}

struct plan {			/* of one step, as one baseline has it */
	int64_t step;
	struct dbr_str baseline;
	struct value start, end;
};

static enum dbr_status
put_plan(struct plan_target *self, size_t line, const struct plan *plan,
	 struct row_result *out, struct dbr_error *err)
{
	enum row_verdict verdict;
	int64_t id;
	enum dbr_status rc;

	if (!plan->start.text.at && !plan->end.text.at)
		return DBR_OK;
	writer_set_i64(&self->plans, 0, plan->step);
	writer_set_str(&self->plans, 1, plan->baseline);
	writer_set_value(&self->plans, 2, &plan->start, VALUE_TIME);
	writer_set_value(&self->plans, 3, &plan->end, VALUE_TIME);
	rc = writer_put(&self->plans, line, &verdict, &id, err);
	out->verdict = verdict_join(out->verdict, verdict);
	return rc;
}

static struct value
planned_end(const struct value *values)
{
	struct value end = values[PLAN_PLANNED_END];
	const struct value *start = &values[PLAN_PLANNED_START];
	const struct value *length = &values[PLAN_DURATION];

	if (end.text.at || !start->text.at || !length->text.at)
		return end;
	end = *start;
	end.integer += llround(length->real * (double)DBR_MINUTE_US);
	return end;
}

static enum dbr_status
put_step(struct plan_target *self, const struct import_row *row,
	 struct plan_ids *ids, struct dbr_str baseline,
	 struct row_result *out, struct dbr_error *err)
{
	const struct value *values = row->values;
	enum dbr_status rc;

	writer_set_id(&self->steps, 0, ids->migration);
	writer_set_str(&self->steps, 1, values[PLAN_STEP].text);
	writer_set_str(&self->steps, 2, values[PLAN_TITLE].text.at
		? values[PLAN_TITLE].text : values[PLAN_STEP].text);
	writer_set_id(&self->steps, 3, ids->module);
	writer_set_id(&self->steps, 4, ids->team);
	writer_set_i64(&self->steps, 5, values[PLAN_IS_ROLLBACK].integer);
	rc = writer_put(&self->steps, row->line, &out->verdict, &ids->step,
			err);
	if (rc == DBR_OK)
		rc = put_plan(self, row->line, &(struct plan){ ids->step,
			      baseline, values[PLAN_PLANNED_START],
			      planned_end(values) }, out, err);
	for (size_t i = 0; i < BASELINE_COUNT && rc == DBR_OK; i++) {
		const struct value *start = &values[PLAN_BASELINES + 2 * i];
		const char *name = fields[PLAN_BASELINES + 2 * i].name;
		struct plan plan = { ids->step, dbr_str_from(name), start[0],
				     start[1] };

		plan.baseline.size -= strlen("_start");
		rc = put_plan(self, row->line, &plan, out, err);
	}
	return rc;
}

/* The iteration of a row; the file's, named by --key or its own name, when
 * the row names none. */
static struct dbr_str
iteration_of(const struct plan_target *self, const struct value *values)
{
	const struct import_run *run = self->run;
	struct dbr_str migration = values[PLAN_MIGRATION].text;
	const char *key = run->request->ext_key ? run->request->ext_key
						: run->survey;

	if (values[PLAN_ITERATION].text.at)
		return values[PLAN_ITERATION].text;
	if (!migration.size)
		return dbr_str_from(key);
	return dbr_str_from(dbr_arena_textf(run->arena, "%s/%.*s", key,
					    DBR_STR_ARG(migration)));
}

static bool
says_what_happened(const struct value *values)
{
	struct dbr_str status = values[PLAN_STATUS].text;

	return values[PLAN_ACTUAL_START].text.at ||
	       values[PLAN_ACTUAL_END].text.at ||
	       values[PLAN_OUTCOME].text.at ||
	       (status.at && !dbr_str_is(status, "planned") &&
		!dbr_str_is(status, "unknown"));
}

static void
keep_planned(struct plan_target *self, const struct import_row *row,
	     int64_t step)
{
	struct dbr_arena *arena = self->run->arena;

	self->planned = dbr_arena_grow(arena, self->planned,
				       self->planned_count,
				       &self->planned_capacity,
				       sizeof(*self->planned));
	self->planned[self->planned_count++] = (struct planned_row){
		step, dbr_arena_str(arena, row->values[PLAN_STEP].text),
		dbr_arena_str(arena, iteration_of(self, row->values)),
		row->line };
}

static const char *
status_of(const struct value *values)
{
	if (values[PLAN_ACTUAL_END].text.at)
		return "succeeded";
	return values[PLAN_ACTUAL_START].text.at ? "running" : "planned";
}

/* What the file states outright; else from_steps works it out. */
static enum dbr_status
put_outcome(struct plan_target *self, const struct value *outcome,
	    int64_t iteration, struct row_result *out, struct dbr_error *err)
{
	enum dbr_status rc;

	if (!outcome->text.at)
		return DBR_OK;
	dbr_stmt_bind_str(self->outcome, 1, outcome->text);
	dbr_stmt_bind_i64(self->outcome, 2, iteration);
	rc = dbr_stmt_run(self->outcome, err);
	if (rc == DBR_OK && dbr_store_changes(self->run->store))
		out->verdict = verdict_join(out->verdict, ROW_UPDATED);
	return rc;
}

static enum dbr_status
put_run(struct plan_target *self, const struct import_row *row,
	struct plan_ids *ids, struct row_result *out, struct dbr_error *err)
{
	struct dbr_str iteration = iteration_of(self, row->values);
	const struct value *values = row->values;
	struct dbr_str kind = values[PLAN_KIND].text;
	enum row_verdict verdict;
	int64_t id;
	enum dbr_status rc;

	writer_set_text(&self->iterations, 0, self->run->format->source);
	writer_set_str(&self->iterations, 1, iteration);
	writer_set_id(&self->iterations, 2, ids->migration);
	writer_set_str(&self->iterations, 3, kind.at ? kind
						     : DBR_STR("cutover"));
	rc = writer_put(&self->iterations, row->line, &verdict,
			&ids->iteration, err);
	if (rc != DBR_OK)
		return rc;
	out->verdict = verdict_join(out->verdict, verdict);
	rc = put_outcome(self, &values[PLAN_OUTCOME], ids->iteration, out,
			 err);
	if (rc != DBR_OK)
		return rc;
	writer_set_i64(&self->runs, 0, ids->iteration);
	writer_set_str(&self->runs, 1, values[PLAN_STEP].text);
	writer_set_text(&self->runs, 2, "");
	writer_set_i64(&self->runs, 3, ids->step);
	writer_set_value(&self->runs, 4, &values[PLAN_ACTUAL_START],
			 VALUE_TIME);
	writer_set_value(&self->runs, 5, &values[PLAN_ACTUAL_END],
			 VALUE_TIME);
	if (values[PLAN_STATUS].text.at)
		writer_set_str(&self->runs, 6, values[PLAN_STATUS].text);
	else
		writer_set_text(&self->runs, 6, status_of(values));
	writer_set_str(&self->runs, 7, values[PLAN_STATUS_RAW].text);
	rc = writer_put(&self->runs, row->line, &verdict, &id, err);
	out->verdict = verdict_join(out->verdict, verdict);
	return rc;
}

static enum dbr_status
plan_row(void *payload, const struct import_row *row, struct row_result *out,
	 struct dbr_error *err)
{
	struct plan_target *self = payload;
	const struct value *values = row->values;
	struct plan_ids ids = { 0 };
	struct dbr_str baseline = DBR_STR("kickoff");
	enum dbr_status rc;

	out->verdict = ROW_UNCHANGED;
	if (!check_words(values, out))
		return DBR_OK;
	if (values[PLAN_ITERATION].text.at)
		baseline = values[PLAN_ITERATION].text;
	if (values[PLAN_BASELINE].text.at)
		baseline = values[PLAN_BASELINE].text;
	rc = find_ids(self, values, &ids, out, err);
	if (rc == DBR_OK && out->verdict != ROW_REJECTED)
		rc = check_twice(self, values, baseline, out, err);
	if (rc != DBR_OK || out->verdict == ROW_REJECTED)
		return rc;
	rc = put_step(self, row, &ids, baseline, out, err);
	if (rc != DBR_OK)
		return rc;
	if (!values[PLAN_ITERATION].text.at && !says_what_happened(values)) {
		keep_planned(self, row, ids.step);
		return DBR_OK;
	}
	if (!values[PLAN_ITERATION].text.at)
		self->is_iteration = true;
	return put_run(self, row, &ids, out, err);
}

/* The steps still to come of an iteration that has begun. */
static enum dbr_status
put_planned(struct plan_target *self, const struct planned_row *row,
	    struct dbr_error *err)
{
	enum row_verdict verdict;
	int64_t iteration = 0, id;
	enum dbr_status rc;

	writer_set_text(&self->iterations, 0, self->run->format->source);
	writer_set_str(&self->iterations, 1, row->iteration);
	rc = writer_find(&self->iterations, &iteration, err);
	if (rc != DBR_OK || !iteration)
		return rc;
	writer_set_i64(&self->runs, 0, iteration);
	writer_set_str(&self->runs, 1, row->key);
	writer_set_text(&self->runs, 2, "");
	writer_set_i64(&self->runs, 3, row->step);
	writer_set_null(&self->runs, 4);
	writer_set_null(&self->runs, 5);
	writer_set_text(&self->runs, 6, "planned");
	writer_set_null(&self->runs, 7);
	return writer_put(&self->runs, row->line, &verdict, &id, err);
}

/* Start, end and outcome of every iteration this file has steps of. */
static const char from_steps[] =
	"UPDATE iteration SET started_at = x.started, ended_at = x.ended,"
	" rolled_back_at = x.rolled_back, outcome = x.outcome, batch_id = ?1"
	" FROM (SELECT i.id AS id, MIN(r.started_at) AS started,"
	"   CASE WHEN SUM(r.status = 'running') > 0 THEN NULL"
	"    ELSE MAX(r.ended_at) END AS ended,"
	"   CASE i.kind WHEN 'drill' THEN NULL ELSE"
	"    MIN(CASE s.is_rollback WHEN 1 THEN r.started_at END) END"
	"    AS rolled_back,"
	"   CASE WHEN ?2 AND i.outcome <> 'unknown' THEN i.outcome"
	"    WHEN i.kind <> 'drill' AND SUM(s.is_rollback = 1"
	"     AND r.started_at IS NOT NULL) > 0 THEN 'rolled_back'"
	"    WHEN SUM(r.status = 'rolled_back') > 0 THEN 'rolled_back'"
	"    WHEN SUM(r.status = 'failed') > 0 THEN 'failed'"
	"    WHEN SUM(r.status = 'running') > 0 THEN 'running'"
	"    WHEN SUM(r.status = 'succeeded') = 0 THEN 'unknown'"
	"    WHEN SUM(r.status = 'planned' AND s.is_rollback = 0) > 0"
	"     THEN 'running' ELSE 'succeeded' END AS outcome"
	"  FROM iteration i JOIN step_run r ON r.iteration_id = i.id"
	"  LEFT JOIN step s ON s.id = r.step_id"
	"  WHERE i.id IN (SELECT iteration_id FROM step_run"
	"   WHERE batch_id = ?1) GROUP BY i.id) AS x"
	" WHERE iteration.id = x.id"
	"  AND (iteration.started_at IS NOT x.started"
	"  OR iteration.ended_at IS NOT x.ended"
	"  OR iteration.outcome IS NOT x.outcome"
	"  OR iteration.rolled_back_at IS NOT x.rolled_back)";

static enum dbr_status
plan_finish(void *payload, struct dbr_error *err)
{
	struct plan_target *self = payload;
	struct dbr_stmt *stmt = NULL;
	enum dbr_status rc = DBR_OK;

	for (size_t i = 0; i < self->planned_count && self->is_iteration &&
	     rc == DBR_OK; i++)
		rc = put_planned(self, &self->planned[i], err);
	if (rc == DBR_OK)
		rc = dbr_stmt_open(&stmt, self->run->store, from_steps, err);
	if (rc != DBR_OK)
		return rc;
	dbr_stmt_bind_i64(stmt, 1, self->run->batch_id);
	dbr_stmt_bind_i64(stmt, 2, self->has_outcome);
	rc = dbr_stmt_run(stmt, err);
	dbr_stmt_close(stmt);
	return rc;
}

const struct target target_cutover_plan = {
	.name = "cutover-plan", .priority = 30, .fields = fields,
	.field_count = PLAN_FIELDS, .open = plan_open, .row = plan_row,
	.finish = plan_finish, .close = plan_close, .content = content,
	.moves_tickets = true,
};
