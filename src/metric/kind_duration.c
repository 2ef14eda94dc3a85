/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kind_duration.c -- how long it takes; open facts are censored.
 *
 * Nothing open, nothing ended another way: type 7 quantiles with order
 * statistics.  Otherwise Kaplan-Meier, log-log, with the competing ends told
 * beside it (Aalen-Johansen).  METRICS 1.2-1.7.
 */
#include <config.h>
#include "metric/kind.h"

#include <stdlib.h>
#include <string.h>
#include "debrief/stats/quantile.h"
#include "debrief/stats/survival.h"
#include "stats/sum.h"

enum { INTERVAL_MIN_N = 6, LEAN_ON_N = 10 };

static int64_t
weight(const struct fact_row *row)
{
	(void)row;
	return 1;
}

static const char *
add(struct gather *gather, const struct fact_row *row)
{
	struct fact fact;
	int64_t outcome;

	if (!kind_real(row->first, &fact.seconds))
		return "seconds is not a finite number";
	if (!kind_count(row->second, &outcome) || outcome > DBR_OUTCOME_ENDED)
		return "outcome is not 0, 1 or 2";
	if (fact.seconds < 0 && !row->metric->is_signed)
		return "seconds is negative: say \"signed: yes\", or exclude "
		       "the row with a reason";
	fact.outcome = (int)outcome;
	fact.cluster = row->cluster;
	gather->facts = dbr_arena_grow(row->arena, gather->facts,
				       gather->fact_count,
				       &gather->fact_capacity, sizeof(fact));
	gather->facts[gather->fact_count++] = fact;
	if (outcome == DBR_OUTCOME_OPEN)
		gather->open_count++;
	else if (outcome == DBR_OUTCOME_DONE)
		gather->used_count++;
	else
		gather->ended_count++;
	return NULL;
}

static int
compare_facts(const void *a, const void *b)
{
	const struct fact *x = a, *y = b;

	if (x->seconds != y->seconds)
		return (x->seconds > y->seconds) - (x->seconds < y->seconds);
	if (x->outcome != y->outcome)
		return x->outcome - y->outcome;
	if (!x->cluster || !y->cluster)
		return (x->cluster != NULL) - (y->cluster != NULL);
	return strcmp(x->cluster, y->cluster);
}

/* Values and outcomes of the slice, sorted; and the done ones apart. */
static double *
split(struct dbr_slice *out, struct gather *gather, struct dbr_arena *arena)
{
	size_t n = gather->fact_count, done = 0;
	double *values = dbr_arena_array(arena, n, sizeof(*values));
	double *finished = dbr_arena_array(arena, n, sizeof(*finished));
	int *outcomes = dbr_arena_array(arena, n, sizeof(*outcomes));
	const char **clusters = dbr_arena_array(arena, n, sizeof(*clusters));

	if (n)
		qsort(gather->facts, n, sizeof(*gather->facts), compare_facts);
	for (size_t i = 0; i < n; i++) {
		values[i] = gather->facts[i].seconds;
		outcomes[i] = gather->facts[i].outcome;
		clusters[i] = gather->facts[i].cluster;
		if (outcomes[i] == DBR_OUTCOME_DONE)
			finished[done++] = values[i];
	}
	out->values = values;
	out->outcomes = outcomes;
	out->value_clusters = clusters;
	out->value_count = n;
	return finished;
}

/* Seconds are shifted so that the earliest is 0: a slip may be negative, and
 * neither the curve nor its quantiles care. */
static struct dbr_survival
fit(const struct dbr_slice *slice, double *shift, struct dbr_arena *arena)
{
	double *times = dbr_arena_array(arena, slice->value_count,
					sizeof(*times));

	*shift = slice->value_count && slice->values[0] < 0 ?
			 slice->values[0] : 0;
	for (size_t i = 0; i < slice->value_count; i++)
		times[i] = slice->values[i] - *shift;
	return dbr_survival_fit(
		(struct dbr_lifetimes){ times, slice->outcomes,
					slice->value_count }, arena);
}

static void
shift_stat(struct dbr_stat *stat, double shift)
{
	stat->value += shift;
	stat->interval.lo += shift;
	stat->interval.hi += shift;
}

enum dbr_unit
kind_duration_unit(const struct dbr_metric *metric)
{
	return metric->unit && strcmp(metric->unit, "ratio") == 0 ?
		       DBR_UNIT_SCORE : DBR_UNIT_SECONDS;
}

static const char *
not_reached(const struct finish *finish, const struct dbr_slice *slice)
{
	const struct dbr_number number = {
		.value = slice->values[slice->value_count - 1],
		.has_value = true, .unit = kind_duration_unit(finish->metric),
	};
	struct dbr_buf last = DBR_BUF_INIT;
	const char *text;

	dbr_number_value(&last, &number);
	text = dbr_arena_textf(finish->arena, "not reached after %s",
			       last.text);
	dbr_buf_release(&last);
	return text;
}

