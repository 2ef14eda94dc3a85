/* SPDX-License-Identifier: GPL-3.0-or-later */
/* memory.c -- see base/memory.h. */
#include <config.h>
#include "base/memory.h"

#include <stdlib.h>
#include <unistd.h>
#include "debrief/error.h"

void
memory_exhausted(size_t size)
{
	static const char text[] = "debrief: out of memory; "
		"nothing was changed\n";
	ssize_t ignored = write(STDERR_FILENO, text, sizeof(text) - 1);

	/* Nothing is left to do when even this line cannot be written. */
	(void)ignored;
	(void)size;
	_exit(DBR_EOS);
}

void *
memory_get(size_t size)
{
	void *out = malloc(size ? size : 1);

	if (!out)
		memory_exhausted(size);
	return out;
}

void *
memory_resize(void *old, size_t size)
{
	void *out = realloc(old, size ? size : 1);

	if (!out)
		memory_exhausted(size);
	return out;
}

void
memory_free(void *old)
{
	free(old);
}
