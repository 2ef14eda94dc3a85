/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stumble.c -- a file system that fails, for LD_PRELOAD.
 *
 *	STUMBLE_AT=N		the N-th call on a file in STUMBLE_UNDER fails
 *	STUMBLE_FOR_EVER=1	so do all after it
 *	STUMBLE_ERRNO=N		with this (default EIO)
 *	STUMBLE_COUNT=FILE	write there how many there were, at the end
 *
 * Calls: open, read, write, sync, truncate, rename, unlink, map, stat.  Only
 * the process itself stumbles, not the programs it starts.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static unsigned long fail_at, done;
static int for_ever, reason = EIO, is_awake;
static const char *under, *count_path;

#define REAL(name, type) ((type)dlsym(RTLD_NEXT, name))

__attribute__((constructor)) static void
start(void)
{
	const char *at = getenv("STUMBLE_AT"), *why = getenv("STUMBLE_ERRNO");

	fail_at = at ? strtoul(at, NULL, 10) : 0;
	reason = why ? atoi(why) : EIO;
	for_ever = getenv("STUMBLE_FOR_EVER") != NULL;
	under = getenv("STUMBLE_UNDER");
	count_path = getenv("STUMBLE_COUNT");
	unsetenv("LD_PRELOAD");
	is_awake = under != NULL;
}

__attribute__((destructor)) static void
stop(void)
{
	FILE *out;

	is_awake = 0;
	out = count_path ? fopen(count_path, "w") : NULL;
	if (out)
		fprintf(out, "%lu\n", done);
	if (out)
		fclose(out);
}

static int
fails(void)
{
	done++;
	if (!fail_at || done < fail_at || (done > fail_at && !for_ever))
		return 0;
	errno = reason;
	return 1;
}

static int
is_path_ours(const char *path)
{
	if (!is_awake || !path)
		return 0;
	return path[0] != '/' || strncmp(path, under, strlen(under)) == 0;
}

static int
is_fd_ours(int fd)
{
	char link[64], path[PATH_MAX];
	ssize_t size;

	if (!is_awake)
		return 0;
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	size = readlink(link, path, sizeof(path) - 1);
	if (size < 0)
		return 0;
	path[size] = '\0';
	return path[0] == '/' && is_path_ours(path);
}

int
open64(const char *path, int flags, ...)
{
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = flags & O_CREAT ? va_arg(args, mode_t) : 0;
	va_end(args);
	if (is_path_ours(path) && fails())
		return -1;
	return REAL("open64", int (*)(const char *, int, ...))(path, flags,
							      mode);
}

int
open(const char *path, int flags, ...)
{
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = flags & O_CREAT ? va_arg(args, mode_t) : 0;
	va_end(args);
	return open64(path, flags, mode);
}

#define ON_FD(result, name, declared, passed) \
result \
name declared \
{ \
	if (is_fd_ours(fd) && fails()) \
		return -1; \
	return REAL(#name, result (*) declared) passed; \
}

ON_FD(ssize_t, read, (int fd, void *to, size_t size), (fd, to, size))
ON_FD(ssize_t, pread64, (int fd, void *to, size_t size, off64_t at),
      (fd, to, size, at))
ON_FD(ssize_t, pread, (int fd, void *to, size_t size, off_t at),
      (fd, to, size, at))
ON_FD(ssize_t, write, (int fd, const void *from, size_t size),
      (fd, from, size))
ON_FD(ssize_t, pwrite64, (int fd, const void *from, size_t size, off64_t at),
      (fd, from, size, at))
ON_FD(ssize_t, pwrite, (int fd, const void *from, size_t size, off_t at),
      (fd, from, size, at))
ON_FD(int, fsync, (int fd), (fd))
ON_FD(int, fdatasync, (int fd), (fd))
ON_FD(int, ftruncate64, (int fd, off64_t size), (fd, size))
ON_FD(int, ftruncate, (int fd, off_t size), (fd, size))

#define ON_PATH(name, declared, passed) \
int \
name declared \
{ \
	if (is_path_ours(path) && fails()) \
		return -1; \
	return REAL(#name, int (*) declared) passed; \
}

ON_PATH(unlink, (const char *path), (path))
ON_PATH(rename, (const char *path, const char *to), (path, to))
ON_PATH(renameat, (int from, const char *path, int in, const char *to),
	(from, path, in, to))

void *
mmap64(void *where, size_t size, int protection, int flags, int fd,
       off64_t at)
{
	if (fd >= 0 && is_fd_ours(fd) && fails())
		return MAP_FAILED;
	return REAL("mmap64", void *(*)(void *, size_t, int, int, int,
					off64_t))(where, size, protection,
						  flags, fd, at);
}

void *
mmap(void *where, size_t size, int protection, int flags, int fd, off_t at)
{
	return mmap64(where, size, protection, flags, fd, at);
}
