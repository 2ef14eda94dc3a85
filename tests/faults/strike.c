/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * strike.c -- run a command and send it a signal at a chosen moment.
 *
 *	strike SIGNAL DELAY COMMAND [ARGUMENT]...
 *
 * SIGNAL is a number, 0 for none; DELAY is in microseconds.  The signal goes
 * to the command and all its children at once, as a power switch would.
 * Prints "STATUS AFTER TOTAL": the exit status (128 + signal when killed, as
 * the shell counts) and the microseconds since the signal and the start.
 */
#include <config.h>

#include <inttypes.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { USAGE = 64, SYSTEM = 71 };

static int64_t
now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void
pause_us(int64_t us)
{
	struct timespec rest = {
		.tv_sec = us / 1000000, .tv_nsec = us % 1000000 * 1000,
	};

	clock_nanosleep(CLOCK_MONOTONIC, 0, &rest, NULL);
}

int
main(int argc, char **argv)
{
	int64_t started = now_us(), struck = started;
	int number, status = 0;
	pid_t child;

	if (argc < 4)
		return USAGE;
	number = atoi(argv[1]);
	/* Orphans of the command are waited for, too. */
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	child = fork();
	if (child < 0)
		return SYSTEM;
	if (child == 0) {
		setpgid(0, 0);
		execvp(argv[3], argv + 3);
		_exit(127);
	}
	setpgid(child, child);
	if (number) {
		pause_us(atoll(argv[2]));
		struck = now_us();
		kill(-child, number);
	}
	waitpid(child, &status, 0);
	while (wait(NULL) > 0)
		;
	printf("%d %" PRId64 " %" PRId64 "\n",
	       WIFSIGNALED(status) ? 128 + WTERMSIG(status)
				   : WEXITSTATUS(status),
	       now_us() - struck, now_us() - started);
	return 0;
}
