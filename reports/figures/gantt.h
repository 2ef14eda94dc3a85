/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/figures/gantt.h -- planned against actual windows, one row each.
 *
 * Grey bracket: planned.  Blue bar: actual up to the planned end, vermillion
 * after it.  Rolled-back attempts are tinted, with a hollow diamond where
 * they were rolled back.
 */
#ifndef REPORTS_FIGURES_GANTT_H
#define REPORTS_FIGURES_GANTT_H

#include "reports/figure.h"

/* A try that did not stand. */
struct figure_attempt {
	int64_t start_us;
	int64_t rolled_back_at_us;
};

struct figure_gantt_row {
	const char *name, *qualifier;	/* qualifier may be NULL */
	/* Any may be FIGURE_NO_TIME. */
	int64_t planned_start_us, planned_end_us;
	/* The run that stood; with a start but no end it still runs. */
	int64_t actual_start_us, actual_end_us;
	const struct figure_attempt *attempts;
	size_t attempt_count;
	const char *status;	/* in place of "open": "abandoned"; or NULL */
};

struct figure_gantt {
	const char *row_heading;	/* "Module"; NULL: "Work package" */
	const struct figure_gantt_row *rows;
	size_t row_count;
	const struct figure_band *freezes;
	size_t freeze_count;
	const struct figure_event *events;	/* go-live, ... */
	size_t event_count;
	int64_t as_of_us;	/* where open bars end */
};

enum dbr_status figure_gantt_draw(struct figure *out,
				  const struct figure_gantt *in,
				  const struct figure_style *style,
				  struct dbr_arena *arena,
				  struct dbr_error *err) DBR_MUST_CHECK;

#endif
