/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback/csv_text.h"

#include <string.h>

static struct dbr_str
slice(struct dbr_str text, size_t from, size_t to)
{
	return (struct dbr_str){ text.at + from, to - from };
}

/* How many bytes the line end at i has; 0: none there. */
static size_t
line_end_size(struct dbr_str text, size_t i)
{
	if (text.at[i] == '\n')
		return 1;
	if (text.at[i] != '\r')
		return 0;
	return i + 1 < text.size && text.at[i + 1] == '\n' ? 2 : 1;
}

static size_t
bom_size(struct dbr_str text)
{
	return dbr_str_starts(text, "\xEF\xBB\xBF") ? 3 : 0;
}

/* The candidate that parts the first line into most cells. */
static char
find_delimiter(struct dbr_str text)
{
	static const char candidates[] = { ',', ';', '\t', '|' };
	size_t counts[sizeof(candidates)] = { 0 };
	size_t best = 0;
	bool is_quoted = false;

	for (size_t i = bom_size(text); i < text.size; i++) {
		if (text.at[i] == '"')
			is_quoted = !is_quoted;
		if (is_quoted)
			continue;
		if (line_end_size(text, i))
			break;
		for (size_t c = 0; c < sizeof(candidates); c++)
			counts[c] += text.at[i] == candidates[c];
	}
	for (size_t c = 1; c < sizeof(candidates); c++)
		if (counts[c] > counts[best])
			best = c;
	return candidates[best];
}

/* Where the cell that starts at i ends: at a delimiter, a line end or the
 * end of the text. */
static size_t
cell_end(struct dbr_str text, size_t i, char delimiter)
{
	bool is_quoted = false;

	for (; i < text.size; i++) {
		if (text.at[i] == '"')
			is_quoted = !is_quoted;
		else if (!is_quoted && (text.at[i] == delimiter ||
					line_end_size(text, i)))
			break;
	}
	return i;
}

static size_t
comment_end(struct dbr_str text, size_t i)
{
	while (i < text.size && !line_end_size(text, i))
		i++;
	return i;
}

static size_t
read_cells(struct csv_record *record, struct dbr_str text, size_t i,
	   char delimiter, struct dbr_arena *arena)
{
	size_t capacity = 0;

	for (;; i++) {
		size_t end = cell_end(text, i, delimiter);

		record->cells = dbr_arena_grow(arena, record->cells,
					       record->cell_count, &capacity,
					       sizeof(*record->cells));
		record->cells[record->cell_count++] = slice(text, i, end);
		i = end;
		if (i == text.size || text.at[i] != delimiter)
			return i;
	}
}

static bool
is_blank(const struct csv_record *record)
{
	return record->cell_count == 1 &&
	       !dbr_str_trim(record->cells[0]).size;
}

void
csv_text_parse(struct csv_text *out, struct dbr_str text,
	       struct dbr_arena *arena)
{
	size_t capacity = 0;
	bool has_header = false;

	*out = (struct csv_text){ .delimiter = find_delimiter(text) };
	for (size_t i = 0; i < text.size;) {
		struct csv_record record = { 0 };
		size_t start = i ? i : bom_size(text), end;
		bool is_comment = start < text.size && text.at[start] == '#';

		end = is_comment ? comment_end(text, start) :
				   read_cells(&record, text, start,
					      out->delimiter, arena);
		if (end < text.size)
			end += line_end_size(text, end);
		record.bytes = slice(text, i, end);
		i = end;
		if (!is_comment && !is_blank(&record)) {
			if (!has_header)
				out->header = out->record_count;
			record.is_data = has_header;
			has_header = true;
		}
		out->records = dbr_arena_grow(arena, out->records,
					      out->record_count, &capacity,
					      sizeof(record));
		out->records[out->record_count++] = record;
	}
	if (!has_header)
		out->header = out->record_count;
}

struct dbr_str
csv_cell_value(struct dbr_str raw, struct dbr_arena *arena)
{
	struct dbr_str inner = dbr_str_trim(raw);
	struct dbr_buf value = DBR_BUF_INIT;

	if (inner.size < 2 || inner.at[0] != '"' ||
	    inner.at[inner.size - 1] != '"')
		return dbr_arena_str(arena, inner);
	for (size_t i = 1; i + 1 < inner.size; i++) {
		dbr_buf_add_char(&value, inner.at[i]);
		if (inner.at[i] == '"' && inner.at[i + 1] == '"')
			i++;
	}
	inner = dbr_arena_str(arena, dbr_str_trim(dbr_buf_str(&value)));
	dbr_buf_release(&value);
	return inner;
}

int
csv_column(const struct csv_text *csv, const char *name,
	   struct dbr_arena *arena)
{
	const struct csv_record *header;

	if (csv->header == csv->record_count)
		return -1;
	header = &csv->records[csv->header];
	for (size_t i = 0; i < header->cell_count; i++)
		if (dbr_str_equal_nocase(csv_cell_value(header->cells[i],
							arena),
					 dbr_str_from(name)))
			return (int)i;
	return -1;
}

struct dbr_str
csv_line_end(const struct csv_record *record)
{
	struct dbr_str end = record->bytes;
	size_t size = 0;

	if (dbr_str_ends(end, "\r\n"))
		size = 2;
	else if (dbr_str_ends(end, "\n") || dbr_str_ends(end, "\r"))
		size = 1;
	return (struct dbr_str){ end.at + end.size - size, size };
}

static bool
must_quote(const char *value, char delimiter)
{
	size_t size = strlen(value);

	return strchr(value, delimiter) || strpbrk(value, "\"\r\n") ||
	       (size && (value[0] == ' ' || value[size - 1] == ' ' ||
			 value[0] == '#'));
}

void
csv_cell_write(struct dbr_buf *out, struct dbr_str raw, const char *value,
	       char delimiter)
{
	struct dbr_str inner = dbr_str_trim(raw);
	bool is_quoted = (inner.size >= 2 && inner.at[0] == '"') ||
			 must_quote(value, delimiter);
	size_t lead = inner.size ? (size_t)(inner.at - raw.at) : raw.size;

	dbr_buf_add(out, raw.at ? raw.at : "", lead);
	if (is_quoted)
		dbr_buf_add_char(out, '"');
	for (const char *at = value; *at; at++) {
		if (is_quoted && *at == '"')
			dbr_buf_add_char(out, '"');
		dbr_buf_add_char(out, *at);
	}
	if (is_quoted)
		dbr_buf_add_char(out, '"');
	dbr_buf_add(out, inner.size ? inner.at + inner.size : "",
		    inner.size ? raw.size - lead - inner.size : 0);
}
