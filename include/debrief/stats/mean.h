/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/stats/mean.h -- means, for the footnote column "mean (skewed)" and
 * for values that are not skewed.
 */
#ifndef DEBRIEF_STATS_MEAN_H
#define DEBRIEF_STATS_MEAN_H

#include <stddef.h>
#include "debrief/stats/interval.h"

/* With Student's t interval from two values on; finite values. */
struct dbr_stat dbr_mean_estimate(const double *values, size_t n,
				  double level);

#endif
