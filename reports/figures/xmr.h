/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/figures/xmr.h -- a process behaviour chart and its moving range.
 *
 * Limits are drawn as a band where they were computed and dotted where they
 * are only carried on.
 */
#ifndef REPORTS_FIGURES_XMR_H
#define REPORTS_FIGURES_XMR_H

#include "reports/figure.h"

struct figure_xmr_point {
	const char *label;	/* "week 21", "2026-Q2" */
	double value;		/* NAN: a gap */
	double moving_range;	/* to the point before; NAN: none */
	bool is_outside;	/* rule 1 */
	bool is_range_outside;
};

/* Points first..last share limits. */
struct figure_xmr_limits {
	size_t first, last;
	size_t carried_to;	/* last point they are carried on to */
	const char *name;	/* "baseline weeks 1–20"; NULL: unnamed */
	struct dbr_number mean, upper;
	struct dbr_number lower;	/* without a value: none */
	double range_upper;
};

/* Rule 2: first..last on one side of the mean. */
struct figure_xmr_run {
	size_t first, last;
	bool is_above;
};

struct figure_xmr_event {
	size_t before;		/* drawn half a step before this point */
	const char *name;
};

struct figure_xmr {
	const char *title;	/* "Incidents per 1 000 tickets, weekly" */
	const char *period;	/* "week" */
	const struct figure_xmr_point *points;
	size_t point_count;
	const struct figure_xmr_limits *limits;
	size_t limits_count;
	const struct figure_xmr_run *runs;
	size_t run_count;
	const struct figure_xmr_event *events;
	size_t event_count;
	enum dbr_unit unit;	/* of values, for ticks */
};

enum dbr_status figure_xmr_draw(struct figure *out,
				const struct figure_xmr *in,
				const struct figure_style *style,
				struct dbr_arena *arena,
				struct dbr_error *err) DBR_MUST_CHECK;

#endif
