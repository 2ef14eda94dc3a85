/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * unfold.c -- a CSV reader whose wide rows come out as long ones.
 *
 * Columns whose header matches a pattern are taken out of the row.  Its
 * groups are columns of the long rows; group "column" names the column a cell
 * goes to ("cell" without one).  Cells whose groups say the same make one long
 * row, beside the row's other cells.  A long file passes as it is, so that
 * raw, which is a long row, can be read again.
 */
#include <config.h>
#include "debrief/reader.h"

#include "../binding.h"

enum { UNFOLD_MAX = 4096 };	/* columns; a search is linear in them */

struct spread {			/* a column of the wide file */
	size_t from, key, to;
};

struct unfold {
	struct dbr_arena arena;
	const struct dbr_reader_options *options;
	void *csv;
	struct pattern *pattern;
	struct dbr_str *names;	/* fixed columns, groups, cells */
	size_t name_count, fixed_count;
	size_t *fixed;		/* where the wide row has them */
	struct spread *spreads;
	size_t spread_count;
	struct dbr_str *keys;	/* of group_count texts each */
	size_t key_count;
	bool is_open;
	struct dbr_record row;	/* wide */
	size_t next_key;	/* key_count: the row is done */
	struct dbr_str *fields;
	struct dbr_buf raw;
};

static void
unfold_close(void *self)
{
	struct unfold *unfold = self;
	struct dbr_arena arena;

	if (!unfold)
		return;
	arena = unfold->arena;
	dbr_reader_csv.close(unfold->csv);
	pattern_close(unfold->pattern);
	dbr_buf_release(&unfold->raw);
	dbr_arena_release(&arena);
}

static enum dbr_status
unfold_open(void **out, const struct dbr_source *source,
	    const struct dbr_reader_options *options, struct dbr_error *err)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct unfold *unfold = dbr_arena_get(&arena, sizeof(*unfold));
	enum dbr_status rc;

	*unfold = (struct unfold){ .options = options, .raw = DBR_BUF_INIT };
	rc = pattern_open(&unfold->pattern, options->unfold, &arena, err);
	if (rc == DBR_OK)
		rc = dbr_reader_csv.open(&unfold->csv, source, options, err);
	unfold->arena = arena;
	if (rc == DBR_OK)
		*out = unfold;
	else
		unfold_close(unfold);
	return rc;
}

/* A long file names the groups itself. */
static bool
is_own_name(const struct unfold *unfold, struct dbr_str name)
{
	for (size_t i = 0; i < unfold->options->unfold_group_count; i++)
		if (header_is(name, unfold->options->unfold_groups[i]))
			return true;
	return header_is(name, "cell");
}

static bool
is_same_key(const struct dbr_str *a, const struct dbr_str *b, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!dbr_str_equal_nocase(a[i], b[i]))
			return false;
	return true;
}

static size_t
key_of(struct unfold *unfold, struct dbr_str header)
{
	size_t width = unfold->options->unfold_group_count;
	struct dbr_str *key = unfold->keys + unfold->key_count * width;
	size_t at = 0;

	for (size_t i = 0; i < width; i++)
		key[i] = dbr_str_trim(pattern_group(
			unfold->pattern, header,
			unfold->options->unfold_groups[i]));
	while (at < unfold->key_count &&
	       !is_same_key(unfold->keys + at * width, key, width))
		at++;
	unfold->key_count += at == unfold->key_count;
	return at;
}

static bool
is_used(const struct unfold *unfold, size_t key, size_t to)
{
	for (size_t i = 0; i < unfold->spread_count; i++)
		if (unfold->spreads[i].key == key &&
		    unfold->spreads[i].to == to)
			return true;
	return false;
}

/* A header that comes twice keeps both cells, in two columns of one name. */
static size_t
column_of(struct unfold *unfold, size_t key, struct dbr_str name)
{
	size_t first = unfold->fixed_count +
		       unfold->options->unfold_group_count;

	for (size_t i = first; i < unfold->name_count; i++)
		if (dbr_str_equal_nocase(unfold->names[i], name) &&
		    !is_used(unfold, key, i))
			return i;
	unfold->names[unfold->name_count] = name;
	return unfold->name_count++;
}

static void
add_spread(struct unfold *unfold, size_t from, struct dbr_str header)
{
	struct dbr_str name = dbr_str_trim(
		pattern_group(unfold->pattern, header, "column"));
	size_t key = key_of(unfold, header);

	unfold->spreads[unfold->spread_count++] = (struct spread){
		from, key,
		column_of(unfold, key, name.size ? name : DBR_STR("cell")) };
}

static bool
is_spread(const struct unfold *unfold, struct dbr_str header)
{
	return !is_own_name(unfold, header) &&
	       pattern_match(unfold->pattern, header) == PATTERN_YES;
}

static void
take_memory(struct unfold *unfold, size_t count)
{
	size_t groups = unfold->options->unfold_group_count;
	struct dbr_arena *arena = &unfold->arena;

	unfold->names = dbr_arena_array(arena, count + groups + 1,
					sizeof(*unfold->names));
	unfold->fields = dbr_arena_array(arena, count + groups + 1,
					 sizeof(*unfold->fields));
	unfold->fixed = dbr_arena_array(arena, count + 1,
					sizeof(*unfold->fixed));
	unfold->spreads = dbr_arena_array(arena, count + 1,
					  sizeof(*unfold->spreads));
	unfold->keys = dbr_arena_array(arena, (count + 1) * (groups + 1),
				       sizeof(*unfold->keys));
}

