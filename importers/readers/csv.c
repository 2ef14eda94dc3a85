/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv.c -- delimited text with a header; see debrief/reader.h. */
#include <config.h>
#include "debrief/reader.h"

#include <string.h>
#include "csv_record.h"
#include "csv_sniff.h"

enum {
	SAMPLE_SIZE = 64 * 1024,
	BUFFER_STEP = 64 * 1024,	/* libcsv's own is 128 bytes */
	PREAMBLE_MAX = 16,		/* lines */
};

static void
set_problem(struct csv_reader *csv, struct dbr_record *record)
{
	dbr_buf_reset(&csv->problem);
	dbr_buf_addf(&csv->problem, "%zu fields where the header has %zu",
		     record->count, csv->name_count);
	record->problem = csv->problem.text;
	if (record->count > csv->name_count)
		record->problem_field = csv->name_count + 1;
}

static bool
repeats_header(const struct csv_reader *csv)
{
	if (csv->count != csv->name_count)
		return false;
	for (size_t i = 0; i < csv->count; i++)
		if (!dbr_str_equal(csv->fields[i], csv->names[i]))
			return false;
	return true;
}

/* A report's name and copyright under its rows. */
static bool
is_footer(struct csv_reader *csv, const struct dbr_record *record)
{
	bool is_after_blank = csv->is_after_blank;

	csv->is_after_blank = record->is_blank;
	if (!csv->options->has_footer || record->is_blank)
		return false;
	if (is_after_blank && csv->name_count > 1 &&
	    (record->count == 1 || csv_record_is_blank(csv, 1)))
		csv->is_footer = true;
	return csv->is_footer;
}

static void
judge(struct csv_reader *csv, struct dbr_record *record)
{
	if (record->problem)
		return;
	record->is_blank = csv_record_is_blank(csv, 0);
	record->is_skipped = is_footer(csv, record);
	if (record->is_blank || record->is_skipped)
		return;
	record_check_text(record);
	if (record->problem)
		return;
	if (record->count > csv->name_count && csv_record_is_blank(csv, csv->name_count))
		record->count = csv->name_count;
	if (record->count != csv->name_count)
		set_problem(csv, record);
	else
		record->is_skipped = repeats_header(csv);
}

static enum dbr_status
skip_preamble(struct csv_reader *csv, struct dbr_error *err)
{
	char declared = '\0';

	for (int i = 0; i < PREAMBLE_MAX; i++) {
		const char *at;
		size_t size;
		enum dbr_status rc;

		window_next_record(&csv->window);
		rc = csv_record_piece(csv, &size, err);
		if (rc != DBR_OK)
			return rc;
		at = window_at(&csv->window);
		if (!size || !csv_is_preamble(
			(struct dbr_str){ at, size - csv_record_line_end(at, size) },
			&declared))
			break;
		csv_record_pass(csv, size);
	}
	csv->delimiter = csv->options->delimiter;
	if (!csv->delimiter)
		csv->delimiter = declared;
	return DBR_OK;
}

static enum dbr_status
sniff(struct csv_reader *csv, struct dbr_error *err)
{
	struct window *window = &csv->window;
	size_t size;
	enum dbr_status rc = window_need(window, SAMPLE_SIZE, err);

	if (rc != DBR_OK)
		return rc;
	size = window_left(window) < SAMPLE_SIZE ? window_left(window)
						 : SAMPLE_SIZE;
	csv->is_cr_line = !memchr(window_at(window), '\n', size);
	rc = skip_preamble(csv, err);
	if (rc != DBR_OK)
		return rc;
	rc = window_need(window, SAMPLE_SIZE, err);
	if (rc != DBR_OK)
		return rc;
	size = window_left(window) < SAMPLE_SIZE ? window_left(window)
						 : SAMPLE_SIZE;
	if (!csv->delimiter)
		csv->delimiter = csv_sniff_delimiter(
			(struct dbr_str){ window_at(window), size });
	csv_set_delim(&csv->parser, (unsigned char)csv->delimiter);
	return DBR_OK;
}

static enum dbr_status
refuse_header(const struct csv_reader *csv, const struct dbr_record *record,
	      struct dbr_error *err)
{
	dbr_fail(err, DBR_EINPUT, "the header cannot be read: %s",
		 record->problem);
	return dbr_fail_at(err, csv->window.source->name, record->line,
			   record->problem_field);
}

