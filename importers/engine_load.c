/* SPDX-License-Identifier: GPL-3.0-or-later */
/* engine_load.c -- the second pass: one transaction, every record counted. */
#include <config.h>
#include "engine.h"

#include <inttypes.h>
#include <string.h>
#include "debrief/journal.h"
#include "debrief/trail.h"
#include "identity.h"
#include "mend.h"

enum { PROGRESS_ROWS = 1024 };

struct load {
	struct engine *engine;
	const struct target *target;
	void *target_self;
	void *reader;
	struct mend *mend;
};

static enum dbr_status
refuse_file(const struct engine *engine, const struct dbr_record *record,
	    const struct row_result *why, struct dbr_error *err)
{
	dbr_fail(err, DBR_EINPUT, "%s%s%s", why->column ? why->column : "",
		 why->column ? ": " : "", why->reason);
	dbr_fail_at(err, engine->file_name, record->line, 0);
	return dbr_fail_hint(err, "without --strict the other rows load, and "
			     "debrief rejects lists those that cannot");
}

static enum dbr_status
keep_reject(struct load *load, const struct dbr_record *record,
	    const struct row_result *why, struct dbr_error *err)
{
	struct engine *engine = load->engine;

	if (engine->request->strict)
		return refuse_file(engine, record, why, err);
	return mend_keep(load->mend, record, why, err);
}

static void
reject_problem(struct load *load, const struct dbr_record *record,
	       struct row_result *out)
{
	const struct binding_request *bound = &load->engine->binding.request;
	size_t field = record->problem_field;

	dbr_arena_reset(&load->engine->binding.scratch);
	if (field && field <= bound->name_count) {
		const char *column = dbr_arena_text(
			&load->engine->binding.scratch,
			bound->names[field - 1]);

		row_reject(out, column, "%s (column %zu, byte %zu)",
			   record->problem, field, record->problem_byte + 1);
	} else {
		row_reject(out, NULL, "%s", record->problem);
	}
}

/* Every row left out on purpose says why; there are few reasons. */
static void
count_skip(struct dbr_import_result *result, const char *reason)
{
	struct dbr_import_skip *skip = result->skips;

	while (skip->reason && strcmp(skip->reason, reason) != 0 &&
	       skip < result->skips + DBR_SKIP_REASON_MAX - 1)
		skip++;
	skip->reason = reason;
	skip->count++;
	result->skipped_count++;
}

static void
count_row(struct dbr_import_result *result, const struct row_result *row)
{
	switch (row->verdict) {
	case ROW_INSERTED:
		result->inserted_count++;
		break;
	case ROW_UPDATED:
		result->updated_count++;
		break;
	case ROW_UNCHANGED:
		result->unchanged_count++;
		break;
	case ROW_SKIPPED:
		count_skip(result, row->skipped);
		break;
	case ROW_REJECTED:
		break;
	}
}

static enum dbr_status
load_record(struct load *load, struct dbr_record *record,
	    struct dbr_error *err)
{
	struct engine *engine = load->engine;
	struct row_result verdict = { .verdict = ROW_REJECTED };
	struct import_row row;
	enum dbr_status rc = DBR_OK;

	engine->result->read_count++;
	if ((size_t)engine->result->read_count <= engine->feed.line_count)
		record->line = (size_t)
			engine->feed.lines[engine->result->read_count - 1];
	if (record->is_blank) {
		engine->binding.record_count++;
		engine->result->blank_count++;
		return DBR_OK;
	}
	if (record->problem) {
		engine->binding.record_count++;
		reject_problem(load, record, &verdict);
		return keep_reject(load, record, &verdict, err);
	}
	switch (binding_row(&engine->binding, record, &row, &verdict)) {
	case BINDING_SKIP:
		count_skip(engine->result, verdict.skipped);
		return DBR_OK;
	case BINDING_REJECT:
		return keep_reject(load, record, &verdict, err);
	case BINDING_ROW:
		break;
	}
	rc = load->target->row(load->target_self, &row, &verdict, err);
	if (rc != DBR_OK)
		return rc;
	count_row(engine->result, &verdict);
	if (verdict.verdict == ROW_REJECTED)
		return keep_reject(load, record, &verdict, err);
	return mend_row(load->mend, record, err);
}

static void
report_progress(const struct engine *engine)
{
	const struct dbr_import_progress *progress =
		&engine->request->progress;

	if (progress->report && engine->feed.file &&
	    engine->result->read_count % PROGRESS_ROWS == 0)
		progress->report(progress->payload,
				 dbr_source_done(engine->feed.file),
				 engine->file_size,
				 engine->result->read_count);
}

static enum dbr_status
load_records(struct load *load, struct dbr_error *err)
{
	struct engine *engine = load->engine;
	const struct dbr_reader *kind = engine->format.reader;
	struct dbr_record record;
	bool has_record = true;
	enum dbr_status rc = DBR_OK;

	while (rc == DBR_OK) {
		rc = kind->next(load->reader, &record, &has_record, err);
		if (rc != DBR_OK || !has_record)
			break;
		rc = load_record(load, &record, err);
		report_progress(engine);
	}
	return rc;
}

