/* SPDX-License-Identifier: GPL-3.0-or-later */
/* overwrite.h -- a report takes the place of an older report, nothing else. */
#ifndef REPORTS_OVERWRITE_H
#define REPORTS_OVERWRITE_H

#include "reports/making.h"

/* The first line of every Markdown report. */
#define MARKDOWN_MARK "[//]: # (Made by debrief report)\n"

/*
 * Look at where the report is to go before any work is done.
 *   DBR_ECREATE  the workspace, one path for two files, or a file that is
 *                no report and is not to be replaced by force
 */
enum dbr_status overwrite_check(struct making *m) DBR_MUST_CHECK;

#endif
