/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sqlfn.c -- the scalar words; see sqlfn.h for the rules. */
#include <config.h>
#include "store/sqlfn.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include "debrief/stats/proportion.h"
#include "debrief/stats/rate.h"

const char *const sqlfn_names[] = {
	"bus_factor", "business_seconds", "cliffs_delta", "clopper_pearson_hi",
	"clopper_pearson_lo", "fay_feuer_hi", "fay_feuer_lo", "funnel_hi",
	"funnel_lo", "garwood_hi", "garwood_lo", "gini", "greatest", "hhi",
	"hodges_lehmann", "iso", "least", "mann_kendall_p", "mann_whitney_p",
	"median", "newcombe_hi", "newcombe_lo", "nps", "nps_hi", "nps_lo",
	"p75", "p90", "p95", "p99", "pseudo_median", "rate_ratio_hi",
	"rate_ratio_lo", "rate_ratio_p", "ratio", "sen_slope", "signed_rank_p",
	"signoff", "signoff_n", "t_day", "t_month", "t_quarter", "t_week", "us",
	"wilson_finite_hi", "wilson_finite_lo", "wilson_hi", "wilson_lo",
};
const size_t sqlfn_name_count = sizeof(sqlfn_names) / sizeof(sqlfn_names[0]);

bool
sqlfn_count(sqlite3_value *value, int64_t *out)
{
	double real;

	switch (sqlite3_value_type(value)) {
	case SQLITE_INTEGER:
		*out = sqlite3_value_int64(value);
		return *out >= 0;
	case SQLITE_FLOAT:
		real = sqlite3_value_double(value);
		if (!(real >= 0 && real < 9e15) || real != floor(real))
			return false;
		*out = (int64_t)real;
		return true;
	default:
		return false;
	}
}

bool
sqlfn_has_null(int argc, sqlite3_value **argv)
{
	for (int i = 0; i < argc; i++)
		if (sqlite3_value_type(argv[i]) == SQLITE_NULL)
			return true;
	return false;
}

typedef struct dbr_interval (*interval_fn)(struct dbr_tally tally,
					   double level, enum dbr_side side);
struct interval_word {
	interval_fn interval;
	bool wants_hi;
};
static const struct interval_word wilson_lo = { dbr_proportion_wilson, false };
static const struct interval_word wilson_hi = { dbr_proportion_wilson, true };
static const struct interval_word exact_lo = { dbr_proportion_exact, false };
static const struct interval_word exact_hi = { dbr_proportion_exact, true };

void
sqlfn_bound(sqlite3_context *context, struct dbr_interval interval,
	    bool wants_hi)
{
	double bound = wants_hi ? interval.hi : interval.lo;

	if (interval.lack != DBR_LACK_NONE || !isfinite(bound) ||
	    !(wants_hi ? interval.has_hi : interval.has_lo))
		sqlite3_result_null(context);
	else
		sqlite3_result_double(context, bound);
}

static void
share_bound(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	const struct interval_word *word = sqlite3_user_data(context);
	struct dbr_tally tally;

	if (sqlfn_has_null(argc, argv))
		return;
	if (!sqlfn_count(argv[0], &tally.hits) ||
	    !sqlfn_count(argv[1], &tally.trials) || tally.hits > tally.trials) {
		sqlite3_result_error(context, "an interval needs two counts, "
					      "0 <= k <= n", -1);
		return;
	}
	sqlfn_bound(context, word->interval(tally, SQLFN_LEVEL, DBR_SIDE_BOTH),
		   word->wants_hi);
}

static void
count_bound(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	bool wants_hi = sqlite3_user_data(context) != NULL;
	struct dbr_events events = { .exposure = 1 };

	if (sqlfn_has_null(argc, argv))
		return;
	if (!sqlfn_count(argv[0], &events.events)) {
		sqlite3_result_error(context, "garwood needs a count", -1);
		return;
	}
	sqlfn_bound(context, dbr_rate_garwood(events, SQLFN_LEVEL, DBR_SIDE_BOTH),
		   wants_hi);
}

