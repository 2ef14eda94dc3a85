/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cutover_runs.c -- see cutover.h. */
#include <config.h>
#include "cutover.h"

#include <string.h>
#include "../binding.h"

enum { RUN_SOURCE, RUN_KEY, RUN_MIGRATION, RUN_KIND, RUN_START, RUN_END,
       RUN_OUTCOME, RUN_ROLLED_BACK, RUN_COLUMNS };

static enum dbr_status
find_migration(struct log_runs *runs, struct dbr_error *err)
{
	struct value none = { .text = DBR_STR_NONE };
	struct row_result unknown = { .verdict = ROW_UNCHANGED };
	enum dbr_status rc = run_find_migration(runs->run, &none, NULL,
						&runs->migration_id, &unknown,
						err);

	if (rc == DBR_OK && unknown.verdict == ROW_REJECTED)
		rc = dbr_fail(err, DBR_EUSAGE, "%s", unknown.reason);
	return rc;
}

/* The execution id of the file: --key, or what its name holds. */
static enum dbr_status
find_key(struct log_runs *runs, struct dbr_error *err)
{
	const struct import_run *run = runs->run;
	struct pattern *pattern = run->format->key_pattern;
	bool is_stdin = strcmp(run->request->path, "-") == 0;
	struct dbr_str name;

	if (run->request->ext_key) {
		runs->key = run->request->ext_key;
		return DBR_OK;
	}
	if (!is_stdin && !pattern) {
		runs->key = run->survey;
		return DBR_OK;
	}
	/* The folder is a part of the name where the pattern asks for it. */
	name = dbr_str_from(dbr_arena_textf(run->arena, "%s/%s",
		file_folder(run->request->path, run->arena), run->file_name));
	for (int i = 0; i < 2 && !is_stdin; i++) {
		enum pattern_answer answer = pattern_match(pattern, name);

		if (answer == PATTERN_UNKNOWN) {
			dbr_fail(err, DBR_EINPUT, "the pattern for the "
				 "execution id would take too long on the "
				 "file name \"%s\"", run->file_name);
			return dbr_fail_hint(err, "--key 1295 gives the id");
		}
		if (answer == PATTERN_YES) {
			runs->key = dbr_arena_text(run->arena,
						   pattern_value(pattern,
								 name));
			return DBR_OK;
		}
		name = dbr_str_from(run->file_name);
	}
	dbr_fail(err, DBR_EUSAGE, "the execution id is not known: the log "
		 "does not hold it, the file name \"%s\" neither",
		 run->file_name);
	return dbr_fail_hint(err, "--key 1295 gives it");
}

enum dbr_status
log_runs_open(struct log_runs *runs, struct import_run *run,
	      struct dbr_error *err)
{
	bool says_kind = run->request->iteration_kind || run->format->kind;
	const struct writer_column columns[RUN_COLUMNS] = {
		{ "source", WRITER_KEY }, { "ext_key", WRITER_KEY },
		{ "migration_id", run->request->migration ? WRITER_VALUE
							   : WRITER_ABSENT },
		{ "kind", says_kind ? WRITER_VALUE : WRITER_ONCE },
		{ "started_at", WRITER_VALUE }, { "ended_at", WRITER_VALUE },
		{ "outcome", WRITER_VALUE },
		{ "rolled_back_at", WRITER_VALUE },
	};
	enum dbr_status rc;

	runs->run = run;
	rc = find_migration(runs, err);
	if (rc == DBR_OK && !run->is_bound[LOG_RUN])
		rc = find_key(runs, err);
	return rc == DBR_OK ? writer_open(&runs->writer, run, "iteration",
					  columns, RUN_COLUMNS, err) : rc;
}

void
log_runs_close(struct log_runs *runs)
{
	writer_close(&runs->writer);
}

/* What a log that states its verdict says, else what its steps tell. */
static const char *
told_outcome(const struct format *format, const struct log_run *run)
{
	if (format->outcome.succeeded) {
		if (run->has_succeeded)
			return "succeeded";
		return run->has_failed_step ? "failed" : "unknown";
	}
	if (run->has_failed_step)
		return "failed";
	/* A log of anything says nothing about a cutover by ending. */
	if (format->steps.in_message &&
	    (!run->done_count || run->done_count < run->begun_count))
		return "unknown";
	return "succeeded";
}

const char *
log_run_outcome(const struct log_runs *runs, const struct log_run *run)
{
	const struct format *format = runs->run->format;
	bool has_step = run->begun_count || run->done_count ||
			run->has_failed_step;

	if (run->outcome)
		return run->outcome;
	/* What could not be read may have said anything. */
	if (run->has_unknown)
		return "unknown";
	/* An error in a log of anything is no failed cutover, a transaction
	 * rolled back no roll-back. */
	if (format->steps.in_message && !has_step)
		return "unknown";
	if (run->is_rolled_back)
		return "rolled_back";
	if (run->has_failed)
		return "failed";
	if (format->outcome.end_pattern && !run->has_end)
		return run->has_failed_step ? "failed" : "running";
	return told_outcome(format, run);
}

