/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/gnuplot.h -- run one script, believe nothing but success.
 *
 * The picture counts only when gnuplot exits with 0, says exactly "DBR-OK"
 * on stderr and ends its output with </svg>.  Any warning is a failure.
 */
#ifndef REPORTS_GNUPLOT_H
#define REPORTS_GNUPLOT_H

#include "debrief/error.h"
#include "debrief/str.h"

enum { GNUPLOT_TIMEOUT_MS = 20000 };

/* DBR_ECHILD when there is no gnuplot or it did not do as told. */
enum dbr_status gnuplot_run(struct dbr_buf *svg, const char *program,
			    int timeout_ms, struct dbr_str script,
			    struct dbr_error *err) DBR_MUST_CHECK;

#endif