/* A quantile of a slice with open or ended facts. */
static void
add_survival_quantile(struct finish *finish, const struct dbr_slice *slice,
		      const char *name, double p)
{
	double shift;
	struct dbr_survival curve = fit(slice, &shift, finish->arena);
	struct dbr_stat stat = dbr_survival_quantile(&curve, p, finish->level,
						     DBR_METHOD_KM_LOG_LOG);
	struct dbr_number *number;

	shift_stat(&stat, shift);
	number = kind_number(finish, name, kind_duration_unit(finish->metric),
			     &stat);
	number->method = "Kaplan-Meier, log-log";
	number->n = (int64_t)slice->value_count;
	if (stat.lack == DBR_LACK_NOT_REACHED)
		number->why_empty = not_reached(finish, slice);
}

/* What stands for a median that is not reached: the mean time within what was
 * seen. */
static void
add_restricted_mean(struct finish *finish, const struct dbr_slice *slice)
{
	double shift;
	struct dbr_survival curve = fit(slice, &shift, finish->arena);
	double horizon = slice->values[slice->value_count - 1];
	struct dbr_stat stat = dbr_survival_mean(&curve, horizon - shift,
						 finish->level);
	struct dbr_number *number;
	struct dbr_buf text = DBR_BUF_INIT;

	dbr_duration_text(&text, horizon);
	shift_stat(&stat, shift);
	number = kind_number(finish,
			     dbr_arena_textf(finish->arena, "mean up to %s",
					     text.text),
			     kind_duration_unit(finish->metric), &stat);
	number->method = "Kaplan-Meier, normal";
	number->n = (int64_t)slice->value_count;
	if (slice->used_count < INTERVAL_MIN_N)
		kind_drop_interval(number, "fewer than 6 done");
	dbr_buf_release(&text);
}

/* Among those that could go either way, how many went which. */
static void
add_incidence(struct finish *finish, const struct dbr_slice *slice)
{
	double shift;
	struct dbr_survival curve = fit(slice, &shift, finish->arena);
	double last = slice->values[slice->value_count - 1] - shift;
	struct dbr_incidence share = dbr_survival_incidence(&curve, last);
	const struct {
		const char *name;
		double value, se;
	} parts[] = {
		{ "done in the end", share.done, share.done_se },
		{ "ended another way", share.ended, share.ended_se },
	};

	for (size_t i = 0; i < 2; i++) {
		struct dbr_number *number =
			kind_plain(finish, parts[i].name, DBR_UNIT_SHARE,
				   parts[i].value,
				   (int64_t)slice->value_count);

		number->method = "Aalen-Johansen";
		number->why_no_interval = dbr_arena_textf(
			finish->arena, "standard error %.2g (delta method)",
			parts[i].se);
	}
}

static void
add_quantile(struct finish *finish, const struct dbr_slice *slice,
	     const char *name, double p)
{
	struct dbr_number *number;

	if (slice->open_count || slice->ended_count) {
		add_survival_quantile(finish, slice, name, p);
	} else {
		struct dbr_stat stat = dbr_quantile_estimate(
			slice->values, slice->value_count, p, finish->level);

		if (finish->quantile_type == 6 && slice->value_count)
			stat.value = dbr_quantile(slice->values,
						  slice->value_count, p,
						  DBR_QUANTILE_TYPE6);
		kind_number(finish, name, kind_duration_unit(finish->metric),
			     &stat);
	}
	number = &finish->numbers[finish->count - 1];
	if (!slice->value_count)
		number->why_empty = "no facts";
	else if (slice->used_count < INTERVAL_MIN_N)
		kind_drop_interval(number, "fewer than 6 done");
	number->is_low_n = slice->used_count < LEAN_ON_N;
	if (finish->is_whole && slice->used_count == slice->read_count) {
		kind_drop_interval(number, NULL);
		number->is_census = true;
		number->is_low_n = false;
	}
	number->is_signed = finish->metric->is_signed;
}

static void
finish_slice(struct dbr_slice *out, struct gather *gather,
	     struct finish *finish)
{
	double *done = split(out, gather, finish->arena);
	enum dbr_unit unit = kind_duration_unit(finish->metric);
	size_t n = (size_t)gather->used_count;

	add_quantile(finish, out, "median", 0.5);
	add_quantile(finish, out, "p90", 0.9);
	if (!n)
		return;
	kind_plain(finish, "mean (skewed)", unit,
		   sum_mean(done, n), (int64_t)n)->why_no_interval =
		"skewed: to reconcile with other tools, not to lean on";
	kind_plain(finish, "shortest", unit, done[0], (int64_t)n);
	kind_plain(finish, "longest", unit, done[n - 1], (int64_t)n);
	if (out->ended_count)
		add_incidence(finish, out);
	if (!finish->numbers[0].has_value &&
	    kind_duration_unit(finish->metric) == DBR_UNIT_SECONDS)
		add_restricted_mean(finish, out);
	for (size_t i = 0; i < finish->count; i++)
		finish->numbers[i].is_signed =
			finish->metric->is_signed &&
			finish->numbers[i].unit == unit;
}

const struct metric_kind metric_kind_duration = {
	"duration", { "seconds", "outcome" }, NULL, weight, add, finish_slice,
	compare_durations,
};