static void
set_row(struct log_runs *runs, const struct log_run *run)
{
	const struct import_run *import = runs->run;
	struct writer *out = &runs->writer;
	const char *kind = import->request->iteration_kind;
	const char *outcome = log_run_outcome(runs, run);

	if (!kind)
		kind = import->format->kind ? import->format->kind
					    : "cutover";
	writer_set_text(out, RUN_SOURCE, import->format->source);
	writer_set_text(out, RUN_KEY, run->key);
	writer_set_id(out, RUN_MIGRATION, runs->migration_id);
	writer_set_text(out, RUN_KIND, kind);
	writer_set_null(out, RUN_START);
	writer_set_null(out, RUN_END);
	writer_set_null(out, RUN_ROLLED_BACK);
	writer_set_text(out, RUN_OUTCOME, outcome);
	if (run->has_time) {
		writer_set_i64(out, RUN_START, run->started_us);
		if (strcmp(outcome, "running") != 0)
			writer_set_i64(out, RUN_END, run->ended_us);
	}
	if (run->is_rolled_back && run->has_time)
		writer_set_i64(out, RUN_ROLLED_BACK, run->rolled_back_us);
}

enum dbr_status
log_runs_put(struct log_runs *runs, struct log_run *run,
	     enum row_verdict *verdict, struct dbr_error *err)
{
	set_row(runs, run);
	return writer_put(&runs->writer, run->first_line, verdict,
			  &run->iteration_id, err);
}

/* The run must be there before its first event. */
static enum dbr_status
give_row(struct log_runs *runs, struct log_run *run, struct dbr_error *err)
{
	enum row_verdict verdict;
	enum dbr_status rc;

	set_row(runs, run);
	rc = writer_find(&runs->writer, &run->iteration_id, err);
	if (rc == DBR_OK && !run->iteration_id)
		rc = log_runs_put(runs, run, &verdict, err);
	return rc;
}

/* FNV-1a. */
static size_t
bucket_of(struct dbr_str name)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < name.size; i++)
		hash = (hash ^ (unsigned char)name.at[i]) * 16777619u;
	return hash % RUN_BUCKETS;
}

static struct log_run *
find_named(const struct log_runs *runs, struct dbr_str name)
{
	struct log_run *run = runs->buckets[bucket_of(name)];

	while (run && !dbr_str_is(name, run->name))
		run = run->next_in_bucket;
	return run;
}

static enum dbr_status
make_key(struct log_runs *runs, struct log_run *run, bool is_id,
	 struct dbr_error *err)
{
	enum dbr_status rc = DBR_OK;

	if (is_id && !runs->run->request->ext_key) {
		run->key = run->name;
		return DBR_OK;
	}
	if (!runs->key)
		rc = find_key(runs, err);
	run->key = runs->key;
	if (rc == DBR_OK && ++runs->own_count > 1)
		run->key = dbr_arena_textf(runs->run->arena, "%s#%zu",
					   runs->key, runs->own_count);
	return rc;
}

/* In front of an older one of that name, which is found no longer. */
static enum dbr_status
begin_run(struct log_run **out, struct log_runs *runs, struct dbr_str name,
	  const struct import_row *row, struct dbr_error *err)
{
	struct dbr_arena *arena = runs->run->arena;
	struct log_run *run = dbr_arena_get(arena, sizeof(*run));
	struct log_run **bucket = &runs->buckets[bucket_of(name)];
	enum dbr_status rc;

	if (runs->count++ == RUN_COUNT_MAX) {
		dbr_fail(err, DBR_EINPUT, "more than %d runs in one file",
			 RUN_COUNT_MAX);
		return dbr_fail_hint(err, "split the log");
	}
	run->name = dbr_arena_text(arena, name);
	run->first_line = row->line;
	run->next_in_bucket = *bucket;
	*bucket = run;
	if (runs->newest)
		runs->newest->newer = run;
	else
		runs->oldest = run;
	runs->newest = run;
	*out = run;
	rc = make_key(runs, run, row->values[LOG_RUN].text.size, err);
	return rc == DBR_OK ? give_row(runs, run, err) : rc;
}

enum dbr_status
log_runs_find(struct log_run **out, struct log_runs *runs,
	      const struct import_row *row, struct dbr_error *err)
{
	const struct value *values = row->values;
	struct dbr_str event = values[LOG_EVENT].text;
	struct dbr_str name = values[LOG_RUN].text;
	bool begins = dbr_str_is(event, "runbegin");
	enum dbr_status rc = DBR_OK;

	if (runs->run->request->ext_key)
		name = DBR_STR_NONE;
	if (!name.size)
		name = values[LOG_PROCESS].text;
	/* Whoever says nothing speaks for the run before. */
	*out = name.size ? find_named(runs, name) : runs->current;
	if (*out && (*out)->is_over && event.size &&
	    !dbr_str_is(event, "runend"))
		begins = true;
	if (!*out || (begins && !values[LOG_RUN].text.size &&
		      (*out)->has_begun)) {
		if (!name.size)
			name = *out ? dbr_str_from((*out)->name)
				    : DBR_STR("");
		rc = begin_run(out, runs, name, row, err);
	}
	if (rc != DBR_OK)
		return rc;
	if (event.size)
		(*out)->has_begun = true;
	if (dbr_str_is(event, "runend"))
		(*out)->is_over = true;
	runs->current = *out;
	return DBR_OK;
}
