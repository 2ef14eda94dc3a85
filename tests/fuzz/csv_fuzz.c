/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_fuzz.c -- any bytes as CSV. */
#include <config.h>
#include "fuzz.h"

#include "reader_fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char delimiters[] = { '\0', ';', '\t', '\0' };
	struct dbr_reader_options options = { .delimiter = '\0' };

	if (size < 1)
		return 0;
	options.delimiter = delimiters[data[0] >> 4 & 3];
	options.header_rows = data[0] >> 6;
	check_reader(&dbr_reader_csv, &options,
		     (struct dbr_str){ (const char *)data + 1, size - 1 },
		     (data[0] & 15) + 1);
	return 0;
}
