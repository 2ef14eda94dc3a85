/* SPDX-License-Identifier: GPL-3.0-or-later */
/* time_column.c -- one order of day and month for a whole column; see
 * debrief/time_format.h. */
#include <config.h>
#include "debrief/time_format.h"

#include <string.h>
#include "time_pattern.h"

/* A column has few shapes: a month, one or two digits of a day. */
enum { SHAPE_SIZE = 40, SHAPE_COUNT = 256 };

struct shape {
	unsigned char size;	/* 0: none yet */
	char text[SHAPE_SIZE];	/* a cell, its digits as 0 */
	uint32_t patterns;	/* that may read it, a bit each */
};

struct evidence {
	const char *cell;	/* NULL: none yet */
	size_t line;
};

struct dbr_time_column {
	struct dbr_arena *arena;
	const struct dbr_time_format *formats[DBR_TIME_PATTERN_MAX];
	bool has_fallen[DBR_TIME_PATTERN_MAX];
	size_t count;
	/* [i][j]: the first cell that i reads and j does not. */
	struct evidence only[DBR_TIME_PATTERN_MAX][DBR_TIME_PATTERN_MAX];
	/* [i][j], i < j: the first cell both read, as different instants. */
	struct evidence both[DBR_TIME_PATTERN_MAX][DBR_TIME_PATTERN_MAX];
	size_t matched_count, unmatched_count;
	bool has_shapes;
	struct shape shapes[SHAPE_COUNT];
};

struct dbr_time_column *
dbr_time_column_new(const struct dbr_time_format *const *formats, size_t count,
		    struct dbr_arena *arena)
{
	struct dbr_time_column *column = dbr_arena_get(arena,
						       sizeof(*column));

	column->arena = arena;
	for (size_t i = 0; i < count && i < DBR_TIME_PATTERN_MAX; i++)
		column->formats[column->count++] = formats[i];
	column->has_shapes = true;
	for (size_t i = 0; i < column->count; i++)
		column->has_shapes &= time_format_has_shape(column->formats[i]);
	return column;
}

/* FNV-1a of what is written to text. */
static uint32_t
write_shape(char *text, struct dbr_str cell)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < cell.size; i++) {
		char c = cell.at[i];

		text[i] = c >= '0' && c <= '9' ? '0' : c;
		hash = (hash ^ (unsigned char)text[i]) * 16777619u;
	}
	return hash ^ hash >> 16;
}

/* The patterns that may read the cell, a bit each. */
static uint32_t
patterns_of(struct dbr_time_column *column, struct dbr_str cell)
{
	char text[SHAPE_SIZE];
	struct shape *shape;
	uint32_t patterns = 0;

	if (!column->has_shapes || !cell.size || cell.size > SHAPE_SIZE)
		return UINT32_MAX;
	shape = &column->shapes[write_shape(text, cell) % SHAPE_COUNT];
	if (shape->size == cell.size && memcmp(shape->text, text,
					       cell.size) == 0)
		return shape->patterns;
	for (size_t i = 0; i < column->count; i++)
		if (time_format_may_read(column->formats[i], cell))
			patterns |= UINT32_C(1) << i;
	shape->size = (unsigned char)cell.size;
	memcpy(shape->text, text, cell.size);
	shape->patterns = patterns;
	return patterns;
}

bool
dbr_time_column_is_open(const struct dbr_time_column *column)
{
	return column->count > 1;
}

static void
remember(struct dbr_time_column *column, struct evidence *evidence,
	 struct dbr_str cell, size_t line)
{
	if (evidence->cell)
		return;
	evidence->cell = dbr_arena_text(column->arena, cell);
	evidence->line = line;
}

static bool
is_same(const struct dbr_time_value *a, const struct dbr_time_value *b)
{
	return a->has_offset == b->has_offset &&
	       dbr_civil_to_us(&a->civil) - a->offset_seconds * DBR_SECOND_US ==
	       dbr_civil_to_us(&b->civil) - b->offset_seconds * DBR_SECOND_US;
}

