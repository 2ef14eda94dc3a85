/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema.c -- numbered migrations, compiled in from share/schema. */
#include <config.h>
#include "store/internal.h"

#include <stdio.h>
#include <string.h>
#include "base/memory.h"
#include "debrief/str.h"
#include "store/seal.h"

/* One string per file of share/schema, in order: version n is migrations[n-1]. */
static const char *const migrations[] = {
#include "share/schema/schema.inc"
};

_Static_assert(sizeof(migrations) / sizeof(migrations[0]) ==
		       DBR_SCHEMA_VERSION,
	       "DBR_SCHEMA_VERSION must count the files of share/schema");

/*
 * A column added with a default is not in the rows that were there; the hook
 * of the seal would tell NULL for it.  Writing a row again puts it in.
 */
static enum dbr_status
write_rows_again(struct dbr_store *store, struct dbr_error *err)
{
	struct dbr_stmt *tables = NULL;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&tables, store,
		"SELECT printf('UPDATE \"%w\" SET \"%w\" = \"%w\"', s.name,"
		" c.name, c.name) FROM main.sqlite_schema s,"
		" pragma_table_info(s.name) c WHERE s.type = 'table'"
		" AND c.cid = 0 AND s.name NOT LIKE 'sqlite~_%' ESCAPE '~'",
		err);

	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(tables, &has_row, err)) == DBR_OK &&
	       has_row)
		rc = dbr_store_run(store, dbr_stmt_text(tables, 0), err);
	dbr_stmt_close(tables);
	return rc;
}

enum dbr_status
schema_apply(struct dbr_store *store, int from, struct dbr_error *err)
{
	char mark[96];
	enum dbr_status rc = DBR_OK;

	/* Version 15 words a CHECK anew, which SQLite has no statement for. */
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
	for (int version = from; rc == DBR_OK && version < DBR_SCHEMA_VERSION;
	     version++)
		rc = dbr_store_run(store, migrations[version], err);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	snprintf(mark, sizeof(mark),
		 "PRAGMA application_id = %d; PRAGMA user_version = %d;",
		 DBR_APPLICATION_ID, DBR_SCHEMA_VERSION);
	if (rc == DBR_OK)
		rc = dbr_store_run(store, mark, err);
	if (rc == DBR_OK && from)
		rc = write_rows_again(store, err);
	return rc == DBR_OK ? seal_renew(store, err) : rc;
}

static sqlite3_stmt *
prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *stmt = NULL;

	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_NOMEM)
		memory_exhausted(0);
	return stmt;
}

/* Is the thing that wanted stands on there, and made by the same words? */
static bool
is_same(sqlite3_stmt *wanted, sqlite3_stmt *found, struct dbr_buf *fault)
{
	const char *kind = (const char *)sqlite3_column_text(wanted, 0);
	const char *name = (const char *)sqlite3_column_text(wanted, 1);
	const char *sql = (const char *)sqlite3_column_text(wanted, 2);
	const char *other = NULL;
	bool is_same;

	sqlite3_bind_text(found, 1, kind, -1, SQLITE_STATIC);
	sqlite3_bind_text(found, 2, name, -1, SQLITE_STATIC);
	if (sqlite3_step(found) == SQLITE_ROW)
		other = (const char *)sqlite3_column_text(found, 0);
	is_same = other && strcmp(other, sql) == 0;
	if (!is_same)
		dbr_buf_addf(fault, "%s \"%s\" is %s", kind, name,
			     other ? "another one" : "missing");
	sqlite3_reset(found);
	return is_same;
}

bool
schema_find_fault(sqlite3 *db, struct dbr_buf *fault)
{
	sqlite3 *fresh = NULL;
	sqlite3_stmt *wanted = NULL, *found;
	int code = sqlite3_open(":memory:", &fresh);

	for (int i = 0; code == SQLITE_OK && i < DBR_SCHEMA_VERSION; i++)
		code = sqlite3_exec(fresh, migrations[i], NULL, NULL, NULL);
	if (code == SQLITE_NOMEM)
		memory_exhausted(0);
	if (code == SQLITE_OK)
		wanted = prepare(fresh, "SELECT type, name, sql FROM"
				 " sqlite_schema WHERE sql IS NOT NULL"
				 " ORDER BY type DESC, name");
	found = prepare(db, "SELECT sql FROM main.sqlite_schema"
			    " WHERE type = ?1 AND name = ?2");
	if (!found)
		dbr_buf_addf(fault, "%s", sqlite3_errmsg(db));
	while (wanted && !fault->size && sqlite3_step(wanted) == SQLITE_ROW)
		(void)is_same(wanted, found, fault);
	sqlite3_finalize(found);
	sqlite3_finalize(wanted);
	sqlite3_close(fresh);
	return fault->size > 0;
}
