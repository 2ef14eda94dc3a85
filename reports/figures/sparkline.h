/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/figures/sparkline.h -- a measure over the last periods, 190 x 34.
 *
 * Own scale, the normal range as a band, points outside it marked, the last
 * point marked always.
 */
#ifndef REPORTS_FIGURES_SPARKLINE_H
#define REPORTS_FIGURES_SPARKLINE_H

#include "reports/figure.h"

enum figure_reading {
	FIGURE_READING_NONE,	/* no range to compare with */
	FIGURE_READING_WITHIN,
	FIGURE_READING_BETTER,
	FIGURE_READING_WORSE,
};

struct figure_sparkline_point {
	const char *period;	/* "2026-Q2" */
	struct dbr_number value;	/* without a value: a gap */
	enum figure_reading reading;
};

struct figure_sparkline {
	const char *measure;
	const struct figure_sparkline_point *points;	/* oldest first */
	size_t point_count;
	bool has_range;
	double lo, hi, mean;	/* natural limits, already cut at 0 or 1 */
};

enum dbr_status figure_sparkline_draw(struct figure *out,
				      const struct figure_sparkline *in,
				      const struct figure_style *style,
				      struct dbr_arena *arena,
				      struct dbr_error *err) DBR_MUST_CHECK;

#endif