void
dbr_time_column_add(struct dbr_time_column *column, struct dbr_str cell,
		    size_t line)
{
	struct dbr_time_value values[DBR_TIME_PATTERN_MAX];
	bool is_read[DBR_TIME_PATTERN_MAX];
	uint32_t patterns = patterns_of(column, cell);
	size_t read_count = 0;

	for (size_t i = 0; i < column->count; i++) {
		is_read[i] = patterns >> i & 1 &&
			dbr_time_format_read(column->formats[i], cell,
					     &values[i]);
		read_count += is_read[i];
	}
	if (!read_count) {
		column->unmatched_count++;
		return;
	}
	column->matched_count++;
	for (size_t i = 0; i < column->count; i++) {
		for (size_t j = 0; is_read[i] && j < column->count; j++) {
			if (!is_read[j])
				remember(column, &column->only[i][j], cell,
					 line);
			else if (i < j && !is_same(&values[i], &values[j]))
				remember(column, &column->both[i][j], cell,
					 line);
		}
	}
}

/* The pair lost by one side, when exactly one side has proof. */
static void
settle(struct dbr_time_column *column, size_t i, size_t j,
       struct dbr_time_decision *decision)
{
	bool proves_i = column->only[i][j].cell != NULL;
	bool proves_j = column->only[j][i].cell != NULL;
	size_t winner = proves_i ? i : j, loser = proves_i ? j : i;

	if (proves_i == proves_j)
		return;
	column->has_fallen[loser] = true;
	decision->pattern = dbr_time_format_pattern(column->formats[winner]);
	decision->rival = dbr_time_format_pattern(column->formats[loser]);
	decision->example = column->only[winner][loser].cell;
	decision->example_line = column->only[winner][loser].line;
}

static void
doubt(const struct dbr_time_column *column, size_t i, size_t j,
      struct dbr_time_decision *decision)
{
	bool is_mixed = column->only[i][j].cell != NULL;
	const struct evidence *example = is_mixed ? &column->only[i][j]
						  : &column->both[i][j];

	decision->choice = DBR_TIME_UNDECIDED;
	decision->pattern = dbr_time_format_pattern(column->formats[i]);
	decision->rival = dbr_time_format_pattern(column->formats[j]);
	decision->example = example->cell;
	decision->example_line = example->line;
	decision->counter_example = column->only[j][i].cell;
	decision->counter_line = column->only[j][i].line;
}

static bool
are_rivals(const struct dbr_time_column *column, size_t i, size_t j)
{
	return column->both[i][j].cell && !column->has_fallen[i] &&
	       !column->has_fallen[j];
}

struct dbr_time_decision
dbr_time_column_choose(struct dbr_time_column *column)
{
	struct dbr_time_decision decision = {
		.choice = DBR_TIME_ONE,
		.matched_count = column->matched_count,
		.unmatched_count = column->unmatched_count,
	};

	if (!column->matched_count && column->unmatched_count)
		decision.choice = DBR_TIME_NONE;
	for (size_t i = 0; i < column->count; i++)
		for (size_t j = i + 1; j < column->count; j++)
			if (are_rivals(column, i, j))
				settle(column, i, j, &decision);
	for (size_t i = 0; i < column->count; i++)
		for (size_t j = i + 1; j < column->count; j++)
			if (are_rivals(column, i, j) &&
			    decision.choice != DBR_TIME_UNDECIDED)
				doubt(column, i, j, &decision);
	return decision;
}

bool
dbr_time_column_read(struct dbr_time_column *column, struct dbr_str cell,
		     struct dbr_time_value *out)
{
	uint32_t patterns = patterns_of(column, cell);

	for (size_t i = 0; i < column->count; i++)
		if (patterns >> i & 1 && !column->has_fallen[i] &&
		    dbr_time_format_read(column->formats[i], cell, out))
			return true;
	return false;
}
