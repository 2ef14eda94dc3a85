/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/reader.h -- how a container becomes records of borrowed slices.
 *
 * A reader knows syntax (quoting, line ends, patterns); it does not know what
 * a ticket is (the format's job) and never opens files: bytes are pulled from
 * a dbr_source, so it is tested and fuzzed from memory with any chunk size,
 * and its output does not depend on how the bytes were cut.
 *
 * One call of next() gives one record: fields[0..count), each a slice into
 * the reader's memory, valid until the next call of next() or close().
 * Fields are addressed by position; names() gives the header once known.
 * End of input: *has_record = false.
 *
 * A record that cannot be read is not an error: next() gives it with problem
 * set (and problem_field, problem_byte), raw holding its bytes, and the
 * engine keeps it in the reject table.  An error means that nothing behind
 * this point can be trusted (an unclosed quote): the whole file is refused.
 * Every record is one of: blank, skipped, with a problem, or good.
 *
 * The limits below are checked before memory is taken; beyond them the file
 * is refused with DBR_EINPUT and the line.
 */
#ifndef DEBRIEF_READER_H
#define DEBRIEF_READER_H

#include <stdbool.h>
#include <stddef.h>
#include "debrief/arena.h"
#include "debrief/error.h"
#include "debrief/source.h"
#include "debrief/str.h"

enum {
	DBR_FIELD_MAX = 1024 * 1024,		/* bytes */
	DBR_RECORD_MAX = 16 * 1024 * 1024,	/* bytes */
	DBR_FIELD_COUNT_MAX = 65536,
};

struct dbr_record {
	size_t line;		/* first physical line, 1-based */
	size_t line_count;	/* physical lines it covers */
	size_t count;
	const struct dbr_str *fields;	/* at == NULL: absent (JSON null,
					 * a group that took no part) */
	struct dbr_str raw;	/* its bytes in UTF-8, without line end */
	bool is_blank;		/* nothing in any field */
	bool is_skipped;	/* says nothing: header again, skip_pattern */
	const char *problem;	/* NULL, or why it cannot be used */
	size_t problem_field;	/* 1-based, 0 = the record */
	size_t problem_byte;	/* offset inside that field, or raw */
};

/* All zero is a usable default. */
struct dbr_reader_options {
	/*
	 * csv.  The first header row gives the names, the second the labels; "sep=;", "#TYPE" and a
	 * lone "UTF-8" line before it are no records.  A row that repeats the
	 * header is skipped.  Empty extra fields at the end of a row are
	 * dropped; otherwise a row must be as wide as the header.
	 */
	char delimiter;		/* 0 = detect among , ; tab | */
	size_t header_rows;	/* 0 = 1 */
	/* unfold.  A pattern of headers whose columns become rows, and those
	 * of its groups that are columns of each row. */
	const char *unfold;
	const char *const *unfold_groups;
	size_t unfold_group_count;
	bool has_footer;	/* a blank record, then one of one field: from
				 * there on all is skipped */
	/*
	 * lines.  A record's fields are the union of all group names in order
	 * of appearance, then "pattern": the name of the first pattern, in
	 * the order given, that matches.  ANSI escapes and the CR at the end
	 * are taken away before matching; a CR inside a line overwrites what
	 * is before it (keep_cr: stays).
	 *
	 * Which physical lines make a record, "\n" between them:
	 *   record_start  a matching line begins one, others continue it
	 *   record_end    a matching line completes it (Rundeck's closing ^)
	 *   neither       one line each; with has_continuation a line that no
	 *                 pattern matches is appended to field "body" of the
	 *                 record before it
	 * A record still open at the end of input, or where the next one
	 * begins, has a problem.
	 */
	const char *const *pattern_names;
	const char *const *patterns;
	size_t pattern_count;
	const char *skip_pattern;	/* lines that say nothing, or NULL */
	const char *record_start, *record_end;
	bool has_continuation;
	bool keep_ansi, keep_cr;
	/*
	 * json.  JSON lines, concatenated documents, or one array.  root says
	 * where records are inside a document: "results.*" (members or
	 * elements of results), "plays.*.tasks.*", "*" ({"0": {...}}); NULL:
	 * each document, or each element of a top-level array.  "a.*|b.*"
	 * takes what stands at either.
	 *
	 * paths are the fields: "a.b.0" from the record; "^play.name" from
	 * the object that encloses the record, "^^" one more; "/run.id" from
	 * the document; "@key" and "@index" of the record itself;
	 * "@document", the number of its document in the file; "" the
	 * record as JSON.  A key may contain dots.  Text is unescaped, numbers
	 * are as written, containers are JSON text, null is absent.
	 */
	const char *root;
	bool is_part;		/* nothing at root is no problem */
	const char *const *paths;
	size_t path_count;
};

struct dbr_reader {
	const char *name;	/* "csv": what a format says in "reader:" */
	/* options and source must outlive the reader. */
	enum dbr_status (*open)(void **out, const struct dbr_source *source,
				const struct dbr_reader_options *options,
				struct dbr_error *err);
	/* Header names in order; valid until close.  Reads the header. */
	enum dbr_status (*names)(void *self, const struct dbr_str **names,
				 size_t *count, struct dbr_error *err);
	/* What the header rows below the first say of each name, or NULL:
	 * "Q1" is "How likely ...?".  A name that is empty above a label is
	 * that of the column before it: questions of one grid. */
	const struct dbr_str *(*labels)(const void *self);
	enum dbr_status (*next)(void *self, struct dbr_record *out,
				bool *has_record, struct dbr_error *err);
	/* The csv delimiter in use after names(); 0 for other readers. */
	char (*delimiter)(const void *self);
	void (*close)(void *self);	/* NULL is fine */
};

extern const struct dbr_reader dbr_reader_csv;
extern const struct dbr_reader dbr_reader_unfold;	/* csv, wide to long */
extern const struct dbr_reader dbr_reader_lines;
extern const struct dbr_reader dbr_reader_json;
/* By name, or NULL. */
const struct dbr_reader *dbr_reader_find(const char *name);

#endif
