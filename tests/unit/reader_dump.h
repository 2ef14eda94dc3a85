/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reader_dump.h -- everything a reader says, as one text to compare.
 *
 *	names: Key|Summary
 *	2: A-1|first
 *	3-4: A-2|two\nlines
 *	5: blank
 *	6: A-3 !2 fields where the header has 3
 *	end
 *
 * Control bytes are written as \n, \r, \xNN; an absent field is <none>.
 * A refusal ends it: "refused 65 at t:7:2: the quote ...".
 */
#ifndef TESTS_READER_DUMP_H
#define TESTS_READER_DUMP_H

#include "debrief/reader.h"

struct dump_request {
	const struct dbr_reader *reader;
	struct dbr_reader_options options;
	struct dbr_str bytes;
	size_t chunk;		/* 0: all at once */
	bool with_raw;
};

void reader_dump(struct dbr_buf *out, const struct dump_request *request);

/* In reader_check.c, for cmocka tests only. */

/* Fails the test when any chunk size from 1 on gives another dump. */
void check_chunk_sizes(const struct dump_request *request);
/* Fails unless the dump is expected, for every chunk size. */
void check_dump(const struct dump_request *request, const char *expected);

#endif
