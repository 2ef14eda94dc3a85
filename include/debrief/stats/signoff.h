/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/stats/signoff.h -- how many rows to check, and what that proves.
 *
 * A migration is one lot in isolation, so a claim "mismatch rate <= limit"
 * rests on a limiting-quality sample, not on AQL switching schemes.  AQL
 * plans are here to print what they would accept.
 *
 * Hanley & Lippman-Hand 1983 (zero mismatches); MIL-STD-105E (plans).
 */
#ifndef DEBRIEF_STATS_SIGNOFF_H
#define DEBRIEF_STATS_SIGNOFF_H

#include "debrief/stats/interval.h"

/* The claim: the mismatch rate (1 - accuracy) is at most this. */
struct dbr_claim {
	double mismatch_limit;	/* 0.001 for "at least 99.9 % accurate" */
	double level;		/* 0.95 */
};

/*
 * Smallest sample that proves the claim when it shows at most accepted
 * mismatches; 0 when the claim cannot be (limit or level outside (0, 1)).
 */
int64_t dbr_signoff_sample_size(struct dbr_claim claim, int64_t accepted);
/*
 * The same for a table of that many rows (hypergeometric).  Equal to
 * population when every row must be checked; 0 as well when the accepted
 * mismatches alone are more than the claim allows the whole table.
 */
int64_t dbr_signoff_sample_size_finite(struct dbr_claim claim,
				       int64_t accepted, int64_t population);

enum dbr_signoff_verdict {
	DBR_SIGNOFF_INCONCLUSIVE = 0,
	DBR_SIGNOFF_PASS,
	DBR_SIGNOFF_FAIL,
};

enum dbr_signoff_reason {
	DBR_SIGNOFF_PROVEN,		/* whole interval on one side */
	DBR_SIGNOFF_CRITICAL,		/* a critical field is wrong */
	DBR_SIGNOFF_UNEXPLAINED,	/* missing or extra rows */
	DBR_SIGNOFF_TOO_FEW,		/* more_needed says how many */
	DBR_SIGNOFF_NOTHING_CHECKED,
	DBR_SIGNOFF_BAD_INPUT,
};

struct dbr_checks {
	int64_t checked, mismatched;
	int64_t critical;	/* mismatches in critical fields */
	int64_t unexplained;	/* missing or extra rows nobody signed for */
	int64_t population;	/* rows of the table; 0: many, or not known */
	bool census;		/* every row was checked: no sampling error */
};

struct dbr_signoff {
	enum dbr_signoff_verdict verdict;
	enum dbr_signoff_reason reason;
	/* Mismatch rate, each end a one-sided limit at the claim's level. */
	struct dbr_interval mismatch;
	int64_t sample_size;	/* that would pass with these mismatches */
	int64_t more_needed;	/* sample_size - checked, or 0 */
};

struct dbr_signoff dbr_signoff_decide(const struct dbr_checks *checks,
				      struct dbr_claim claim);
const char *dbr_signoff_name(enum dbr_signoff_verdict verdict);
const char *dbr_signoff_reason_name(enum dbr_signoff_reason reason);

/* Single normal plan, general inspection level II. */
struct dbr_aql_plan {
	char code_letter;
	int64_t sample_size;
	int64_t accept;		/* accept the lot on at most that many */
	enum dbr_lack lack;	/* lot < 2, or AQL not in the table */
};

/* Code letter of a lot and the sample size of a letter, 0 if unknown. */
char dbr_aql_letter(int64_t lot_size);
int64_t dbr_aql_letter_size(char letter);

struct dbr_aql_plan dbr_aql_plan_for(int64_t lot_size, double aql_percent);
/* Probability that a lot of that mismatch rate is accepted. */
double dbr_aql_acceptance(const struct dbr_aql_plan *plan, double rate);
/* The mismatch rate the plan still accepts with that probability (0.05). */
double dbr_aql_limiting_quality(const struct dbr_aql_plan *plan, double risk);

#endif
