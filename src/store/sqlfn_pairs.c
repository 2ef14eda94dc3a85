/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sqlfn_pairs.c -- aggregates of two columns; see sqlfn.h for the rules. */
#include <config.h>
#include "store/sqlfn.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include "debrief/stats/compare.h"
#include "debrief/stats/quantile.h"
#include "debrief/stats/rate.h"
#include "debrief/stats/trend.h"

/* All pairs of points are compared: half a million of them. */
enum { TREND_MOST = 1000 };

struct pair {
	double a, b;
};

/* Lives in SQLite's aggregate context and counts against its heap limit. */
struct pairs {
	struct pair *at;
	size_t count, capacity;
	bool is_broken;
};

struct pair_word {
	const char *name, *takes;
	void (*finish)(sqlite3_context *context, struct pairs *pairs,
		       struct dbr_arena *arena);
	bool wants_hi;
};

static bool
pairs_add(struct pairs *pairs, struct pair pair)
{
	if (pairs->count == pairs->capacity) {
		size_t capacity = pairs->capacity ? pairs->capacity * 2 : 64;
		struct pair *at = sqlite3_realloc64(pairs->at,
						    capacity * sizeof(*at));

		if (!at)
			return false;
		pairs->at = at;
		pairs->capacity = capacity;
	}
	pairs->at[pairs->count++] = pair;
	return true;
}

static bool
number_of(sqlite3_value *value, double *out)
{
	int type = sqlite3_value_type(value);

	*out = sqlite3_value_double(value);
	return (type == SQLITE_INTEGER || type == SQLITE_FLOAT) &&
	       isfinite(*out);
}

static void
fail(sqlite3_context *context)
{
	const struct pair_word *word = sqlite3_user_data(context);
	char *text = sqlite3_mprintf("%s takes %s", word->name, word->takes);

	if (text)
		sqlite3_result_error(context, text, -1);
	else
		sqlite3_result_error_nomem(context);
	sqlite3_free(text);
}

static void
step(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	struct pairs *pairs = sqlite3_aggregate_context(context,
							sizeof(*pairs));
	struct pair pair;

	if (!pairs) {
		sqlite3_result_error_nomem(context);
		return;
	}
	if (sqlfn_has_null(argc, argv))
		return;
	if (!number_of(argv[0], &pair.a) || !number_of(argv[1], &pair.b)) {
		pairs->is_broken = true;
		fail(context);
	} else if (!pairs_add(pairs, pair)) {
		pairs->is_broken = true;
		sqlite3_result_error_nomem(context);
	}
}

static void
final(sqlite3_context *context)
{
	const struct pair_word *word = sqlite3_user_data(context);
	struct pairs *pairs = sqlite3_aggregate_context(context, 0);
	struct dbr_arena arena = DBR_ARENA_INIT;

	if (!pairs)
		return;
	if (!pairs->is_broken && pairs->count)
		word->finish(context, pairs, &arena);
	dbr_arena_release(&arena);
	sqlite3_free(pairs->at);
	pairs->at = NULL;
}

static bool
wants_hi(sqlite3_context *context)
{
	const struct pair_word *word = sqlite3_user_data(context);

	return word->wants_hi;
}

static void
give_stat(sqlite3_context *context, const struct dbr_stat *stat)
{
	if (stat->lack == DBR_LACK_NONE)
		sqlite3_result_double(context, stat->value);
}

static void
give_p(sqlite3_context *context, const struct dbr_test *test)
{
	if (test->lack == DBR_LACK_NONE)
		sqlite3_result_double(context, test->p);
}

static void
fay_feuer(sqlite3_context *context, struct pairs *pairs,
	  struct dbr_arena *arena)
{
	struct dbr_weighted_count *counts =
		dbr_arena_array(arena, pairs->count, sizeof(*counts));
	struct dbr_stat stat;

	for (size_t i = 0; i < pairs->count; i++) {
		struct pair pair = pairs->at[i];

		if (!(pair.a >= 0) || !(pair.b >= 0 && pair.b < 9e15) ||
		    pair.b != floor(pair.b)) {
			fail(context);
			return;
		}
		counts[i].weight = pair.a;
		counts[i].events = (int64_t)pair.b;
	}
	stat = dbr_rate_weighted(counts, pairs->count, SQLFN_LEVEL,
				 DBR_SIDE_BOTH);
	sqlfn_bound(context, stat.interval, wants_hi(context));
}

static int
compare_times(const void *left, const void *right)
{
	const struct pair *x = left, *y = right;

	return (x->a > y->a) - (x->a < y->a);
}

