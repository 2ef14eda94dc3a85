/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cutover.c -- one log file is one run of the cutover plan.
 *
 * Every record becomes an event under the run (source, execution id); steps
 * are what stands between their stepbegin and stepend.  The outcome comes
 * from the log: a roll-back said so, an error level or a failure marker, the
 * end not reached.
 */
#include <config.h>
#include "../target.h"

#include <string.h>
#include "../run.h"
#include "../writer.h"

enum {
	LOG_TIME, LOG_EVENT, LOG_LEVEL, LOG_STEP, LOG_HOST, LOG_MESSAGE,
	LOG_ENDED, LOG_FIELDS,
};

static const struct target_field fields[] = {
	[LOG_TIME] = { "time", VALUE_PAST, false },
	[LOG_EVENT] = { "event", VALUE_TEXT, false },
	[LOG_LEVEL] = { "level", VALUE_TEXT, false },
	[LOG_STEP] = { "step", VALUE_TEXT, false },
	[LOG_HOST] = { "host", VALUE_TEXT, false },
	[LOG_MESSAGE] = { "message", VALUE_TEXT, false },
	[LOG_ENDED] = { "ended", VALUE_PAST, false },
};

static const char *const content[] = {
	"SELECT source, ext_key, kind, started_at, ended_at, outcome,"
	" rolled_back_at FROM iteration WHERE batch_id = ?1"
	" ORDER BY source, ext_key",
	"SELECT i.source, i.ext_key, e.sequence, e.logged_at, e.event,"
	" e.level, e.step_key, e.host, e.message FROM cutover_event e"
	" JOIN iteration i ON i.id = e.iteration_id WHERE e.batch_id = ?1"
	" ORDER BY i.source, i.ext_key, e.sequence",
	"SELECT i.source, i.ext_key, r.step_key, r.host, r.started_at,"
	" r.ended_at, r.status FROM step_run r"
	" JOIN iteration i ON i.id = r.iteration_id WHERE r.batch_id = ?1"
	" ORDER BY i.source, i.ext_key, r.step_key, r.host",
	NULL,
};

enum { RUN_SOURCE, RUN_KEY, RUN_MIGRATION, RUN_KIND, RUN_START, RUN_END,
       RUN_OUTCOME, RUN_ROLLED_BACK, RUN_COLUMNS };

struct cutover_target {
	struct import_run *run;
	struct writer runs, events, steps;
	const char *key;		/* execution id */
	int64_t iteration_id, migration_id;
	size_t first_line;
	int64_t started_us, ended_us, rolled_back_us;
	bool has_time, has_failed, is_rolled_back, has_end;
};

static enum dbr_status
find_key(struct cutover_target *self, struct dbr_error *err)
{
	const struct import_run *run = self->run;
	struct dbr_str name = dbr_str_from(run->file_name);

	if (run->request->ext_key) {
		self->key = run->request->ext_key;
		return DBR_OK;
	}
	if (strcmp(run->request->path, "-") != 0 &&
	    !run->format->key_pattern) {
		self->key = run->survey;
		return DBR_OK;
	}
	if (strcmp(run->request->path, "-") != 0 &&
	    pattern_match(run->format->key_pattern, name) == PATTERN_YES) {
		self->key = dbr_arena_text(run->arena,
			pattern_value(run->format->key_pattern, name));
		return DBR_OK;
	}
	dbr_fail(err, DBR_EUSAGE, "the execution id is not known: the log "
		 "does not hold it, the file name \"%s\" neither",
		 run->file_name);
	return dbr_fail_hint(err, "--key 1295 gives it");
}

static enum dbr_status
find_run(struct cutover_target *self, struct dbr_error *err)
{
	struct import_run *run = self->run;
	struct value none = { .text = DBR_STR_NONE };
	struct row_result unknown = { .verdict = ROW_UNCHANGED };
	enum dbr_status rc = find_key(self, err);

	if (rc == DBR_OK)
		rc = run_find_migration(run, &none, NULL,
					&self->migration_id, &unknown, err);
	if (rc == DBR_OK && unknown.verdict == ROW_REJECTED)
		rc = dbr_fail(err, DBR_EUSAGE, "%s", unknown.reason);
	return rc;
}

