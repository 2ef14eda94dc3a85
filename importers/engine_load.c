/* SPDX-License-Identifier: GPL-3.0-or-later */
/* engine_load.c -- the second pass: one transaction, every record counted. */
#include <config.h>
#include "engine.h"

#include <inttypes.h>
#include <string.h>
#include "debrief/journal.h"
#include "debrief/trail.h"
#include "bulk.h"
#include "identity.h"
#include "mend.h"
#include "pipeline.h"

enum {
	PROGRESS_ROWS = 1024,
	BULK_FILE_SIZE = 1024 * 1024,	/* bytes */
};

struct load {
	struct engine *engine;
	const struct target *target;
	void *target_self;
	void *reader;
	struct mend *mend;
	struct pipeline *pipeline;
};

static enum dbr_status
refuse_file(const struct engine *engine, const struct prepared *record,
	    const struct row_result *why, struct dbr_error *err)
{
	dbr_fail(err, DBR_EINPUT, "%s%s%s", why->column ? why->column : "",
		 why->column ? ": " : "", why->reason);
	dbr_fail_at(err, engine->file_name, record->line, 0);
	return dbr_fail_hint(err, "without --strict the other rows load, and "
			     "debrief rejects lists those that cannot");
}

static enum dbr_status
keep_reject(struct load *load, const struct prepared *record,
	    const struct row_result *why, struct dbr_error *err)
{
	struct engine *engine = load->engine;

	if (engine->request->strict)
		return refuse_file(engine, record, why, err);
	return mend_keep(load->mend, record, why, err);
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
load_record(struct load *load, const struct prepared *record,
	    struct dbr_error *err)
{
	struct row_result verdict = { .verdict = ROW_REJECTED };
	struct dbr_import_result *result = load->engine->result;
	enum dbr_status rc;

	result->read_count++;
	switch (record->kind) {
	case PREPARED_BLANK:
		result->blank_count++;
		return DBR_OK;
	case PREPARED_SKIP:
		count_skip(result, record->verdict->skipped);
		return DBR_OK;
	case PREPARED_REJECT:
		return keep_reject(load, record, record->verdict, err);
	case PREPARED_ROW:
		break;
	}
	rc = load->target->row(load->target_self, &record->row, &verdict, err);
	if (rc != DBR_OK)
		return rc;
	count_row(result, &verdict);
	if (verdict.verdict == ROW_REJECTED)
		return keep_reject(load, record, &verdict, err);
	return mend_row(load->mend, record, err);
}

static void
report_progress(const struct engine *engine, uint64_t done)
{
	const struct dbr_import_progress *progress =
		&engine->request->progress;

	if (progress->report && engine->feed.file &&
	    engine->result->read_count % PROGRESS_ROWS == 0)
		progress->report(progress->payload, done, engine->file_size,
				 engine->result->read_count);
}

/* It would share the patterns of the format with a target that uses them. */
static bool
wants_thread(const struct engine *engine)
{
	return engine_wants_thread(engine) &&
	       engine->format.target->is_apart;
}

static enum dbr_status
load_records(struct load *load, struct dbr_error *err)
{
	const struct pipeline_request request = {
		.engine = load->engine, .reader = load->reader,
		.key = mend_row_key(load->mend),
		.has_thread = wants_thread(load->engine),
	};
	const struct prepared *record = NULL;
	enum dbr_status rc = pipeline_open(&load->pipeline, &request, err);

	while (rc == DBR_OK) {
		rc = pipeline_next(load->pipeline, &record, err);
		if (rc != DBR_OK || !record)
			break;
		rc = load_record(load, record, err);
		report_progress(load->engine, record->done);
	}
	pipeline_close(load->pipeline);
	load->pipeline = NULL;
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

static const char *
bulk_table(const struct engine *engine)
{
	return engine->file_size < BULK_FILE_SIZE
		? NULL : engine->format.target->bulk_table;
}

/* In the transaction. */
static enum dbr_status
load_batch(struct load *load, struct dbr_error *err)
{
	struct engine *engine = load->engine;
	struct bulk bulk = { .make_again = NULL };
	enum dbr_status rc = dbr_trail_begin(engine->store, err);

	if (rc == DBR_OK)
		rc = identity_unresolve(engine->store, err);
	if (rc == DBR_OK)
		rc = engine_batch_begin(engine, err);
	if (rc == DBR_OK)
		rc = dbr_journal_begin(&engine->run.journal, engine->store,
				       engine->run.batch_id, err);
	if (rc == DBR_OK)
		rc = bulk_begin(&bulk, engine->store, bulk_table(engine),
				engine->arena, err);
	if (rc == DBR_OK)
		rc = open_load(load, err);
	if (rc == DBR_OK)
		rc = load_records(load, err);
	if (rc == DBR_OK)
		rc = bulk_end(&bulk, engine->store, err);
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
