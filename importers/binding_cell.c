/* SPDX-License-Identifier: GPL-3.0-or-later */
/* binding_cell.c -- what text a field has in a record; see binding.h. */
#include <config.h>
#include "binding.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* Trimmed; a null word becomes null; one formula guard goes. */
struct dbr_str
binding_clean(const struct binding *binding, struct dbr_str cell)
{
	const struct format *format = binding->request.format;

	cell = dbr_str_trim(cell);
	if (!cell.size)
		return DBR_STR_NONE;
	for (size_t i = 0; i < format->null_words.count; i++)
		if (dbr_str_is(cell, format->null_words.at[i]))
			return DBR_STR_NONE;
	if (format->has_formula_guard && cell.at[0] == '\'' &&
	    dbr_str_is_formula((struct dbr_str){ cell.at + 1,
						 cell.size - 1 })) {
		cell.at++;
		cell.size--;
	}
	return cell;
}

struct dbr_str
binding_cell_at(const struct binding *binding, const struct dbr_record *record,
	size_t column)
{
	if (column == binding->request.name_count)
		return dbr_str_from(binding->request.stem);
	if (column == binding->request.name_count + 1)
		return dbr_str_trim(dbr_str_from(binding->request.folder));
	if (column >= record->count)
		return DBR_STR_NONE;
	return binding_clean(binding, record->fields[column]);
}

static struct dbr_str
joined_cell(struct binding *binding, const struct bound_field *field,
	    const struct dbr_record *record)
{
	struct dbr_buf buf = DBR_BUF_INIT;
	struct dbr_str out = DBR_STR_NONE;

	for (size_t i = 0; i < field->column_count; i++) {
		struct dbr_str cell = binding_cell_at(binding, record,
					      field->columns[i]);

		if (!cell.size)
			continue;
		if (buf.size)
			dbr_buf_add_text(&buf, " / ");
		dbr_buf_add_str(&buf, cell);
	}
	if (buf.size)
		out = dbr_arena_str(&binding->scratch, dbr_buf_str(&buf));
	dbr_buf_release(&buf);
	return out;
}

/* Cells that are counts, added; none of them is null, one that is no count
 * is given as it is, for the reject to show. */
static struct dbr_str
summed_cell(struct binding *binding, const struct bound_field *field,
	    const struct dbr_record *record)
{
	int64_t sum = 0;
	bool has_any = false;

	for (size_t i = 0; i < field->column_count; i++) {
		struct dbr_str cell = binding_cell_at(binding, record,
					      field->columns[i]);
		int64_t count;

		if (!cell.size)
			continue;
		if (!binding_integer(cell, &count))
			return cell;
		if (field->is_taken_off[i])
			count = -count;
		if (__builtin_add_overflow(sum, count, &sum))
			return cell;
		has_any = true;
	}
	return has_any ? dbr_str_from(dbr_arena_textf(&binding->scratch,
						      "%" PRId64, sum))
		       : DBR_STR_NONE;
}

/* "&lt;", "&gt;", "&quot;" and "&amp;" as what they stand for. */
static struct dbr_str
without_entities(struct binding *binding, struct dbr_str cell)
{
	static const struct {
		const char *name;
		char c;
	} entities[] = { { "&lt;", '<' }, { "&gt;", '>' },
			 { "&quot;", '"' }, { "&amp;", '&' } };
	char *out;
	size_t used = 0;

	if (!cell.size || !memchr(cell.at, '&', cell.size))
		return cell;
	out = dbr_arena_get(&binding->scratch, cell.size);
	while (cell.size) {
		size_t i = 0, size = 1;

		while (i < 4 && !dbr_str_starts(cell, entities[i].name))
			i++;
		out[used++] = i < 4 ? entities[i].c : *cell.at;
		if (i < 4)
			size = strlen(entities[i].name);
		cell.at += size;
		cell.size -= size;
	}
	return (struct dbr_str){ out, used };
}

/* What "match:" leaves of a cell. */
static struct dbr_str
matched_part(const struct bound_field *field, struct dbr_str cell)
{
	if (!cell.size || !field->field.match)
		return cell;
	if (pattern_match(field->field.match, cell) != PATTERN_YES)
		return DBR_STR_NONE;
	return dbr_str_trim(pattern_value(field->field.match, cell));
}

bool
binding_skips(const struct bound_skip *skip, const struct dbr_record *record)
{
	struct dbr_str cell = skip->column < record->count
		? record->fields[skip->column] : DBR_STR_NONE;

	return pattern_match(skip->pattern, cell.at ? cell : DBR_STR("")) ==
	       PATTERN_YES;
}

/* "when:" holds for this record. */
static bool
is_wanted(const struct bound_field *field, const struct dbr_record *record)
{
	for (size_t i = 0; i < field->when_count; i++)
		if (!binding_skips(&field->when[i], record))
			return false;
	return true;
}

