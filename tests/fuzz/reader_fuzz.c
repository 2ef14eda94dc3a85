/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reader_fuzz.h"

#include <string.h>
#include "../unit/reader_dump.h"
#include "fuzz.h"

static void
check_chunk(struct dump_request request, size_t chunk)
{
	struct dbr_buf whole = DBR_BUF_INIT, pieces = DBR_BUF_INIT;

	request.chunk = 0;
	reader_dump(&whole, &request);
	request.chunk = chunk;
	reader_dump(&pieces, &request);
	INVARIANT(whole.size == pieces.size);
	INVARIANT(memcmp(whole.text, pieces.text, whole.size) == 0);
	dbr_buf_release(&whole);
	dbr_buf_release(&pieces);
}

static void
check_good(const struct dbr_record *record, size_t name_count)
{
	INVARIANT(record->count == name_count);
	for (size_t i = 0; i < record->count; i++) {
		struct dbr_str field = record->fields[i];

		INVARIANT(field.size <= DBR_FIELD_MAX);
		INVARIANT(dbr_str_utf8_check(field) == field.size);
		INVARIANT(!field.size ||
			  !memchr(field.at, '\0', field.size));
	}
}

static void
check_records(const struct dbr_reader *reader, void *self)
{
	struct dbr_error err = DBR_ERROR_INIT;
	const struct dbr_str *names;
	size_t name_count, line = 1;

	if (reader->names(self, &names, &name_count, &err) != DBR_OK)
		return;
	for (;;) {
		struct dbr_record record;
		bool has_record = true;

		if (reader->next(self, &record, &has_record, &err) != DBR_OK) {
			INVARIANT(err.what[0] != '\0');
			return;
		}
		if (!has_record)
			return;
		INVARIANT(record.line >= line);
		INVARIANT(record.line_count >= 1);
		line = record.line;
		if (!record.problem && !record.is_blank && !record.is_skipped)
			check_good(&record, name_count);
	}
}

void
check_reader(const struct dbr_reader *reader,
	     const struct dbr_reader_options *options, struct dbr_str bytes,
	     size_t chunk)
{
	struct dbr_memory_source memory = { bytes, 0, 0 };
	struct dbr_source source = dbr_source_memory(&memory, "fuzz");
	struct dbr_error err = DBR_ERROR_INIT;
	void *self;

	check_chunk((struct dump_request){ .reader = reader,
					   .options = *options,
					   .bytes = bytes,
					   .with_raw = true }, chunk);
	if (reader->open(&self, &source, options, &err) != DBR_OK)
		return;
	check_records(reader, self);
	reader->close(self);
}
