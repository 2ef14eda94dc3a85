/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * statement.h -- one statement with named parameters, run once.
 *
 * A parameter the text does not use is ignored, so one list serves several
 * statements about the same thing.
 */
#ifndef FEEDBACK_STATEMENT_H
#define FEEDBACK_STATEMENT_H

#include "debrief/query.h"
#include "debrief/store.h"

struct statement_values {
	const struct dbr_parameter *at;
	size_t count;
};

void statement_bind(struct dbr_stmt *stmt, struct statement_values values);
enum dbr_status statement_run(struct dbr_store *store, const char *sql,
			      struct statement_values values,
			      struct dbr_error *err) DBR_MUST_CHECK;
/* First column of the first row, 0 for no row or NULL. */
enum dbr_status statement_i64(int64_t *out, struct dbr_store *store,
			      const char *sql, struct statement_values values,
			      struct dbr_error *err) DBR_MUST_CHECK;
/* A copy of a column's text; NULL stays NULL. */
const char *statement_column(struct dbr_stmt *stmt, int column,
			     struct dbr_arena *arena);

#define STATEMENT_I64(parameter, value) \
	{ .name = (parameter), .type = DBR_PARAMETER_I64, .i64 = (value) }
#define STATEMENT_TEXT(parameter, value) \
	{ .name = (parameter), .type = DBR_PARAMETER_TEXT, .text = (value) }
#define STATEMENT_VALUES(array) \
	((struct statement_values){ (array), sizeof(array) / sizeof *(array) })

/* Every row of a statement as an element of size bytes, made by take. */
struct statement_list {
	const char *sql;
	struct statement_values values;
	size_t size;
	void (*take)(void *out, struct dbr_stmt *row, struct dbr_arena *arena);
	struct dbr_arena *arena;
	void *at;		/* out, in the arena */
	size_t count;		/* out */
};
enum dbr_status statement_list(struct statement_list *list,
			       struct dbr_store *store, struct dbr_error *err)
	DBR_MUST_CHECK;

#endif
