/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/stats/survival.h -- durations of which some have not ended.
 *
 * What is still open is censored, never dropped; what ended another way
 * competes (outcome 2).  At a tie, ends come before censorings.  A curve
 * lives in the arena it was made in.
 *
 * Kaplan & Meier 1958; Greenwood; Brookmeyer & Crowley 1982; Aalen-Johansen.
 */
#ifndef DEBRIEF_STATS_SURVIVAL_H
#define DEBRIEF_STATS_SURVIVAL_H

#include <stddef.h>
#include "debrief/arena.h"
#include "debrief/stats/interval.h"

enum dbr_outcome {
	DBR_OUTCOME_OPEN = 0,	/* censored at its time */
	DBR_OUTCOME_DONE = 1,
	DBR_OUTCOME_ENDED = 2,	/* another way: abandoned, rolled back */
};

/* Parallel arrays sorted by time; times finite and >= 0. */
struct dbr_lifetimes {
	const double *times;
	const int *outcomes;	/* enum dbr_outcome */
	size_t n;
};

/* At one distinct time, in rising order. */
struct dbr_survival_step {
	double time;
	int64_t at_risk, done, ended, open;
	double survival;	/* after this time; what ended is censored */
	double greenwood;	/* sum of d / (n (n - d)): var / survival^2 */
};

struct dbr_survival {
	const struct dbr_survival_step *steps;
	size_t step_count;
	int64_t n, done_count;
	enum dbr_lack lack;	/* NO_DATA or BAD_INPUT */
};

struct dbr_survival dbr_survival_fit(struct dbr_lifetimes lifetimes,
				     struct dbr_arena *arena);

/* The share not done at time, with DBR_METHOD_KM_LOG_LOG, _LOG or _PLAIN. */
struct dbr_stat dbr_survival_at(const struct dbr_survival *curve, double time,
				double level, enum dbr_method method);
double dbr_survival_se(const struct dbr_survival_step *step);

/*
 * The time by which a share p is done: NOT_REACHED when the curve ends
 * above 1 - p, the middle of the flat piece when it lies exactly on it.
 */
struct dbr_stat dbr_survival_quantile(const struct dbr_survival *curve,
				      double p, double level,
				      enum dbr_method method);

/* Mean time not done up to a horizon; the interval is value +- z se. */
struct dbr_stat dbr_survival_mean(const struct dbr_survival *curve,
				  double horizon, double level);

/* Aalen-Johansen: the shares that are done, ended, or neither. */
struct dbr_incidence {
	double done, ended, neither;	/* sum to 1 */
	double done_se, ended_se;	/* delta method */
};

struct dbr_incidence dbr_survival_incidence(const struct dbr_survival *curve,
					    double time);

/*
 * Log-rank test that all groups share one curve.  A group nobody of which
 * was at risk when something ended does not count.
 */
struct dbr_logrank {
	struct dbr_test test;	/* chi-square, df = groups that count - 1 */
	const double *observed, *expected;	/* per group */
	const double *variance;	/* of observed, per group */
};

struct dbr_logrank dbr_survival_compare(const struct dbr_lifetimes *groups,
					size_t group_count,
					struct dbr_arena *arena);

#endif
