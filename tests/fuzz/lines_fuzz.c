/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lines_fuzz.c -- any bytes as log lines: each physical line is in exactly
 * one record. */
#include <config.h>
#include "fuzz.h"

#include <string.h>
#include "reader_fuzz.h"

static size_t
count_lines(struct dbr_str bytes)
{
	size_t count = 0;

	for (size_t i = 0; i < bytes.size; i++)
		count += bytes.at[i] == '\n';
	return count + (bytes.size && bytes.at[bytes.size - 1] != '\n');
}

static void
check_lines(const struct dbr_reader_options *options, struct dbr_str bytes)
{
	struct dbr_memory_source memory = { bytes, 0, 0 };
	struct dbr_source source = dbr_source_memory(&memory, "fuzz");
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_record record;
	bool has_record = true;
	size_t lines = 0;
	void *self;

	INVARIANT(dbr_reader_lines.open(&self, &source, options, &err) ==
		  DBR_OK);
	while (dbr_reader_lines.next(self, &record, &has_record, &err) ==
	       DBR_OK && has_record)
		lines += record.line_count;
	INVARIANT(lines == count_lines(bytes));
	dbr_reader_lines.close(self);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = { "stamp", "rundeck", "slow" };
	static const char *const patterns[] = {
		"^(?<at>\\d\\d:\\d\\d) (?<body>.*)$",
		"^\\^(?<at>[^|]*)\\|(?<body>(?:\\\\.|[^\\\\^])*+)\\^$",
		"^(?<slow>(?:a+)+)$",
	};
	struct dbr_reader_options options = {
		.pattern_names = names, .patterns = patterns,
		.pattern_count = 3,
		.skip_pattern = "^\\^END\\^$",
	};
	struct dbr_str bytes;

	if (size < 1)
		return 0;
	options.has_continuation = data[0] & 16;
	options.keep_ansi = data[0] & 32;
	options.record_start = data[0] & 64 ? "^\\^" : NULL;
	options.record_end = data[0] & 128 ? "(?<!\\\\)\\^$" : NULL;
	bytes = (struct dbr_str){ (const char *)data + 1, size - 1 };
	check_reader(&dbr_reader_lines, &options, bytes, (data[0] & 15) + 1);
	check_lines(&options, bytes);
	return 0;
}
