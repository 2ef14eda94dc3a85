/* SPDX-License-Identifier: GPL-3.0-or-later */
/* source.c -- bytes in memory and names; see debrief/source.h. */
#include <config.h>
#include "debrief/source.h"

#include <string.h>

static enum dbr_status
read_memory(void *self, char *into, size_t size, size_t *got,
	    struct dbr_error *err)
{
	struct dbr_memory_source *memory = self;
	size_t left = memory->bytes.size - memory->done;

	(void)err;
	if (memory->chunk && size > memory->chunk)
		size = memory->chunk;
	if (size > left)
		size = left;
	if (size)
		memcpy(into, memory->bytes.at + memory->done, size);
	memory->done += size;
	*got = size;
	return DBR_OK;
}

struct dbr_source
dbr_source_memory(struct dbr_memory_source *memory, const char *name)
{
	return (struct dbr_source){
		.self = memory, .read = read_memory, .name = name,
	};
}
