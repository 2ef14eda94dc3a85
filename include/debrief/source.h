/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/source.h -- where bytes come from.
 *
 * A dbr_source is a place to pull bytes from; readers know nothing else.
 * Two kinds exist: bytes in memory (tests, fuzzing, samples, rejects) and an
 * opened file.
 *
 * An opened file gives UTF-8 text whatever it was: gzip is unpacked, the
 * byte order mark is dropped, UTF-16 and the single-byte encodings are
 * converted, plain text is taken out of RTF.  Nothing is repaired on the way: a byte that cannot be read
 * stays a byte that is not valid UTF-8, so that its record is rejected with
 * its place (a lone surrogate becomes ED xx xx, half a unit at the end FF).
 *
 * It is read several times (hash and encoding, column decisions, loading):
 * dbr_source_rewind() starts again.  Standard input and pipes are therefore
 * first copied to a private unlinked file in $TMPDIR.  A file that changes
 * between two passes is refused.  Memory is constant for any size.
 *
 * Errors of dbr_source_open():
 *   DBR_ENOINPUT  missing, a directory, not allowed to read
 *   DBR_EINPUT    empty, binary, beyond size_max (a gzip bomb)
 *   DBR_EUSAGE    unknown encoding name
 *   DBR_EIO       reading or spooling failed
 */
#ifndef DEBRIEF_SOURCE_H
#define DEBRIEF_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "debrief/error.h"
#include "debrief/str.h"

struct dbr_source {
	void *self;
	/* Fills at most size bytes and sets *got; *got = 0 is the end. */
	enum dbr_status (*read)(void *self, char *into, size_t size,
				size_t *got, struct dbr_error *err);
	const char *name;	/* for messages */
};

/* Bytes in memory, at most chunk bytes a call (0: all).  Set done = 0 to
 * rewind. */
struct dbr_memory_source {
	struct dbr_str bytes;
	size_t chunk, done;
};
struct dbr_source dbr_source_memory(struct dbr_memory_source *memory,
				    const char *name);

struct dbr_source_request {
	const char *path;	/* "-": standard input */
	const char *name;	/* for messages; NULL: path */
	/*
	 * NULL: detect, from all bytes: byte order mark, else UTF-16 by its
	 * NULs, else UTF-8 unless invalid bytes outweigh valid characters,
	 * else windows-1252.  Known: utf-8, us-ascii, utf-16, utf-16le,
	 * utf-16be, windows-1252, iso-8859-1, iso-8859-15 and common aliases.
	 * A declared encoding is never second-guessed.
	 */
	const char *encoding;
	uint64_t size_max;	/* bytes, packed or unpacked; 0: 4 GiB */
};

struct dbr_source_facts {
	uint64_t size;		/* bytes as they came (packed) */
	const char *encoding;	/* "UTF-8", "windows-1252", "UTF-16LE"... */
	bool is_declared;	/* not detected */
	bool has_bom, is_gzip;
	bool is_unwrapped;	/* plain text out of an RTF document */
	uint64_t invalid_count;	/* bytes that are not UTF-8, when it is */
};

struct dbr_source_file;

/* Opens and decides the encoding; stands before the first byte. */
enum dbr_status dbr_source_open(struct dbr_source_file **out,
				const struct dbr_source_request *request,
				struct dbr_error *err) DBR_MUST_CHECK;
void dbr_source_close(struct dbr_source_file *file);	/* NULL is fine */
enum dbr_status dbr_source_rewind(struct dbr_source_file *file,
				  struct dbr_error *err) DBR_MUST_CHECK;
/* A format declares the encoding after all: rewinds. */
enum dbr_status dbr_source_declare(struct dbr_source_file *file,
				   const char *encoding,
				   struct dbr_error *err) DBR_MUST_CHECK;
/*
 * The first text, for finding a format: up to size bytes (at most 64 KiB)
 * are appended to out.  Rewinds.
 */
enum dbr_status dbr_source_peek(struct dbr_source_file *file, size_t size,
				struct dbr_buf *out, struct dbr_error *err)
	DBR_MUST_CHECK;
/* Valid until dbr_source_close(). */
const struct dbr_source *dbr_source_of(const struct dbr_source_file *file);
const struct dbr_source_facts *
dbr_source_facts(const struct dbr_source_file *file);
/* SHA-256 of the bytes as they came, hexadecimal, until close.  May start
 * beside whatever else is done with the file. */
void dbr_source_start_hash(struct dbr_source_file *file);
enum dbr_status dbr_source_hash(struct dbr_source_file *file,
				const char **out, struct dbr_error *err)
	DBR_MUST_CHECK;
/* Bytes as they came that this pass has read, for progress. */
uint64_t dbr_source_done(const struct dbr_source_file *file);

#endif
