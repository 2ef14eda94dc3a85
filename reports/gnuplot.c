/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/gnuplot.h"
#include "debrief/process.h"

enum { PICTURE_SIZE_MAX = 16 << 20 };

static const char drawn[] = "DBR-OK\n";

/* Nothing but a line for each picture. */
static bool
is_drawn(struct dbr_str errors, size_t count)
{
	size_t size = sizeof(drawn) - 1;

	for (; count && dbr_str_starts(errors, drawn); count--) {
		errors.at += size;
		errors.size -= size;
	}
	return !count && !errors.size;
}

static enum dbr_status
check_end(const struct dbr_process_result *result, struct dbr_error *err)
{
	if (result->is_timed_out)
		return dbr_fail(err, DBR_ECHILD, "gnuplot took too long");
	if (result->is_too_long)
		return dbr_fail(err, DBR_ECHILD, "gnuplot wrote too much");
	if (result->signal)
		return dbr_fail(err, DBR_ECHILD, "gnuplot ended by signal %d",
				result->signal);
	return DBR_OK;
}

enum dbr_status
gnuplot_run(struct dbr_buf *svg, struct gnuplot_run *run,
	    struct dbr_error *err)
{
	/* With /dev/stdin as a file gnuplot stops at the first error; -d
	 * keeps it from reading anybody's .gnuplot. */
	static const char *const arguments[] = { "gnuplot", "-d",
						 "/dev/stdin", NULL };
	static const char *const environment[] = { "PATH=/usr/bin:/bin",
						   "LC_ALL=C.UTF-8", "TZ=UTC",
						   "HOME=/nonexistent", NULL };
	struct dbr_process process = {
		.program = run->program,
		.arguments = arguments,
		.environment = environment,
		.input = run->script,
		.timeout_ms = run->timeout_ms ? run->timeout_ms :
			GNUPLOT_TIMEOUT_MS +
			GNUPLOT_PICTURE_MS * (int)run->picture_count,
		.output_max = PICTURE_SIZE_MAX * run->picture_count,
	};
	struct dbr_buf errors = DBR_BUF_INIT;
	struct dbr_process_result result;
	enum dbr_status rc;

	rc = dbr_process_run(&result, svg, &errors, &process, err);
	run->is_hopeless = rc != DBR_OK || result.is_timed_out;
	if (rc == DBR_OK)
		rc = check_end(&result, err);
	if (rc == DBR_OK &&
	    (result.exit_status ||
	     !is_drawn(dbr_buf_str(&errors), run->picture_count)))
		rc = dbr_fail(err, DBR_ECHILD,
			      "gnuplot ended with status %d and said "
			      "\"%.200s\"", result.exit_status, errors.text);
	if (rc == DBR_OK &&
	    !dbr_str_ends(dbr_str_trim(dbr_buf_str(svg)), "</svg>"))
		rc = dbr_fail(err, DBR_ECHILD, "gnuplot's picture is cut off");
	dbr_buf_release(&errors);
	return rc;
}
