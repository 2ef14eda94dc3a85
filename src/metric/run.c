/* SPDX-License-Identifier: GPL-3.0-or-later */
/* run.c -- answer an ask: check it, read the facts, finish every slice. */
#include <config.h>
#include "debrief/metric.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include "debrief/time.h"
#include "metric/facts.h"
#include "metric/period.h"
#include "metric/run.h"

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

enum { QUARTERS_MAX = 200, PARAMETER_MAX = 100000, ANSWERS_MIN = 5 };
#define QUARTER_US (92 * DBR_DAY_US)

static const char quarter_dim[] = "quarter";
static const char complement[] = "kept back: it would tell a smaller group";

struct run {
	struct dbr_metric_ask ask;	/* as answered */
	struct facts facts;
	struct dbr_metric_result *out;
	struct dbr_error *err;
};

static bool
is_quarter(const char *dim)
{
	return dim && strcmp(dim, quarter_dim) == 0;
}

static enum dbr_status
check_dim(const struct dbr_metric *metric, const char *dim,
	  struct dbr_error *err)
{
	struct dbr_buf all = DBR_BUF_INIT;
	const char *near;

	for (size_t i = 0; i < metric->dim_count; i++)
		if (strcmp(metric->dims[i], dim) == 0)
			return DBR_OK;
	dbr_fail(err, DBR_EUSAGE, "metric \"%s\" has no dimension \"%s\"",
		 metric->name, dim);
	near = dbr_nearest(dim, metric->dims, metric->dim_count);
	for (size_t i = 0; i < metric->dim_count; i++)
		dbr_buf_addf(&all, "%s, ", metric->dims[i]);
	if (near)
		dbr_fail_hint(err, "there is \"%s\"", near);
	else
		dbr_fail_hint(err, "it can be sliced by %squarter", all.text);
	dbr_buf_release(&all);
	return err->code;
}

static enum dbr_status
check_dims(const struct run *run, const struct dbr_metric *metric)
{
	const struct dbr_metric_ask *ask = &run->ask;
	enum dbr_status rc = DBR_OK;

	for (size_t i = 0; i < COUNT_OF(ask->by) && rc == DBR_OK; i++)
		if (ask->by[i] && !is_quarter(ask->by[i]))
			rc = check_dim(metric, ask->by[i], run->err);
	for (size_t i = 0; i < COUNT_OF(ask->where_dim) && rc == DBR_OK; i++)
		if (ask->where_dim[i])
			rc = check_dim(metric, ask->where_dim[i], run->err);
	if (rc == DBR_OK && ask->by[0] && ask->by[1] &&
	    strcmp(ask->by[0], ask->by[1]) == 0)
		rc = dbr_fail(run->err, DBR_EUSAGE,
			      "\"%s\" is asked for twice", ask->by[0]);
	return rc;
}

/* What a number may be follows from its default: positive when that is, and
 * no more than a thousand times as much. */
static enum dbr_status
check_value(const struct dbr_parameter *standard,
	    const struct dbr_parameter *given, struct dbr_error *err)
{
	int64_t span = standard->i64 < 0 ? -(standard->i64 + 1)
					 : standard->i64;
	int64_t max = span > INT64_MAX / 1000 ? INT64_MAX
		      : span > 100 ? span * 1000 : PARAMETER_MAX;
	int64_t min = standard->i64 > 0 ? 1 : standard->i64 < 0 ? -max : 0;

	if (standard->type != DBR_PARAMETER_I64)
		return DBR_OK;
	if (given->type == DBR_PARAMETER_I64 && given->i64 >= min &&
	    given->i64 <= max)
		return DBR_OK;
	if (given->type == DBR_PARAMETER_I64)
		dbr_fail(err, DBR_EUSAGE, "parameter \"%s\" cannot be %" PRId64,
			 standard->name + 1, given->i64);
	else
		dbr_fail(err, DBR_EUSAGE, "parameter \"%s\" cannot be \"%s\"",
			 standard->name + 1, given->text);
	return dbr_fail_hint(err, "give a whole number from %" PRId64
				  " to %" PRId64 ", like %" PRId64,
			     min, max, standard->i64);
}

