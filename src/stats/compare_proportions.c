/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare_proportions.c -- Newcombe's hybrid score interval. */
#include <config.h>
#include "debrief/stats/compare.h"

#include <math.h>
#include "stats/interval.h"
#include "stats/tail.h"

static struct dbr_test
score_test(struct dbr_tally a, struct dbr_tally b, double difference)
{
	double n1 = (double)a.trials, n2 = (double)b.trials;
	double pooled = (double)(a.hits + b.hits) / (n1 + n2);
	double se = sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));
	struct dbr_test out = { .p = 1, .method = DBR_METHOD_NORMAL };

	if (se == 0) {
		out.lack = DBR_LACK_NO_SPREAD;
		return out;
	}
	out.statistic = difference / se;
	out.p = fmin(1, 2 * tail_normal_upper(fabs(out.statistic)));
	return out;
}

struct dbr_proportion_difference
dbr_compare_proportions(struct dbr_tally a, struct dbr_tally b, double level)
{
	struct dbr_stat left = dbr_proportion_estimate(a, level);
	struct dbr_stat right = dbr_proportion_estimate(b, level);
	enum dbr_lack lack = left.lack ? left.lack : right.lack;
	struct dbr_proportion_difference out = {
		.difference = stat_lacking(lack, 0),
		.test = { .p = 1, .lack = lack },
	};
	double d;

	if (lack)
		return out;
	d = left.value - right.value;
	out.difference.value = d;
	out.difference.n = a.trials + b.trials;
	out.difference.interval = interval_make(
		fmax(-1, d - hypot(left.value - left.interval.lo,
				   right.interval.hi - right.value)),
		fmin(1, d + hypot(left.interval.hi - left.value,
				  right.value - right.interval.lo)),
		level, DBR_METHOD_NEWCOMBE);
	out.test = score_test(a, b, d);
	return out;
}
