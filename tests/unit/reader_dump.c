/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reader_dump.h"

static void
add_visible(struct dbr_buf *out, struct dbr_str text)
{
	if (!text.at)
		dbr_buf_add_text(out, "<none>");
	for (size_t i = 0; i < text.size; i++) {
		unsigned char c = (unsigned char)text.at[i];

		if (c == '\n')
			dbr_buf_add_text(out, "\\n");
		else if (c == '\r')
			dbr_buf_add_text(out, "\\r");
		else if (c < ' ' || c == 0x7F)
			dbr_buf_addf(out, "\\x%02X", c);
		else
			dbr_buf_add_char(out, (char)c);
	}
}

static void
add_fields(struct dbr_buf *out, const struct dbr_str *fields, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i)
			dbr_buf_add_char(out, '|');
		add_visible(out, fields[i]);
	}
}

static void
add_record(struct dbr_buf *out, const struct dbr_record *record,
	   bool with_raw)
{
	dbr_buf_addf(out, "%zu", record->line);
	if (record->line_count > 1)
		dbr_buf_addf(out, "-%zu",
			     record->line + record->line_count - 1);
	dbr_buf_add_text(out, ": ");
	if (record->is_blank)
		dbr_buf_add_text(out, "blank");
	else
		add_fields(out, record->fields, record->count);
	if (record->is_skipped)
		dbr_buf_add_text(out, " skipped");
	if (record->problem)
		dbr_buf_addf(out, " !%s", record->problem);
	if (record->problem_field || record->problem_byte)
		dbr_buf_addf(out, " @%zu+%zu", record->problem_field,
			     record->problem_byte);
	if (with_raw) {
		dbr_buf_add_text(out, " <");
		add_visible(out, record->raw);
		dbr_buf_add_text(out, ">");
	}
	dbr_buf_add_text(out, "\n");
}

static enum dbr_status
dump_all(struct dbr_buf *out, const struct dump_request *request, void *self,
	 struct dbr_error *err)
{
	const struct dbr_str *names;
	size_t count;
	enum dbr_status rc = request->reader->names(self, &names, &count,
						    err);

	if (rc != DBR_OK)
		return rc;
	dbr_buf_add_text(out, "names: ");
	add_fields(out, names, count);
	dbr_buf_add_text(out, "\n");
	for (;;) {
		struct dbr_record record;
		bool has_record = true;

		rc = request->reader->next(self, &record, &has_record, err);
		if (rc != DBR_OK || !has_record)
			return rc;
		add_record(out, &record, request->with_raw);
	}
}

void
reader_dump(struct dbr_buf *out, const struct dump_request *request)
{
	struct dbr_memory_source memory = { request->bytes, request->chunk,
					    0 };
	struct dbr_source source = dbr_source_memory(&memory, "t");
	struct dbr_error err = DBR_ERROR_INIT;
	void *self = NULL;
	enum dbr_status rc;

	rc = request->reader->open(&self, &source, &request->options, &err);
	if (rc == DBR_OK)
		rc = dump_all(out, request, self, &err);
	if (rc == DBR_OK)
		dbr_buf_add_text(out, "end\n");
	else
		dbr_buf_addf(out, "refused %d at %s: %s\n", rc, err.where,
			     err.what);
	if (self)
		request->reader->close(self);
}
