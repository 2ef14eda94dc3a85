/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reading.c -- the same bytes again; see reading.h. */
#include <config.h>
#include "reading.h"

#include <inttypes.h>

/* ?1 bytes, ?2 target, ?3 format, ?4 options.  Rejects replayed later are of
 * the reading they were left out of. */
static const char find_others[] =
	"INSERT INTO temp.import_other"
	" WITH RECURSIVE other AS (SELECT id FROM batch WHERE file_hash = ?1"
	"  AND undone_at IS NULL"
	"  AND target = ?2 AND (format <> ?3 OR options <> ?4)"
	"  UNION SELECT b.id FROM batch b JOIN other o"
	"   ON b.replays_batch = o.id WHERE b.undone_at IS NULL)"
	" SELECT id FROM other";

/* The latest reading of these bytes, if it was done as this one is. */
static const char find_same[] =
	"SELECT id FROM (SELECT id, format = ?3 AND options = ?4 AS is_same"
	" FROM batch WHERE file_hash = ?1 AND target = ?2"
	" AND undone_at IS NULL"
	" AND repeats_batch IS NULL ORDER BY id DESC LIMIT 1) WHERE is_same";

static enum dbr_status
open_bound(struct dbr_stmt **out, const struct engine *engine,
	   const char *sql, const char *options, struct dbr_error *err)
{
	enum dbr_status rc = dbr_stmt_open(out, engine->store, sql, err);

	if (rc != DBR_OK)
		return rc;
	dbr_stmt_bind_text(*out, 1, engine->file_hash);
	dbr_stmt_bind_text(*out, 2, engine->format.target->name);
	dbr_stmt_bind_text(*out, 3, engine->format.name);
	dbr_stmt_bind_text(*out, 4, options);
	return DBR_OK;
}

enum dbr_status
reading_begin(struct engine *engine, const char *options,
	      struct dbr_error *err)
{
	struct dbr_stmt *others = NULL, *same = NULL;
	bool has_row = false;
	enum dbr_status rc = dbr_store_run(engine->store,
		"CREATE TEMP TABLE IF NOT EXISTS import_other"
		" (batch_id INTEGER PRIMARY KEY);"
		"DELETE FROM temp.import_other", err);

	if (rc == DBR_OK)
		rc = open_bound(&others, engine, find_others, options, err);
	if (rc == DBR_OK)
		rc = dbr_stmt_run(others, err);
	if (rc == DBR_OK)
		rc = open_bound(&same, engine, find_same, options, err);
	if (rc == DBR_OK)
		rc = dbr_stmt_step(same, &has_row, err);
	/* What takes up rejects stands for them, the same bytes or not. */
	engine->repeats_batch = has_row && !engine->request->mends_batch
		? dbr_stmt_i64(same, 0) : 0;
	dbr_stmt_close(others);
	dbr_stmt_close(same);
	return rc;
}

static enum dbr_status
run_for_batch(const struct engine *engine, const char *sql,
	      struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	enum dbr_status rc = dbr_stmt_open(&stmt, engine->store, sql, err);

	if (rc == DBR_OK) {
		dbr_stmt_bind_i64(stmt, 1, engine->run.batch_id);
		rc = dbr_stmt_run(stmt, err);
	}
	dbr_stmt_close(stmt);
	return rc;
}

/* Tickets may be evidence or another file's too: they stay, and it is said. */
static enum dbr_status
warn_about_leftovers(struct engine *engine, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, engine->store,
		"SELECT COUNT(*) FROM ticket WHERE batch_id IN"
		" (SELECT batch_id FROM temp.import_other)", err);

	if (rc == DBR_OK)
		rc = dbr_stmt_step(stmt, &has_row, err);
	if (rc == DBR_OK && has_row && dbr_stmt_i64(stmt, 0))
		run_warn(&engine->run, "tickets that these bytes gave when "
			 "read with other options, and give no longer: %" PRId64 "; "
			 "they stay", dbr_stmt_i64(stmt, 0));
	dbr_stmt_close(stmt);
	return rc;
}

enum dbr_status
reading_end(struct engine *engine, struct dbr_error *err)
{
	const struct dbr_import_result *result = engine->result;
	enum dbr_status rc = warn_about_leftovers(engine, err);

	if (result->inserted_count + result->updated_count > 0)
		engine->repeats_batch = 0;
	if (rc != DBR_OK)
		return rc;
	if (engine->repeats_batch)
		return run_for_batch(engine,
			"DELETE FROM reject WHERE batch_id = ?1", err);
	return run_for_batch(engine,
		"UPDATE reject SET replayed_by = ?1 WHERE replayed_by IS NULL"
		" AND batch_id IN (WITH RECURSIVE older AS (SELECT o.id"
		"  FROM batch o JOIN batch n ON n.file_hash = o.file_hash"
		"  AND n.target = o.target WHERE n.id = ?1 AND o.id < ?1"
		"  UNION SELECT b.id FROM batch b JOIN older o"
		"   ON b.replays_batch = o.id WHERE b.id < ?1)"
		" SELECT id FROM older)", err);
}
