/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/figures/accuracy.h -- sampled records that match, per table,
 * against the acceptance line.
 *
 * The x axis is the log of the error rate, reversed and labelled in
 * accuracy.  Rows are drawn in the order given (worst first reads best).
 */
#ifndef REPORTS_FIGURES_ACCURACY_H
#define REPORTS_FIGURES_ACCURACY_H

#include "reports/figure.h"

struct figure_accuracy_row {
	const char *name;
	struct dbr_number match;	/* share 0..1 with interval */
	int64_t mismatched, checked;
};

struct figure_accuracy {
	double acceptance;	/* share 0..1; 0: no line was agreed */
	const struct figure_accuracy_row *rows;
	size_t row_count;
};

enum dbr_status figure_accuracy_draw(struct figure *out,
				     const struct figure_accuracy *in,
				     const struct figure_style *style,
				     struct dbr_arena *arena,
				     struct dbr_error *err) DBR_MUST_CHECK;

#endif
