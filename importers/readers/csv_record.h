/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * csv_record.h -- one record after the other, whatever its width.
 */
#ifndef READERS_CSV_RECORD_H
#define READERS_CSV_RECORD_H

#include <csv.h>
#include "debrief/reader.h"
#include "window.h"

struct csv_reader {
	struct dbr_arena arena;
	const struct dbr_reader_options *options;
	struct window window;
	struct csv_parser parser;
	char delimiter;
	bool is_open;		/* the header was read */
	bool is_after_blank, is_footer;
	bool is_cr_line;	/* no LF: a lone CR ends a physical line */

	struct dbr_str *names, *labels;
	size_t name_count;

	/* The record being read: fields one after the other in cells. */
	struct dbr_buf cells;
	size_t *ends;
	size_t end_capacity;
	struct dbr_str *fields;
	size_t field_capacity;
	size_t count;
	size_t field_line;	/* where the field being read begins */
	bool is_row_done;
	bool is_beyond_limit;
	struct dbr_buf problem;
};

/* As dbr_reader.next(), without comparing to the header. */
enum dbr_status csv_record_next(struct csv_reader *csv,
				struct dbr_record *out, bool *has_record,
				struct dbr_error *err) DBR_MUST_CHECK;
/* The bytes up to and with the next line end of any kind; *size = 0 at the
 * end.  A lone CR is one, because it may end a record. */
enum dbr_status csv_record_piece(struct csv_reader *csv, size_t *size,
				 struct dbr_error *err) DBR_MUST_CHECK;
void csv_record_pass(struct csv_reader *csv, size_t size);
size_t csv_record_line_end(const char *at, size_t size);
/* Nothing but blanks from this field on. */
bool csv_record_is_blank(const struct csv_reader *csv, size_t from);

#endif
