/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_fuzz.c -- any bytes as JSON. */
#include <config.h>
#include "fuzz.h"

#include "reader_fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const roots[] = { NULL, "a.*", "*", "a.*.b.*" };
	static const char *const paths[] = { "a", "a.b", "", "@key", "@index",
					     "^a", "/a.0", "^^b" };
	struct dbr_reader_options options = { .paths = paths };

	if (size < 1)
		return 0;
	options.path_count = data[0] & 16 ? 0 : 8;
	options.root = roots[data[0] >> 6];
	check_reader(&dbr_reader_json, &options,
		     (struct dbr_str){ (const char *)data + 1, size - 1 },
		     (data[0] & 15) + 1);
	return 0;
}