/* The name of the id that stands in another column. */
static struct dbr_str
looked_up(const struct binding *binding, const struct bound_field *field,
	  const struct dbr_record *record)
{
	struct dbr_str id = DBR_STR_NONE;

	if (field->has_id)
		id = binding_cell_at(binding, record, field->id_column);
	return id.size ? lookup_find(&binding->request.lookup, id)
		       : DBR_STR_NONE;
}

static struct dbr_str
own_cell(struct binding *binding, const struct bound_field *field,
	 const struct dbr_record *record)
{
	struct dbr_str name;

	if (!is_wanted(field, record))
		return DBR_STR_NONE;
	name = looked_up(binding, field, record);
	if (name.size)
		return name;
	if (field->field.value)
		return dbr_str_from(field->field.value);
	if (field->field.sum.count)
		return summed_cell(binding, field, record);
	if (field->field.join.count)
		return matched_part(field, joined_cell(binding, field,
						       record));
	for (size_t i = 0; i < field->column_count; i++) {
		struct dbr_str cell = matched_part(field,
			binding_cell_at(binding, record, field->columns[i]));

		if (cell.size && field->field.has_entities)
			return without_entities(binding, cell);
		if (cell.size)
			return cell;
	}
	return DBR_STR_NONE;
}

struct dbr_str
binding_cell(struct binding *binding, const struct bound_field *field,
	     const struct dbr_record *record)
{
	struct dbr_str cell = own_cell(binding, field, record);

	if (!cell.size && field->field.is_carried)
		return dbr_buf_str(&field->carried);
	return cell;
}

void
binding_carry(struct binding *binding, const struct dbr_record *record)
{
	for (size_t i = 0; i < binding->field_count; i++) {
		struct bound_field *field = &binding->fields[i];
		struct dbr_str cell;

		if (!field->field.is_carried)
			continue;
		cell = own_cell(binding, field, record);
		if (!cell.size)
			continue;
		dbr_buf_reset(&field->carried);
		dbr_buf_add_str(&field->carried, cell);
	}
}

/* What groups thousands: "1,234", "1 234" with any blank, "1'234".  A point
 * does not, for 1.234 may be a fraction. */
static size_t
mark_size(struct dbr_str rest)
{
	static const char *const marks[] = { ",", ".", " ", "'", "_", "\xC2\xA0",
		"\xE2\x80\xAF", "\xE2\x80\x89", "\xE2\x80\x99" };

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (dbr_str_starts(rest, marks[i]))
			return strlen(marks[i]);
	return 0;
}

/*
 * "1,234,567" and its like: one to three digits, then groups of three; or,
 * in India, "3,87,16,91,111": of two, and three at the end.  One "." alone
 * is a decimal point.
 */
static bool
read_grouped(struct dbr_str cell, int64_t *out)
{
	char digits[32];
	size_t used = 0, run = 0, first = 0, groups = 0, dots = 0, pairs = 0;

	for (size_t i = 0; i < cell.size;) {
		size_t mark = 0;

		if ((cell.at[i] >= '0' && cell.at[i] <= '9') ||
		    (!i && cell.at[i] == '-')) {
			run += cell.at[i] != '-';
			if (run > 3 || used == sizeof(digits))
				return false;
			digits[used++] = cell.at[i++];
			continue;
		}
		if (run && (!groups || run >= 2))
			mark = mark_size((struct dbr_str){
				cell.at + i, cell.size - i });
		if (!mark)
			return false;
		dots += cell.at[i] == '.';
		pairs += groups && run == 2 && cell.at[i] == ',';
		if (groups && run == 2 && cell.at[i] != ',')
			return false;
		first = groups++ ? first : run;
		run = 0;
		i += mark;
	}
	if (!groups || run != 3 || (dots && (dots != groups || dots == 1)) ||
	    (pairs && (pairs != groups - 1 || first > 2)))
		return false;
	return dbr_str_to_i64((struct dbr_str){ digits, used }, out);
}

bool
binding_integer(struct dbr_str cell, int64_t *out)
{
	double real;

	if (dbr_str_to_i64(cell, out) || read_grouped(cell, out))
		return *out >= -TARGET_INTEGER_MAX && *out <= TARGET_INTEGER_MAX;
	/* "7.0": spreadsheets and Jira write counts so. */
	if (!dbr_str_to_double(cell, &real) || real != floor(real) ||
	    fabs(real) > (double)TARGET_INTEGER_MAX)
		return false;
	*out = (int64_t)real;
	return true;
}

const char *
file_stem(const char *file_name, struct dbr_arena *arena)
{
	struct dbr_str name = dbr_str_from(file_name);
	static const char *const tails[] = { ".gz", ".csv", ".tsv", ".txt",
		" - Form Responses 1", " (Responses)" };

	for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++)
		if (dbr_str_ends(name, tails[i]))
			name.size -= strlen(tails[i]);
	return dbr_arena_text(arena, name);
}

const char *
file_folder(const char *path, struct dbr_arena *arena)
{
	const char *end = strrchr(path, '/');
	const char *start = end;

	while (start && start > path && start[-1] != '/')
		start--;
	return start ? dbr_arena_text(arena, (struct dbr_str){
				start, (size_t)(end - start) }) : "";
}
