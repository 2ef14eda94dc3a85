/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * outage.c -- the power goes, for LD_PRELOAD: what was written to a database
 * or its log and not synced is there or not, sector by sector, at random.
 *
 *	OUTAGE_AT=N		before the N-th write, sync, cut or deletion;
 *				after the last one when there are fewer
 *	OUTAGE_SEED=N		which sectors are lost
 *	OUTAGE_FORGETS=1	syncs do nothing: the control
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SECTOR = 512, SECTORS_MAX = 65536, PATH_SIZE = 512, EXIT = 99 };

/* A sector as it was before a write that is not synced yet. */
struct sector {
	char path[PATH_SIZE];
	off_t at;
	unsigned char bytes[SECTOR];
};

static struct sector *sectors;
static size_t sector_count;
static unsigned long outage_at, done;
static int forgets;

__attribute__((constructor)) static void
start(void)
{
	const char *at = getenv("OUTAGE_AT"), *seed = getenv("OUTAGE_SEED");

	outage_at = at ? strtoul(at, NULL, 10) : 0;
	srandom(seed ? (unsigned)strtoul(seed, NULL, 10) : 1);
	forgets = getenv("OUTAGE_FORGETS") != NULL;
	sectors = calloc(SECTORS_MAX, sizeof(*sectors));
	if (!sectors)
		abort();
}

static void
lose_sectors(void)
{
	ssize_t (*real)(int, const void *, size_t, off_t) =
		(ssize_t (*)(int, const void *, size_t, off_t))
		dlsym(RTLD_NEXT, "pwrite64");

	while (sector_count--) {
		struct sector *sector = &sectors[sector_count];
		int fd = random() % 2 ? open(sector->path, O_WRONLY) : -1;

		if (fd < 0)
			continue;
		if (real(fd, sector->bytes, SECTOR, sector->at) != SECTOR)
			abort();
		close(fd);
	}
	sector_count = 0;
}

__attribute__((destructor)) static void
stop(void)
{
	lose_sectors();
}

/* Whether fd is a database or its log; one more operation then. */
static int
counts(int fd, char *path)
{
	char link[64];
	ssize_t size;

	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	size = readlink(link, path, PATH_SIZE - 1);
	if (size < 0)
		return 0;
	path[size] = '\0';
	if (!strstr(path, ".db") || strstr(path, "-shm"))
		return 0;
	if (++done == outage_at) {
		lose_sectors();
		_exit(EXIT);
	}
	return 1;
}

static void
remember(int fd, const char *path, off_t from, size_t size)
{
	off_t at = from - from % SECTOR, end = from + (off_t)size;

	for (; at < end; at += SECTOR) {
		struct sector *sector = &sectors[sector_count++];

		if (sector_count == SECTORS_MAX)
			abort();
		snprintf(sector->path, sizeof(sector->path), "%s", path);
		sector->at = at;
		memset(sector->bytes, 0, SECTOR);
		if (pread(fd, sector->bytes, SECTOR, at) < 0)
			abort();
	}
}

static void
forget(const char *path)
{
	size_t kept = 0;

	for (size_t i = 0; i < sector_count; i++)
		if (strcmp(sectors[i].path, path) != 0)
			sectors[kept++] = sectors[i];
	sector_count = kept;
}

ssize_t
pwrite64(int fd, const void *bytes, size_t size, off_t at)
{
	ssize_t (*real)(int, const void *, size_t, off_t) =
		(ssize_t (*)(int, const void *, size_t, off_t))
		dlsym(RTLD_NEXT, "pwrite64");
	char path[PATH_SIZE];

	if (counts(fd, path))
		remember(fd, path, at, size);
	return real(fd, bytes, size, at);
}

ssize_t
pwrite(int fd, const void *bytes, size_t size, off_t at)
{
	return pwrite64(fd, bytes, size, at);
}

int
fdatasync(int fd)
{
	char path[PATH_SIZE];

	if (counts(fd, path) && !forgets)
		forget(path);
	return 0;
}

int
fsync(int fd)
{
	return fdatasync(fd);
}

int
unlink(const char *path)
{
	int (*real)(const char *) =
		(int (*)(const char *))dlsym(RTLD_NEXT, "unlink");
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	char full[PATH_SIZE];

	if (fd >= 0) {
		if (counts(fd, full))
			forget(full);
		close(fd);
	}
	return real(path);
}