static enum dbr_status
cutover_open(void **out, struct import_run *run, struct dbr_error *err)
{
	struct cutover_target *self = dbr_arena_get(run->arena,
						    sizeof(*self));
	bool says_kind = run->request->iteration_kind || run->format->kind;
	const struct writer_column run_columns[RUN_COLUMNS] = {
		{ "source", WRITER_KEY }, { "ext_key", WRITER_KEY },
		{ "migration_id", run->request->migration ? WRITER_VALUE
							   : WRITER_ABSENT },
		{ "kind", says_kind ? WRITER_VALUE : WRITER_ONCE },
		{ "started_at", WRITER_VALUE }, { "ended_at", WRITER_VALUE },
		{ "outcome", WRITER_VALUE },
		{ "rolled_back_at", WRITER_VALUE },
	};
	static const struct writer_column event_columns[] = {
		{ "iteration_id", WRITER_KEY }, { "sequence", WRITER_KEY },
		{ "logged_at", WRITER_VALUE }, { "event", WRITER_VALUE },
		{ "level", WRITER_VALUE }, { "step_key", WRITER_VALUE },
		{ "host", WRITER_VALUE }, { "message", WRITER_VALUE },
	};
	static const struct writer_column step_columns[] = {
		{ "iteration_id", WRITER_KEY }, { "step_key", WRITER_KEY },
		{ "host", WRITER_KEY }, { "started_at", WRITER_VALUE },
		{ "ended_at", WRITER_VALUE }, { "status", WRITER_VALUE },
	};
	enum dbr_status rc;

	self->run = run;
	*out = self;
	rc = find_run(self, err);
	if (rc == DBR_OK)
		rc = writer_open(&self->runs, run, "iteration", run_columns,
				 RUN_COLUMNS, err);
	if (rc == DBR_OK)
		rc = writer_open(&self->events, run, "cutover_event",
				 event_columns, 8, err);
	if (rc == DBR_OK)
		rc = writer_open(&self->steps, run, "step_run",
				 step_columns, 6, err);
	return rc;
}

static void
cutover_close(void *payload)
{
	struct cutover_target *self = payload;

	writer_close(&self->runs);
	writer_close(&self->events);
	writer_close(&self->steps);
}

static const char *
outcome_of(const struct cutover_target *self)
{
	if (self->is_rolled_back)
		return "rolled_back";
	if (self->has_failed)
		return "failed";
	if (self->run->format->outcome.end_pattern && !self->has_end)
		return "running";
	return "succeeded";
}

static void
set_run(struct cutover_target *self)
{
	const struct import_run *run = self->run;
	struct writer *runs = &self->runs;
	const char *kind = run->request->iteration_kind;
	bool is_over = strcmp(outcome_of(self), "running") != 0;

	if (!kind)
		kind = run->format->kind ? run->format->kind : "cutover";
	writer_set_text(runs, RUN_SOURCE, run->format->source);
	writer_set_text(runs, RUN_KEY, self->key);
	writer_set_id(runs, RUN_MIGRATION, self->migration_id);
	writer_set_text(runs, RUN_KIND, kind);
	writer_set_null(runs, RUN_START);
	writer_set_null(runs, RUN_END);
	writer_set_null(runs, RUN_ROLLED_BACK);
	writer_set_text(runs, RUN_OUTCOME, outcome_of(self));
	if (self->has_time) {
		writer_set_i64(runs, RUN_START, self->started_us);
		if (is_over)
			writer_set_i64(runs, RUN_END, self->ended_us);
	}
	if (self->is_rolled_back && self->has_time)
		writer_set_i64(runs, RUN_ROLLED_BACK, self->rolled_back_us);
}

