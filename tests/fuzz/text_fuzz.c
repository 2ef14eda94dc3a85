/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "text_fuzz.h"

#include <string.h>
#include "fuzz.h"

struct dbr_share_file
text_file(struct dbr_arena *arena, const char *name, const uint8_t *data,
	  size_t size)
{
	struct dbr_str bytes = { (const char *)data, size };

	return (struct dbr_share_file){
		.name = name, .path = "fuzz",
		.text = { dbr_arena_text(arena, bytes), size },
	};
}

void
check_refusal(enum dbr_status rc, const struct dbr_error *err)
{
	INVARIANT(rc == DBR_ECONFIG);
	INVARIANT(err->code == rc);
	INVARIANT(err->what[0] != '\0');
	INVARIANT(strncmp(err->where, "fuzz", 4) == 0);
}

void
check_part(const struct dbr_share_file *file, struct dbr_str part,
	   size_t line)
{
	const char *end = file->text.at + file->text.size;
	size_t lines = 1;

	INVARIANT(part.at >= file->text.at && part.at <= end);
	INVARIANT(part.size <= (size_t)(end - part.at));
	for (const char *at = file->text.at; at < part.at; at++)
		lines += *at == '\n';
	INVARIANT(lines == line);
}
