/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mean.c -- see debrief/stats/mean.h. */
#include <config.h>
#include "debrief/stats/mean.h"

#include <math.h>
#include "stats/interval.h"
#include "stats/sum.h"
#include "stats/tail.h"

struct dbr_stat
dbr_mean_estimate(const double *values, size_t n, double level)
{
	struct dbr_stat out = stat_lacking(DBR_LACK_NO_DATA, (int64_t)n);
	double half;

	if (!tail_level_ok(level))
		return stat_lacking(DBR_LACK_BAD_INPUT, (int64_t)n);
	if (n == 0)
		return out;
	out.value = sum_mean(values, n);
	out.lack = isfinite(out.value) ? DBR_LACK_NONE : DBR_LACK_BAD_INPUT;
	out.interval = interval_lacking(DBR_LACK_TOO_FEW);
	if (out.lack || n < 2)
		return out;
	half = sqrt(sum_variance(values, n) / (double)n) *
	       tail_student_from_upper(tail_error(level, true),
				       (double)n - 1);
	out.interval = interval_lacking(DBR_LACK_NO_SPREAD);
	if (half > 0)
		out.interval = interval_make(out.value - half,
					     out.value + half, level,
					     DBR_METHOD_STUDENT_T);
	return out;
}
