/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare_counts.c -- shares and rates: counts over what could have been. */
#include <config.h>
#include "metric/compare.h"

#include <math.h>
#include <string.h>
#include "debrief/stats/compare.h"
#include "debrief/stats/rate.h"

static const char points[] = "percentage points";

static double
pooled_error(const struct dbr_tally *a, const struct dbr_tally *b)
{
	double n = (double)a->trials, m = (double)b->trials;
	double share = (double)(a->hits + b->hits) / (n + m);

	return sqrt(share * (1 - share) * (1 / n + 1 / m));
}

void
compare_tallies(struct dbr_comparison *out, const struct dbr_tally *a,
		const struct dbr_tally *b, struct dbr_arena *arena)
{
	struct dbr_proportion_difference d =
		dbr_compare_proportions(*a, *b, out->pair.level);
	double reach;

	(void)arena;
	d.difference.n = a->trials + b->trials;
	out->effect = compare_number(points, DBR_UNIT_SCORE, &d.difference,
				     100);
	out->effect.level = out->pair.level;
	out->effect.is_signed = true;
	out->sign = out->effect.value;
	compare_test(out, "score test", &d.test);
	if (!compare_could_differ(a->trials, b->trials, out->pair.level)) {
		compare_untested(out, "too few");
		return;
	}
	reach = 100 * compare_reach(out->pair.level) * pooled_error(a, b);
	if (reach < 100)
		compare_detectable(out, reach);
	else
		out->detectable.why_empty = "more than there can be";
}

static struct dbr_tally
tally_of(const struct dbr_slice *slice)
{
	return (struct dbr_tally){ (int64_t)slice->hits,
				   (int64_t)slice->trials };
}

static bool
is_census(const struct dbr_slice *slice)
{
	return slice->number_count && slice->numbers[0].is_census;
}

/* Of amounts the difference is shown, but no test counts seconds. */
static void
compare_amounts(struct dbr_comparison *out)
{
	const struct dbr_slice *a = out->pair.a, *b = out->pair.b;
	struct dbr_stat difference = {
		.n = a->used_count + b->used_count,
		.interval.lack = DBR_LACK_TOO_FEW,
	};

	if (a->trials > 0 && b->trials > 0)
		difference.value = a->hits / a->trials - b->hits / b->trials;
	else
		difference.lack = DBR_LACK_NO_DATA;
	out->effect = compare_number(points, DBR_UNIT_SCORE, &difference, 100);
	out->effect.is_signed = true;
	out->effect.why_no_interval = "shares of an amount are not tested";
	compare_untested(out, out->effect.why_no_interval);
}

void
compare_proportions(struct dbr_comparison *out, struct dbr_arena *arena)
{
	struct dbr_tally a = tally_of(out->pair.a);
	struct dbr_tally b = tally_of(out->pair.b);

	if (out->pair.metric->is_amount) {
		compare_amounts(out);
		return;
	}
	compare_tallies(out, &a, &b, arena);
	if (!is_census(out->pair.a) || !is_census(out->pair.b) ||
	    (!out->pair.is_fixed &&
	     compare_is_grouped(out->pair.a->cluster_count,
				out->pair.b->cluster_count)))
		return;
	out->is_exact = true;
	compare_untested(out, "two full counts: nothing is left to chance");
	out->effect.has_lo = out->effect.has_hi = false;
	out->effect.lo = out->effect.hi = 0;
	out->effect.is_census = true;
	out->effect.why_no_interval = "full count";
	out->effect.method = "";
	out->detectable.has_value = false;
	out->detectable.why_empty = "every difference shows";
}

static struct dbr_events
events_of(const struct dbr_slice *slice)
{
	return (struct dbr_events){ (int64_t)slice->events, slice->exposure };
}

/* All events on one side must not be a coincidence. */
static bool
could_rates_differ(struct dbr_events a, struct dbr_events b, double level)
{
	double share = a.exposure / (a.exposure + b.exposure);
	double least = fmin(share, 1 - share);

	return a.exposure > 0 && b.exposure > 0 &&
	       2 * pow(least, (double)(a.events + b.events)) <= 1 - level;
}

static double
reach_of_rates(struct dbr_events a, struct dbr_events b, double level)
{
	double total = (double)(a.events + b.events);
	double share = a.exposure / (a.exposure + b.exposure);

	return exp(compare_reach(level) *
		   sqrt(1 / (total * share) + 1 / (total * (1 - share))));
}

void
compare_rates(struct dbr_comparison *out, struct dbr_arena *arena)
{
	struct dbr_events a = events_of(out->pair.a);
	struct dbr_events b = events_of(out->pair.b);
	struct dbr_rate_ratio ratio = dbr_rate_compare(a, b, out->pair.level);

	(void)arena;
	if (out->pair.a->weighted_count || out->pair.b->weighted_count) {
		compare_untested(out, "weighted rates are not tested");
		return;
	}
	ratio.ratio.n = a.events + b.events;
	out->is_ratio = true;
	compare_effect(out, "ratio", DBR_UNIT_SCORE, &ratio.ratio);
	if (!could_rates_differ(a, b, out->pair.level)) {
		compare_untested(out, "too few");
		return;
	}
	out->has_p = true;
	out->p = ratio.p;
	out->test = "central exact conditional";
	out->sign = (double)a.events / a.exposure -
		    (double)b.events / b.exposure;
	compare_detectable(out, reach_of_rates(a, b, out->pair.level));
}
