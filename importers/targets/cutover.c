/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cutover.c -- a log file is one run of the cutover plan, or several.
 *
 * Every record becomes an event under its run (cutover.h); steps are what
 * stands between their stepbegin and stepend, or from one stepbegin to the
 * next where the format says "chain".  The outcome comes from the log: what
 * it states, a roll-back said so, an error level or a failure marker, the
 * end not reached.
 */
#include <config.h>
#include "cutover_talk.h"

#include <inttypes.h>
#include <string.h>

static const struct target_field fields[] = {
	[LOG_TIME] = { "time", VALUE_PAST, false },
	[LOG_EVENT] = { "event", VALUE_TEXT, false },
	[LOG_LEVEL] = { "level", VALUE_TEXT, false },
	[LOG_STEP] = { "step", VALUE_TEXT, false },
	[LOG_HOST] = { "host", VALUE_TEXT, false },
	[LOG_MESSAGE] = { "message", VALUE_TEXT, false },
	[LOG_ENDED] = { "ended", VALUE_PAST, false },
	[LOG_ELAPSED] = { "elapsed", VALUE_DURATION, false },
	[LOG_STATUS] = { "status", VALUE_TEXT, false },
	[LOG_OUTCOME] = { "outcome", VALUE_TEXT, false },
	[LOG_RUN] = { "run", VALUE_TEXT, false },
	[LOG_PROCESS] = { "process", VALUE_TEXT, false },
	[LOG_UPDATE] = { "update", VALUE_TEXT, false },
	[LOG_AUTHOR] = { "author", VALUE_TEXT, false },
	[LOG_CHANNEL] = { "channel", VALUE_TEXT, false },
};

static const char *const content[] = {
	"SELECT source, ext_key, kind, started_at, ended_at, outcome,"
	" rolled_back_at FROM iteration WHERE batch_id = ?1"
	" ORDER BY source, ext_key",
	"SELECT i.source, i.ext_key, e.sequence, e.logged_at, e.event,"
	" e.level, e.step_key, e.host, e.message, e.elapsed_us FROM cutover_event e"
	" JOIN iteration i ON i.id = e.iteration_id WHERE e.batch_id = ?1"
	" ORDER BY i.source, i.ext_key, e.sequence",
	"SELECT i.source, i.ext_key, r.step_key, r.host, r.started_at,"
	" r.ended_at, r.status, r.elapsed_us FROM step_run r"
	" JOIN iteration i ON i.id = r.iteration_id WHERE r.batch_id = ?1"
	" ORDER BY i.source, i.ext_key, r.step_key, r.host",
	"SELECT source, ext_key, kind, sent_at, channel, message"
	" FROM communication WHERE batch_id = ?1 ORDER BY source, ext_key",
	NULL,
};

struct said {
	bool has_failed, has_succeeded, is_rolled_back;
	bool is_unknown;	/* a pattern gave up */
};

struct cutover_target {
	struct import_run *run;
	struct log_runs runs;
	struct writer events, steps;
	struct step_words words;
	struct cutover_talk talk;
	struct said said;		/* by the record at hand */
};

static enum dbr_status
cutover_open(void **out, struct import_run *run, struct dbr_error *err)
{
	struct cutover_target *self = dbr_arena_get(run->arena,
						    sizeof(*self));
	const struct format_steps *steps = &run->format->steps;
	static const struct writer_column event_columns[] = {
		{ "iteration_id", WRITER_KEY }, { "sequence", WRITER_KEY },
		{ "logged_at", WRITER_VALUE }, { "event", WRITER_VALUE },
		{ "level", WRITER_VALUE }, { "step_key", WRITER_VALUE },
		{ "host", WRITER_VALUE }, { "message", WRITER_VALUE },
		{ "elapsed_us", WRITER_VALUE },
	};
	static const struct writer_column step_columns[] = {
		{ "iteration_id", WRITER_KEY }, { "step_key", WRITER_KEY },
		{ "host", WRITER_KEY }, { "started_at", WRITER_VALUE },
		{ "ended_at", WRITER_VALUE }, { "elapsed_us", WRITER_VALUE },
		{ "status", WRITER_VALUE },
	};
	enum dbr_status rc;

	self->run = run;
	*out = self;
	rc = log_runs_open(&self->runs, run, err);
	if (rc == DBR_OK)
		rc = writer_open(&self->events, run, "cutover_event",
				 event_columns, 9, err);
	if (rc == DBR_OK)
		rc = writer_open(&self->steps, run, "step_run",
				 step_columns, 7, err);
	if (rc == DBR_OK)
		rc = cutover_talk_open(&self->talk, run, err);
	if (rc == DBR_OK && steps->in_message)
		rc = step_words_open(&self->words, steps->is_bare, run->arena,
				     err);
	return rc;
}

