/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * csv_record.c -- records of delimited text, on libcsv.
 *
 * libcsv is fed one physical line at a time, so that a record's line and raw
 * bytes are known exactly.  A record is tried in up to five ways:
 *
 *   exact    strict, blanks are text
 *   blanks   strict, blanks around quotes are layout:  a, "b" ,c
 *   literal  a quote inside an unquoted field is text:  a,5" disk,c
 *   plain    quotes are text: only in tab-separated lines
 *   lenient  only to find the end of a record that has text behind a closing
 *            quote; the record is rejected
 *
 * A stray quote inside a quoted field that has already crossed a line end
 * may as well be an unclosed quote that has swallowed records: the file is
 * refused there.
 */
#include <config.h>
#include "csv_record.h"

#include <string.h>
#include "csv_plain.h"

enum way { WAY_EXACT, WAY_BLANKS, WAY_LITERAL, WAY_PLAIN, WAY_LENIENT };

enum {
	STRICT = CSV_STRICT | CSV_STRICT_FINI,
	/* Quotes behind blanks that open more than this are text. */
	BLANKS_LINE_MAX = 100,
};

static void
on_field(void *bytes, size_t size, void *payload)
{
	struct csv_reader *csv = payload;

	csv->field_line = csv->window.line;
	if (size > DBR_FIELD_MAX || csv->count == DBR_FIELD_COUNT_MAX) {
		csv->is_beyond_limit = true;
		return;
	}
	csv->ends = dbr_arena_grow(&csv->arena, csv->ends, csv->count,
				   &csv->end_capacity, sizeof(*csv->ends));
	dbr_buf_add(&csv->cells, bytes, size);
	csv->ends[csv->count++] = csv->cells.size;
}

static void
on_row(int terminator, void *payload)
{
	struct csv_reader *csv = payload;

	(void)terminator;
	csv->is_row_done = true;
}

static int
is_no_space(unsigned char c)
{
	(void)c;
	return 0;
}

/* Forget a record half read and get ready to read one in this way. */
static void
begin_record(struct csv_reader *csv, enum way way)
{
	csv_set_opts(&csv->parser, 0);
	csv_fini(&csv->parser, NULL, NULL, NULL);
	if (way != WAY_LENIENT)
		csv_set_opts(&csv->parser, STRICT);
	csv_set_quote(&csv->parser, way == WAY_PLAIN ? '\0' : CSV_QUOTE);
	csv_set_space_func(&csv->parser,
			   way == WAY_BLANKS ? NULL : is_no_space);
	dbr_buf_reset(&csv->cells);
	csv->count = 0;
	csv->is_row_done = csv->is_beyond_limit = false;
	csv->window.at = csv->window.begin;
	csv->window.line = csv->field_line = csv->window.record_line;
}

enum dbr_status
csv_record_piece(struct csv_reader *csv, size_t *size, struct dbr_error *err)
{
	struct window *window = &csv->window;
	size_t looked = 0;

	for (;;) {
		size_t left = window_left(window);
		const char *at = window_at(window);
		const char *lf = left > looked
			? memchr(at + looked, '\n', left - looked) : NULL;
		size_t end = lf ? (size_t)(lf - at) + 1 : left;
		const char *cr = end > looked
			? memchr(at + looked, '\r', end - looked) : NULL;
		size_t cr_end = cr ? (size_t)(cr - at) + 1 : 0;
		enum dbr_status rc;

		if (cr && (cr_end < left || window->is_over)) {
			*size = cr_end + (cr_end < left &&
					  at[cr_end] == '\n');
			return DBR_OK;
		}
		if ((lf && !cr) || window->is_over) {
			*size = end;
			return DBR_OK;
		}
		/* A CR at the very end waits for what follows it. */
		looked = cr ? cr_end - 1 : left;
		rc = window_need(window, left + 1, err);
		if (rc != DBR_OK)
			return rc;
	}
}

size_t
csv_record_line_end(const char *at, size_t size)
{
	if (size && at[size - 1] == '\n')
		return size > 1 && at[size - 2] == '\r' ? 2 : 1;
	return size && at[size - 1] == '\r';
}

void
csv_record_pass(struct csv_reader *csv, size_t size)
{
	const char *at = window_at(&csv->window);

	csv->window.at += size;
	if (at[size - 1] == '\n' || (at[size - 1] == '\r' && csv->is_cr_line))
		csv->window.line++;
}

