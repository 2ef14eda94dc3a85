/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * relink.c -- make PATH a link to VICTIM, over and over, as fast as it goes,
 * until a signal ends it: the attacker of a symlink race.
 *
 *	relink PATH VICTIM
 */
#include <config.h>

#include <stdio.h>
#include <unistd.h>

enum { USAGE = 64, NAME_MAX_SIZE = 4096 };

int
main(int argc, char **argv)
{
	char fresh[NAME_MAX_SIZE];

	if (argc != 3)
		return USAGE;
	snprintf(fresh, sizeof(fresh), "%s.link", argv[1]);
	for (;;) {
		if (symlink(argv[2], fresh) == 0)
			rename(fresh, argv[1]);
		unlink(argv[1]);
	}
}