static bool
is_number(sqlite3_value *value)
{
	int type = sqlite3_value_type(value);

	return type == SQLITE_INTEGER || type == SQLITE_FLOAT;
}

static void
ratio(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	double below;

	if (sqlfn_has_null(argc, argv))
		return;
	if (!is_number(argv[0]) || !is_number(argv[1])) {
		sqlite3_result_error(context, "ratio takes numbers", -1);
		return;
	}
	below = sqlite3_value_double(argv[1]);
	if (below != 0)
		sqlite3_result_double(context, sqlite3_value_double(argv[0]) /
						       below);
}

/* Negative, 0, positive; both integers compare exactly. */
static int
compare_numbers(sqlite3_value *a, sqlite3_value *b)
{
	double x, y;

	if (sqlite3_value_type(a) == SQLITE_INTEGER &&
	    sqlite3_value_type(b) == SQLITE_INTEGER) {
		sqlite3_int64 i = sqlite3_value_int64(a);
		sqlite3_int64 j = sqlite3_value_int64(b);

		return (i > j) - (i < j);
	}
	x = sqlite3_value_double(a);
	y = sqlite3_value_double(b);
	return (x > y) - (x < y);
}

/* Bytes, as COLLATE "C" does. */
static int
compare_texts(sqlite3_value *a, sqlite3_value *b)
{
	const unsigned char *x = sqlite3_value_text(a);
	const unsigned char *y = sqlite3_value_text(b);

	while (x && y && *x && *x == *y) {
		x++;
		y++;
	}
	return x && y ? (*x > *y) - (*x < *y) : 0;
}

static void
extreme(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	int wanted = sqlite3_user_data(context) ? 1 : -1;
	sqlite3_value *best = NULL;

	for (int i = 0; i < argc; i++) {
		int order;

		if (sqlite3_value_type(argv[i]) == SQLITE_NULL)
			continue;
		if (!best) {
			best = argv[i];
			continue;
		}
		if (is_number(best) != is_number(argv[i])) {
			sqlite3_result_error(context, "least and greatest take "
						      "numbers or text, not "
						      "both", -1);
			return;
		}
		order = is_number(best) ? compare_numbers(argv[i], best)
					: compare_texts(argv[i], best);
		if (order == wanted)
			best = argv[i];
	}
	if (best)
		sqlite3_result_value(context, best);
}

int
sqlfn_register(sqlite3 *db)
{
	static const int yes = 1;
	const struct {
		const char *name;
		int argc;
		const void *data;
		void (*function)(sqlite3_context *, int, sqlite3_value **);
	} words[] = {
		{ "wilson_lo", 2, &wilson_lo, share_bound },
		{ "wilson_hi", 2, &wilson_hi, share_bound },
		{ "clopper_pearson_lo", 2, &exact_lo, share_bound },
		{ "clopper_pearson_hi", 2, &exact_hi, share_bound },
		{ "garwood_lo", 1, NULL, count_bound },
		{ "garwood_hi", 1, &yes, count_bound },
		{ "ratio", 2, NULL, ratio },
		{ "least", -1, NULL, extreme },
		{ "greatest", -1, &yes, extreme },
	};
	int code = SQLITE_OK;

	for (size_t i = 0;
	     i < sizeof(words) / sizeof(words[0]) && code == SQLITE_OK; i++)
		code = sqlite3_create_function(db, words[i].name,
					       words[i].argc, SQLFN_FLAGS,
					       (void *)(uintptr_t)words[i].data,
					       words[i].function, NULL, NULL);
	if (code == SQLITE_OK)
		code = sqlfn_register_stats(db);
	if (code == SQLITE_OK)
		code = sqlfn_register_groups(db);
	if (code == SQLITE_OK)
		code = sqlfn_register_pairs(db);
	if (code == SQLITE_OK)
		code = sqlfn_register_times(db);
	if (code == SQLITE_OK)
		code = sqlfn_register_calendars(db);
	return code;
}
