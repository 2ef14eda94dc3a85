/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * starve.c -- an allocator that fails once, for LD_PRELOAD.
 *
 *	STARVE_AT=N		the N-th allocation of the program fails
 *	STARVE_COUNT=FILE	write there how many there were, at the end
 *
 * Only the process itself is starved, not the programs it starts.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static unsigned long fail_at, done;
static const char *count_path;

__attribute__((constructor)) static void
start(void)
{
	const char *at = getenv("STARVE_AT");

	fail_at = at ? strtoul(at, NULL, 10) : 0;
	count_path = getenv("STARVE_COUNT");
	unsetenv("LD_PRELOAD");
	done = 0;
}

__attribute__((destructor)) static void
stop(void)
{
	char text[32];
	int fd, size;

	if (!count_path)
		return;
	size = snprintf(text, sizeof(text), "%lu\n", done);
	fd = open(count_path, O_CREAT | O_TRUNC | O_WRONLY, 0600);
	if (fd >= 0 && write(fd, text, (size_t)size) != size)
		abort();
}

static int
is_starved(void)
{
	if (++done != fail_at)
		return 0;
	errno = ENOMEM;
	return 1;
}

void *
malloc(size_t size)
{
	return is_starved() ? NULL : __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	return is_starved() ? NULL : __libc_calloc(count, size);
}

void *
realloc(void *old, size_t size)
{
	return is_starved() ? NULL : __libc_realloc(old, size);
}
