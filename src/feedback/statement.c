/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback/statement.h"

void
statement_bind(struct dbr_stmt *stmt, struct statement_values values)
{
	for (size_t i = 0; i < values.count; i++) {
		const struct dbr_parameter *value = &values.at[i];
		int position = dbr_stmt_parameter(stmt, value->name);

		if (!position)
			continue;
		if (value->type == DBR_PARAMETER_I64)
			dbr_stmt_bind_i64(stmt, position, value->i64);
		else
			dbr_stmt_bind_text(stmt, position, value->text);
	}
}

enum dbr_status
statement_run(struct dbr_store *store, const char *sql,
	      struct statement_values values, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	enum dbr_status rc = dbr_stmt_open(&stmt, store, sql, err);

	if (rc != DBR_OK)
		return rc;
	statement_bind(stmt, values);
	rc = dbr_stmt_run(stmt, err);
	dbr_stmt_close(stmt);
	return rc;
}

enum dbr_status
statement_i64(int64_t *out, struct dbr_store *store, const char *sql,
	      struct statement_values values, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, store, sql, err);

	if (rc != DBR_OK)
		return rc;
	statement_bind(stmt, values);
	rc = dbr_stmt_step(stmt, &has_row, err);
	if (rc == DBR_OK)
		*out = has_row ? dbr_stmt_i64(stmt, 0) : 0;
	dbr_stmt_close(stmt);
	return rc;
}

enum dbr_status
statement_list(struct statement_list *list, struct dbr_store *store,
	       struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	size_t capacity = 0;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, store, list->sql, err);

	if (rc != DBR_OK)
		return rc;
	statement_bind(stmt, list->values);
	while ((rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK && has_row) {
		list->at = dbr_arena_grow(list->arena, list->at, list->count,
					  &capacity, list->size);
		list->take((char *)list->at + list->count++ * list->size,
			   stmt, list->arena);
	}
	dbr_stmt_close(stmt);
	return rc;
}

const char *
statement_column(struct dbr_stmt *stmt, int column, struct dbr_arena *arena)
{
	if (dbr_stmt_type(stmt, column) == DBR_CELL_NULL)
		return NULL;
	return dbr_arena_text(arena, dbr_stmt_str(stmt, column));
}
