/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * grid.h -- rows and columns for a person, a spreadsheet or a page.
 *
 * A grid is filled cell by cell in reading order and written once.  Table
 * and Markdown clean what they show, so a name cannot drive a terminal or
 * open a tag; CSV keeps every byte, but a text cell that a spreadsheet would
 * take for a formula gets an apostrophe before it.
 */
#ifndef CLI_GRID_H
#define CLI_GRID_H

#include <stdbool.h>
#include <stdio.h>
#include "debrief/arena.h"

enum grid_format { GRID_TABLE, GRID_CSV, GRID_JSON, GRID_MARKDOWN };

struct grid_cell {
	struct dbr_str text;
	bool is_number;		/* to the right; never a formula */
};

struct grid {
	struct dbr_arena *arena;
	const char **heads;
	size_t column_count;
	struct grid_cell *cells;
	size_t cell_count, cell_capacity;
};

void grid_init(struct grid *grid, const char **heads, size_t column_count,
	       struct dbr_arena *arena);
void grid_add(struct grid *grid, struct dbr_str text, bool is_number);
void grid_add_text(struct grid *grid, const char *text);
void grid_add_count(struct grid *grid, int64_t count);
/* {"schema":...,"rows":[{head: cell}]}: for grids that are data as they
 * stand; a number's text is its number. */
void grid_write_json(const struct grid *grid, const char *schema, FILE *out);
/* Any format but JSON. */
void grid_write(const struct grid *grid, enum grid_format format, FILE *out);

/* "table", "csv", "json", "md"; NULL is the table. */
enum dbr_status grid_format_parse(enum grid_format *out, const char *word,
				  struct dbr_error *err) DBR_MUST_CHECK;

#endif