static bool
trend_of(struct dbr_trend *out, sqlite3_context *context, struct pairs *pairs,
	 struct dbr_arena *arena)
{
	double *times = dbr_arena_array(arena, pairs->count, sizeof(*times));
	double *values = dbr_arena_array(arena, pairs->count, sizeof(*values));

	qsort(pairs->at, pairs->count, sizeof(*pairs->at), compare_times);
	for (size_t i = 0; i < pairs->count; i++) {
		times[i] = pairs->at[i].a;
		values[i] = pairs->at[i].b;
		if (pairs->count > TREND_MOST ||
		    (i && times[i] <= times[i - 1])) {
			fail(context);
			return false;
		}
	}
	*out = dbr_trend_test((struct dbr_series){ times, values,
						   pairs->count },
			      SQLFN_LEVEL, arena);
	return true;
}

static void
mann_kendall(sqlite3_context *context, struct pairs *pairs,
	     struct dbr_arena *arena)
{
	struct dbr_trend trend;

	if (trend_of(&trend, context, pairs, arena))
		give_p(context, &trend.test);
}

static void
sen_slope(sqlite3_context *context, struct pairs *pairs,
	  struct dbr_arena *arena)
{
	struct dbr_trend trend;

	if (trend_of(&trend, context, pairs, arena))
		give_stat(context, &trend.slope);
}

/* b says whose a is: 1 of the first group, 0 of the second. */
static bool
two_groups(struct dbr_sample out[2], sqlite3_context *context,
	   const struct pairs *pairs, struct dbr_arena *arena)
{
	double *values[2];

	for (size_t g = 0; g < 2; g++) {
		values[g] = dbr_arena_array(arena, pairs->count,
					    sizeof(**values));
		out[g] = (struct dbr_sample){ values[g], 0 };
	}
	for (size_t i = 0; i < pairs->count; i++) {
		size_t g = pairs->at[i].b < .5;

		if (pairs->at[i].b != 0 && pairs->at[i].b != 1) {
			fail(context);
			return false;
		}
		values[g][out[g].n++] = pairs->at[i].a;
	}
	for (size_t g = 0; g < 2; g++)
		dbr_sort_values(values[g], out[g].n);
	return true;
}

static void
cliffs_delta(sqlite3_context *context, struct pairs *pairs,
	     struct dbr_arena *arena)
{
	struct dbr_sample groups[2];
	struct dbr_stat stat;

	if (!two_groups(groups, context, pairs, arena))
		return;
	stat = dbr_compare_delta(groups[0], groups[1], SQLFN_LEVEL);
	give_stat(context, &stat);
}

static void
hodges_lehmann(sqlite3_context *context, struct pairs *pairs,
	       struct dbr_arena *arena)
{
	struct dbr_sample groups[2];
	struct dbr_stat stat;

	if (!two_groups(groups, context, pairs, arena))
		return;
	stat = dbr_compare_shift(groups[0], groups[1], SQLFN_LEVEL, arena);
	give_stat(context, &stat);
}

static void
mann_whitney(sqlite3_context *context, struct pairs *pairs,
	     struct dbr_arena *arena)
{
	struct dbr_sample groups[2];
	struct dbr_rank_test got;

	if (!two_groups(groups, context, pairs, arena))
		return;
	got = dbr_compare_ranks(groups[0], groups[1], arena);
	give_p(context, &got.test);
}

int
sqlfn_register_pairs(sqlite3 *db)
{
	static const char counts[] = "weights and counts";
	static const char series[] = "times and numbers, 1000 at most and no "
				     "time twice";
	static const char groups[] = "numbers, each with 1 or 0 for its group";
	static const struct pair_word words[] = {
		{ "fay_feuer_lo", counts, fay_feuer, false },
		{ "fay_feuer_hi", counts, fay_feuer, true },
		{ "mann_kendall_p", series, mann_kendall, false },
		{ "sen_slope", series, sen_slope, false },
		{ "cliffs_delta", groups, cliffs_delta, false },
		{ "hodges_lehmann", groups, hodges_lehmann, false },
		{ "mann_whitney_p", groups, mann_whitney, false },
	};
	int code = SQLITE_OK;

	for (size_t i = 0;
	     i < sizeof(words) / sizeof(words[0]) && code == SQLITE_OK; i++)
		code = sqlite3_create_function(db, words[i].name, 2,
					       SQLFN_FLAGS,
					       (void *)(uintptr_t)&words[i],
					       NULL, step, final);
	return code;
}
