/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart.h -- what the kinds of charts share. */
#ifndef STATS_CHART_H
#define STATS_CHART_H

#include "debrief/stats/chart.h"

/* Too few, or provisional, by the number of points in the baseline. */
void chart_grade(struct dbr_chart *chart);
/* Median of the baseline's values: the centre of a mere run chart. */
double chart_median(const struct dbr_chart_point *points, size_t n,
		    struct dbr_arena *arena);
/* sigma > 0: limits and z of one point; clipped to lowest..highest. */
void chart_place(struct dbr_chart_point *point, double centre, double sigma,
		 double lowest, double highest);

/* Mean of a moving range of two over sigma. */
#define CHART_D2 1.128

#endif