static enum dbr_status
check_parameters(const struct run *run, const struct dbr_metric *metric)
{
	const struct dbr_metric_ask *ask = &run->ask;
	const char *names[PARAMETERS_MAX];
	size_t count = 0;

	if (metric->parameter_count + ask->parameter_count > PARAMETERS_MAX)
		return dbr_fail(run->err, DBR_EUSAGE,
				"more than %d parameters", PARAMETERS_MAX);
	for (size_t i = 0; i < metric->parameter_count; i++)
		names[count++] = metric->parameters[i].name + 1;
	for (size_t i = 0; i < ask->parameter_count; i++) {
		const char *name = ask->parameters[i].name;
		const char *near;
		size_t at = 0;

		name += *name == ':';
		while (at < count && strcmp(names[at], name) != 0)
			at++;
		if (at < count) {
			enum dbr_status rc = check_value(
				&metric->parameters[at], &ask->parameters[i],
				run->err);

			if (rc != DBR_OK)
				return rc;
			continue;
		}
		dbr_fail(run->err, DBR_EUSAGE,
			 "metric \"%s\" has no parameter \"%s\"",
			 metric->name, name);
		near = dbr_nearest(name, names, count);
		if (near)
			dbr_fail_hint(run->err, "there is \"%s\"", near);
		return run->err->code;
	}
	return DBR_OK;
}

/* Parameters by the names SQL knows, whoever wrote them without the colon. */
static void
name_parameters(struct run *run, struct dbr_arena *arena)
{
	struct dbr_metric_ask *ask = &run->ask;
	struct dbr_parameter *copy = dbr_arena_array(
		arena, ask->parameter_count, sizeof(*copy));

	for (size_t i = 0; i < ask->parameter_count; i++) {
		copy[i] = ask->parameters[i];
		if (*copy[i].name != ':')
			copy[i].name = dbr_arena_textf(arena, ":%s",
						       copy[i].name);
	}
	ask->parameters = copy;
}

/* Fill in what was left open: the latest instant, all of time. */
static enum dbr_status
settle_period(struct run *run)
{
	struct dbr_metric_ask *ask = &run->ask;
	enum dbr_status rc = DBR_OK;

	if (!ask->as_of_us)
		rc = dbr_metric_latest(&ask->as_of_us, run->facts.store,
				       run->err);
	if (rc != DBR_OK)
		return rc;
	if (!ask->since_us)
		ask->since_us = PERIOD_BEGINNING_US;
	if (!ask->until_us || ask->until_us > ask->as_of_us + 1)
		ask->until_us = ask->as_of_us + 1;
	if (ask->since_us < ask->until_us)
		return DBR_OK;
	dbr_fail(run->err, DBR_EUSAGE, "the period begins after it ends");
	return dbr_fail_hint(run->err, "it ends at --until, or at --as-of "
				       "when that is earlier");
}

static int
compare_exclusions(const void *a, const void *b)
{
	return strcmp(((const struct dbr_exclusion *)a)->reason,
		      ((const struct dbr_exclusion *)b)->reason);
}

/* A slice that is about one thing, and was asked for by that thing's name,
 * holds all there is to know of it: a migration is not a sample of itself. */
static bool
is_whole(const struct run *run, const struct gather *gather)
{
	const struct dbr_metric_ask *ask = &run->ask;

	if (!gather->subject)
		return false;
	for (int i = 0; i < 2; i++)
		if (gather->key[i] &&
		    strcmp(gather->key[i], gather->subject) == 0)
			return true;
	for (int i = 0; i < 4; i++)
		if (ask->where_dim[i] &&
		    strcmp(ask->where_value[i], gather->subject) == 0)
			return true;
	return false;
}

/* A slice asked for by migration or customer is about that one. */
static bool
is_fixed(const struct run *run, const struct gather *gather)
{
	static const char *const names[] = { "migration", "customer" };
	const struct dbr_metric_ask *ask = &run->ask;

	for (size_t n = 0; n < COUNT_OF(names); n++) {
		for (int i = 0; i < 2; i++)
			if (gather->key[i] && ask->by[i] &&
			    strcmp(ask->by[i], names[n]) == 0)
				return true;
		for (int i = 0; i < 4; i++)
			if (ask->where_dim[i] &&
			    strcmp(ask->where_dim[i], names[n]) == 0)
				return true;
	}
	return false;
}

