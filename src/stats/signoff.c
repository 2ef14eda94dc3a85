/* SPDX-License-Identifier: GPL-3.0-or-later */
/* signoff.c -- see debrief/stats/signoff.h. */
#include <config.h>
#include "debrief/stats/signoff.h"

#include <math.h>
#include <stddef.h>
#include "debrief/stats/proportion.h"
#include "stats/interval.h"
#include "stats/tail.h"

/* More mismatches, or a larger table, are as good as drawn from an endless
 * one, which asks for no fewer rows. */
enum { FINITE_MOST = 1000, FINITE_ROWS_MOST = 100000000 };

static bool
claim_ok(struct dbr_claim claim)
{
	return tail_level_ok(claim.level) && claim.mismatch_limit > 0 &&
	       claim.mismatch_limit < 1;
}

int64_t
dbr_signoff_sample_size(struct dbr_claim claim, int64_t accepted)
{
	double error = 1 - claim.level;
	int64_t lo = accepted, hi = accepted + 1;

	if (!claim_ok(claim) || accepted < 0 || accepted > INT32_MAX)
		return 0;
	while (!tail_at_most(tail_binomial_le(accepted, hi,
					      claim.mismatch_limit), error)) {
		if (hi > INT64_MAX / 4)
			return 0;
		lo = hi;
		hi *= 2;
	}
	while (hi - lo > 1) {
		int64_t mid = lo + (hi - lo) / 2;

		if (tail_at_most(tail_binomial_le(accepted, mid,
						  claim.mismatch_limit),
				 error))
			hi = mid;
		else
			lo = mid;
	}
	return hi;
}

int64_t
dbr_signoff_sample_size_finite(struct dbr_claim claim, int64_t accepted,
			       int64_t population)
{
	double allowed = (double)population * claim.mismatch_limit;
	int64_t lo = accepted, hi = population, bad;

	if (!claim_ok(claim) || accepted < 0 || population <= 0)
		return 0;
	/* 1000 rows at .001 may have 1 bad, whatever the product rounds to. */
	bad = (int64_t)floor(allowed * (1 + 1e-12)) + 1;
	if (accepted >= bad)
		return 0;
	if (accepted > FINITE_MOST || population > FINITE_ROWS_MOST) {
		hi = dbr_signoff_sample_size(claim, accepted);
		return hi < population ? hi : population;
	}
	while (hi - lo > 1) {
		int64_t mid = lo + (hi - lo) / 2;

		if (tail_at_most(tail_hypergeometric_le(accepted, mid, bad,
							population),
				 1 - claim.level))
			hi = mid;
		else
			lo = mid;
	}
	return hi;
}

/* The most bad rows of the table that could show so few. */
static int64_t
most_bad(const struct dbr_checks *checks, double error)
{
	int64_t lo = checks->mismatched;
	int64_t hi = lo + checks->population - checks->checked + 1;

	while (hi - lo > 1) {
		int64_t mid = lo + (hi - lo) / 2;

		if (tail_at_most(tail_hypergeometric_le(checks->mismatched,
							checks->checked, mid,
							checks->population),
				 error))
			hi = mid;
		else
			lo = mid;
	}
	return lo;
}

/* The fewest that could show so many. */
static int64_t
least_bad(const struct dbr_checks *checks, double error)
{
	int64_t lo = checks->mismatched - 1;
	int64_t hi = lo + checks->population - checks->checked + 1;

	while (hi - lo > 1) {
		int64_t mid = lo + (hi - lo) / 2;

		if (tail_at_most(1 - tail_hypergeometric_le(
					     checks->mismatched - 1,
					     checks->checked, mid,
					     checks->population),
				 error))
			lo = mid;
		else
			hi = mid;
	}
	return hi;
}

static bool
is_finite(const struct dbr_checks *checks)
{
	return checks->population > 0 &&
	       checks->population <= FINITE_ROWS_MOST &&
	       checks->mismatched <= FINITE_MOST;
}

