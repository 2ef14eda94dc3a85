/* SPDX-License-Identifier: GPL-3.0-or-later */
/* engine_batch.c -- the batch row: opened, checked, closed. */
#include <config.h>
#include "engine.h"

#include <inttypes.h>
#include <string.h>
#include "content.h"
#include "debrief/file.h"
#include "reading.h"

static void
add_option(struct dbr_buf *buf, const char *name, const char *value)
{
	if (!value)
		return;
	if (buf->size)
		dbr_buf_add_char(buf, '\n');
	dbr_buf_addf(buf, "%s=%s", name, value);
}

const char *
engine_options(const struct dbr_import_request *request,
	       struct dbr_arena *arena)
{
	struct dbr_buf buf = DBR_BUF_INIT;
	const char *out;

	add_option(&buf, "zone", request->zone);
	add_option(&buf, "migration", request->migration);
	add_option(&buf, "encoding", request->encoding);
	if (request->delimiter)
		add_option(&buf, "delimiter",
			   dbr_arena_textf(arena, "%c", request->delimiter));
	add_option(&buf, "date-order", request->date_order);
	if (request->year)
		add_option(&buf, "year", dbr_arena_textf(arena, "%d",
							 request->year));
	add_option(&buf, "key", request->ext_key);
	add_option(&buf, "iteration", request->iteration_kind);
	for (size_t i = 0; i < request->map_count; i++)
		add_option(&buf, "map", request->maps[i]);
	out = dbr_arena_text(arena, dbr_buf_str(&buf));
	dbr_buf_release(&buf);
	return out;
}

enum dbr_status
engine_batch_begin(struct engine *engine, struct dbr_error *err)
{
	const char *options = engine_options(engine->request, engine->arena);
	struct dbr_stmt *stmt = NULL;
	enum dbr_status rc = reading_begin(engine, options, err);

	if (rc == DBR_OK)
		rc = dbr_stmt_open(&stmt, engine->store,
			"INSERT INTO batch (file_name, file_hash, file_size,"
			" format, target, encoding, zone, options, header,"
			" read_count, inserted_count, updated_count,"
			" unchanged_count, rejected_count, blank_count,"
			" skipped_count, content_hash, imported_at,"
			" tool_version, replays_batch) VALUES (?1, ?2, ?3, ?4,"
			" ?5, ?6, ?7, ?8, ?9, 0, 0, 0, 0, 0, 0, 0, '', ?10,"
			" ?11, ?12)", err);
	if (rc != DBR_OK)
		return rc;
	dbr_stmt_bind_text(stmt, 1, engine->file_name);
	dbr_stmt_bind_text(stmt, 2, engine->file_hash);
	dbr_stmt_bind_i64(stmt, 3, (int64_t)engine->file_size);
	dbr_stmt_bind_text(stmt, 4, engine->format.name);
	dbr_stmt_bind_text(stmt, 5, engine->format.target->name);
	dbr_stmt_bind_text(stmt, 6, engine->result->encoding);
	dbr_stmt_bind_text(stmt, 7, engine->result->zone);
	dbr_stmt_bind_text(stmt, 8, options);
	if (engine->header.size)
		dbr_stmt_bind_str(stmt, 9, engine->header);
	dbr_stmt_bind_i64(stmt, 10, engine->run.now_us);
	dbr_stmt_bind_text(stmt, 11, PACKAGE_VERSION);
	if (engine->replays_batch)
		dbr_stmt_bind_i64(stmt, 12, engine->replays_batch);
	rc = dbr_stmt_run(stmt, err);
	dbr_stmt_close(stmt);
	engine->run.batch_id = dbr_store_last_id(engine->store);
	return rc;
}

/* GitLab ends an export in the row that reaches 15 MB, LibreOffice a sheet
 * in its 1,024th column; neither says so. */
