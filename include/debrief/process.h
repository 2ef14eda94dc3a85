/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/process.h -- run another program on pipes, with a deadline.
 *
 * No shell: the program is executed with exactly this argument vector and
 * environment, in its own process group, with nothing but the three standard
 * descriptors.  input is written while both outputs are read (poll), so a
 * full pipe cannot deadlock.  At the deadline, or when an output passes its
 * limit, the whole group is killed.  The child cannot gain privileges and
 * cannot write files (RLIMIT_FSIZE 0) unless may_write_files.
 */
#ifndef DEBRIEF_PROCESS_H
#define DEBRIEF_PROCESS_H

#include <stdbool.h>
#include "debrief/str.h"

struct dbr_process {
	const char *program;	/* path */
	const char *const *arguments;	/* NULL-terminated, [0] the name */
	const char *const *environment;	/* NULL-terminated, complete */
	struct dbr_str input;
	int timeout_ms;
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
 * Write bytes so that path is either what it was or all of it: a temporary
 * file beside it (never following a link), fsync, rename, fsync the folder.
 * mode as for open(2), usually 0600.
 */
enum dbr_status dbr_file_write(const char *path, struct dbr_str bytes,
			       unsigned mode, struct dbr_error *err)
	DBR_MUST_CHECK;
/* Whole file into out; DBR_EINPUT beyond max bytes. */
enum dbr_status dbr_file_read(struct dbr_buf *out, const char *path,
			      size_t max, struct dbr_error *err)
	DBR_MUST_CHECK;

#endif