static enum dbr_status
finish_slice(struct run *run, struct dbr_slice *out, struct gather *gather)
{
	struct finish finish = {
		.metric = run->facts.metric,
		.level = run->ask.level,
		.quantile_type = run->ask.quantile_type,
		.is_fixed = is_fixed(run, gather),
		.is_whole = is_whole(run, gather),
		.arena = run->facts.arena,
	};
	size_t loose_count;

	if (gather->used_count + gather->open_count + gather->ended_count +
		    gather->excluded_count != gather->read_count)
		return dbr_fail(run->err, DBR_EBUG,
				"metric \"%s\": %" PRId64 " read, but %" PRId64
				" used, %" PRId64 " open, %" PRId64
				" ended and %" PRId64 " excluded",
				run->facts.metric->name, gather->read_count,
				gather->used_count, gather->open_count,
				gather->ended_count, gather->excluded_count);
	*out = (struct dbr_slice){
		.key = { gather->key[0], gather->key[1] },
		.used_count = gather->used_count,
		.open_count = gather->open_count,
		.ended_count = gather->ended_count,
		.excluded_count = gather->excluded_count,
		.read_count = gather->read_count,
		.exclusions = gather->exclusions,
		.exclusion_count = gather->exclusion_count,
	};
	if (gather->exclusion_count)
		qsort(gather->exclusions, gather->exclusion_count,
		      sizeof(*gather->exclusions), compare_exclusions);
	loose_count = kind_loose_count(gather);
	out->clusters = gather->clusters + loose_count;
	out->cluster_count = gather->cluster_count - loose_count;
	run->facts.kind->finish(out, gather, &finish);
	out->numbers = finish.numbers;
	out->number_count = finish.count;
	return DBR_OK;
}

/* Quarters before the first fact and behind the last say nothing; a hole
 * between them does. */
static void
trim_quarters(struct facts *facts)
{
	size_t begin = 0, end = facts->slice_count;

	while (begin < end && !facts->slices[begin]->read_count)
		begin++;
	while (end > begin && !facts->slices[end - 1]->read_count)
		end--;
	facts->slices += begin;
	facts->slice_count = end - begin;
}

static enum dbr_status
read_quarters(struct run *run)
{
	struct facts *facts = &run->facts;
	const struct dbr_metric_ask *ask = &run->ask;
	bool is_only = !ask->by[0] || !ask->by[1];
	int64_t first, last, at;
	enum dbr_status rc = period_span(&first, &last, facts->store, run->err);

	if (rc != DBR_OK)
		return rc;
	at = first > ask->since_us ? first : ask->since_us;
	if (ask->until_us - at > QUARTERS_MAX * QUARTER_US) {
		dbr_fail(run->err, DBR_EUSAGE, "that is more than %d quarters",
			 QUARTERS_MAX);
		return dbr_fail_hint(run->err, "give the first with --since");
	}
	for (at = dbr_quarter_start(at); at < ask->until_us && rc == DBR_OK;
	     at = dbr_quarter_next(at)) {
		int64_t next = dbr_quarter_next(at);
		const struct fact_period period = {
			at > ask->since_us ? at : ask->since_us,
			next < ask->until_us ? next : ask->until_us,
		};
		char name[DBR_ISO_SIZE];
		const char *key[2] = { NULL, NULL };

		facts->quarter = dbr_quarter_text(name, at);
		key[is_quarter(ask->by[0]) ? 0 : 1] = name;
		if (is_only)
			facts_slice(facts, key);
		rc = facts_read(facts, period, run->err);
	}
	facts->quarter = NULL;
	if (is_only)
		trim_quarters(facts);
	return rc;
}

static enum dbr_status
read_facts(struct run *run)
{
	struct facts *facts = &run->facts;
	const struct dbr_metric_ask *ask = &run->ask;
	const struct fact_period period = { ask->since_us, ask->until_us };
	bool has_quarters = is_quarter(ask->by[0]) || is_quarter(ask->by[1]);
	enum dbr_status rc;

	facts->wants_all = true;
	facts->wants_slices = ask->by[0] && !has_quarters;
	rc = facts_read(facts, period, run->err);
	if (rc != DBR_OK || !has_quarters)
		return rc;
	facts->wants_all = false;
	facts->wants_slices = true;
	return read_quarters(run);
}

/* Say nothing of a slice because of a smaller one. */
static void
keep_back(struct dbr_slice *slice, struct dbr_arena *arena)
{
	struct dbr_number *numbers = dbr_arena_array(
		arena, slice->number_count, sizeof(*numbers));

	for (size_t i = 0; i < slice->number_count; i++) {
		numbers[i] = slice->numbers[i];
		numbers[i].has_value = numbers[i].is_census = false;
		numbers[i].value = 0;
		kind_drop_interval(&numbers[i], complement);
		numbers[i].why_empty = complement;
	}
	slice->numbers = numbers;
	slice->histogram = NULL;
	slice->histogram_count = 0;
}

