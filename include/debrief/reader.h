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
 * end of input: *has_record = false.
 *
 * A record that cannot be read is not an error: next() gives it with problem
 * set (and problem_field, problem_byte), raw holding its bytes, and the
 * engine keeps it in the reject table.  An error means that nothing behind
 * this point can be trusted (an unclosed quote): the whole file is refused.
 *
 * Limits (a field 1 MiB, a record 16 MiB, 65,536 fields) are checked before
 * memory is taken; a header beyond them is DBR_ELIMIT-like DBR_EINPUT.
 */
#ifndef DEBRIEF_READER_H
#define DEBRIEF_READER_H

#include <stdbool.h>
#include <stddef.h>
#include "debrief/arena.h"
#include "debrief/error.h"
#include "debrief/str.h"

enum {
	DBR_FIELD_MAX = 1024 * 1024,		/* bytes */
	DBR_RECORD_MAX = 16 * 1024 * 1024,	/* bytes */
	DBR_FIELD_COUNT_MAX = 65536,
};

/* Where bytes come from, already decompressed and in UTF-8 where declared.
 * read() fills at most size bytes and sets *got; *got = 0 is the end. */
struct dbr_source {
	void *self;
	enum dbr_status (*read)(void *self, char *into, size_t size,
				size_t *got, struct dbr_error *err);
	const char *name;	/* for messages */
};
/* A source over bytes in memory, at most chunk bytes a call (0: all). */
struct dbr_memory_source {
	struct dbr_str bytes;
	size_t chunk, done;
};
struct dbr_source dbr_source_memory(struct dbr_memory_source *memory,
				    const char *name);

struct dbr_record {
	size_t line;		/* first physical line, 1-based */
	size_t count;
	const struct dbr_str *fields;	/* at == NULL: absent (JSON null) */
	struct dbr_str raw;	/* the record's bytes as they came */
	bool is_blank;		/* nothing in any field */
	const char *problem;	/* NULL, or why it cannot be used */
	size_t problem_field;	/* 1-based, 0 = the record */
	size_t problem_byte;	/* offset inside that field */
};

struct dbr_reader_options {
	char delimiter;		/* csv: 0 = detect among , ; tab | */
	size_t header_rows;	/* csv: default 1 */
	bool strip_ansi;	/* lines: default true */
	/* lines: patterns with named groups, tried lock-on first; a record's
	 * fields are the union of all group names in order of appearance, then
	 * "pattern" (the name of the one that matched).  A line none matches
	 * continues the record before it (appended to "body" after a "\n"). */
	const char *const *pattern_names;
	const char *const *patterns;
	size_t pattern_count;
	const char *skip_pattern;	/* lines that say nothing, or NULL */
	bool has_continuation;
	/* json: JSON pointer-like dotted paths the format asks for */
	const char *const *paths;
	size_t path_count;
};

struct dbr_reader {
	const char *name;	/* "csv": what a format says in "reader:" */
	enum dbr_status (*open)(void **out, const struct dbr_source *source,
				const struct dbr_reader_options *options,
				struct dbr_error *err);
	/* Header names in order; valid until close. */
	enum dbr_status (*names)(void *self, const struct dbr_str **names,
				 size_t *count, struct dbr_error *err);
	enum dbr_status (*next)(void *self, struct dbr_record *out,
				bool *has_record, struct dbr_error *err);
	void (*close)(void *self);
};

extern const struct dbr_reader dbr_reader_csv;
extern const struct dbr_reader dbr_reader_lines;
extern const struct dbr_reader dbr_reader_json;
/* By name, or NULL. */
const struct dbr_reader *dbr_reader_find(const char *name);

#endif