static struct dbr_interval
mismatch_limits(const struct dbr_checks *checks, double level)
{
	struct dbr_tally share = { checks->mismatched, checks->checked };
	struct dbr_interval lower, upper;

	if (checks->census) {
		double rate = (double)share.hits / (double)share.trials;

		return interval_make(rate, rate, 1, DBR_METHOD_EXACT);
	}
	if (is_finite(checks)) {
		double rows = (double)checks->population;

		return interval_make((double)least_bad(checks, 1 - level) /
					     rows,
				     (double)most_bad(checks, 1 - level) /
					     rows,
				     level, DBR_METHOD_HYPERGEOMETRIC);
	}
	lower = dbr_proportion_exact(share, level, DBR_SIDE_LOWER);
	upper = dbr_proportion_exact(share, level, DBR_SIDE_UPPER);
	lower.hi = upper.hi;
	return lower;
}

static bool
checks_ok(const struct dbr_checks *checks)
{
	return count_ok(checks->checked) && checks->mismatched >= 0 &&
	       checks->mismatched <= checks->checked &&
	       (checks->population == 0 ||
		(count_ok(checks->population) &&
		 checks->checked <= checks->population)) &&
	       checks->critical >= 0 && checks->unexplained >= 0;
}

static void
ask_for_more(struct dbr_signoff *out, const struct dbr_checks *checks,
	     struct dbr_claim claim)
{
	out->sample_size = checks->population ?
		dbr_signoff_sample_size_finite(claim, checks->mismatched,
					       checks->population) :
		dbr_signoff_sample_size(claim, checks->mismatched);
	if (out->sample_size > checks->checked)
		out->more_needed = out->sample_size - checks->checked;
}

/* The verdict on the mismatch rate alone. */
static void
decide_rate(struct dbr_signoff *out, const struct dbr_checks *checks,
	    struct dbr_claim claim)
{
	out->mismatch = mismatch_limits(checks, claim.level);
	if (tail_at_most(out->mismatch.hi, claim.mismatch_limit)) {
		out->verdict = DBR_SIGNOFF_PASS;
		out->reason = DBR_SIGNOFF_PROVEN;
		return;
	}
	if (out->mismatch.lo > claim.mismatch_limit) {
		out->verdict = DBR_SIGNOFF_FAIL;
		out->reason = DBR_SIGNOFF_PROVEN;
		return;
	}
	out->reason = DBR_SIGNOFF_TOO_FEW;
	ask_for_more(out, checks, claim);
}

struct dbr_signoff
dbr_signoff_decide(const struct dbr_checks *checks, struct dbr_claim claim)
{
	struct dbr_signoff out = { .mismatch =
		interval_lacking(DBR_LACK_NO_DATA) };

	if (!claim_ok(claim) || !checks_ok(checks)) {
		out.mismatch = interval_lacking(DBR_LACK_BAD_INPUT);
		out.reason = DBR_SIGNOFF_BAD_INPUT;
		return out;
	}
	if (checks->checked > 0) {
		decide_rate(&out, checks, claim);
	} else {
		out.reason = DBR_SIGNOFF_NOTHING_CHECKED;
		ask_for_more(&out, checks, claim);
	}
	if (checks->critical > 0) {
		out.verdict = DBR_SIGNOFF_FAIL;
		out.reason = DBR_SIGNOFF_CRITICAL;
	} else if (out.verdict == DBR_SIGNOFF_PASS && checks->unexplained) {
		out.verdict = DBR_SIGNOFF_INCONCLUSIVE;
		out.reason = DBR_SIGNOFF_UNEXPLAINED;
	}
	return out;
}

const char *
dbr_signoff_reason_name(enum dbr_signoff_reason reason)
{
	switch (reason) {
	case DBR_SIGNOFF_PROVEN:
		return "proven";
	case DBR_SIGNOFF_CRITICAL:
		return "a critical field is wrong";
	case DBR_SIGNOFF_UNEXPLAINED:
		return "rows missing or extra";
	case DBR_SIGNOFF_TOO_FEW:
		return "too few rows";
	case DBR_SIGNOFF_NOTHING_CHECKED:
		return "nothing checked";
	case DBR_SIGNOFF_BAD_INPUT:
		break;
	}
	return "counts that cannot be";
}

const char *
dbr_signoff_name(enum dbr_signoff_verdict verdict)
{
	switch (verdict) {
	case DBR_SIGNOFF_PASS:
		return "PASS";
	case DBR_SIGNOFF_FAIL:
		return "FAIL";
	case DBR_SIGNOFF_INCONCLUSIVE:
		break;
	}
	return "INCONCLUSIVE";
}
