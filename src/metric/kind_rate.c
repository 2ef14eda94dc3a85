/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kind_rate.c -- events over exposure, Garwood's exact interval.
 *
 * Facts with a weight (of a severity) are summed up weighted, with the
 * interval of Fay and Feuer, and the plain counts by weight stand beside.
 *
 * Garwood takes events for Poisson.  Facts with a subject (a customer) can
 * be asked whether they are: when subjects differ more than that (p < 0.05),
 * the interval is that of the spread between them (METRICS 4.5).
 */
#include <config.h>
#include "metric/kind.h"

#include <stdlib.h>
#include <string.h>
#include "debrief/stats/funnel.h"
#include "debrief/stats/rate.h"

enum { LEAN_ON_N = 5, SUBJECTS_MIN = 6 };
#define DISPERSION_P 0.05

static int64_t
weight(const struct fact_row *row)
{
	int64_t events;

	return kind_count(row->first, &events) ? events : 1;
}

static void
add_part(struct gather *gather, const struct fact_row *row, int64_t events,
	 double exposure)
{
	gather->parts = dbr_arena_grow(row->arena, gather->parts,
				       gather->part_count,
				       &gather->part_capacity,
				       sizeof(*gather->parts));
	gather->parts[gather->part_count++] = (struct rate_part){
		dbr_arena_text(row->arena, row->subject->text), events, exposure
	};
}

/* A weight of its own starts a stratum; there are few. */
static void
add_weighted(struct gather *gather, const struct fact_row *row, double weight,
	     int64_t events)
{
	size_t at = 0;

	while (at < gather->weighted_count &&
	       gather->weighted[at].weight != weight)
		at++;
	if (at == gather->weighted_count) {
		gather->weighted = dbr_arena_grow(
			row->arena, gather->weighted, gather->weighted_count++,
			&gather->weighted_capacity, sizeof(*gather->weighted));
		gather->weighted[at] = (struct dbr_weighted_count){ weight, 0 };
	}
	gather->weighted[at].events += events;
}

static const char *
add(struct gather *gather, const struct fact_row *row)
{
	int64_t events;
	double exposure, weight;

	if (!kind_count(row->first, &events))
		return "events is not a count";
	if (!kind_real(row->second, &exposure) || exposure < 0)
		return "exposure is not a number from 0 up";
	if (row->extra && (!kind_real(row->extra, &weight) || weight < 0))
		return "weight is not a number from 0 up";
	if (row->extra)
		add_weighted(gather, row, weight, events);
	gather->events += events;
	sum_add(&gather->exposure, exposure);
	gather->used_count += events;
	kind_cluster(gather, row, exposure, (double)events, 0);
	if (row->subject && row->subject->type == DBR_CELL_TEXT)
		add_part(gather, row, events, exposure);
	return NULL;
}

static int
compare_parts(const void *a, const void *b)
{
	return strcmp(((const struct rate_part *)a)->subject,
		      ((const struct rate_part *)b)->subject);
}

/* One entry per subject that was at risk. */
static size_t
merge_parts(struct dbr_events *out, struct gather *gather)
{
	struct rate_part *parts = gather->parts;
	size_t count = 0;

	if (gather->part_count)
		qsort(parts, gather->part_count, sizeof(*parts),
		      compare_parts);
	for (size_t i = 0; i < gather->part_count; i++) {
		bool is_new = !i || strcmp(parts[i - 1].subject,
					   parts[i].subject) != 0;

		/* A subject without exposure gives its place to the next. */
		if (is_new && (!count || out[count - 1].exposure > 0))
			count++;
		if (is_new)
			out[count - 1] = (struct dbr_events){ 0, 0 };
		out[count - 1].events += parts[i].events;
		out[count - 1].exposure += parts[i].exposure;
	}
	return count && out[count - 1].exposure <= 0 ? count - 1 : count;
}

/* Widen the interval when subjects differ more than Poisson allows. */
static void
consider_subjects(struct finish *finish, struct gather *gather)
{
	struct dbr_events *subjects = dbr_arena_array(
		finish->arena, gather->part_count, sizeof(*subjects));
	size_t count = merge_parts(subjects, gather);
	struct dbr_number *number = &finish->numbers[0];
	struct dbr_dispersion spread;

	if (count < SUBJECTS_MIN || !number->has_value)
		return;
	spread = dbr_rate_dispersion(subjects, count, finish->level);
	if (spread.test.lack != DBR_LACK_NONE)
		return;
	if (spread.test.p < DISPERSION_P &&
	    spread.rate.interval.lack == DBR_LACK_NONE) {
		number->lo = spread.rate.interval.lo;
		number->hi = spread.rate.interval.hi;
		number->method = dbr_method_name(spread.rate.interval.method);
	}
	kind_plain(finish, "dispersion", DBR_UNIT_SCORE, spread.phi,
		   (int64_t)count)->method = dbr_arena_textf(
		finish->arena, "chi-square, p = %.2g", spread.test.p);
}

static int
compare_weights(const void *a, const void *b)
{
	const struct dbr_weighted_count *x = a, *y = b;

	return (x->weight < y->weight) - (x->weight > y->weight);
}

/* The plain counts, heaviest first: what is behind the weighted rate. */
static void
add_counts(struct finish *finish, const struct gather *gather)
{
	for (size_t i = 0; i < gather->weighted_count; i++) {
		const struct dbr_weighted_count *part = &gather->weighted[i];
		struct dbr_number *number = kind_plain(
			finish,
			dbr_arena_textf(finish->arena, "events of weight %g",
					part->weight),
			DBR_UNIT_COUNT, (double)part->events, part->events);

		number->is_census = true;
		number->method = "by weight";
	}
}

static struct dbr_stat
weighted_rate(struct gather *gather, double exposure, double level)
{
	struct dbr_stat stat;

	qsort(gather->weighted, gather->weighted_count,
	      sizeof(*gather->weighted), compare_weights);
	stat = dbr_rate_weighted(gather->weighted, gather->weighted_count,
				 level, DBR_SIDE_BOTH);
	if (!(exposure > 0)) {
		stat.lack = stat.interval.lack = DBR_LACK_NO_EXPOSURE;
		return stat;
	}
	stat.value /= exposure;
	stat.interval.lo /= exposure;
	stat.interval.hi /= exposure;
	return stat;
}

static void
finish_slice(struct dbr_slice *out, struct gather *gather,
	     struct finish *finish)
{
	const struct dbr_events events = {
		gather->events, sum_value(&gather->exposure)
	};
	struct dbr_stat stat = dbr_rate_estimate(events, finish->level);
	struct dbr_number *number;

	out->events = (double)gather->events;
	out->exposure = events.exposure;
	if (gather->weighted_count)
		stat = weighted_rate(gather, events.exposure, finish->level);
	out->weighted = gather->weighted;
	out->weighted_count = gather->weighted_count;
	number = kind_number(finish, "rate", DBR_UNIT_PER, &stat);
	number->n = gather->events;
	number->is_low_n = gather->events < LEAN_ON_N;
	if (!number->has_value)
		number->why_empty = "no exposure";
	if (gather->weighted_count)
		add_counts(finish, gather);
	else
		consider_subjects(finish, gather);
}

const struct metric_kind metric_kind_rate = {
	"rate", { "events", "exposure" }, "weight", weight, add, finish_slice,
	compare_rates,
};
