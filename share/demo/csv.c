/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "demo.h"

#include <inttypes.h>
#include <string.h>

static void
separate(struct csv *csv)
{
	if (csv->in_row)
		fputc(',', csv->file);
	csv->in_row = true;
}

void
csv_text(struct csv *csv, const char *text)
{
	separate(csv);
	if (strpbrk(text, ",\"\r\n") == NULL) {
		fputs(text, csv->file);
		return;
	}
	fputc('"', csv->file);
	for (; *text != '\0'; text++) {
		if (*text == '"')
			fputc('"', csv->file);
		fputc(*text, csv->file);
	}
	fputc('"', csv->file);
}

void
csv_number(struct csv *csv, int64_t number)
{
	separate(csv);
	fprintf(csv->file, "%" PRId64, number);
}

void
csv_iso(struct csv *csv, int64_t at)
{
	char text[NAME_SIZE];

	csv_text(csv, at == 0 ? "" : as_iso(text, at));
}

void
csv_row_end(struct csv *csv)
{
	fputs(csv->line_end, csv->file);
	csv->in_row = false;
}

void
csv_header(struct csv *csv, const char *header)
{
	fputs(header, csv->file);
	csv_row_end(csv);
}
