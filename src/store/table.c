/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table.c -- see debrief/table.h. */
#include <config.h>
#include "debrief/table.h"

#include <assert.h>
#include <string.h>

const struct dbr_cell *
dbr_table_at(const struct dbr_table *table, size_t row, size_t column)
{
	assert(row < table->row_count && column < table->column_count);
	return &table->cells[row * table->column_count + column];
}

int
dbr_table_column(const struct dbr_table *table, const char *name)
{
	for (size_t i = 0; i < table->column_count; i++)
		if (strcmp(table->columns[i], name) == 0)
			return (int)i;
	return -1;
}

bool
dbr_cell_is_null(const struct dbr_cell *cell)
{
	return cell->type == DBR_CELL_NULL;
}