static enum dbr_status
refuse_unclosed(struct csv_reader *csv, struct dbr_error *err)
{
	dbr_fail(err, DBR_EINPUT, "the quote opened here is never closed");
	dbr_fail_at(err, csv->window.source->name, csv->field_line,
		    csv->count + 1);
	return dbr_fail_hint(err, "close it, or double a quote that is text");
}

static enum dbr_status
refuse_limit(struct csv_reader *csv, struct dbr_error *err)
{
	if (csv->count == DBR_FIELD_COUNT_MAX)
		return window_refuse(&csv->window, err,
				     "a record has more than %d fields",
				     DBR_FIELD_COUNT_MAX);
	dbr_fail(err, DBR_EINPUT, "a field is longer than %d bytes",
		 DBR_FIELD_MAX);
	dbr_fail_at(err, csv->window.source->name, csv->field_line,
		    csv->count + 1);
	return dbr_fail_hint(err, "look for a quote that is not closed");
}

/* Where a quote stands that should not. */
struct stray {
	size_t line, field_line, field;
};

static enum dbr_status
refuse_stray(const struct csv_reader *csv, const struct stray *stray,
	     struct dbr_error *err)
{
	dbr_fail(err, DBR_EINPUT, "the quote opened in line %zu is followed "
		 "by text where it closes; it may have swallowed records",
		 stray->field_line);
	dbr_fail_at(err, csv->window.source->name, stray->line, stray->field);
	return dbr_fail_hint(err, "close the quote, or double a quote that "
			     "is text");
}

enum parse_end { PARSE_ROW, PARSE_STRAY };

/* Feeds one piece; *done is less than size at a stray quote. */
static void
feed(struct csv_reader *csv, enum way way, size_t size, size_t *done)
{
	const char *at = window_at(&csv->window);

	*done = csv_parse(&csv->parser, at, size, on_field, on_row, csv);
	while (*done < size && way == WAY_LITERAL && !csv->parser.quoted) {
		csv_set_opts(&csv->parser, 0);
		*done += csv_parse(&csv->parser, at + *done, 1, on_field,
				   on_row, csv);
		csv_set_opts(&csv->parser, STRICT);
		*done += csv_parse(&csv->parser, at + *done, size - *done,
				   on_field, on_row, csv);
	}
}

/* One record in one way.  PARSE_STRAY: a quote where none may be. */
static enum dbr_status
parse_record(struct csv_reader *csv, enum way way, enum parse_end *end,
	     struct dbr_error *err)
{
	const struct window *window = &csv->window;

	begin_record(csv, way);
	*end = PARSE_STRAY;
	while (!csv->is_row_done) {
		size_t size, done;
		enum dbr_status rc = csv_record_piece(csv, &size, err);

		if (rc != DBR_OK)
			return rc;
		if (!size)
			break;
		feed(csv, way, size, &done);
		if (csv->is_beyond_limit ||
		    csv->parser.entry_pos > DBR_FIELD_MAX)
			return refuse_limit(csv, err);
		if (done < size)
			return DBR_OK;
		csv_record_pass(csv, size);
		if (way == WAY_BLANKS &&
		    window->line - window->record_line > BLANKS_LINE_MAX)
			return DBR_OK;
	}
	csv_set_opts(&csv->parser, STRICT);
	if (!csv->is_row_done &&
	    csv_fini(&csv->parser, on_field, on_row, csv) != 0)
		return way == WAY_BLANKS ? DBR_OK : refuse_unclosed(csv, err);
	if (csv->is_beyond_limit)
		return refuse_limit(csv, err);
	*end = PARSE_ROW;
	return DBR_OK;
}

/* Find where the record with the stray quote ends, or refuse to guess. */
static enum dbr_status
skip_stray(struct csv_reader *csv, struct dbr_error *err)
{
	const struct stray stray = {
		.line = csv->window.line, .field_line = csv->field_line,
		.field = csv->count + 1,
	};
	struct dbr_error doubt = DBR_ERROR_INIT;
	enum parse_end end;
	enum dbr_status rc;

	if (stray.line != stray.field_line)
		return refuse_stray(csv, &stray, err);
	rc = parse_record(csv, WAY_LENIENT, &end, &doubt);
	/* Text behind it, then, and no end: the stray quote is to blame. */
	if (rc == DBR_EINPUT ||
	    (rc == DBR_OK && csv->window.line > stray.line + 1))
		return refuse_stray(csv, &stray, err);
	if (rc != DBR_OK)
		*err = doubt;
	return rc;
}

