/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/gnuplot.h"
#include "debrief/process.h"

enum { PICTURE_SIZE_MAX = 16 << 20 };

static enum dbr_status
check_end(const struct dbr_process_result *result, const struct dbr_buf *svg,
	  const struct dbr_buf *errors, struct dbr_error *err)
{
	if (result->is_timed_out)
		return dbr_fail(err, DBR_ECHILD, "gnuplot took too long");
	if (result->is_too_long)
		return dbr_fail(err, DBR_ECHILD, "gnuplot wrote too much");
	if (result->signal)
		return dbr_fail(err, DBR_ECHILD, "gnuplot ended by signal %d",
				result->signal);
	if (result->exit_status || !dbr_str_is(dbr_buf_str(errors),
					       "DBR-OK\n"))
		return dbr_fail(err, DBR_ECHILD,
				"gnuplot ended with status %d and said "
				"\"%.200s\"", result->exit_status,
				errors->text);
	if (!dbr_str_ends(dbr_str_trim(dbr_buf_str(svg)), "</svg>"))
		return dbr_fail(err, DBR_ECHILD,
				"gnuplot's picture is cut off");
	return DBR_OK;
}

enum dbr_status
gnuplot_run(struct dbr_buf *svg, const char *program, int timeout_ms,
	    struct dbr_str script, struct dbr_error *err)
{
	/* With /dev/stdin as a file gnuplot stops at the first error; -d
	 * keeps it from reading anybody's .gnuplot. */
	static const char *const arguments[] = { "gnuplot", "-d",
						 "/dev/stdin", NULL };
	static const char *const environment[] = { "PATH=/usr/bin:/bin",
						   "LC_ALL=C.UTF-8", "TZ=UTC",
						   "HOME=/nonexistent", NULL };
	struct dbr_process process = {
		.program = program,
		.arguments = arguments,
		.environment = environment,
		.input = script,
		.timeout_ms = timeout_ms ? timeout_ms : GNUPLOT_TIMEOUT_MS,
		.output_max = PICTURE_SIZE_MAX,
	};
	struct dbr_buf errors = DBR_BUF_INIT;
	struct dbr_process_result result;
	enum dbr_status rc;

	rc = dbr_process_run(&result, svg, &errors, &process, err);
	if (rc == DBR_OK)
		rc = check_end(&result, svg, &errors, err);
	dbr_buf_release(&errors);
	return rc;
}