static void
warn_about_size(struct engine *engine)
{
	static const uint64_t limits[] = { 15000000, 15 * 1024 * 1024 };
	enum { ROW_SIZE = 64 * 1024, COLUMNS_MAX = 1024 };

	for (size_t i = 0; i < 2; i++)
		if (engine->file_size <= limits[i] + ROW_SIZE &&
		    engine->file_size + ROW_SIZE >= limits[i])
			run_warn(&engine->run, "just about 15 MB: exports are "
				 "often cut at this size");
	if (engine->result->delimiter &&
	    engine->binding.request.name_count == COLUMNS_MAX)
		run_warn(&engine->run, "exactly %d columns: spreadsheets cut "
			 "files there", COLUMNS_MAX);
}

/* Exports that stop at a round number were most likely cut there. */
static void
warn_about_counts(struct engine *engine)
{
	static const int64_t limits[] = { 1000, 10000, 20000 };
	const struct dbr_import_result *result = engine->result;
	int64_t rows = result->read_count - result->blank_count;

	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
		if (rows == limits[i])
			run_warn(&engine->run, "exactly %" PRId64 " rows: "
				 "exports are often cut at this number", rows);
	warn_about_size(engine);
	if (!rows)
		run_warn(&engine->run, "the file has a header and no rows");
	if (engine->binding.skipped_time_count)
		run_warn(&engine->run, "times in an hour left out by a clock "
			 "change: %zu, taken with the offset before it",
			 engine->binding.skipped_time_count);
	if (engine->binding.doubled_time_count)
		run_warn(&engine->run, "times in an hour repeated by a clock "
			 "change: %zu, taken as the first one",
			 engine->binding.doubled_time_count);
}

/* What has happened later than its own export has not happened. */
static void
warn_about_times(struct engine *engine)
{
	const struct binding *binding = &engine->binding;

	for (size_t i = 0; i < binding->field_count; i++) {
		const struct bound_field *field = &binding->fields[i];

		if (field->ahead_count)
			run_warn(&engine->run, "%.40s: %zu time%s later than "
				 "this import, such as \"%.40s\"; analyses "
				 "without --as-of end before",
				 field->header, field->ahead_count,
				 field->ahead_count == 1 ? "" : "s",
				 field->ahead);
	}
}

/* The file itself knows better which clock it was written by. */
static void
warn_about_zone(struct engine *engine)
{
	const struct zone_check *check = engine->binding.zone_check;
	struct dbr_error ignored = DBR_ERROR_INIT;
	struct dbr_zone *zone = NULL;
	const char *better;
	size_t agreed = 0, more = 0;

	if (!check->pair_count || !engine->result->zone ||
	    dbr_zone_open(&zone, engine->result->zone, &ignored) != DBR_OK)
		return;
	agreed = zone_check_count(check, zone);
	dbr_zone_close(zone);
	if (agreed == check->pair_count)
		return;
	better = zone_check_suggest(check, &more);
	if (better && more > agreed)
		run_warn(&engine->run, "of %zu comments with their time in "
			 "UTC beside them %zu fit %s, %zu fit %s: is it "
			 "--zone %s?", check->pair_count, agreed,
			 engine->result->zone, more, better, better);
}

/* Words that no map of the format knows have cost a value. */
static void
warn_about_words(struct engine *engine)
{
	const struct binding *binding = &engine->binding;

	for (size_t i = 0; i < binding->field_count; i++) {
		const struct bound_field *field = &binding->fields[i];
		const struct unknown_words *unknown = &field->unknown;
		struct dbr_buf words = DBR_BUF_INIT;

		if (!unknown->cell_count)
			continue;
		for (size_t k = 0; k < unknown->word_count; k++)
			dbr_buf_addf(&words, "%s\"%s\"", k ? ", " : "",
				     unknown->words[k]);
		run_warn(&engine->run, "%.40s: %zu cell%s not known: %s%s; "
			 "they have no %s (--map %s=HEADER takes another "
			 "column, a format of your own knows more words)",
			 field->header ? field->header : field->field.name,
			 unknown->cell_count,
			 unknown->cell_count == 1 ? "" : "s", words.text,
			 unknown->has_more ? ", ..." : "", field->field.name,
			 field->field.name);
		dbr_buf_release(&words);
	}
}

