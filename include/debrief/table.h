/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/table.h -- rows in memory: the answer of a guarded query.
 *
 * Everything a table points to lives in the arena it was made with.  Rows
 * are cells[row * column_count + column].
 */
#ifndef DEBRIEF_TABLE_H
#define DEBRIEF_TABLE_H

#include <stdbool.h>
#include <stdint.h>
#include "debrief/arena.h"
#include "debrief/store.h"

struct dbr_cell {
	enum dbr_cell_type type;
	int64_t integer;	/* DBR_CELL_INTEGER */
	double real;		/* DBR_CELL_REAL, and INTEGER as a double */
	struct dbr_str text;	/* DBR_CELL_TEXT, NUL-terminated */
};

struct dbr_table {
	size_t column_count, row_count;
	const char **columns;
	struct dbr_cell *cells;
};

const struct dbr_cell *dbr_table_at(const struct dbr_table *table, size_t row,
				    size_t column);
/* Index of a column, or -1. */
int dbr_table_column(const struct dbr_table *table, const char *name);
bool dbr_cell_is_null(const struct dbr_cell *cell);

#endif
