/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/figures/curves.h -- incidents of several migrations since their
 * own go-live, added up.
 *
 * One small panel a migration, all on one pair of scales; where they are
 * few, the others stand behind each as thin lines.  A curve ends where its
 * watch ends.
 */
#ifndef REPORTS_FIGURES_CURVES_H
#define REPORTS_FIGURES_CURVES_H

#include "reports/figure.h"

struct figure_curve {
	const char *name, *qualifier;	/* qualifier may be NULL */
	double watched_us;
	const double *after_us;	/* since go-live, ascending */
	size_t count;
	double step;		/* what one incident adds: > 0 */
	struct dbr_number rate;	/* at the end of the watch; or no value */
};

struct figure_curves {
	const char *title;	/* "Incidents per 100 users, added up" */
	const char *rate_heading;	/* "per 100 users"; NULL: no column */
	const struct figure_curve *rows;
	size_t row_count;
};

enum dbr_status figure_curves_draw(struct figure *out,
				   const struct figure_curves *in,
				   const struct figure_style *style,
				   struct dbr_arena *arena,
				   struct dbr_error *err) DBR_MUST_CHECK;

#endif
