/* SPDX-License-Identifier: GPL-3.0-or-later */
/* interval.h -- making the results of debrief/stats/interval.h. */
#ifndef STATS_INTERVAL_H
#define STATS_INTERVAL_H

#include "debrief/stats/interval.h"

/* Counts a double still holds exactly, so sums of a few cannot overflow. */
static inline bool
count_ok(int64_t count)
{
	return count >= 0 && count <= INT64_C(1) << 53;
}

struct dbr_interval interval_lacking(enum dbr_lack lack);
/* Both ends present. */
struct dbr_interval interval_make(double lo, double hi, double level,
				  enum dbr_method method);
/* One end missing. */
struct dbr_interval interval_from(double lo, double level,
				  enum dbr_method method);
struct dbr_interval interval_up_to(double hi, double level,
				   enum dbr_method method);
/* Both ends times factor > 0; a missing end stays missing. */
struct dbr_interval interval_scale(struct dbr_interval in, double factor);
struct dbr_stat stat_lacking(enum dbr_lack lack, int64_t n);

#endif
