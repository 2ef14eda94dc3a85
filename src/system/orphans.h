/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * orphans.h -- what a program leaves running, whatever session it fled to.
 *
 * While this process is a subreaper (prctl(2)), a process that loses its
 * parent becomes a child of this one, and can be found and ended.
 */
#ifndef SYSTEM_ORPHANS_H
#define SYSTEM_ORPHANS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { ORPHANS_MAX = 256 };

struct orphans {
	int was_subreaper;
	pid_t before[ORPHANS_MAX];	/* children that are not of the program */
	size_t before_count;
};

void orphans_adopt(struct orphans *orphans);
/* End what has come since, and what comes of that; then as before. */
void orphans_end(const struct orphans *orphans);

#endif