/*
 * Few answers are kept back, but the whole less the others would tell them:
 * the smallest slices that are shown are kept back too, until two at least
 * and five answers in all are missing.
 */
static void
keep_back_complement(struct dbr_slice *slices, size_t count,
		     struct dbr_arena *arena)
{
	size_t hidden = 0;
	int64_t answers = 0;

	for (size_t i = 0; i < count; i++)
		if (slices[i].used_count && !slices[i].histogram_count) {
			hidden++;
			answers += slices[i].used_count;
		}
	while (hidden && (hidden < 2 || answers < ANSWERS_MIN)) {
		struct dbr_slice *least = NULL;

		for (size_t i = 0; i < count; i++)
			if (slices[i].histogram_count &&
			    (!least ||
			     slices[i].used_count < least->used_count))
				least = &slices[i];
		if (!least)
			return;
		hidden++;
		answers += least->used_count;
		keep_back(least, arena);
	}
}

static enum dbr_status
finish_all(struct run *run)
{
	struct facts *facts = &run->facts;
	struct dbr_slice *slices = dbr_arena_array(
		facts->arena, facts->slice_count, sizeof(*slices));
	enum dbr_status rc = finish_slice(run, &run->out->all, &facts->all);

	for (size_t i = 0; i < facts->slice_count && rc == DBR_OK; i++)
		rc = finish_slice(run, &slices[i], facts->slices[i]);
	if (rc == DBR_OK && facts->metric->kind == DBR_KIND_SCORE)
		keep_back_complement(slices, facts->slice_count,
				     facts->arena);
	run->out->slices = slices;
	run->out->slice_count = facts->slice_count;
	return rc;
}

enum dbr_status
metric_answer(struct dbr_metric_result *out, struct dbr_store *store,
	      const struct dbr_metric *metric,
	      const struct dbr_metric_ask *ask, struct dbr_arena *arena,
	      struct dbr_error *err)
{
	struct run *run = dbr_arena_get(arena, sizeof(*run));
	enum dbr_status rc;

	run->ask = *ask;
	run->out = out;
	run->err = err;
	run->facts.metric = metric;
	run->facts.kind = metric_kind_of(metric->kind);
	run->facts.ask = &run->ask;
	run->facts.store = store;
	run->facts.arena = arena;
	if (!run->ask.by[0]) {
		run->ask.by[0] = run->ask.by[1];
		run->ask.by[1] = NULL;
	}
	if (run->ask.level == 0)
		run->ask.level = 0.95;
	rc = check_dims(run, metric);
	if (rc == DBR_OK)
		rc = check_parameters(run, metric);
	if (rc == DBR_OK)
		rc = settle_period(run);
	name_parameters(run, arena);
	if (rc == DBR_OK)
		rc = facts_check(&run->facts, err);
	if (rc == DBR_OK)
		rc = read_facts(run);
	if (rc == DBR_OK && run->ask.must_know_where)
		rc = facts_check_where(&run->facts, err);
	if (rc != DBR_OK)
		return rc;
	*out = (struct dbr_metric_result){ .metric = metric, .ask = run->ask };
	return finish_all(run);
}

enum dbr_status
dbr_metric_check(const struct dbr_metric *metric, struct dbr_store *store,
		 struct dbr_error *err)
{
	const struct dbr_metric_ask ask = { .metric = metric->name };
	struct facts facts = {
		.metric = metric, .kind = metric_kind_of(metric->kind),
		.ask = &ask, .store = store,
	};

	return facts_check(&facts, err);
}

enum dbr_status
dbr_metric_run(struct dbr_metric_result *out, struct dbr_store *store,
	       const struct dbr_share *share, const struct dbr_metric_ask *ask,
	       struct dbr_arena *arena, struct dbr_error *err)
{
	struct dbr_metric *metric = dbr_arena_get(arena, sizeof(*metric));
	enum dbr_status rc;

	rc = dbr_metric_load(metric, share, ask->metric, arena, err);
	if (rc != DBR_OK)
		return rc;
	return metric_answer(out, store, metric, ask, arena, err);
}
