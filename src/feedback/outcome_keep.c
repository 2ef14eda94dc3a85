/* SPDX-License-Identifier: GPL-3.0-or-later */
/* outcome_keep.c -- verdicts on changes as rows, for SQL. */
#include <config.h>
#include "debrief/outcome.h"

#include <math.h>
#include <stddef.h>

static const char insert_sql[] =
	"INSERT INTO outcome (object, object_id, looked_at, changed_at,"
	" metric, verdict, before_value, after_value, p, q)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

static const char *
word_of(enum dbr_outcome_verdict verdict)
{
	static const char *const words[] = {
		[DBR_OUTCOME_EARLY] = "early",
		[DBR_OUTCOME_UNKNOWN] = "unknown",
		[DBR_OUTCOME_SAME] = "same",
		[DBR_OUTCOME_WORKED] = "worked",
		[DBR_OUTCOME_WORSE] = "worse",
	};

	return words[verdict];
}

static void
bind_real(struct dbr_stmt *stmt, int at, bool has, double value)
{
	if (has && isfinite(value))
		dbr_stmt_bind_double(stmt, at, value);
	else
		dbr_stmt_bind_null(stmt, at);
}

static enum dbr_status
insert(struct dbr_stmt *stmt, const struct dbr_outcome *outcome,
       int64_t as_of_us, struct dbr_error *err)
{
	dbr_stmt_bind_text(stmt, 1,
			   outcome->is_proposal ? "proposal" : "action");
	dbr_stmt_bind_i64(stmt, 2, outcome->id);
	dbr_stmt_bind_i64(stmt, 3, as_of_us);
	dbr_stmt_bind_i64(stmt, 4, outcome->changed_us);
	dbr_stmt_bind_text(stmt, 5, outcome->metric);
	dbr_stmt_bind_text(stmt, 6, word_of(outcome->verdict));
	bind_real(stmt, 7, outcome->before.has_value, outcome->before.value);
	bind_real(stmt, 8, outcome->after.has_value, outcome->after.value);
	bind_real(stmt, 9, outcome->made.has_p, outcome->made.p);
	bind_real(stmt, 10, true, outcome->q);
	return dbr_stmt_run(stmt, err);
}

enum dbr_status
dbr_outcome_keep(struct dbr_store *store, const struct dbr_share *share,
		 int64_t as_of_us, struct dbr_arena *arena,
		 struct dbr_error *err)
{
	const struct dbr_outcome_ask ask = { as_of_us, NULL };
	const struct dbr_outcome *outcomes = NULL;
	struct dbr_stmt *stmt = NULL;
	size_t count = 0;
	enum dbr_status rc = dbr_outcome_list(&outcomes, &count, store, share,
					      &ask, arena, err);

	if (rc == DBR_OK)
		rc = dbr_store_begin(store, err);
	if (rc != DBR_OK)
		return rc;
	rc = dbr_store_run(store, "DELETE FROM outcome", err);
	if (rc == DBR_OK)
		rc = dbr_stmt_open(&stmt, store, insert_sql, err);
	for (size_t i = 0; i < count && rc == DBR_OK; i++)
		rc = insert(stmt, &outcomes[i], as_of_us, err);
	dbr_stmt_close(stmt);
	if (rc == DBR_OK)
		return dbr_store_commit(store, err);
	dbr_store_rollback(store);
	return rc;
}