static void
cutover_close(void *payload)
{
	struct cutover_target *self = payload;

	log_runs_close(&self->runs);
	writer_close(&self->events);
	writer_close(&self->steps);
	step_words_close(&self->words);
	cutover_talk_close(&self->talk);
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
	static const char *const statuses[] = { "planned", "running",
		"succeeded", "skipped", "failed", "rolled_back", "unknown",
		NULL };
	static const char *const outcomes[] = { "succeeded", "failed",
		"rolled_back", "running", "unknown", NULL };

	if (values[LOG_STATUS].text.at &&
	    !is_one_of(values[LOG_STATUS].text, statuses))
		row_reject(out, "status", "expected planned, running, "
			   "succeeded, skipped, failed or rolled_back");
	else if (values[LOG_OUTCOME].text.at &&
		 !is_one_of(values[LOG_OUTCOME].text, outcomes))
		row_reject(out, "outcome", "expected succeeded, failed, "
			   "rolled_back or running");
	else
		return true;
	return false;
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
learn_time(struct log_run *run, const struct value *value)
{
	if (!value->text.at)
		return;
	if (!run->has_time || value->integer < run->started_us)
		run->started_us = value->integer;
	if (!run->has_time || value->integer > run->ended_us)
		run->ended_us = value->integer;
	run->has_time = true;
}

static bool
ask(struct said *said, const struct pattern *pattern, struct dbr_str text)
{
	enum pattern_answer answer = PATTERN_NO;

	if (pattern && text.size)
		answer = pattern_match(pattern, text);
	said->is_unknown |= answer == PATTERN_UNKNOWN;
	return answer == PATTERN_YES;
}

/* What the record says of its run; before anything is learned from it. */
static void
hear(struct cutover_target *self, const struct value *values)
{
	const struct format_outcome *outcome = &self->run->format->outcome;
	struct dbr_str message = values[LOG_MESSAGE].text;
	struct said *said = &self->said;

	said->has_failed = is_failed_level(self, values[LOG_LEVEL].text) ||
			   ask(said, outcome->failed, message);
	said->has_succeeded = ask(said, outcome->succeeded, message);
	said->is_rolled_back =
		dbr_str_is(values[LOG_EVENT].text, "rollback") ||
		ask(said, outcome->rolled_back, message);
}

static void
learn_rollback(const struct cutover_target *self, struct log_run *run,
	       const struct value *values)
{
	if (run->is_rolled_back || !self->said.is_rolled_back)
		return;
	run->is_rolled_back = true;
	run->rolled_back_us = values[LOG_TIME].text.at
		? values[LOG_TIME].integer : run->ended_us;
}

static void
learn(const struct cutover_target *self, struct log_run *run,
      const struct import_row *row)
{
	const struct format_outcome *outcome = &self->run->format->outcome;
	const struct value *values = row->values;
	struct dbr_str event = values[LOG_EVENT].text;

	learn_time(run, &values[LOG_TIME]);
	learn_time(run, &values[LOG_ENDED]);
	run->has_failed |= self->said.has_failed;
	run->has_failed_step |= dbr_str_is(event, "stepfail");
	run->has_succeeded |= self->said.has_succeeded;
	run->begun_count += dbr_str_is(event, "stepbegin") ||
			    (dbr_str_is(event, "rollback") &&
			     values[LOG_STEP].text.size);
	run->done_count += dbr_str_is(event, "stepend");
	if (outcome->end_pattern && row->pattern &&
	    strcmp(row->pattern, outcome->end_pattern) == 0)
		run->has_end = true;
	if (values[LOG_OUTCOME].text.at)
		run->outcome = dbr_arena_text(self->run->arena,
					      values[LOG_OUTCOME].text);
	learn_rollback(self, run, values);
}

static void
set_text(struct writer *writer, size_t column, struct dbr_str text)
{
	writer_set_str(writer, column, text.at ? text : DBR_STR(""));
}

/* Two of start, end and length give the third. */
static void
set_span(struct writer *steps, const struct value *values)
{
	const struct value *start = &values[LOG_TIME];
	const struct value *end = &values[LOG_ENDED];
	const struct value *elapsed = &values[LOG_ELAPSED];

	writer_set_value(steps, 3, start, VALUE_TIME);
	writer_set_value(steps, 4, end, VALUE_TIME);
	writer_set_value(steps, 5, elapsed, VALUE_DURATION);
	if (!start->text.at && end->text.at && elapsed->text.at)
		writer_set_i64(steps, 3, end->integer - elapsed->integer);
	if (start->text.at && !end->text.at && elapsed->text.at)
		writer_set_i64(steps, 4, start->integer + elapsed->integer);
}

/* A record that knows its own end is a step as a whole. */
static enum dbr_status
put_step(struct cutover_target *self, const struct log_run *run,
	 const struct import_row *row, struct row_result *out,
	 struct dbr_error *err)
{
	const struct value *values = row->values;
	bool is_whole = values[LOG_ENDED].text.at ||
			self->run->format->steps.only;
	bool has_failed = self->said.has_failed ||
			  dbr_str_is(values[LOG_EVENT].text, "stepfail");
	enum row_verdict verdict;
	int64_t id;
	enum dbr_status rc;

	if (!is_whole || !values[LOG_STEP].text.at)
		return DBR_OK;
	writer_set_i64(&self->steps, 0, run->iteration_id);
	writer_set_str(&self->steps, 1, values[LOG_STEP].text);
	set_text(&self->steps, 2, values[LOG_HOST].text);
	set_span(&self->steps, values);
	if (values[LOG_STATUS].text.at)
		writer_set_str(&self->steps, 6, values[LOG_STATUS].text);
	else
		writer_set_text(&self->steps, 6,
				has_failed ? "failed" : "succeeded");
	rc = writer_put(&self->steps, row->line, &verdict, &id, err);
	out->verdict = verdict_join(out->verdict, verdict);
	return rc;
}

static enum dbr_status
put_event(struct cutover_target *self, const struct log_run *run,
	  const struct import_row *row, struct row_result *out,
	  struct dbr_error *err)
{
	const struct value *values = row->values;
	int64_t id;

	writer_set_i64(&self->events, 0, run->iteration_id);
	writer_set_i64(&self->events, 1, (int64_t)row->number);
	writer_set_value(&self->events, 2, &values[LOG_TIME], VALUE_TIME);
	set_text(&self->events, 3, values[LOG_EVENT].text);
	set_text(&self->events, 4, values[LOG_LEVEL].text);
	set_text(&self->events, 5, values[LOG_STEP].text);
	set_text(&self->events, 6, values[LOG_HOST].text);
	set_text(&self->events, 7, values[LOG_MESSAGE].text);
	writer_set_value(&self->events, 8, &values[LOG_ELAPSED],
			 VALUE_DURATION);
	return writer_put(&self->events, row->line, &out->verdict, &id, err);
}

/* In a chain every record between two beginnings is of the first step, and a
 * step that comes again in its run is NAME#2. */
static enum dbr_status
link_step(struct cutover_target *self, struct log_run *run,
	  struct value *values, struct dbr_error *err)
{
	struct dbr_str event = values[LOG_EVENT].text;
	struct dbr_str step = values[LOG_STEP].text;
	bool is_of_step = dbr_str_starts(event, "step") ||
			  dbr_str_is(event, "ignored");
	int64_t count = 0;
	enum dbr_status rc = DBR_OK;

	if (!self->run->format->steps.is_chain)
		return DBR_OK;
	if (step.size && dbr_str_is(event, "stepbegin")) {
		rc = run_seen(self->run,
			      dbr_arena_textf(self->run->arena,
					      "step\n%s\n%.*s", run->key,
					      DBR_STR_ARG(step)),
			      &count, err);
		run->step = count > 1
			? dbr_arena_textf(self->run->arena, "%.*s#%" PRId64,
					  DBR_STR_ARG(step), count)
			: dbr_arena_text(self->run->arena, step);
	} else if (event.size && !is_of_step) {
		run->step = NULL;
	}
	if (run->step && (!step.size || (is_of_step && dbr_str_starts(
			dbr_str_from(run->step),
			dbr_arena_text(self->run->arena, step)))))
		values[LOG_STEP].text = dbr_str_from(run->step);
	return rc;
}

static void
find_words(struct cutover_target *self, struct value *values)
{
	struct dbr_str message = values[LOG_MESSAGE].text, event, step;
	enum pattern_answer answer;

	self->said = (struct said){ .is_unknown = false };
	if (!self->words.count || values[LOG_EVENT].text.size)
		return;
	answer = step_words_find(&self->words, message, &event, &step);
	self->said.is_unknown = answer == PATTERN_UNKNOWN;
	if (answer != PATTERN_YES)
		return;
	values[LOG_EVENT].text = event;
	values[LOG_STEP].text = step;
}

static bool
says_nothing(const struct value *values)
{
	return !values[LOG_TIME].text.at && !values[LOG_MESSAGE].text.at &&
	       !values[LOG_EVENT].text.at && !values[LOG_STEP].text.at &&
	       !values[LOG_OUTCOME].text.at;
}

static enum dbr_status
cutover_row(void *payload, const struct import_row *row,
	    struct row_result *out, struct dbr_error *err)
{
	struct cutover_target *self = payload;
	struct value values[LOG_FIELDS];
	struct import_row told = *row;
	struct log_run *run;
	enum dbr_status rc;

	out->verdict = ROW_UNCHANGED;
	if (!check_words(row->values, out))
		return DBR_OK;
	memcpy(values, row->values, sizeof(values));
	told.values = values;
	find_words(self, values);
	hear(self, values);
	rc = log_runs_find(&run, &self->runs, &told, err);
	if (rc == DBR_OK && self->said.is_unknown) {
		run->has_unknown = true;
		row_reject(out, "message", "a pattern would take too long on "
			   "this record: what it says is unknown");
		return DBR_OK;
	}
	if (rc == DBR_OK)
		rc = link_step(self, run, values, err);
	if (rc != DBR_OK)
		return rc;
	learn(self, run, &told);
	if (says_nothing(values)) {
		out->verdict = ROW_SKIPPED;
		out->skipped = "the log's own first or last line";
		return DBR_OK;
	}
	if (!self->run->format->steps.only)
		rc = put_event(self, run, &told, out, err);
	else if (!values[LOG_STEP].text.at)
		return log_runs_put(&self->runs, run, &out->verdict, err);
	if (rc == DBR_OK)
		rc = put_step(self, run, &told, out, err);
	return rc == DBR_OK ? cutover_talk_put(&self->talk, &self->runs, run,
					       &told, out, err) : rc;
}

/* ?3: what a step that has not ended is called; ?4: steps are a chain. */
static const char steps_from_events[] =
	"WITH said AS (SELECT step_key,"
	"  MIN(CASE event WHEN 'stepbegin' THEN logged_at END) AS begun,"
	"  MAX(CASE WHEN event = 'stepend' OR (NOT ?4 AND event IN"
	"   ('stepfail', 'stepskip')) THEN logged_at END) AS ended,"
	"  MAX(elapsed_us) AS elapsed, MAX(sequence) AS last,"
	"  SUM(event = 'stepfail') > SUM(event = 'ignored')"
	"   OR SUM(level = 'ERROR') > 0 AS has_failed,"
	"  SUM(event IN ('stepend', 'stepok')) > 0 AS has_done,"
	"  SUM(event = 'stepskip') > 0 AS is_skipped, MIN(line) AS line"
	"  FROM cutover_event WHERE iteration_id = ?1 AND step_key <> ''"
	"  GROUP BY step_key HAVING SUM(event IN ('stepbegin', 'stepend',"
	"   'stepfail', 'stepskip')) > 0),"
	" known AS (SELECT *, CASE WHEN ?4 AND ended IS NULL THEN"
	"  (SELECT n.logged_at"
	"   FROM cutover_event n WHERE n.iteration_id = ?1"
	"   AND n.sequence > said.last AND n.event <> ''"
	"   AND n.logged_at IS NOT NULL ORDER BY n.sequence LIMIT 1)"
	"  ELSE ended END AS over, ?4 AND EXISTS (SELECT 1"
	"   FROM cutover_event n WHERE n.iteration_id = ?1"
	"   AND n.sequence > said.last AND n.event <> '') AS is_followed"
	"  FROM said)"
	" INSERT INTO step_run (iteration_id, step_key, step_id, host,"
	"  started_at, ended_at, elapsed_us, status, batch_id, line)"
	" SELECT ?1, k.step_key, (SELECT s.id FROM step s, iteration i"
	"   WHERE i.id = ?1 AND s.key = k.step_key"
	"   AND s.migration_id = i.migration_id), '',"
	"  ifnull(k.begun, k.over - k.elapsed), k.over, k.elapsed,"
	"  CASE WHEN k.has_failed THEN 'failed'"
	"   WHEN k.is_skipped AND NOT k.has_done THEN 'skipped'"
	"   WHEN k.has_done OR k.is_followed THEN 'succeeded'"
	"   ELSE ?3 END, ?2, k.line FROM known k WHERE 1"
	" ON CONFLICT (iteration_id, step_key, host) DO UPDATE SET"
	"  step_id = excluded.step_id, started_at = excluded.started_at,"
	"  ended_at = excluded.ended_at, elapsed_us = excluded.elapsed_us,"
	"  status = excluded.status, batch_id = excluded.batch_id,"
	"  line = excluded.line"
	"  WHERE step_id IS NOT excluded.step_id"
	"   OR started_at IS NOT excluded.started_at"
	"   OR ended_at IS NOT excluded.ended_at"
	"   OR elapsed_us IS NOT excluded.elapsed_us"
	"   OR status IS NOT excluded.status";

static enum dbr_status
finish_run(struct cutover_target *self, struct log_run *run,
	   struct dbr_stmt *stmt, struct dbr_error *err)
{
	const char *outcome = log_run_outcome(&self->runs, run);
	enum row_verdict verdict;
	enum dbr_status rc = log_runs_put(&self->runs, run, &verdict, err);

	if (rc != DBR_OK || self->run->format->steps.only)
		return rc;
	dbr_stmt_bind_i64(stmt, 1, run->iteration_id);
	dbr_stmt_bind_i64(stmt, 2, self->run->batch_id);
	dbr_stmt_bind_text(stmt, 3, strcmp(outcome, "running") == 0
			   ? "running" : "unknown");
	dbr_stmt_bind_i64(stmt, 4, self->run->format->steps.is_chain);
	return dbr_stmt_run(stmt, err);
}

static enum dbr_status
cutover_finish(void *payload, struct dbr_error *err)
{
	struct cutover_target *self = payload;
	struct dbr_stmt *stmt = NULL;
	enum dbr_status rc = dbr_stmt_open(&stmt, self->run->store,
					   steps_from_events, err);

	for (struct log_run *run = self->runs.oldest; run && rc == DBR_OK;
	     run = run->newer)
		rc = finish_run(self, run, stmt, err);
	dbr_stmt_close(stmt);
	return rc;
}

const struct target target_cutover = {
	.name = "cutover", .priority = 40, .fields = fields,
	.field_count = LOG_FIELDS, .open = cutover_open, .row = cutover_row,
	.finish = cutover_finish, .close = cutover_close, .content = content,
	.moves_tickets = true,
};