/* What of a form is not scored, as nobody knows how. */
static void
warn_about_questions(struct engine *engine)
{
	const struct binding *binding = &engine->binding;
	size_t count = binding->unscaled_count;
	struct dbr_buf names = DBR_BUF_INIT;

	for (size_t i = 0; i < binding->dropped_count; i++) {
		const struct bound_question *question = &binding->dropped[i];

		run_warn(&engine->run, "\"%.60s\" is left out: it looks like a "
			 "question on a scale (%s, %d to %d), but %zu of its "
			 "%zu answers are not on it (--map %s=HEADER takes it "
			 "all the same)", question->header,
			 question->asked.scale, question->asked.min,
			 question->asked.max, question->odd_count,
			 question->odd_count + question->answered_count,
			 question->asked.scale);
	}
	for (size_t i = 0; i < count && i < 5; i++)
		dbr_buf_addf(&names, "%s\"%.60s\"", i ? ", " : "",
			     binding->unscaled[i].header);
	if (count)
		run_warn(&engine->run, "%zu column%s of small numbers %s left "
			 "out, as no scale is stated: %s%s (--map csat=HEADER, "
			 "nps= or ces= states it)", count,
			 count == 1 ? "" : "s", count == 1 ? "is" : "are",
			 names.text, count > 5 ? ", ..." : "");
	dbr_buf_release(&names);
}

/* Not kept: what waits may load later, and status looks itself. */
static void
warn_about_nothing(struct engine *engine)
{
	const struct dbr_import_result *result = engine->result;

	if (result->rejected_count && !engine->replays_batch &&
	    result->rejected_count + result->blank_count +
	    result->skipped_count == result->read_count)
		run_warn(&engine->run, "every row was rejected: is \"%s\" the "
			 "right format?", engine->format.name);
}

static void
copy_warnings(struct engine *engine)
{
	struct dbr_import_result *result = engine->result;
	struct dbr_str rest = dbr_buf_str(&engine->run.warnings);
	const char **texts = dbr_arena_array(engine->arena,
					     engine->run.warning_count + 1,
					     sizeof(*texts));

	while (engine->run.warning_count && rest.at)
		texts[result->warning_count++] =
			dbr_arena_text(engine->arena,
				       dbr_str_cut(&rest, '\n'));
	result->warnings = texts;
	result->skipped_time_count =
		(int64_t)engine->binding.skipped_time_count;
	result->doubled_time_count =
		(int64_t)engine->binding.doubled_time_count;
	result->repeats_batch = engine->repeats_batch;
	result->batch_id = engine->request->dry_run ? 0
						    : engine->run.batch_id;
}

/* What the counts promise is asked of the store itself. */
static enum dbr_status
check_counts(struct engine *engine, struct dbr_error *err)
{
	const struct dbr_import_result *result = engine->result;
	int64_t sum = result->inserted_count + result->updated_count +
		      result->unchanged_count + result->rejected_count +
		      result->blank_count + result->skipped_count;
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	int64_t kept = -1;
	enum dbr_status rc = dbr_stmt_open(&stmt, engine->store,
		"SELECT COUNT(*) FROM reject WHERE batch_id = ?1", err);

	if (rc != DBR_OK)
		return rc;
	dbr_stmt_bind_i64(stmt, 1, engine->run.batch_id);
	rc = dbr_stmt_step(stmt, &has_row, err);
	if (rc == DBR_OK && has_row)
		kept = dbr_stmt_i64(stmt, 0);
	dbr_stmt_close(stmt);
	if (rc != DBR_OK)
		return rc;
	if (sum != result->read_count || kept != result->rejected_count) {
		dbr_fail(err, DBR_EBUG, "the counts of \"%s\" do not add up: "
			 "%" PRId64 " read, %" PRId64 " accounted for",
			 engine->file_name, result->read_count, sum);
		return dbr_fail_hint(err, "nothing was changed; this is a "
				     "defect of debrief, please report it");
	}
	return DBR_OK;
}