static enum dbr_status
keep_names(struct csv_reader *csv, struct dbr_error *err)
{
	char inner;

	csv->names = dbr_arena_array(&csv->arena, csv->count,
				     sizeof(*csv->names));
	csv->name_count = csv->count;
	for (size_t i = 0; i < csv->count; i++)
		csv->names[i] = dbr_arena_str(&csv->arena, csv->fields[i]);
	inner = csv_double_encoded(csv->names, csv->name_count);
	if (!inner)
		return DBR_OK;
	window_refuse(&csv->window, err, "whole rows are inside one quoted "
		      "cell: a spreadsheet with another separator than "
		      "\"%c\" has saved this file", inner);
	return dbr_fail_hint(err, "import the original export, or save it "
			     "again with \"%c\" as separator", inner);
}

static void
keep_labels(struct csv_reader *csv)
{
	csv->labels = dbr_arena_array(&csv->arena, csv->name_count + 1,
				      sizeof(*csv->labels));
	for (size_t i = 0; i < csv->name_count; i++) {
		csv->labels[i] = i < csv->count
			? dbr_arena_str(&csv->arena, csv->fields[i])
			: DBR_STR("");
		if (i && csv->labels[i].size && !csv->names[i].size)
			csv->names[i] = csv->names[i - 1];
	}
}

static enum dbr_status
read_header(struct csv_reader *csv, struct dbr_error *err)
{
	size_t rows = csv->options->header_rows ? csv->options->header_rows
						: 1;
	enum dbr_status rc = sniff(csv, err);

	for (size_t i = 0; rc == DBR_OK && i < rows; i++) {
		struct dbr_record record;
		bool has_record;

		rc = csv_record_next(csv, &record, &has_record, err);
		if (rc != DBR_OK)
			return rc;
		if (!has_record)
			return window_refuse(&csv->window, err,
					     "%zu header rows are expected, "
					     "%zu found", rows, i);
		record_check_text(&record);
		if (record.problem)
			return refuse_header(csv, &record, err);
		if (i == 0)
			rc = keep_names(csv, err);
		else if (i == 1)
			keep_labels(csv);
	}
	csv->is_open = rc == DBR_OK;
	return rc;
}

static void
csv_close(void *self)
{
	struct csv_reader *csv = self;
	struct dbr_arena arena;

	if (!csv)
		return;
	csv_free(&csv->parser);
	window_release(&csv->window);
	dbr_buf_release(&csv->cells);
	dbr_buf_release(&csv->problem);
	arena = csv->arena;	/* the reader lives in it */
	dbr_arena_release(&arena);
}

static enum dbr_status
csv_open(void **out, const struct dbr_source *source,
	 const struct dbr_reader_options *options, struct dbr_error *err)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct csv_reader *csv = dbr_arena_get(&arena, sizeof(*csv));

	csv->arena = arena;
	csv->options = options;
	window_init(&csv->window, source);
	dbr_buf_init(&csv->cells);
	dbr_buf_init(&csv->problem);
	if (csv_init(&csv->parser, 0) != 0) {
		csv_close(csv);
		return dbr_fail(err, DBR_EBUG, "libcsv does not start");
	}
	csv_set_blk_size(&csv->parser, BUFFER_STEP);
	*out = csv;
	return DBR_OK;
}

static enum dbr_status
csv_names(void *self, const struct dbr_str **names, size_t *count,
	  struct dbr_error *err)
{
	struct csv_reader *csv = self;
	enum dbr_status rc = csv->is_open ? DBR_OK : read_header(csv, err);

	if (rc != DBR_OK)
		return rc;
	*names = csv->names;
	*count = csv->name_count;
	return DBR_OK;
}

static enum dbr_status
csv_next(void *self, struct dbr_record *out, bool *has_record,
	 struct dbr_error *err)
{
	struct csv_reader *csv = self;
	enum dbr_status rc = csv->is_open ? DBR_OK : read_header(csv, err);

	if (rc == DBR_OK)
		rc = csv_record_next(csv, out, has_record, err);
	if (rc == DBR_OK && *has_record)
		judge(csv, out);
	return rc;
}

static const struct dbr_str *
csv_labels(const void *self)
{
	const struct csv_reader *csv = self;

	return csv->labels;
}

static char
csv_delimiter(const void *self)
{
	const struct csv_reader *csv = self;

	return csv->delimiter;
}

const struct dbr_reader dbr_reader_csv = {
	.name = "csv",
	.open = csv_open,
	.names = csv_names,
	.labels = csv_labels,
	.next = csv_next,
	.delimiter = csv_delimiter,
	.close = csv_close,
};
