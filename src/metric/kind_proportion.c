/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kind_proportion.c -- hits out of trials.
 *
 * Wilson to display; for a claim, Clopper-Pearson with the whole error on
 * each side, so that "met" is a sign-off (METRICS 2.7).  When every trial
 * was a full count there is nothing to infer.
 */
#include <config.h>
#include "metric/kind.h"

#include "debrief/stats/proportion.h"

enum { INTERVAL_MIN_N = 5, LEAN_ON_N = 10 };

static int64_t
weight(const struct fact_row *row)
{
	int64_t trials;

	return kind_count(row->second, &trials) ? trials : 1;
}

static const char *
add(struct gather *gather, const struct fact_row *row)
{
	int64_t hits, trials;

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

static void
add_claim(struct finish *finish, struct dbr_tally tally)
{
	struct dbr_stat stat = dbr_proportion_estimate(tally, finish->level);
	struct dbr_number *number =
		kind_number(finish, "share", DBR_UNIT_SHARE, &stat);

	if (!number->has_value)
		return;
	number->lo = dbr_proportion_exact(tally, finish->level,
					  DBR_SIDE_LOWER).lo;
	number->hi = dbr_proportion_exact(tally, finish->level,
					  DBR_SIDE_UPPER).hi;
	number->has_lo = number->has_hi = true;
	number->method = "Clopper-Pearson, each side";
}

static void
finish_slice(struct dbr_slice *out, struct gather *gather,
	     struct finish *finish)
{
	struct dbr_tally tally = { gather->hits, gather->trials };
	struct dbr_number *number;

	out->hits = (double)gather->hits;
	out->trials = (double)gather->trials;
	if (finish->metric->is_claim) {
		add_claim(finish, tally);
	} else {
		struct dbr_stat stat = dbr_proportion_estimate(tally,
							       finish->level);

		kind_number(finish, "share", DBR_UNIT_SHARE, &stat);
	}
	number = &finish->numbers[0];
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
	}
}

const struct metric_kind metric_kind_proportion = {
	"proportion", { "hits", "trials" }, weight, add, finish_slice,
	compare_proportions,
};