static enum dbr_status
read_quoted(struct csv_reader *csv, bool *is_stray, struct dbr_error *err)
{
	static const enum way ways[] = { WAY_EXACT, WAY_BLANKS, WAY_LITERAL };

	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		enum parse_end end;
		enum dbr_status rc = parse_record(csv, ways[i], &end, err);

		if (rc != DBR_OK || end == PARSE_ROW)
			return rc;
	}
	*is_stray = true;
	return skip_stray(csv, err);
}

/*
 * Some programs never quote in tab-separated text (Google Forms), so that a
 * field may begin with a quote that means nothing.  Taken so only when
 * quoting gives no record and the line is as wide as the header.
 */
static bool
is_plain_line(struct csv_reader *csv)
{
	struct dbr_error unused = DBR_ERROR_INIT;
	enum parse_end end;

	return csv->delimiter == '\t' &&
	       parse_record(csv, WAY_PLAIN, &end, &unused) == DBR_OK &&
	       end == PARSE_ROW &&
	       (csv->count == csv->name_count || !csv->names);
}

static enum dbr_status
read_record(struct csv_reader *csv, bool *is_stray, struct dbr_error *err)
{
	struct dbr_error doubt = DBR_ERROR_INIT;
	enum dbr_status rc = read_quoted(csv, is_stray, &doubt);

	if (rc == DBR_OK && !*is_stray)
		return DBR_OK;
	if ((rc == DBR_OK || rc == DBR_EINPUT) && is_plain_line(csv)) {
		*is_stray = false;
		return DBR_OK;
	}
	if (rc == DBR_OK)
		return read_quoted(csv, is_stray, err);
	*err = doubt;
	return rc;
}

static void
build_fields(struct csv_reader *csv)
{
	size_t start = 0;

	while (csv->field_capacity < csv->count)
		csv->fields = dbr_arena_grow(&csv->arena, csv->fields,
					     csv->field_capacity,
					     &csv->field_capacity,
					     sizeof(*csv->fields));
	for (size_t i = 0; i < csv->count; i++) {
		csv->fields[i] = (struct dbr_str){ csv->cells.text + start,
						   csv->ends[i] - start };
		start = csv->ends[i];
	}
}

bool
csv_record_is_blank(const struct csv_reader *csv, size_t from)
{
	for (size_t i = from; i < csv->count; i++)
		if (dbr_str_trim(csv->fields[i]).size)
			return false;
	return true;
}

/* A record that is not plain; an empty line; or none, at the end. */
static enum dbr_status
read_oddity(struct csv_reader *csv, bool *is_stray, bool *has_record,
	    struct dbr_error *err)
{
	size_t size;
	enum dbr_status rc = csv_record_piece(csv, &size, err);

	*has_record = rc == DBR_OK && size;
	if (!*has_record)
		return rc;
	csv->count = 0;
	if (csv_record_line_end(window_at(&csv->window), size) == size)
		csv_record_pass(csv, size);
	else
		rc = read_record(csv, is_stray, err);
	if (rc == DBR_OK)
		build_fields(csv);
	return rc;
}

/* The next record without judging its width. */
enum dbr_status
csv_record_next(struct csv_reader *csv, struct dbr_record *out, bool *has_record,
	 struct dbr_error *err)
{
	struct window *window = &csv->window;
	bool is_stray = false, is_plain = false;
	const char *start;
	size_t size;
	enum dbr_status rc;

	window_next_record(window);
	rc = csv_plain_record(csv, &is_plain, err);
	if (rc == DBR_OK && !is_plain)
		rc = read_oddity(csv, &is_stray, has_record, err);
	if (rc != DBR_OK || (!is_plain && !*has_record))
		return rc;
	start = window->bytes.text + window->begin;
	size = window->at - window->begin;
	*out = (struct dbr_record){
		.line = window->record_line,
		.line_count = window->line - window->record_line,
		.count = csv->count, .fields = csv->fields,
		.raw = { start, size - csv_record_line_end(start, size) },
		.problem = is_stray ? "text behind a closing quote" : NULL,
		.problem_field = 0,
	};
	if (!csv_record_line_end(start, size) || !out->line_count)
		out->line_count++;
	*has_record = true;
	return DBR_OK;
}
