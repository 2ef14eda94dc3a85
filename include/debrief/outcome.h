/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/outcome.h -- did it work?
 *
 * Every applied proposal and every closed follow-up that names a metric is
 * looked at again: the metric in the year before the change against the time
 * since, by the test of its kind.  All changes looked at are one family of
 * tests (Benjamini-Hochberg).  The verdict is about the change; whether a
 * goal is reached is said beside it.
 *
 * What was changed was changed because the time before it looked bad, so
 * part of an improvement comes by itself (regression to the mean).  The year
 * before, not the bad weeks alone, is the baseline for that reason; whoever
 * prints these verdicts says so.
 *
 * The metric of a proposal is named by its rule: a header line
 * "outcome: METRIC [module] [severity]".
 */
#ifndef DEBRIEF_OUTCOME_H
#define DEBRIEF_OUTCOME_H

#include "debrief/compare.h"

enum dbr_outcome_verdict {
	DBR_OUTCOME_EARLY,	/* too few facts since, or less than 28 days */
	DBR_OUTCOME_UNKNOWN,	/* no metric, or nothing to compare with */
	DBR_OUTCOME_SAME, DBR_OUTCOME_WORKED, DBR_OUTCOME_WORSE,
};

struct dbr_outcome {
	bool is_proposal;	/* else a follow-up */
	int64_t id;
	const char *title;	/* what was changed */
	const char *migration, *module;	/* NULL: no single one */
	int64_t changed_us;	/* applied, closed */
	const char *metric, *metric_title, *slice;	/* NULL: none */
	struct dbr_number before, after;
	struct dbr_comparison made;	/* after against before */
	double q;		/* NaN: not tested */
	enum dbr_outcome_verdict verdict;
	const char *why;	/* early or unknown: the reason */
	const char *goal_text;	/* of a follow-up, or NULL */
	enum dbr_verdict goal;	/* of the number after */
	const char *reversal;	/* of a proposal: its own condition */
};

struct dbr_outcome_ask {
	int64_t as_of_us;	/* data and decisions up to then */
	const char *migration;	/* only its follow-ups; NULL: everything */
};

/* Oldest change first. */
enum dbr_status dbr_outcome_list(const struct dbr_outcome **out,
				 size_t *count, struct dbr_store *store,
				 const struct dbr_share *share,
				 const struct dbr_outcome_ask *ask,
				 struct dbr_arena *arena,
				 struct dbr_error *err) DBR_MUST_CHECK;
/* Keep them all in the table outcome in place of what was there, for metrics
 * that count them.  store is open for writing. */
enum dbr_status dbr_outcome_keep(struct dbr_store *store,
				 const struct dbr_share *share,
				 int64_t as_of_us, struct dbr_arena *arena,
				 struct dbr_error *err) DBR_MUST_CHECK;
/* "worked", "no detectable change", "worse", "too early", "not measured" */
const char *dbr_outcome_text(enum dbr_outcome_verdict verdict);

#endif
