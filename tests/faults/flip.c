/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * flip.c -- turn over one bit of a file.
 *
 *	flip FILE BIT
 *
 * BIT counts from 0, taken modulo the bits of the file.
 */
#include <config.h>

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { USAGE = 64, FAILED = 74 };

int
main(int argc, char **argv)
{
	struct stat found;
	unsigned char byte;
	uint64_t bit;
	int fd;

	if (argc != 3)
		return USAGE;
	fd = open(argv[1], O_RDWR);
	if (fd < 0 || fstat(fd, &found) != 0 || found.st_size == 0)
		return FAILED;
	bit = strtoull(argv[2], NULL, 10) % ((uint64_t)found.st_size * 8);
	if (pread(fd, &byte, 1, (off_t)(bit / 8)) != 1)
		return FAILED;
	byte ^= (unsigned char)(1U << bit % 8);
	if (pwrite(fd, &byte, 1, (off_t)(bit / 8)) != 1)
		return FAILED;
	return 0;
}
