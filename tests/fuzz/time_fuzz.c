/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * time_fuzz.c -- any bytes as a cell, and as a pattern.  What is read is a
 * time that exists, and its ISO text reads back as the same instant.
 */
#include <config.h>
#include "fuzz.h"

#include <string.h>
#include "debrief/time_format.h"

static void
check_cell(const struct dbr_time_format *format, struct dbr_str cell)
{
	struct dbr_time_value value;
	char text[DBR_ISO_SIZE];
	int64_t us, back;

	if (!dbr_time_format_read(format, cell, &value))
		return;
	INVARIANT(dbr_civil_is_valid(&value.civil));
	INVARIANT(value.offset_seconds > -86400 &&
		  value.offset_seconds < 86400);
	us = dbr_civil_to_us(&value.civil);
	INVARIANT(dbr_iso_parse(dbr_str_from(dbr_iso_text(text, us)), &back));
	INVARIANT(back == us);
}

/* "pattern\ncell" */
static void
check_pattern(struct dbr_str text)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err = DBR_ERROR_INIT;
	const struct dbr_time_format *format;
	char *pattern = dbr_arena_text(&arena, dbr_str_cut(&text, '\n'));

	if (dbr_time_format_parse(&format, pattern, NULL, 0, &arena, &err) ==
	    DBR_OK)
		check_cell(format, text);
	else
		INVARIANT(err.code == DBR_ECONFIG);
	dbr_arena_release(&arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const patterns[] = {
		"%d/%b/%y %I:%M %p", "%d/%m/%Y %H:%M", "%m-%d-%Y %H:%M:%S",
		"%Y-%m-%d%[ %H:%M%[:%S%[.%f%]%]%[%z%]%]",
		"%a %b %d %H:%M:%S %z %Y", "%s", "%L", "%N", "%d. %B %Y",
	};
	struct dbr_str cell;
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err = DBR_ERROR_INIT;
	const struct dbr_time_format *format;
	int64_t us;

	if (size < 1)
		return 0;
	cell = (struct dbr_str){ (const char *)data + 1, size - 1 };
	if (dbr_iso_parse(cell, &us))
		INVARIANT(us >= -62135683200000000 - DBR_DAY_US);
	if (data[0] == 255) {
		check_pattern(cell);
		return 0;
	}
	INVARIANT(dbr_time_format_parse(&format, patterns[data[0] % 9], NULL,
					0, &arena, &err) == DBR_OK);
	check_cell(format, cell);
	dbr_arena_release(&arena);
	return 0;
}
