/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tear.c -- a database as a copying program finds it while its log is
 * written into it: some pages are new, the others old.
 *
 *	tear OLD NEW OUT SEED
 *
 * Of the pages that differ between OLD and NEW a random number comes from
 * NEW.  Prints how many differ and how many were taken.
 */
#include <config.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PAGE = 4096, USAGE = 64, FAILED = 74 };

/* Short at the end of the file, where the rest is zeros. */
static int
read_page(int fd, size_t number, char *page)
{
	ssize_t got = pread(fd, page, PAGE, (off_t)(number * PAGE));

	if (got < 0)
		exit(FAILED);
	memset(page + got, 0, (size_t)(PAGE - got));
	return got > 0;
}

static void
write_page(int fd, size_t number, const char *page)
{
	if (pwrite(fd, page, PAGE, (off_t)(number * PAGE)) != PAGE)
		exit(FAILED);
}

int
main(int argc, char **argv)
{
	char old_page[PAGE], new_page[PAGE];
	size_t differ = 0, taken = 0;
	int old, new, out;
	long share;

	if (argc != 5)
		return USAGE;
	old = open(argv[1], O_RDONLY);
	new = open(argv[2], O_RDONLY);
	out = open(argv[3], O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (old < 0 || new < 0 || out < 0)
		return FAILED;
	srandom((unsigned)strtoul(argv[4], NULL, 10));
	share = 1 + random() % 99;
	for (size_t i = 0;; i++) {
		int is_old = read_page(old, i, old_page);
		int is_new = read_page(new, i, new_page);

		if (!is_old && !is_new)
			break;
		if (is_old)
			write_page(out, i, old_page);
		if (!memcmp(old_page, new_page, PAGE))
			continue;
		differ++;
		if (random() % 100 >= share)
			continue;
		taken++;
		write_page(out, i, new_page);
	}
	printf("%zu %zu\n", differ, taken);
	return close(out) ? FAILED : 0;
}
