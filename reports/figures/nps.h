/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/figures/nps.h -- answers per period, and the score they make.
 *
 * Bars are centred on the passives: leaning left is bad.
 */
#ifndef REPORTS_FIGURES_NPS_H
#define REPORTS_FIGURES_NPS_H

#include "reports/figure.h"

struct figure_nps_row {
	const char *name;
	int64_t detractors, passives, promoters;
	struct dbr_number nps;	/* points */
	bool is_strong;		/* the subject of the report */
	const char *event_before;	/* "go-live": a rule above; or NULL */
};

struct figure_nps {
	const struct figure_nps_row *rows;
	size_t row_count;
};

enum dbr_status figure_nps_draw(struct figure *out,
				const struct figure_nps *in,
				const struct figure_style *style,
				struct dbr_arena *arena,
				struct dbr_error *err) DBR_MUST_CHECK;

#endif