/* The run must be there before its first event. */
static enum dbr_status
begin_run(struct cutover_target *self, size_t line, struct dbr_error *err)
{
	enum row_verdict verdict;
	enum dbr_status rc;

	if (self->iteration_id)
		return DBR_OK;
	self->first_line = line;
	set_run(self);
	rc = writer_find(&self->runs, &self->iteration_id, err);
	if (rc == DBR_OK && !self->iteration_id)
		rc = writer_put(&self->runs, line, &verdict,
				&self->iteration_id, err);
	return rc;
}

static bool
is_failed_level(const struct cutover_target *self, struct dbr_str level)
{
	const struct text_list *levels =
		&self->run->format->outcome.failed_levels;

	for (size_t i = 0; i < levels->count; i++)
		if (dbr_str_equal_nocase(level, dbr_str_from(levels->at[i])))
			return true;
	return false;
}

static void
learn_time(struct cutover_target *self, const struct value *value)
{
	if (!value->text.at)
		return;
	if (!self->has_time || value->integer < self->started_us)
		self->started_us = value->integer;
	if (!self->has_time || value->integer > self->ended_us)
		self->ended_us = value->integer;
	self->has_time = true;
}

static bool
says_failed(const struct cutover_target *self, const struct value *values)
{
	const struct pattern *failed = self->run->format->outcome.failed;
	struct dbr_str message = values[LOG_MESSAGE].text;

	return is_failed_level(self, values[LOG_LEVEL].text) ||
	       dbr_str_is(values[LOG_EVENT].text, "stepfail") ||
	       (failed && message.size &&
		pattern_match(failed, message) == PATTERN_YES);
}

static void
learn(struct cutover_target *self, const struct value *values)
{
	const struct format_outcome *outcome = &self->run->format->outcome;
	struct dbr_str message = values[LOG_MESSAGE].text;

	learn_time(self, &values[LOG_TIME]);
	learn_time(self, &values[LOG_ENDED]);
	if (says_failed(self, values))
		self->has_failed = true;
	if (self->is_rolled_back)
		return;
	if (dbr_str_is(values[LOG_EVENT].text, "rollback") ||
	    (outcome->rolled_back && message.size &&
	     pattern_match(outcome->rolled_back, message) == PATTERN_YES)) {
		self->is_rolled_back = true;
		self->rolled_back_us = values[LOG_TIME].text.at
			? values[LOG_TIME].integer : self->ended_us;
	}
}

static void
set_text(struct writer *writer, size_t column, struct dbr_str text)
{
	writer_set_str(writer, column, text.at ? text : DBR_STR(""));
}

/* A record that knows its own end is a step as a whole. */
static enum dbr_status
put_step(struct cutover_target *self, const struct import_row *row,
	 struct row_result *out, struct dbr_error *err)
{
	const struct value *values = row->values;
	enum row_verdict verdict;
	int64_t id;
	enum dbr_status rc;

	if (!values[LOG_ENDED].text.at || !values[LOG_STEP].text.at)
		return DBR_OK;
	writer_set_i64(&self->steps, 0, self->iteration_id);
	writer_set_str(&self->steps, 1, values[LOG_STEP].text);
	set_text(&self->steps, 2, values[LOG_HOST].text);
	writer_set_value(&self->steps, 3, &values[LOG_TIME], VALUE_TIME);
	writer_set_value(&self->steps, 4, &values[LOG_ENDED], VALUE_TIME);
	writer_set_text(&self->steps, 5, says_failed(self, values)
			? "failed" : "succeeded");
	rc = writer_put(&self->steps, row->line, &verdict, &id, err);
	out->verdict = verdict_join(out->verdict, verdict);
	return rc;
}

static enum dbr_status
cutover_row(void *payload, const struct import_row *row,
	    struct row_result *out, struct dbr_error *err)
{
	struct cutover_target *self = payload;
	const char *end = self->run->format->outcome.end_pattern;
	const struct value *values = row->values;
	int64_t id;
	enum dbr_status rc = begin_run(self, row->line, err);

