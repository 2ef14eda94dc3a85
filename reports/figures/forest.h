/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/figures/forest.h -- several subjects, up to four measures, each
 * with its interval and its own scale.
 */
#ifndef REPORTS_FIGURES_FOREST_H
#define REPORTS_FIGURES_FOREST_H

#include "reports/figure.h"

struct figure_forest_panel {
	const char *title, *subtitle;
	bool is_lower_better;
	bool has_target;
	double target;
	const char *target_text;	/* "target ≤ 2"; NULL: made */
};

struct figure_forest_row {
	const char *name, *qualifier;
	bool is_subject;
};

enum { FIGURE_FOREST_PANELS_MAX = 4 };

struct figure_forest {
	const struct figure_forest_panel *panels;
	size_t panel_count;
	const struct figure_forest_row *rows;
	size_t row_count;
	const struct dbr_number *cells;	/* row * panel_count + panel */
};

enum dbr_status figure_forest_draw(struct figure *out,
				   const struct figure_forest *in,
				   const struct figure_style *style,
				   struct dbr_arena *arena,
				   struct dbr_error *err) DBR_MUST_CHECK;

#endif
