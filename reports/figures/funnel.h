/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/figures/funnel.h -- rates against the volume behind them, with
 * the limits chance alone explains.  Never a ranking.
 */
#ifndef REPORTS_FIGURES_FUNNEL_H
#define REPORTS_FIGURES_FUNNEL_H

#include "reports/figure.h"

enum figure_funnel_side {
	FIGURE_FUNNEL_INSIDE,
	FIGURE_FUNNEL_WORSE,	/* outside the outer limits */
	FIGURE_FUNNEL_BETTER,
};

struct figure_funnel_point {
	const char *name;
	double exposure;
	struct dbr_number value;
	const char *detail;	/* "17 in 1 500 = 11.3" */
	enum figure_funnel_side side;
};

struct figure_funnel_limit {
	double exposure;
	double inner_lo, inner_hi;	/* 95 % */
	double outer_lo, outer_hi;	/* 99.8 % */
};

struct figure_funnel {
	const char *title;	/* "Incidents per 1 000 tickets, 12 weeks" */
	const char *axis;	/* "tickets handled in the same 12 weeks" */
	const struct figure_funnel_point *points;
	size_t point_count;
	const struct figure_funnel_limit *limits;	/* ascending */
	size_t limit_count;
	struct dbr_number overall;
};

enum dbr_status figure_funnel_draw(struct figure *out,
				   const struct figure_funnel *in,
				   const struct figure_style *style,
				   struct dbr_arena *arena,
				   struct dbr_error *err) DBR_MUST_CHECK;

#endif
