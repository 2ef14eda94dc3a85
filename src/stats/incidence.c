/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * incidence.c -- Aalen-Johansen shares; see debrief/stats/survival.h.
 * Variance: the delta method (Marubini & Valsecchi 1995), which is
 * Greenwood's when nothing competes.
 */
#include <config.h>
#include "debrief/stats/survival.h"

#include <math.h>
#include "stats/sum.h"

/* One way out, followed through the steps up to a time. */
struct way {
	struct sum share;
	double share_at_end;
	struct sum variance;
};

static void
way_add_variance(struct way *way, const struct dbr_survival_step *step,
		 double free_before, int64_t mine)
{
	double n = (double)step->at_risk, k = (double)mine;
	double d = (double)(step->done + step->ended);
	double ahead = way->share_at_end - sum_value(&way->share);

	if (d < n)
		sum_add(&way->variance, ahead * ahead * d / (n * (n - d)));
	sum_add(&way->variance, free_before * free_before * k * (n - k) /
					(n * n * n));
	sum_add(&way->variance, -2 * ahead * free_before * k / (n * n));
}

/* Walk to time; with variance, the shares at the end must be known. */
static double
walk(const struct dbr_survival *curve, double time, struct way ways[2],
     bool with_variance)
{
	double neither = 1;

	for (size_t i = 0; i < curve->step_count; i++) {
		const struct dbr_survival_step *step = &curve->steps[i];
		double n = (double)step->at_risk, before = neither;

		if (step->time > time)
			break;
		sum_add(&ways[0].share, before * (double)step->done / n);
		sum_add(&ways[1].share, before * (double)step->ended / n);
		neither *= 1 - (double)(step->done + step->ended) / n;
		if (!with_variance)
			continue;
		way_add_variance(&ways[0], step, before, step->done);
		way_add_variance(&ways[1], step, before, step->ended);
	}
	return neither;
}

struct dbr_incidence
dbr_survival_incidence(const struct dbr_survival *curve, double time)
{
	struct way first[2] = { 0 }, ways[2] = { 0 };
	struct dbr_incidence out;

	out.neither = walk(curve, time, first, false);
	for (int i = 0; i < 2; i++)
		ways[i].share_at_end = sum_value(&first[i].share);
	walk(curve, time, ways, true);
	out.done = ways[0].share_at_end;
	out.ended = ways[1].share_at_end;
	out.done_se = sqrt(fmax(0, sum_value(&ways[0].variance)));
	out.ended_se = sqrt(fmax(0, sum_value(&ways[1].variance)));
	return out;
}
