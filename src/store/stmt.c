/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stmt.c -- prepared statements; see debrief/store.h. */
#include <config.h>
#include "debrief/store.h"

#include "base/memory.h"
#include "store/internal.h"
#include "store/seal.h"

enum dbr_status
dbr_stmt_open(struct dbr_stmt **out, struct dbr_store *store, const char *sql,
	      struct dbr_error *err)
{
	struct dbr_stmt *stmt;
	sqlite3_stmt *prepared = NULL;
	int code = sqlite3_prepare_v3(store->db, sql, -1,
				      SQLITE_PREPARE_PERSISTENT, &prepared,
				      NULL);

	if (code != SQLITE_OK)
		return store_fail(store->db, code, "cannot prepare a statement",
				  err);
	stmt = memory_get(sizeof(*stmt));
	stmt->stmt = prepared;
	stmt->store = store;
	*out = stmt;
	return DBR_OK;
}

void
dbr_stmt_close(struct dbr_stmt *stmt)
{
	if (!stmt)
		return;
	sqlite3_finalize(stmt->stmt);
	memory_free(stmt);
}

void
dbr_stmt_reset(struct dbr_stmt *stmt)
{
	sqlite3_reset(stmt->stmt);
	sqlite3_clear_bindings(stmt->stmt);
}

int
dbr_stmt_parameter(const struct dbr_stmt *stmt, const char *name)
{
	return sqlite3_bind_parameter_index(stmt->stmt, name);
}

/* A bind fails only for a parameter that does not exist (our mistake, found
 * by the first test) or without memory, which ends the program. */
static void
check_bind(int code)
{
	if (code == SQLITE_NOMEM)
		memory_exhausted(0);
}

void
dbr_stmt_bind_null(struct dbr_stmt *stmt, int parameter)
{
	check_bind(sqlite3_bind_null(stmt->stmt, parameter));
}

void
dbr_stmt_bind_i64(struct dbr_stmt *stmt, int parameter, int64_t value)
{
	check_bind(sqlite3_bind_int64(stmt->stmt, parameter, value));
}

void
dbr_stmt_bind_double(struct dbr_stmt *stmt, int parameter, double value)
{
	check_bind(sqlite3_bind_double(stmt->stmt, parameter, value));
}

void
dbr_stmt_bind_str(struct dbr_stmt *stmt, int parameter, struct dbr_str value)
{
	if (!value.at) {
		dbr_stmt_bind_null(stmt, parameter);
		return;
	}
	check_bind(sqlite3_bind_text64(stmt->stmt, parameter, value.at,
				       value.size, SQLITE_STATIC,
				       SQLITE_UTF8));
}

void
dbr_stmt_bind_text(struct dbr_stmt *stmt, int parameter, const char *value)
{
	dbr_stmt_bind_str(stmt, parameter, dbr_str_from(value));
}

void
dbr_stmt_bind_blob(struct dbr_stmt *stmt, int parameter, struct dbr_str bytes)
{
	/* A zero-length blob is not NULL. */
	check_bind(sqlite3_bind_blob64(stmt->stmt, parameter,
				       bytes.at ? bytes.at : "", bytes.size,
				       SQLITE_STATIC));
}

enum dbr_status
dbr_stmt_step(struct dbr_stmt *stmt, bool *has_row, struct dbr_error *err)
{
	int code = sqlite3_step(stmt->stmt);

	*has_row = code == SQLITE_ROW;
	if (code == SQLITE_ROW || code == SQLITE_DONE)
		return DBR_OK;
	seal_doubt(stmt->store->seal);
	return store_fail(stmt->store->db, code, "the database refused", err);
}

enum dbr_status
dbr_stmt_run(struct dbr_stmt *stmt, struct dbr_error *err)
{
	bool has_row;
	enum dbr_status rc = dbr_stmt_step(stmt, &has_row, err);

	dbr_stmt_reset(stmt);
	return rc;
}

int
dbr_stmt_column_count(const struct dbr_stmt *stmt)
{
	return sqlite3_column_count(stmt->stmt);
}

const char *
dbr_stmt_column_name(const struct dbr_stmt *stmt, int column)
{
	return sqlite3_column_name(stmt->stmt, column);
}

enum dbr_cell_type
dbr_stmt_type(struct dbr_stmt *stmt, int column)
{
	switch (sqlite3_column_type(stmt->stmt, column)) {
	case SQLITE_INTEGER:
		return DBR_CELL_INTEGER;
	case SQLITE_FLOAT:
		return DBR_CELL_REAL;
	case SQLITE_TEXT:
		return DBR_CELL_TEXT;
	case SQLITE_BLOB:
		return DBR_CELL_BLOB;
	default:
		return DBR_CELL_NULL;
	}
}

int64_t
dbr_stmt_i64(struct dbr_stmt *stmt, int column)
{
	return sqlite3_column_int64(stmt->stmt, column);
}

double
dbr_stmt_double(struct dbr_stmt *stmt, int column)
{
	return sqlite3_column_double(stmt->stmt, column);
}

struct dbr_str
dbr_stmt_str(struct dbr_stmt *stmt, int column)
{
	const void *at = sqlite3_column_type(stmt->stmt, column) == SQLITE_BLOB
				 ? sqlite3_column_blob(stmt->stmt, column)
				 : sqlite3_column_text(stmt->stmt, column);

	if (!at)
		return DBR_STR_NONE;
	return (struct dbr_str){ at, (size_t)sqlite3_column_bytes(stmt->stmt,
								  column) };
}

const char *
dbr_stmt_text(struct dbr_stmt *stmt, int column)
{
	const unsigned char *text = sqlite3_column_text(stmt->stmt, column);

	return text ? (const char *)text : "";
}
