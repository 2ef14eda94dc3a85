/* SPDX-License-Identifier: GPL-3.0-or-later */
/* orphans.c -- see orphans.h. */
#include <config.h>
#include "system/orphans.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/wait.h>

/* Each generation dies in a round; what forks faster than that is left to
 * RLIMIT_NPROC and the administrator. */
enum { ROUNDS_MAX = 1000 };

static size_t
list_children(pid_t out[ORPHANS_MAX])
{
	FILE *list = fopen("/proc/thread-self/children", "re");
	size_t count = 0;
	int pid;

	while (list && count < ORPHANS_MAX && fscanf(list, "%d", &pid) == 1)
		out[count++] = pid;
	if (list)
		fclose(list);
	return count;
}

static bool
was_there(const struct orphans *orphans, pid_t pid)
{
	for (size_t i = 0; i < orphans->before_count; i++)
		if (orphans->before[i] == pid)
			return true;
	return false;
}

void
orphans_adopt(struct orphans *orphans)
{
	orphans->was_subreaper = 0;
	prctl(PR_GET_CHILD_SUBREAPER, &orphans->was_subreaper);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	orphans->before_count = list_children(orphans->before);
}

static void
end_one(pid_t pid)
{
	kill(pid, SIGKILL);
	while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
}

void
orphans_end(const struct orphans *orphans)
{
	pid_t children[ORPHANS_MAX];
	bool is_quiet = false;

	for (int round = 0; !is_quiet && round < ROUNDS_MAX; round++) {
		size_t count = list_children(children);

		is_quiet = true;
		for (size_t i = 0; i < count; i++) {
			if (was_there(orphans, children[i]))
				continue;
			end_one(children[i]);
			is_quiet = false;
		}
	}
	prctl(PR_SET_CHILD_SUBREAPER, orphans->was_subreaper);
}
