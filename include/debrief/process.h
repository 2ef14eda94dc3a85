/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/process.h -- run another program on pipes, with a deadline.
 *
 * No shell: the program is executed with exactly this argument vector and
 * environment, in its own process group, with nothing but the three standard
 * descriptors.  input is written while both outputs are read (poll), so a
 * full pipe cannot deadlock.  At the deadline, or when an output passes its
 * limit, the whole group is killed; so is whatever it left running when it
 * ended, in whatever session, and the program itself when this one dies.  The child cannot gain
 * privileges and cannot write files (RLIMIT_FSIZE 0) unless may_write_files.
 */
#ifndef DEBRIEF_PROCESS_H
#define DEBRIEF_PROCESS_H

#include <stdbool.h>
#include "debrief/error.h"
#include "debrief/str.h"

struct dbr_process {
	const char *program;	/* path */
	const char *const *arguments;	/* NULL-terminated, [0] the name */
	const char *const *environment;	/* NULL-terminated, complete */
	struct dbr_str input;
	int timeout_ms;		/* 0: no deadline */
	size_t output_max;	/* bytes of stdout; stderr is cut at 64 KiB */
	bool may_write_files;
};

struct dbr_process_result {
	int exit_status;	/* -1 when killed */
	int signal;		/* 0 when it exited by itself */
	bool is_timed_out, is_too_long;
};

/* DBR_OK when the program ran, however it ended; DBR_ECHILD when it could
 * not be started. */
enum dbr_status dbr_process_run(struct dbr_process_result *out,
				struct dbr_buf *output, struct dbr_buf *errors,
				const struct dbr_process *process,
				struct dbr_error *err) DBR_MUST_CHECK;

/*
 * Run a program the person works with (an editor): it has our terminal and
 * environment, and this waits as long as it takes.  arguments[0] is looked
 * for in PATH.  DBR_ECHILD when it cannot be started or a signal ended it.
 */
enum dbr_status dbr_process_attend(int *exit_status,
				   const char *const *arguments,
				   struct dbr_error *err) DBR_MUST_CHECK;

#endif
