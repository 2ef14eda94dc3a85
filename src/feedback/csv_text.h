/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * csv_text.h -- a CSV file as its bytes, so that one cell can change and
 * every other byte stay.
 *
 * This does not read data (importers do): it only finds where records and
 * cells begin and end.  All slices point into the text.
 */
#ifndef FEEDBACK_CSV_TEXT_H
#define FEEDBACK_CSV_TEXT_H

#include <stdbool.h>
#include "debrief/arena.h"

struct csv_record {
	struct dbr_str bytes;	/* with its line end, if it has one */
	struct dbr_str *cells;	/* raw: quotes and blanks included */
	size_t cell_count;
	bool is_data;		/* neither the header, blank nor a comment */
};

struct csv_text {
	struct csv_record *records;	/* every byte is in exactly one */
	size_t record_count;
	size_t header;		/* index; record_count: none */
	char delimiter;
};

void csv_text_parse(struct csv_text *out, struct dbr_str text,
		    struct dbr_arena *arena);
/* What a raw cell says: without quotes and outer blanks. */
struct dbr_str csv_cell_value(struct dbr_str raw, struct dbr_arena *arena);
/* Index of the column whose header is name in any case, or -1. */
int csv_column(const struct csv_text *csv, const char *name,
	       struct dbr_arena *arena);
/* The bytes after the last cell: "\n", "\r\n" or "". */
struct dbr_str csv_line_end(const struct csv_record *record);

/*
 * Append a raw cell that says value: in the quotes and blanks of raw where
 * it had them, quoted when it must be.
 */
void csv_cell_write(struct dbr_buf *out, struct dbr_str raw, const char *value,
		    char delimiter);

#endif
