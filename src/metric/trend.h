/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trend.h -- does a metric rise or fall from quarter to quarter; METRICS 5.7. */
#ifndef METRIC_TREND_H
#define METRIC_TREND_H

#include "debrief/metric.h"

struct metric_trend {
	struct dbr_number slope;	/* Sen's, a quarter; n are quarters */
	const char *test;	/* "Mann-Kendall, exact"; NULL: none */
	double p;		/* of no trend, when there is a test */
	const char *words;	/* "no detectable trend", "rising: worse" */
};

/* The trend of the first number of each quarter.  False unless the result is
 * sliced by quarter and by nothing else. */
bool metric_trend_of(struct metric_trend *out,
		     const struct dbr_metric_result *result,
		     struct dbr_arena *arena);

#endif
