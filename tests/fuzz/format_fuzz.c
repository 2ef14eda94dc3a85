/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * format_fuzz.c -- any bytes as a format file.  What is taken has a reader
 * and a target, and every field of it is one the target knows.
 */
#include <config.h>
#include "fuzz.h"

#include <string.h>
#include "format.h"
#include "text_fuzz.h"

static void
check_format(const struct format *format)
{
	INVARIANT(format->name && format->reader && format->target);
	for (size_t i = 0; i < format->field_count; i++) {
		const struct format_field *field = &format->fields[i];

		INVARIANT(field->target_index < format->target->field_count);
		INVARIANT(strcmp(field->name, format->target->
				 fields[field->target_index].name) == 0);
		INVARIANT(field->map_count == 0 || field->map);
	}
	for (size_t i = 0; i < format->question_count; i++)
		INVARIANT(format->questions[i].min <
			  format->questions[i].max);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_share_file file = text_file(&arena, "fuzz", data, size);
	struct format format;
	enum dbr_status rc = format_parse(&format, &file, &arena, &err);

	if (rc == DBR_OK) {
		check_format(&format);
		format_close(&format);
	} else {
		check_refusal(rc, &err);
	}
	dbr_arena_release(&arena);
	return 0;
}
