/* SPDX-License-Identifier: GPL-3.0-or-later */
/* readers.c -- every reader by its name; see debrief/reader.h. */
#include <config.h>
#include "debrief/reader.h"

#include <string.h>

const struct dbr_reader *
dbr_reader_find(const char *name)
{
	static const struct dbr_reader *const readers[] = {
		&dbr_reader_csv, &dbr_reader_lines, &dbr_reader_json,
	};

	for (size_t i = 0; i < sizeof(readers) / sizeof(readers[0]); i++)
		if (strcmp(readers[i]->name, name) == 0)
			return readers[i];
	return NULL;
}