static enum dbr_status
read_header(struct unfold *unfold, struct dbr_error *err)
{
	const struct dbr_reader_options *options = unfold->options;
	const struct dbr_str *wide;
	size_t count;
	enum dbr_status rc = dbr_reader_csv.names(unfold->csv, &wide, &count,
						  err);

	if (rc != DBR_OK)
		return rc;
	take_memory(unfold, count);
	for (size_t i = 0; i < count; i++)
		if (!is_spread(unfold, wide[i])) {
			unfold->names[unfold->fixed_count] = wide[i];
			unfold->fixed[unfold->fixed_count++] = i;
		}
	unfold->name_count = unfold->fixed_count;
	if (count - unfold->fixed_count > UNFOLD_MAX)
		return dbr_fail(err, DBR_EINPUT, "more than %d columns to "
				"make rows of", UNFOLD_MAX);
	if (count > unfold->fixed_count)
		for (size_t i = 0; i < options->unfold_group_count; i++)
			unfold->names[unfold->name_count++] =
				dbr_str_from(options->unfold_groups[i]);
	for (size_t i = 0; i < count; i++)
		if (is_spread(unfold, wide[i]))
			add_spread(unfold, i, wide[i]);
	unfold->next_key = unfold->key_count;
	unfold->is_open = true;
	return DBR_OK;
}

static enum dbr_status
unfold_names(void *self, const struct dbr_str **names, size_t *count,
	     struct dbr_error *err)
{
	struct unfold *unfold = self;
	enum dbr_status rc = unfold->is_open ? DBR_OK
					     : read_header(unfold, err);

	if (rc != DBR_OK)
		return rc;
	*names = unfold->names;
	*count = unfold->name_count;
	return DBR_OK;
}

/* The long row of one key; false: none of its cells has anything. */
static bool
fill_fields(struct unfold *unfold, size_t key)
{
	size_t width = unfold->options->unfold_group_count;
	bool has_cell = false;

	for (size_t i = 0; i < unfold->name_count; i++)
		unfold->fields[i] = DBR_STR("");
	for (size_t i = 0; i < unfold->fixed_count; i++)
		if (unfold->fixed[i] < unfold->row.count)
			unfold->fields[i] =
				unfold->row.fields[unfold->fixed[i]];
	for (size_t i = 0; i < width; i++)
		unfold->fields[unfold->fixed_count + i] =
			unfold->keys[key * width + i];
	for (size_t i = 0; i < unfold->spread_count; i++) {
		const struct spread *spread = &unfold->spreads[i];

		if (spread->key != key || spread->from >= unfold->row.count)
			continue;
		unfold->fields[spread->to] = unfold->row.fields[spread->from];
		has_cell |= dbr_str_trim(unfold->fields[spread->to]).size > 0;
	}
	return has_cell;
}

static void
write_raw(struct unfold *unfold)
{
	char delimiter = dbr_reader_csv.delimiter(unfold->csv);

	dbr_buf_reset(&unfold->raw);
	for (size_t i = 0; i < unfold->name_count; i++) {
		struct dbr_str field = unfold->fields[i];

		dbr_buf_add_text(&unfold->raw, "\"");
		for (size_t k = 0; k < field.size; k++) {
			if (field.at[k] == '"')
				dbr_buf_add_char(&unfold->raw, '"');
			dbr_buf_add_char(&unfold->raw, field.at[k]);
		}
		dbr_buf_add_char(&unfold->raw, '"');
		if (i + 1 < unfold->name_count)
			dbr_buf_add_char(&unfold->raw, delimiter);
	}
}

static bool
next_piece(struct unfold *unfold, struct dbr_record *out)
{
	while (unfold->next_key < unfold->key_count)
		if (fill_fields(unfold, unfold->next_key++)) {
			write_raw(unfold);
			*out = unfold->row;
			out->fields = unfold->fields;
			out->count = unfold->name_count;
			out->raw = dbr_buf_str(&unfold->raw);
			return true;
		}
	return false;
}

static enum dbr_status
unfold_next(void *self, struct dbr_record *out, bool *has_record,
	    struct dbr_error *err)
{
	struct unfold *unfold = self;
	enum dbr_status rc = unfold->is_open ? DBR_OK
					     : read_header(unfold, err);

	*has_record = true;
	if (rc != DBR_OK || next_piece(unfold, out))
		return rc;
	rc = dbr_reader_csv.next(unfold->csv, &unfold->row, has_record, err);
	if (rc != DBR_OK || !*has_record)
		return rc;
	*out = unfold->row;
	if (!unfold->key_count)
		return DBR_OK;
	if (!out->is_blank && !out->is_skipped && !out->problem) {
		unfold->next_key = 0;
		if (next_piece(unfold, out))
			return DBR_OK;
		out->is_blank = true;
	}
	out->count = 0;
	out->problem_field = 0;
	return DBR_OK;
}

static char
unfold_delimiter(const void *self)
{
	const struct unfold *unfold = self;

	return dbr_reader_csv.delimiter(unfold->csv);
}

const struct dbr_reader dbr_reader_unfold = {
	.name = "unfold",
	.open = unfold_open,
	.names = unfold_names,
	.next = unfold_next,
	.delimiter = unfold_delimiter,
	.close = unfold_close,
};