/* A --migration nobody knows would reject every row: refuse it at once. */
static enum dbr_status
check_migration(struct engine *engine, struct dbr_error *err)
{
	struct row_result unknown = { .verdict = ROW_UNCHANGED };
	struct value none = { .text = DBR_STR_NONE };
	int64_t id;
	enum dbr_status rc;

	if (!engine->request->migration)
		return DBR_OK;
	rc = run_find_migration(&engine->run, &none, NULL, &id, &unknown,
				err);
	if (rc == DBR_OK && unknown.verdict == ROW_REJECTED) {
		dbr_fail(err, DBR_EUSAGE, "--migration: %s", unknown.reason);
		return dbr_fail_hint(err, "debrief status lists the "
				     "migrations");
	}
	return rc;
}

static enum dbr_status
open_load(struct load *load, struct dbr_error *err)
{
	struct engine *engine = load->engine;
	const struct dbr_reader *kind = engine->format.reader;
	const struct dbr_str *names;
	size_t name_count;
	enum dbr_status rc = dictionary_open(&engine->run.dictionary,
					     &engine->run, err);

	if (rc == DBR_OK)
		rc = check_migration(engine, err);
	if (rc == DBR_OK)
		rc = mend_open(&load->mend, engine, err);
	if (rc == DBR_OK)
		rc = load->target->open(&load->target_self, &engine->run,
					err);
	if (rc == DBR_OK)
		rc = kind->open(&load->reader, &engine->feed.source,
				&engine->format.reader_options, err);
	if (rc == DBR_OK)
		rc = kind->names(load->reader, &names, &name_count, err);
	return rc;
}

static void
close_load(struct load *load)
{
	if (load->target_self)
		load->target->close(load->target_self);
	load->engine->format.reader->close(load->reader);
	mend_close(load->mend);
	dictionary_close(load->engine->run.dictionary);
	dbr_journal_close(load->engine->run.journal);
	dbr_buf_release(&load->engine->run.warnings);
}

static const bool *
bound_fields(const struct engine *engine)
{
	const struct binding *binding = &engine->binding;
	bool *out = dbr_arena_array(engine->arena,
				    engine->format.target->field_count + 1,
				    sizeof(*out));

	for (size_t i = 0; i < binding->field_count; i++)
		if (binding->fields[i].column_count ||
		    binding->fields[i].field.value)
			out[binding->fields[i].field.target_index] = true;
	return out;
}

/* In the transaction. */
static enum dbr_status
load_batch(struct load *load, struct dbr_error *err)
{
	struct engine *engine = load->engine;
	enum dbr_status rc = dbr_trail_begin(engine->store, err);

	if (rc == DBR_OK)
		rc = identity_unresolve(engine->store, err);
	if (rc == DBR_OK)
		rc = engine_batch_begin(engine, err);
	if (rc == DBR_OK)
		rc = dbr_journal_begin(&engine->run.journal, engine->store,
				       engine->run.batch_id, err);
	if (rc == DBR_OK)
		rc = open_load(load, err);
	if (rc == DBR_OK)
		rc = load_records(load, err);
	if (rc == DBR_OK)
		rc = load->target->finish(load->target_self, err);
	if (rc == DBR_OK)
		rc = engine_batch_end(engine, err);
	if (rc == DBR_OK)
		rc = dbr_journal_end(engine->run.journal, err);
	if (rc == DBR_OK)
		rc = identity_resolve(engine->store, err);
	if (rc == DBR_OK)
		rc = dbr_trail_end(engine->store, "debrief import",
				   dbr_arena_textf(engine->arena,
						   "import %" PRId64,
						   engine->run.batch_id),
				   err);
	return rc;
}

enum dbr_status
engine_load(struct engine *engine, struct dbr_error *err)
{
	const struct dbr_import_request *request = engine->request;
	struct load load = { .engine = engine,
			     .target = engine->format.target };
	enum dbr_status rc = request->in_transaction
		? DBR_OK : dbr_store_begin(engine->store, err);

	if (rc != DBR_OK)
		return rc;
	engine->run = (struct import_run){
		.store = engine->store, .format = &engine->format,
		.request = request, .arena = engine->arena,
		.file_name = engine->file_name,
		.survey = file_stem(engine->file_name, engine->arena),
		.now_us = dbr_clock_now(),
		.is_bound = bound_fields(engine), .warnings = DBR_BUF_INIT,
	};
	rc = load_batch(&load, err);
	close_load(&load);
	if (request->in_transaction)
		return rc;
	if (rc == DBR_OK && !request->dry_run)
		rc = dbr_store_commit(engine->store, err);
	if (rc != DBR_OK || request->dry_run)
		dbr_store_rollback(engine->store);
	return rc;
}
