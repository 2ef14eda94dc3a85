/* SPDX-License-Identifier: GPL-3.0-or-later */
/* attend.c -- a program that has the terminal for a while. */
#include <config.h>
#include "debrief/process.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOT_STARTED = 127 };

/* Ctrl-C in an editor is the editor's. */
struct held_signals {
	struct sigaction interrupt, quit;
};

static void
hold_signals(struct held_signals *held)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };

	sigemptyset(&ignore.sa_mask);
	sigaction(SIGINT, &ignore, &held->interrupt);
	sigaction(SIGQUIT, &ignore, &held->quit);
}

static void
release_signals(const struct held_signals *held)
{
	sigaction(SIGINT, &held->interrupt, NULL);
	sigaction(SIGQUIT, &held->quit, NULL);
}

enum dbr_status
dbr_process_attend(int *exit_status, const char *const *arguments,
		   struct dbr_error *err)
{
	struct held_signals held;
	int status = 0;
	pid_t pid;

	hold_signals(&held);
	pid = fork();
	if (pid == 0) {
		release_signals(&held);
		/* execvp() takes what it never changes without const. */
		execvp(arguments[0], (char *const *)(uintptr_t)arguments);
		_exit(NOT_STARTED);
	}
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	release_signals(&held);
	if (pid < 0)
		return dbr_fail(err, DBR_EOS, "cannot start a process: %s",
				strerror(errno));
	if (!WIFEXITED(status) || WEXITSTATUS(status) == NOT_STARTED)
		return dbr_fail(err, DBR_ECHILD, "\"%s\" did not run",
				arguments[0]);
	*exit_status = WEXITSTATUS(status);
	return DBR_OK;
}
