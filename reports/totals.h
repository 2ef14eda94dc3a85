/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/totals.h -- what figures add up to is the same in all of them (N9).
 *
 * Figures are drawn from metrics and from queries; both say here how many
 * facts of a metric they show for whom.  The second that says otherwise
 * fails the report.
 */
#ifndef REPORTS_TOTALS_H
#define REPORTS_TOTALS_H

#include "reports/figure_make.h"

/* count facts of metric belong to key; DBR_ECONFIG when another figure of
 * this report showed another count of them. */
enum dbr_status total_say(const struct figure_job *job, const char *metric,
			  const char *key, double count) DBR_MUST_CHECK;

#endif
