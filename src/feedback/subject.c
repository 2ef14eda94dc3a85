/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback/subject.h"

#include <stdio.h>
#include "debrief/arena.h"
#include "debrief/time.h"
#include "feedback/statement.h"

/* The key in the table that word was perhaps meant to be. */
static enum dbr_status
suggest(const char **out, struct dbr_store *store, const char *sql,
	const char *word, struct dbr_arena *arena)
{
	struct dbr_error unused = DBR_ERROR_INIT; /* a hint may be missing */
	struct dbr_stmt *stmt = NULL;
	const char **names = NULL;
	size_t count = 0, capacity = 0;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, store, sql, &unused);

	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(stmt, &has_row, &unused)) == DBR_OK &&
	       has_row) {
		names = dbr_arena_grow(arena, names, count, &capacity,
				       sizeof(*names));
		names[count++] = dbr_arena_text(arena, dbr_stmt_str(stmt, 0));
	}
	dbr_stmt_close(stmt);
	*out = count ? dbr_nearest(word, names, count) : NULL;
	return rc;
}

static enum dbr_status
fail_unknown(struct dbr_store *store, const char *table, const char *column,
	     const char *key, struct dbr_error *err)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	const char *near = NULL;
	char sql[160];

	snprintf(sql, sizeof(sql), "SELECT %s FROM %s ORDER BY 1 LIMIT 10000",
		 column, table);
	dbr_fail(err, DBR_EUSAGE, "there is no %s \"%s\"", table, key);
	if (suggest(&near, store, sql, key, &arena) == DBR_OK && near)
		dbr_fail_hint(err, "did you mean \"%s\"?", near);
	dbr_arena_release(&arena);
	return err->code;
}

enum dbr_status
row_find(int64_t *id, struct dbr_store *store, const char *table,
	 const char *column, const char *key, struct dbr_error *err)
{
	const struct dbr_parameter at[] = { STATEMENT_TEXT(":key", key) };
	char sql[160];
	enum dbr_status rc;

	snprintf(sql, sizeof(sql), "SELECT id FROM %s WHERE %s = :key"
		 " ORDER BY id LIMIT 1", table, column);
	rc = statement_i64(id, store, sql, STATEMENT_VALUES(at), err);
	if (rc != DBR_OK || *id)
		return rc;
	return fail_unknown(store, table, column, key, err);
}

enum dbr_status
subject_find(struct subject *out, struct dbr_store *store, const char *word,
	     struct dbr_error *err)
{
	int64_t start_us;

	*out = (struct subject){ .migration_id = 0 };
	if (dbr_quarter_parse(dbr_str_from(word), &start_us)) {
		out->quarter = word;
		return DBR_OK;
	}
	return row_find(&out->migration_id, store, "migration", "key", word,
			err);
}