static enum dbr_status
keep_bytes(struct engine *engine, struct dbr_error *err)
{
	const char *target = engine->format.target->keeps_bytes;
	const struct dbr_import_result *result = engine->result;
	struct dbr_buf bytes = DBR_BUF_INIT;
	struct dbr_stmt *stmt = NULL;
	enum dbr_status rc;

	if (!target || !engine->feed.file ||
	    strcmp(engine->request->path, "-") == 0 ||
	    result->rejected_count == result->read_count)
		return DBR_OK;
	rc = dbr_file_read(&bytes, engine->request->path, DBR_RECORD_MAX,
			   err);
	if (rc == DBR_OK)
		rc = dbr_stmt_open(&stmt, engine->store,
			"INSERT INTO runbook_file (target, batch_id, content)"
			" VALUES (?1, ?2, ?3) ON CONFLICT (target) DO UPDATE"
			" SET batch_id = excluded.batch_id,"
			" content = excluded.content"
			" WHERE content <> excluded.content", err);
	if (rc == DBR_OK) {
		dbr_stmt_bind_text(stmt, 1, target);
		dbr_stmt_bind_i64(stmt, 2, engine->run.batch_id);
		dbr_stmt_bind_blob(stmt, 3, dbr_buf_str(&bytes));
		rc = dbr_stmt_run(stmt, err);
	}
	dbr_stmt_close(stmt);
	dbr_buf_release(&bytes);
	return rc;
}

static enum dbr_status
write_counts(struct engine *engine, struct dbr_error *err)
{
	const struct dbr_import_result *result = engine->result;
	const int64_t counts[] = {
		result->read_count, result->inserted_count,
		result->updated_count, result->unchanged_count,
		result->rejected_count, result->blank_count,
		result->skipped_count,
	};
	char hash[CONTENT_HASH_SIZE];
	struct dbr_stmt *stmt = NULL;
	enum dbr_status rc = content_hash(hash, engine->store,
					  engine->format.target->content,
					  engine->run.batch_id, err);

	if (rc == DBR_OK)
		rc = dbr_stmt_open(&stmt, engine->store,
			"UPDATE batch SET read_count = ?1,"
			" inserted_count = ?2, updated_count = ?3,"
			" unchanged_count = ?4, rejected_count = ?5,"
			" blank_count = ?6, skipped_count = ?7,"
			" content_hash = ?8, warning = ?9,"
			" repeats_batch = ?10 WHERE id = ?11", err);
	if (rc != DBR_OK)
		return rc;
	for (int i = 0; i < 7; i++)
		dbr_stmt_bind_i64(stmt, i + 1, counts[i]);
	dbr_stmt_bind_text(stmt, 8, hash);
	dbr_stmt_bind_text(stmt, 9, engine->run.warnings.text);
	if (engine->repeats_batch)
		dbr_stmt_bind_i64(stmt, 10, engine->repeats_batch);
	dbr_stmt_bind_i64(stmt, 11, engine->run.batch_id);
	rc = dbr_stmt_run(stmt, err);
	dbr_stmt_close(stmt);
	return rc;
}

enum dbr_status
engine_batch_end(struct engine *engine, struct dbr_error *err)
{
	const struct dbr_import_result *result = engine->result;
	enum dbr_status rc = check_counts(engine, err);

	warn_about_counts(engine);
	warn_about_times(engine);
	warn_about_zone(engine);
	warn_about_words(engine);
	warn_about_questions(engine);
	if (rc == DBR_OK)
		rc = reading_end(engine, err);
	if (rc == DBR_OK && engine->format.target->moves_tickets &&
	    result->inserted_count + result->updated_count > 0)
		rc = attribute_tickets(engine, err);
	if (rc == DBR_OK)
		rc = keep_bytes(engine, err);
	if (rc == DBR_OK)
		rc = write_counts(engine, err);
	if (rc == DBR_OK) {
		warn_about_nothing(engine);
		copy_warnings(engine);
	}
	return rc;
}
