/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/figures/durations.h -- how long each phase took, every object.
 *
 * A swarm of dots on a log axis, below it the middle half with the median,
 * a tick at p90 and a line from the 5th to the 95th percentile.  Rows with
 * fewer than five objects show the dots alone.  What the subject of the
 * report itself took is a blue dot in the swarm.
 */
#ifndef REPORTS_FIGURES_DURATIONS_H
#define REPORTS_FIGURES_DURATIONS_H

#include "reports/figure.h"

struct figure_duration_row {
	const char *name, *qualifier;	/* qualifier may be NULL */
	const double *seconds;	/* finished objects, any order */
	size_t count;
	size_t open_count;	/* still running: in median by Kaplan-Meier */
	struct dbr_number median, p90;
	double p5, q1, q3, p95;	/* NAN: not drawn */
	struct dbr_number here;	/* of the report's subject; or no value */
};

struct figure_durations {
	const char *axis;	/* "elapsed time per module, log scale" */
	const char *thing;	/* "modules", for the how-to-read text */
	const struct figure_duration_row *rows;
	size_t row_count;
};

enum dbr_status figure_durations_draw(struct figure *out,
				      const struct figure_durations *in,
				      const struct figure_style *style,
				      struct dbr_arena *arena,
				      struct dbr_error *err) DBR_MUST_CHECK;

#endif
