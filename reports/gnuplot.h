/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/gnuplot.h -- run one script, believe nothing but success.
 *
 * The pictures count only when gnuplot exits with 0, says exactly "DBR-OK"
 * for each on stderr and ends its output with </svg>.  Any warning is a
 * failure.
 */
#ifndef REPORTS_GNUPLOT_H
#define REPORTS_GNUPLOT_H

#include <stdbool.h>
#include "debrief/error.h"
#include "debrief/str.h"

/* A deadline is for what hangs: with a busy machine it must not be met. */
enum { GNUPLOT_TIMEOUT_MS = 20000, GNUPLOT_PICTURE_MS = 2000 };

struct gnuplot_run {
	const char *program;
	int timeout_ms;		/* 0: both of the above */
	struct dbr_str script;
	size_t picture_count;	/* each one says DBR-OK */
	bool is_hopeless;	/* out: it hung or did not start */
};

/* DBR_ECHILD when there is no gnuplot or it did not do as told. */
enum dbr_status gnuplot_run(struct dbr_buf *svg, struct gnuplot_run *run,
			    struct dbr_error *err) DBR_MUST_CHECK;

#endif
