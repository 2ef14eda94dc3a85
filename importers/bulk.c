/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bulk.c -- see bulk.h. */
#include <config.h>
#include "bulk.h"

static enum dbr_status
is_empty(bool *out, struct dbr_store *store, const char *table,
	 struct dbr_error *err)
{
	struct dbr_buf sql = DBR_BUF_INIT;
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc;

	dbr_buf_addf(&sql, "SELECT 1 FROM %s LIMIT 1", table);
	rc = dbr_stmt_open(&stmt, store, sql.text, err);
	if (rc == DBR_OK)
		rc = dbr_stmt_step(stmt, &has_row, err);
	*out = rc == DBR_OK && !has_row;
	dbr_stmt_close(stmt);
	dbr_buf_release(&sql);
	return rc;
}

/* Ours, not those of UNIQUE, which have no SQL. */
static const char find_indexes[] =
	"SELECT name, sql FROM main.sqlite_schema WHERE type = 'index'"
	" AND tbl_name = ?1 AND sql IS NOT NULL"
	" AND sql NOT LIKE 'CREATE UNIQUE%' ORDER BY name";

enum dbr_status
bulk_begin(struct bulk *out, struct dbr_store *store, const char *table,
	   struct dbr_arena *arena, struct dbr_error *err)
{
	struct dbr_buf drop = DBR_BUF_INIT, make = DBR_BUF_INIT;
	struct dbr_stmt *stmt = NULL;
	bool has_row = false, has_none = false;
	enum dbr_status rc = DBR_OK;

	*out = (struct bulk){ .make_again = NULL };
	if (table)
		rc = is_empty(&has_none, store, table, err);
	if (rc != DBR_OK || !has_none)
		return rc;
	rc = dbr_stmt_open(&stmt, store, find_indexes, err);
	if (rc == DBR_OK)
		dbr_stmt_bind_text(stmt, 1, table);
	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK && has_row) {
		dbr_buf_addf(&drop, "DROP INDEX %s;", dbr_stmt_text(stmt, 0));
		dbr_buf_addf(&make, "%s;", dbr_stmt_text(stmt, 1));
	}
	dbr_stmt_close(stmt);
	if (rc == DBR_OK)
		rc = dbr_store_run(store, drop.text, err);
	out->make_again = dbr_arena_text(arena, dbr_buf_str(&make));
	dbr_buf_release(&drop);
	dbr_buf_release(&make);
	return rc;
}

enum dbr_status
bulk_end(const struct bulk *bulk, struct dbr_store *store,
	 struct dbr_error *err)
{
	return bulk->make_again ? dbr_store_run(store, bulk->make_again, err)
				: DBR_OK;
}
