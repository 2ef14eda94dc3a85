/* SPDX-License-Identifier: GPL-3.0-or-later */
/* journal_table.c -- see journal_table.h. */
#include <config.h>
#include "store/journal_table.h"

#include <string.h>

/* Bookkeeping, decisions and what is worked out anew are not imported.  The
 * names go into SQL text: no others than ours look like this. */
static const char list_sql[] =
	"SELECT m.name, c.name FROM sqlite_schema m"
	" JOIN pragma_table_info(m.name) c ON c.pk = 1"
	"  AND c.name IN ('id', 'ticket_id') AND c.type = 'INTEGER'"
	" WHERE m.type = 'table' AND m.name NOT GLOB '*[^a-z0-9_]*'"
	" AND m.name NOT IN ('batch', 'alias', 'audit', 'decision',"
	"  'proposal', 'action', 'attribution') ORDER BY m.rowid";

static enum dbr_status
read_columns(struct journal_table *table, struct dbr_store *store,
	     struct dbr_arena *arena, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	const char **columns = NULL;
	bool *is_plain = NULL;
	size_t capacity = 0, plain_capacity = 0;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, store,
		"SELECT name, type IN ('INTEGER', 'TEXT')"
		" FROM pragma_table_info(?1)"
		" WHERE name NOT GLOB '*[^a-z0-9_]*' ORDER BY cid", err);

	if (rc != DBR_OK)
		return rc;
	dbr_stmt_bind_text(stmt, 1, table->name);
	while ((rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK &&
	       has_row) {
		struct dbr_str name = dbr_stmt_str(stmt, 0);

		columns = dbr_arena_grow(arena, columns, table->column_count,
					 &capacity, sizeof(*columns));
		is_plain = dbr_arena_grow(arena, is_plain,
					  table->column_count, &plain_capacity,
					  sizeof(*is_plain));
		is_plain[table->column_count] = dbr_stmt_i64(stmt, 1) != 0;
		table->has_batch |= dbr_str_is(name, "batch_id");
		columns[table->column_count++] = dbr_arena_text(arena, name);
	}
	dbr_stmt_close(stmt);
	table->columns = columns;
	table->is_plain = is_plain;
	return rc;
}

static enum dbr_status
read_last_id(struct journal_table *table, struct dbr_store *store,
	     struct dbr_error *err)
{
	struct dbr_buf sql = DBR_BUF_INIT;
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc;

	dbr_buf_addf(&sql, "SELECT MAX(%s) FROM %s", table->key, table->name);
	rc = dbr_stmt_open(&stmt, store, sql.text, err);
	if (rc == DBR_OK)
		rc = dbr_stmt_step(stmt, &has_row, err);
	if (rc == DBR_OK)
		table->last_id = dbr_stmt_i64(stmt, 0);
	dbr_stmt_close(stmt);
	dbr_buf_release(&sql);
	return rc;
}

enum dbr_status
journal_tables_read(struct journal_tables *out, struct dbr_store *store,
		    struct dbr_arena *arena, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	size_t capacity = 0;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, store, list_sql, err);

	*out = (struct journal_tables){ NULL, 0 };
	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK &&
	       has_row) {
		struct journal_table *table;

		out->at = dbr_arena_grow(arena, out->at, out->count,
					 &capacity, sizeof(*out->at));
		table = &out->at[out->count++];
		*table = (struct journal_table){
			.name = dbr_arena_text(arena, dbr_stmt_str(stmt, 0)),
			.key = dbr_arena_text(arena, dbr_stmt_str(stmt, 1)),
		};
		rc = read_columns(table, store, arena, err);
		if (rc == DBR_OK)
			rc = read_last_id(table, store, err);
	}
	dbr_stmt_close(stmt);
	return rc;
}

const struct journal_table *
journal_table_find(const struct journal_tables *tables, const char *name)
{
	for (size_t i = 0; i < tables->count; i++)
		if (strcmp(tables->at[i].name, name) == 0)
			return &tables->at[i];
	return NULL;
}

enum dbr_status
journal_run(struct dbr_store *store, const char *sql, int64_t batch_id,
	    struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	enum dbr_status rc = dbr_stmt_open(&stmt, store, sql, err);

	if (rc == DBR_OK) {
		dbr_stmt_bind_i64(stmt, 1, batch_id);
		rc = dbr_stmt_run(stmt, err);
	}
	dbr_stmt_close(stmt);
	return rc;
}
