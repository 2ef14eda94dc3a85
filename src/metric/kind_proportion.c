/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kind_proportion.c -- hits out of trials.
 *
 * Wilson to display; for a claim, Clopper-Pearson with the whole error on
 * each side, so that "met" is a sign-off (METRICS 2.7).  Over several
 * customers either rests on the effective n (METRICS 2.1).  When every trial
 * was a full count there is nothing to infer.  Shares of an amount are in
 * kind_amount.c.
 */
#include <config.h>
#include "metric/kind.h"

#include "debrief/stats/proportion.h"

enum { INTERVAL_MIN_N = 5, LEAN_ON_N = 10 };

static int64_t
weight(const struct fact_row *row)
{
	int64_t trials;

	if (row->metric->is_amount)
		return 1;
	return kind_count(row->second, &trials) ? trials : 1;
}

static const char *
add(struct gather *gather, const struct fact_row *row)
{
	int64_t hits, trials;

	if (row->metric->is_amount)
		return amount_add(gather, row);
	if (!kind_count(row->first, &hits) || !kind_count(row->second, &trials))
		return "hits and trials are not two counts";
	if (hits > trials)
		return "there are more hits than trials";
	gather->hits += hits;
	gather->trials += trials;
	gather->used_count += trials;
	kind_cluster(gather, row, (double)trials, (double)hits, (double)hits);
	if (!row->is_census)
		return NULL;
	gather->is_sampled = true;
	if (row->is_census->type == DBR_CELL_INTEGER && row->is_census->integer)
		gather->census_count += trials;
	return NULL;
}

/* Both ends of a claim by an n that need not be whole. */
static struct dbr_interval
claim_interval(double share, double n, double level)
{
	struct dbr_interval out = dbr_proportion_exact_weighted(
		share, n, level, DBR_SIDE_LOWER);

	out.hi = dbr_proportion_exact_weighted(share, n, level,
					       DBR_SIDE_UPPER).hi;
	return out;
}

static struct dbr_number *
add_share(struct finish *finish, struct dbr_tally tally,
	  const struct dbr_cluster_effect *effect)
{
	struct dbr_stat stat = dbr_proportion_estimate(tally, finish->level);
	double n = (double)tally.trials / (effect->widening *
					   effect->widening);
	bool is_clustered = effect->lack == DBR_LACK_NONE;
	bool is_claim = finish->metric->is_claim;
	struct dbr_number *number;

	if (stat.lack == DBR_LACK_NONE && is_claim)
		stat.interval = claim_interval(stat.value, n, finish->level);
	else if (stat.lack == DBR_LACK_NONE && is_clustered)
		stat.interval = dbr_proportion_wilson_weighted(stat.value, n,
							       finish->level);
	number = kind_number(finish, "share", DBR_UNIT_SHARE, &stat);
	if (!number->has_value)
		return number;
	if (is_claim)
		number->method = is_clustered ?
			"Clopper-Pearson, each side, by customer" :
			"Clopper-Pearson, each side";
	else if (is_clustered)
		number->method = "Wilson, by customer";
	return number;
}

static void
finish_counts(struct dbr_slice *out, struct gather *gather,
	      struct finish *finish)
{
	const struct dbr_tally tally = { gather->hits, gather->trials };
	const struct dbr_cluster_effect effect =
		kind_effect(gather, finish, false);
	struct dbr_number *number = add_share(finish, tally, &effect);

	out->hits = (double)gather->hits;
	out->trials = (double)gather->trials;
	number->is_low_n = gather->trials < LEAN_ON_N;
	number->is_sample = finish->metric->is_claim || gather->is_sampled;
	if (!gather->trials) {
		number->why_empty = "nothing to count";
	} else if (gather->census_count == gather->trials) {
		number->is_census = true;
		number->is_low_n = false;
		kind_drop_interval(number, "full count");
	} else if (gather->trials < INTERVAL_MIN_N) {
		kind_drop_interval(number, "fewer than 5");
	} else {
		kind_note_effect(finish, &effect);
	}
}

static void
finish_slice(struct dbr_slice *out, struct gather *gather,
	     struct finish *finish)
{
	if (finish->metric->is_amount)
		amount_finish(out, gather, finish);
	else
		finish_counts(out, gather, finish);
}

const struct metric_kind metric_kind_proportion = {
	"proportion", { "hits", "trials" }, NULL, weight, add, finish_slice,
	compare_proportions,
};
