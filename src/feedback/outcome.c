/* SPDX-License-Identifier: GPL-3.0-or-later */
/* outcome.c -- a metric before and after a change. */
#include <config.h>
#include "debrief/outcome.h"

#include <math.h>
#include <string.h>
#include "debrief/stats/multiple.h"
#include "debrief/time.h"
#include "feedback/outcome_changes.h"

#define BEFORE_US (365 * DBR_DAY_US)
#define AFTER_LEAST_US (28 * DBR_DAY_US)

/* "No detectable change" wants as many facts as a proposal does. */
enum { FACTS_LEAST = 10 };

struct looking {
	struct dbr_store *store;
	const struct dbr_share *share;
	const struct dbr_outcome_ask *ask;
	struct dbr_arena *arena;
	struct dbr_error *err;
};

static void
settle(struct dbr_outcome *outcome, enum dbr_outcome_verdict verdict,
       const char *why)
{
	outcome->verdict = verdict;
	outcome->why = why;
}

static int64_t
facts_of(const struct dbr_slice *slice)
{
	return slice->used_count + slice->open_count + slice->ended_count;
}

static enum dbr_status
measure(struct dbr_metric_result **out, const struct looking *l,
	const struct dbr_outcome *outcome, int64_t since_us, int64_t until_us)
{
	struct dbr_metric_ask ask = {
		.metric = outcome->metric, .as_of_us = l->ask->as_of_us,
		.since_us = since_us, .until_us = until_us,
	};

	*out = dbr_arena_get(l->arena, sizeof(**out));
	dbr_slice_parse(ask.where_dim, ask.where_value, outcome->slice,
			l->arena);
	return dbr_metric_run(*out, l->store, l->share, &ask, l->arena,
			      l->err);
}

static void
compare(struct dbr_outcome *outcome, const struct looking *l,
	const struct dbr_metric_result *before,
	const struct dbr_metric_result *after)
{
	const struct dbr_compare_pair pair = {
		.metric = after->metric, .a = &after->all,
		.b = &before->all, .level = after->ask.level,
	};

	outcome->metric_title = after->metric->title;
	if (before->all.number_count)
		outcome->before = before->all.numbers[0];
	if (after->all.number_count)
		outcome->after = after->all.numbers[0];
	outcome->made = dbr_compare_slices(&pair, l->arena);
	if (!facts_of(&after->all))
		settle(outcome, DBR_OUTCOME_EARLY, "no fact since then");
	else if (!facts_of(&before->all))
		settle(outcome, DBR_OUTCOME_UNKNOWN,
		       "no fact in the year before");
	else if (!outcome->made.has_p && !outcome->made.is_exact)
		settle(outcome, DBR_OUTCOME_EARLY,
		       outcome->made.why_untested ?
			       outcome->made.why_untested : "too few facts");
}

/* A follow-up may name a metric the workspace no longer has: its row says
 * so, the others are still told. */
static void
look(struct dbr_outcome *outcome, const struct looking *l)
{
	struct dbr_metric_result *before = NULL, *after = NULL;
	int64_t end_us = l->ask->as_of_us + 1;
	enum dbr_status rc;

	if (!outcome->metric) {
		settle(outcome, DBR_OUTCOME_UNKNOWN, "nobody said how we will"
						     " know");
		return;
	}
	if (outcome->changed_us >= end_us) {
		settle(outcome, DBR_OUTCOME_EARLY, "no data since then");
		return;
	}
	rc = measure(&before, l, outcome, outcome->changed_us - BEFORE_US,
		     outcome->changed_us);
	if (rc == DBR_OK)
		rc = measure(&after, l, outcome, outcome->changed_us, end_us);
	if (rc != DBR_OK) {
		settle(outcome, DBR_OUTCOME_UNKNOWN,
		       dbr_arena_text(l->arena,
				      dbr_str_from(l->err->what)));
		*l->err = (struct dbr_error)DBR_ERROR_INIT;
		return;
	}
	compare(outcome, l, before, after);
	if (end_us - outcome->changed_us < AFTER_LEAST_US)
		settle(outcome, DBR_OUTCOME_EARLY, "less than 28 days since");
}

