/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/error.h -- what went wrong, where, and what to do next.
 *
 * Every function that can fail returns enum dbr_status and takes a
 * struct dbr_error as its last argument.  The rules:
 *
 *   - On DBR_OK the error is untouched, so one variable serves many calls.
 *   - On anything else, code and what[] are set once, by the function that
 *     saw the failure.  Callers may add where[] or hint[]; they never reword
 *     what[].
 *   - err is never NULL.  To ignore a failure, pass a scratch error and say
 *     in a comment why ignoring it is right.
 *
 * A dbr_error owns nothing: the text lives inside it and is cut at a
 * character boundary, so reporting a failure cannot itself fail and an error
 * needs no release.  Control bytes are never stored: user text put into a
 * message is cleaned on the way in, so an export cannot drive a terminal.
 *
 * The codes are the sysexits(3) the program leaves with.
 */
#ifndef DEBRIEF_ERROR_H
#define DEBRIEF_ERROR_H

#include <stddef.h>

#define DBR_MUST_CHECK __attribute__((warn_unused_result))
#define DBR_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))

enum dbr_status {
	DBR_OK = 0,
	DBR_ECHECK = 1,		/* a check the user asked for found something */
	DBR_EUSAGE = 64,	/* asked for something that does not exist */
	DBR_EINPUT = 65,	/* a file does not say what it must */
	DBR_ENOINPUT = 66,	/* a file is not there or cannot be read */
	DBR_ECHILD = 69,	/* gnuplot, a browser: missing or failed */
	DBR_EBUG = 70,		/* debrief broke its own promise */
	DBR_EOS = 71,		/* the operating system has no more */
	DBR_ECREATE = 73,	/* an output file cannot be created */
	DBR_EIO = 74,		/* reading or writing failed */
	DBR_EBUSY = 75,		/* another process holds it: try again */
	DBR_EPERM = 77,		/* not allowed, or read-only */
	DBR_ECONFIG = 78,	/* a workspace or share file is wrong */
};

struct dbr_error {
	enum dbr_status code;
	char what[512];		/* unknown column "Asignee" */
	char where[256];	/* tickets.csv:12:10 */
	char hint[512];		/* the file has "Assignee" */
};
#define DBR_ERROR_INIT { .code = DBR_OK }

/* Record a failure and return code: "return dbr_fail(err, ...)" reads well. */
enum dbr_status dbr_fail(struct dbr_error *err, enum dbr_status code,
			 const char *fmt, ...) DBR_PRINTF(3, 4);

/*
 * Say where, unless a callee already did.  line and column are 1-based; 0
 * leaves them out.  Returns err->code.
 */
enum dbr_status dbr_fail_at(struct dbr_error *err, const char *file,
			    size_t line, size_t column);

/* Say what to do next, unless a callee already did.  Returns err->code. */
enum dbr_status dbr_fail_hint(struct dbr_error *err, const char *fmt, ...)
	DBR_PRINTF(2, 3);

#endif