	if (rc != DBR_OK)
		return rc;
	if (end && row->pattern && strcmp(row->pattern, end) == 0)
		self->has_end = true;
	if (!values[LOG_TIME].text.at && !values[LOG_MESSAGE].text.at &&
	    !values[LOG_EVENT].text.at) {
		out->verdict = ROW_SKIPPED;
		out->skipped = "the log's own first or last line";
		return DBR_OK;
	}
	learn(self, values);
	writer_set_i64(&self->events, 0, self->iteration_id);
	writer_set_i64(&self->events, 1, (int64_t)row->number);
	writer_set_value(&self->events, 2, &values[LOG_TIME], VALUE_TIME);
	set_text(&self->events, 3, values[LOG_EVENT].text);
	set_text(&self->events, 4, values[LOG_LEVEL].text);
	set_text(&self->events, 5, values[LOG_STEP].text);
	set_text(&self->events, 6, values[LOG_HOST].text);
	set_text(&self->events, 7, values[LOG_MESSAGE].text);
	rc = writer_put(&self->events, row->line, &out->verdict, &id, err);
	return rc == DBR_OK ? put_step(self, row, out, err) : rc;
}

/* ?3: what a step that has not ended is called. */
static const char steps_from_events[] =
	"INSERT INTO step_run (iteration_id, step_key, step_id, host,"
	" started_at, ended_at, status, batch_id, line)"
	" SELECT e.iteration_id, e.step_key, (SELECT s.id FROM step s"
	"   WHERE s.key = e.step_key AND s.migration_id = i.migration_id), '',"
	"  MIN(CASE e.event WHEN 'stepbegin' THEN e.logged_at END),"
	"  MAX(CASE WHEN e.event IN ('stepend', 'stepfail')"
	"   THEN e.logged_at END),"
	"  CASE WHEN SUM(e.event = 'stepfail' OR e.level = 'ERROR') > 0"
	"   THEN 'failed' WHEN SUM(e.event = 'stepend') > 0"
	"   THEN 'succeeded' ELSE ?3 END, ?2, MIN(e.line)"
	"  FROM cutover_event e JOIN iteration i ON i.id = e.iteration_id"
	"  WHERE e.iteration_id = ?1 AND e.step_key <> ''"
	"  GROUP BY e.step_key HAVING SUM(e.event IN ('stepbegin', 'stepend',"
	"   'stepfail')) > 0"
	" ON CONFLICT (iteration_id, step_key, host) DO UPDATE SET"
	"  step_id = excluded.step_id, started_at = excluded.started_at,"
	"  ended_at = excluded.ended_at, status = excluded.status,"
	"  batch_id = excluded.batch_id, line = excluded.line"
	"  WHERE step_id IS NOT excluded.step_id"
	"   OR started_at IS NOT excluded.started_at"
	"   OR ended_at IS NOT excluded.ended_at"
	"   OR status IS NOT excluded.status";

static enum dbr_status
cutover_finish(void *payload, struct dbr_error *err)
{
	struct cutover_target *self = payload;
	bool is_over = strcmp(outcome_of(self), "running") != 0;
	struct dbr_stmt *stmt = NULL;
	enum row_verdict verdict;
	enum dbr_status rc;

	if (!self->iteration_id)
		return DBR_OK;
	set_run(self);
	rc = writer_put(&self->runs, self->first_line, &verdict,
			&self->iteration_id, err);
	if (rc == DBR_OK)
		rc = dbr_stmt_open(&stmt, self->run->store, steps_from_events,
				   err);
	if (rc != DBR_OK)
		return rc;
	dbr_stmt_bind_i64(stmt, 1, self->iteration_id);
	dbr_stmt_bind_i64(stmt, 2, self->run->batch_id);
	dbr_stmt_bind_text(stmt, 3, is_over ? "unknown" : "running");
	rc = dbr_stmt_run(stmt, err);
	dbr_stmt_close(stmt);
	return rc;
}

const struct target target_cutover = {
	.name = "cutover", .priority = 40, .fields = fields,
	.field_count = LOG_FIELDS, .open = cutover_open, .row = cutover_row,
	.finish = cutover_finish, .close = cutover_close, .content = content,
	.moves_tickets = true,
};
