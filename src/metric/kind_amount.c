/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kind_amount.c -- a proportion of an amount ("amounts: yes"): seconds of
 * touch, of all seconds.
 *
 * A ratio of sums.  Seconds are no trials, so n are the rows and the interval
 * resamples migrations (METRICS 1.4).  What was left out is an amount too;
 * when it is more than a fifth of everything, there is no number (METRICS
 * 1.1).
 */
#include <config.h>
#include "metric/kind.h"

#include "debrief/stats/bootstrap.h"

enum { RESAMPLES = 2000, SEED = 1 };
#define UNKNOWN_MAX 0.2

const char *
amount_add(struct gather *gather, const struct fact_row *row)
{
	double hits, trials;

	if (!kind_real(row->first, &hits) || !kind_real(row->second, &trials))
		return "hits and trials are not two amounts";
	if (hits < 0 || hits > trials)
		return "hits is not an amount from 0 to trials";
	sum_add(&gather->part, hits);
	sum_add(&gather->amount, trials);
	gather->used_count++;
	kind_cluster(gather, row, trials, hits, 0);
	return NULL;
}

void
amount_leave(struct gather *gather, const struct fact_row *row)
{
	double trials;

	if (kind_real(row->second, &trials) && trials > 0)
		sum_add(&gather->unknown, trials);
}

static bool
ratio_of(double *out, const size_t *chosen, size_t count, void *context)
{
	const struct gather *gather = context;
	double hits = 0, trials = 0;

	for (size_t i = 0; i < count; i++) {
		hits += gather->clusters[chosen[i]].sum;
		trials += gather->clusters[chosen[i]].weight;
	}
	*out = trials > 0 ? hits / trials : 0;
	return trials > 0;
}

static struct dbr_stat
estimate(struct gather *gather, const struct finish *finish)
{
	const struct dbr_bootstrap_plan plan = {
		.cluster_count = gather->cluster_count,
		.statistic = ratio_of, .context = gather, .seed = SEED,
		.resample_count = RESAMPLES, .level = finish->level,
	};
	double amount = sum_value(&gather->amount);
	struct dbr_stat stat = { .n = gather->used_count };

	if (!(amount > 0)) {
		stat.lack = stat.interval.lack = DBR_LACK_NO_DATA;
		return stat;
	}
	stat.value = sum_value(&gather->part) / amount;
	stat.interval = dbr_bootstrap_run(&plan, finish->arena)
				.estimate.interval;
	return stat;
}

void
amount_finish(struct dbr_slice *out, struct gather *gather,
	      struct finish *finish)
{
	double amount = sum_value(&gather->amount);
	double unknown = sum_value(&gather->unknown);
	struct dbr_stat stat = estimate(gather, finish);
	struct dbr_number *number = kind_number(finish, "share",
						DBR_UNIT_SHARE, &stat);

	out->hits = sum_value(&gather->part);
	out->trials = amount;
	number->is_amount = true;
	if (!number->has_value) {
		number->why_empty = "nothing to count";
	} else if (unknown > UNKNOWN_MAX * (unknown + amount)) {
		number->has_value = false;
		number->value = 0;
		number->why_empty = "more than 20 % is unknown";
		kind_drop_interval(number, number->why_empty);
	} else if (number->has_lo) {
		number->method = dbr_arena_textf(
			finish->arena, "bootstrap by migration (%d of mt19937,"
			" seed %d)", RESAMPLES, SEED);
	} else {
		number->why_no_interval = "fewer than 8 migrations";
	}
}
