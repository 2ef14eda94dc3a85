/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include "reader_dump.h"

void
check_chunk_sizes(const struct dump_request *request)
{
	struct dump_request cut = *request;
	struct dbr_buf whole = DBR_BUF_INIT, pieces = DBR_BUF_INIT;

	cut.chunk = 0;
	reader_dump(&whole, &cut);
	for (cut.chunk = 1; cut.chunk <= request->bytes.size &&
	     cut.chunk < 300; cut.chunk++) {
		dbr_buf_reset(&pieces);
		reader_dump(&pieces, &cut);
		if (strcmp(whole.text, pieces.text) != 0)
			fail_msg("in pieces of %zu:\n%s\nnot as whole:\n%s",
				 cut.chunk, pieces.text, whole.text);
	}
	dbr_buf_release(&whole);
	dbr_buf_release(&pieces);
}

void
check_dump(const struct dump_request *request, const char *expected)
{
	struct dbr_buf found = DBR_BUF_INIT;

	reader_dump(&found, request);
	assert_string_equal(found.text, expected);
	dbr_buf_release(&found);
	check_chunk_sizes(request);
}
