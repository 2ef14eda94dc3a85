/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sqlfn_stats.c -- words for comparing and signing off; see sqlfn.h. */
#include <config.h>
#include "store/sqlfn.h"

#include <math.h>
#include <stdint.h>
#include "debrief/stats/compare.h"
#include "debrief/stats/funnel.h"
#include "debrief/stats/proportion.h"
#include "debrief/stats/rate.h"
#include "debrief/stats/signoff.h"

/* Which number of a word's answer is wanted. */
enum part { PART_LO, PART_HI, PART_P };
static const enum part part_lo = PART_LO, part_hi = PART_HI, part_p = PART_P;

static enum part
part_of(sqlite3_context *context)
{
	return *(const enum part *)sqlite3_user_data(context);
}

static bool
tally_of(struct dbr_tally *out, sqlite3_value **argv)
{
	return sqlfn_count(argv[0], &out->hits) &&
	       sqlfn_count(argv[1], &out->trials) && out->hits <= out->trials;
}

static void
wilson_finite(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	struct dbr_tally tally;
	int64_t population;

	if (sqlfn_has_null(argc, argv))
		return;
	if (tally_of(&tally, argv) && sqlfn_count(argv[2], &population) &&
	    tally.trials <= population)
		sqlfn_bound(context,
			    dbr_proportion_wilson_finite(tally, population,
							 SQLFN_LEVEL),
			    part_of(context) == PART_HI);
	else
		sqlite3_result_error(context, "wilson_finite needs three "
					      "counts, 0 <= k <= n <= rows",
				     -1);
}

static void
newcombe(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	struct dbr_tally a, b;
	struct dbr_proportion_difference got;

	if (sqlfn_has_null(argc, argv))
		return;
	if (!tally_of(&a, argv) || !tally_of(&b, argv + 2)) {
		sqlite3_result_error(context, "newcombe needs four counts, 0 "
					      "<= k <= n", -1);
		return;
	}
	got = dbr_compare_proportions(a, b, SQLFN_LEVEL);
	sqlfn_bound(context, got.difference.interval,
		    part_of(context) == PART_HI);
}

static bool
events_of(struct dbr_events *out, sqlite3_value **argv)
{
	int type = sqlite3_value_type(argv[1]);

	out->exposure = sqlite3_value_double(argv[1]);
	return sqlfn_count(argv[0], &out->events) &&
	       (type == SQLITE_INTEGER || type == SQLITE_FLOAT) &&
	       out->exposure >= 0 && isfinite(out->exposure);
}

static void
rate_ratio(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	struct dbr_events now, baseline;
	struct dbr_rate_ratio got;

	if (sqlfn_has_null(argc, argv))
		return;
	if (!events_of(&now, argv) || !events_of(&baseline, argv + 2)) {
		sqlite3_result_error(context, "rate_ratio needs two counts, "
					      "each with its exposure", -1);
		return;
	}
	if (now.exposure <= 0 || baseline.exposure <= 0)
		return;
	got = dbr_rate_compare(now, baseline, SQLFN_LEVEL);
	if (part_of(context) == PART_P)
		sqlite3_result_double(context, got.p);
	else
		sqlfn_bound(context, got.ratio.interval,
			    part_of(context) == PART_HI);
}

static void
funnel(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	double target = sqlite3_value_double(argv[0]);
	struct dbr_funnel got;
	int64_t n;

	if (sqlfn_has_null(argc, argv))
		return;
	if (sqlite3_value_type(argv[0]) != SQLITE_FLOAT ||
	    !(target > 0 && target < 1) || !sqlfn_count(argv[1], &n)) {
		sqlite3_result_error(context, "funnel takes a share between 0 "
					      "and 1 and a count", -1);
		return;
	}
	got = dbr_funnel_share(target, n);
	if (got.lack == DBR_LACK_NONE)
		sqlite3_result_double(context, part_of(context) == PART_HI ?
					       got.hi998 : got.lo998);
}

/* 1 - .999 is not .001 in binary, and a table of 1000 rows would know. */
static bool
claim_of(struct dbr_claim *out, sqlite3_value *accuracy)
{
	out->mismatch_limit =
		round((1 - sqlite3_value_double(accuracy)) * 1e12) / 1e12;
	out->level = SQLFN_LEVEL;
	return sqlite3_value_type(accuracy) == SQLITE_FLOAT &&
	       out->mismatch_limit > 0 && out->mismatch_limit < 1;
}

static void
signoff_n(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	int64_t accepted, population = 1, rows;
	struct dbr_claim claim;

	if (sqlfn_has_null(argc, argv))
		return;
	if (!claim_of(&claim, argv[0]) || !sqlfn_count(argv[1], &accepted) ||
	    accepted > INT32_MAX ||
	    (argc == 3 && !sqlfn_count(argv[2], &population))) {
		sqlite3_result_error(context, "signoff_n takes an accuracy "
					      "between 0 and 1 and the "
					      "mismatches allowed", -1);
		return;
	}
	rows = argc == 3 ? dbr_signoff_sample_size_finite(claim, accepted,
							  population) :
			   dbr_signoff_sample_size(claim, accepted);
	if (rows)
		sqlite3_result_int64(context, rows);
}

static void
signoff(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	struct dbr_checks checks = { .population = 0 };
	struct dbr_claim claim;
	struct dbr_signoff got;

	if (sqlfn_has_null(argc, argv))
		return;
	if (!sqlfn_count(argv[0], &checks.checked) ||
	    !sqlfn_count(argv[1], &checks.mismatched) ||
	    !claim_of(&claim, argv[2]) ||
	    (argc == 4 && !sqlfn_count(argv[3], &checks.population))) {
		sqlite3_result_error(context, "signoff takes rows checked, "
					      "those mismatched and an "
					      "accuracy between 0 and 1", -1);
		return;
	}
	got = dbr_signoff_decide(&checks, claim);
	if (got.reason == DBR_SIGNOFF_BAD_INPUT)
		sqlite3_result_error(context, "signoff needs mismatched <= "
					      "checked <= rows", -1);
	else
		sqlite3_result_text(context, dbr_signoff_name(got.verdict), -1,
				    SQLITE_STATIC);
}

int
sqlfn_register_stats(sqlite3 *db)
{
	const struct {
		const char *name;
		int argc;
		const enum part *part;
		void (*function)(sqlite3_context *, int, sqlite3_value **);
	} words[] = {
		{ "wilson_finite_lo", 3, &part_lo, wilson_finite },
		{ "wilson_finite_hi", 3, &part_hi, wilson_finite },
		{ "newcombe_lo", 4, &part_lo, newcombe },
		{ "newcombe_hi", 4, &part_hi, newcombe },
		{ "rate_ratio_lo", 4, &part_lo, rate_ratio },
		{ "rate_ratio_hi", 4, &part_hi, rate_ratio },
		{ "rate_ratio_p", 4, &part_p, rate_ratio },
		{ "funnel_lo", 2, &part_lo, funnel },
		{ "funnel_hi", 2, &part_hi, funnel },
		{ "signoff_n", 2, NULL, signoff_n },
		{ "signoff_n", 3, NULL, signoff_n },
		{ "signoff", 3, NULL, signoff },
		{ "signoff", 4, NULL, signoff },
	};
	int code = SQLITE_OK;

	for (size_t i = 0;
	     i < sizeof(words) / sizeof(words[0]) && code == SQLITE_OK; i++)
		code = sqlite3_create_function(db, words[i].name,
					       words[i].argc, SQLFN_FLAGS,
					       (void *)(uintptr_t)words[i].part,
					       words[i].function, NULL, NULL);
	return code;
}