static void
judge_goal(struct dbr_outcome *outcome, const struct change *change)
{
	double scale;

	if (!change->comparison || !outcome->made.pair.metric ||
	    !outcome->after.has_value)
		return;
	scale = dbr_metric_unit_scale(outcome->made.pair.metric);
	outcome->goal = dbr_number_verdict(&outcome->after,
					   change->goal * scale,
					   *change->comparison == '<');
}

/* Which way is good, where the metric does not say. */
static enum dbr_outcome_verdict
verdict_of(const struct dbr_outcome *outcome, const struct change *change)
{
	bool is_up = outcome->made.sign > 0;

	switch (dbr_compare_reading(&outcome->made, outcome->q,
				    DBR_COMPARE_Q)) {
	case DBR_READING_BETTER:
		return DBR_OUTCOME_WORKED;
	case DBR_READING_WORSE:
		return DBR_OUTCOME_WORSE;
	case DBR_READING_DIFFERENT:
		if (!change->comparison)
			return DBR_OUTCOME_SAME;
		return is_up == (*change->comparison == '>') ?
			       DBR_OUTCOME_WORKED : DBR_OUTCOME_WORSE;
	default:
		return DBR_OUTCOME_SAME;
	}
}

static void
judge(struct dbr_outcome *outcomes, const struct change *changes,
      size_t count, struct dbr_arena *arena)
{
	double *p = dbr_arena_array(arena, count, sizeof(*p));
	double *q = dbr_arena_array(arena, count, sizeof(*q));

	for (size_t i = 0; i < count; i++)
		p[i] = !outcomes[i].why && outcomes[i].made.has_p ?
			       outcomes[i].made.p : NAN;
	dbr_multiple_adjust(p, q, count, arena);
	for (size_t i = 0; i < count; i++) {
		outcomes[i].q = q[i];
		judge_goal(&outcomes[i], &changes[i]);
		if (outcomes[i].why)
			continue;
		outcomes[i].verdict = verdict_of(&outcomes[i], &changes[i]);
		if (outcomes[i].verdict == DBR_OUTCOME_SAME &&
		    outcomes[i].after.n < FACTS_LEAST)
			settle(&outcomes[i], DBR_OUTCOME_EARLY,
			       "fewer than 10 facts since");
	}
}

enum dbr_status
dbr_outcome_list(const struct dbr_outcome **out, size_t *count,
		 struct dbr_store *store, const struct dbr_share *share,
		 const struct dbr_outcome_ask *ask, struct dbr_arena *arena,
		 struct dbr_error *err)
{
	const struct looking l = { store, share, ask, arena, err };
	const struct change *changes;
	struct dbr_outcome *outcomes;
	enum dbr_status rc = changes_list(&changes, count, store, share, ask,
					  arena, err);

	if (rc != DBR_OK)
		return rc;
	outcomes = dbr_arena_array(arena, *count + 1, sizeof(*outcomes));
	for (size_t i = 0; i < *count; i++) {
		outcomes[i] = changes[i].outcome;
		look(&outcomes[i], &l);
	}
	judge(outcomes, changes, *count, arena);
	*out = outcomes;
	return DBR_OK;
}

const char *
dbr_outcome_text(enum dbr_outcome_verdict verdict)
{
	static const char *const text[] = {
		[DBR_OUTCOME_EARLY] = "too early",
		[DBR_OUTCOME_UNKNOWN] = "not measured",
		[DBR_OUTCOME_SAME] = "no detectable change",
		[DBR_OUTCOME_WORKED] = "worked",
		[DBR_OUTCOME_WORSE] = "worse",
	};

	return text[verdict];
}
