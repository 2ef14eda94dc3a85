/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * json_step.h -- one JSON document after the other.
 *
 * Two ways to read, chosen from the first JSON in the file:
 *
 *   lines      a complete value stands on a line: each line is a document,
 *              and one that is not JSON is a record with a problem
 *   documents  values follow each other however they are laid out; the
 *              elements of a top-level array are documents; a mistake inside
 *              one refuses the file, for nobody knows where it ends
 *
 * Either way the window holds one document at a time.
 */
#ifndef READERS_JSON_STEP_H
#define READERS_JSON_STEP_H

#include "debrief/reader.h"
#include "json_path.h"
#include "json_tape.h"
#include "window.h"

enum array_state {
	ARRAY_NONE,		/* not inside a top-level array */
	ARRAY_BEGUN,		/* behind "[" */
	ARRAY_VALUE,		/* behind an element */
	ARRAY_COMMA,
};

enum step {
	STEP_RECORDS,		/* records[next..count) are to be given */
	STEP_LINE,		/* a line that is blank or no JSON */
	STEP_OVER,
};

struct json_reader {
	struct dbr_arena arena;
	struct dbr_arena scratch;	/* texts of one record */
	struct dbr_arena tape_arena, records_arena;
	const struct dbr_reader_options *options;
	struct window window;
	struct json_tape tape;
	struct json_records records;
	size_t next;			/* record to be given */
	bool is_plain;			/* the document: ASCII, no NULs */
	bool is_open, is_lines;
	enum array_state array;
	enum step step;
	bool has_step;			/* names() has looked ahead */
	struct dbr_str line;		/* STEP_LINE: without its end */
	const char *problem;
	size_t problem_byte;
	struct dbr_buf problem_text;
	size_t counted, counted_line;	/* lines up to this byte of the text */
	const char **paths;
	struct dbr_str *names, *fields;
	size_t count, capacity;
};

/* Sets step and what it speaks of; the bytes stay until the next one. */
enum dbr_status json_step(struct json_reader *json, struct dbr_error *err)
	DBR_MUST_CHECK;
size_t json_count_lines(struct dbr_str text);

#endif
