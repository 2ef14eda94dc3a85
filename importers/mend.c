/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mend.c -- see mend.h. */
#include <config.h>
#include "mend.h"

#include <inttypes.h>
#include <string.h>

struct mend {
	struct engine *engine;
	struct dbr_stmt *keep, *settle;	/* settle: NULL when nothing waits */
	struct row_key key;
};

static enum dbr_status
check_mended(struct mend *mend, int64_t count, struct dbr_error *err)
{
	if (count)
		return DBR_OK;
	dbr_fail(err, DBR_EUSAGE, "batch %" PRId64 " has no rejects left",
		 mend->engine->request->mends_batch);
	return dbr_fail_hint(err, "debrief rejects lists what there is");
}

/* All that wait in the batch the request names. */
static enum dbr_status
take_up(struct mend *mend, struct dbr_error *err)
{
	struct engine *engine = mend->engine;
	struct dbr_stmt *stmt = NULL;
	enum dbr_status rc;

	if (!engine->request->mends_batch)
		return DBR_OK;
	rc = dbr_stmt_open(&stmt, engine->store,
		"UPDATE reject SET replayed_by = ?1 WHERE batch_id = ?2"
		" AND replayed_by IS NULL", err);
	if (rc == DBR_OK) {
		dbr_stmt_bind_i64(stmt, 1, engine->run.batch_id);
		dbr_stmt_bind_i64(stmt, 2, engine->request->mends_batch);
		rc = dbr_stmt_run(stmt, err);
	}
	dbr_stmt_close(stmt);
	if (rc == DBR_OK)
		rc = check_mended(mend, dbr_store_changes(engine->store),
				  err);
	return rc;
}

#define OF_THIS_FILE \
	" AND batch_id IN (SELECT o.id FROM batch n JOIN batch o" \
	"  ON o.file_name = n.file_name AND o.format = n.format" \
	"  AND o.id < n.id WHERE n.id = ?1)"

/* Rows are looked up only where one may be waited for. */
static enum dbr_status
open_settle(struct mend *mend, struct dbr_error *err)
{
	struct engine *engine = mend->engine;
	struct dbr_stmt *waiting = NULL;
	bool has_row = false;
	enum dbr_status rc;

	if (!mend->key.field_count || engine->repeats_batch)
		return DBR_OK;
	rc = dbr_stmt_open(&waiting, engine->store,
		"SELECT 1 FROM reject WHERE row_key IS NOT NULL"
		" AND replayed_by IS NULL" OF_THIS_FILE " LIMIT 1", err);
	if (rc == DBR_OK) {
		dbr_stmt_bind_i64(waiting, 1, engine->run.batch_id);
		rc = dbr_stmt_step(waiting, &has_row, err);
	}
	dbr_stmt_close(waiting);
	if (rc == DBR_OK && has_row)
		rc = dbr_stmt_open(&mend->settle, engine->store,
			"UPDATE reject SET replayed_by = ?1"
			" WHERE row_key = ?2 AND replayed_by IS NULL"
			OF_THIS_FILE, err);
	return rc;
}

enum dbr_status
mend_open(struct mend **out, struct engine *engine, struct dbr_error *err)
{
	struct mend *mend = dbr_arena_get(engine->arena, sizeof(*mend));
	enum dbr_status rc;

	*mend = (struct mend){ .engine = engine };
	*out = mend;
	row_key_open(&mend->key, engine);
	rc = take_up(mend, err);
	if (rc == DBR_OK)
		rc = open_settle(mend, err);
	if (rc == DBR_OK)
		rc = dbr_stmt_open(&mend->keep, engine->store,
			"INSERT INTO reject (batch_id, line, column_name,"
			" reason, raw, row_key)"
			" VALUES (?1, ?2, ?3, ?4, ?5, ?6)", err);
	return rc;
}

void
mend_close(struct mend *mend)
{
	if (!mend)
		return;
	dbr_stmt_close(mend->keep);
	dbr_stmt_close(mend->settle);
	row_key_close(&mend->key);
}

/* Reasons that differ in what was found are one. */
static size_t
common_size(const char *reason)
{
	const char *quote = strchr(reason, '"');

	return quote ? (size_t)(quote - reason) : strlen(reason);
}

static bool
is_like(const struct dbr_import_reject *seen, const struct row_result *why)
{
	size_t size = common_size(why->reason);

	return strcmp(seen->column ? seen->column : "",
		      why->column ? why->column : "") == 0 &&
	       common_size(seen->reason) == size &&
	       memcmp(seen->reason, why->reason, size) == 0;
}

static void
count_reject(struct mend *mend, const struct prepared *record,
	     const struct row_result *why)
{
	struct dbr_import_result *result = mend->engine->result;
	struct dbr_arena *arena = mend->engine->arena;

	result->rejected_count++;
	for (size_t i = 0; i < DBR_REJECT_REASON_MAX; i++) {
		struct dbr_import_reject *seen = &result->rejects[i];

		if (!seen->count)
			*seen = (struct dbr_import_reject){
				.column = why->column ? dbr_arena_text(arena,
					dbr_str_from(why->column)) : NULL,
				.reason = dbr_arena_text(arena,
					dbr_str_from(why->reason)),
				.line = record->line,
			};
		else if (!is_like(seen, why))
			continue;
		seen->count++;
		return;
	}
}

enum dbr_status
mend_keep(struct mend *mend, const struct prepared *record,
	  const struct row_result *why, struct dbr_error *err)
{
	struct dbr_stmt *keep = mend->keep;
	enum dbr_status rc = mend_row(mend, record, err);

	if (rc != DBR_OK)
		return rc;
	count_reject(mend, record, why);
	dbr_stmt_bind_i64(keep, 1, mend->engine->run.batch_id);
	dbr_stmt_bind_i64(keep, 2, (int64_t)record->line);
	dbr_stmt_bind_text(keep, 3, why->column);
	dbr_stmt_bind_text(keep, 4, why->reason);
	dbr_stmt_bind_blob(keep, 5, record->raw);
	dbr_stmt_bind_str(keep, 6, record->key);
	return dbr_stmt_run(keep, err);
}

enum dbr_status
mend_row(struct mend *mend, const struct prepared *record,
	 struct dbr_error *err)
{
	if (!mend->settle || !record->key.at)
		return DBR_OK;
	dbr_stmt_bind_i64(mend->settle, 1, mend->engine->run.batch_id);
	dbr_stmt_bind_str(mend->settle, 2, record->key);
	return dbr_stmt_run(mend->settle, err);
}

struct row_key *
mend_row_key(struct mend *mend)
{
	return &mend->key;
}
