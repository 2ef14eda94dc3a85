/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare.h -- what the kinds' comparisons share; see debrief/compare.h. */
#ifndef METRIC_COMPARE_H
#define METRIC_COMPARE_H

#include "debrief/compare.h"
#include "debrief/stats/interval.h"

/* How a kind compares out->pair; the rest of out is empty. */
typedef void (*compare_fn)(struct dbr_comparison *out,
			   struct dbr_arena *arena);

void compare_durations(struct dbr_comparison *out, struct dbr_arena *arena);
void compare_proportions(struct dbr_comparison *out, struct dbr_arena *arena);
void compare_rates(struct dbr_comparison *out, struct dbr_arena *arena);
void compare_scores(struct dbr_comparison *out, struct dbr_arena *arena);

/* A statistic, in a unit, as a number; factor turns shares into points. */
struct dbr_number compare_number(const char *name, enum dbr_unit unit,
				 const struct dbr_stat *stat, double factor);
/* The effect: a signed number unless it is a ratio. */
void compare_effect(struct dbr_comparison *out, const char *name,
		    enum dbr_unit unit, const struct dbr_stat *stat);
/* Take p over; all values equal is p = 1, not the lack of a test. */
void compare_test(struct dbr_comparison *out, const char *name,
		  const struct dbr_test *test);
void compare_untested(struct dbr_comparison *out, const char *why);
/*
 * Whether data of these sizes could differ significantly at all: all of one
 * side before, or unlike, all of the other must not be a coincidence.
 */
bool compare_could_differ(int64_t a, int64_t b, double level);
/* Two shares, also the top boxes of a score. */
struct dbr_tally;
void compare_tallies(struct dbr_comparison *out, const struct dbr_tally *a,
		     const struct dbr_tally *b, struct dbr_arena *arena);

/* How many standard errors a true effect must measure to be found at this
 * level in 80 of 100. */
double compare_reach(double level);
/* The detectable effect, in the unit of out->effect; not finite: none. */
void compare_detectable(struct dbr_comparison *out, double value);

/* Do sides of so many migrations stand for more than these?  One against one
 * is about the two. */
static inline bool
compare_is_grouped(size_t a, size_t b)
{
	return a > 1 || b > 1;
}
/* Take into account that facts of one migration hang together, after the
 * kind has compared. */
void compare_by_cluster(struct dbr_comparison *out, struct dbr_arena *arena);
/* Customers differ more than Poisson allows (METRICS 4.5): so may these two,
 * by chance.  Quasi-Poisson, unless migrations are known already. */
void compare_dispersed(struct dbr_comparison *out, struct dbr_arena *arena);

/* Fill the overall test of the groups that have facts, for out's metric and
 * level; false when there are fewer than three, or no durations. */
bool compare_overall(struct dbr_compare_overall *out,
		     const struct dbr_slice *const *slices, size_t count,
		     struct dbr_arena *arena);

/* Everything of all that is not in slice. */
struct dbr_slice *compare_rest(const struct dbr_metric_result *result,
			       const struct dbr_slice *slice,
			       struct dbr_arena *arena);

#endif
