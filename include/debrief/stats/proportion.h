/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/stats/proportion.h -- hits out of trials.
 *
 * Wilson's score interval to display, Clopper-Pearson where a claim or a
 * sign-off rests on it (coverage guaranteed), never Wald.  All results are
 * fractions in [0, 1]; at 0 hits the lower end is exactly 0, at all hits the
 * upper end exactly 1.  A one-sided limit has 0 or 1 at its other end.
 *
 * Wilson 1927; Clopper & Pearson 1934; Newcombe 1998; Brown, Cai & DasGupta
 * 2001.
 */
#ifndef DEBRIEF_STATS_PROPORTION_H
#define DEBRIEF_STATS_PROPORTION_H

#include "debrief/stats/interval.h"

struct dbr_tally {
	int64_t hits, trials;
};

struct dbr_interval dbr_proportion_wilson(struct dbr_tally share, double level,
					  enum dbr_side side);
struct dbr_interval dbr_proportion_exact(struct dbr_tally share, double level,
					 enum dbr_side side);
/* hits / trials with Wilson. */
struct dbr_stat dbr_proportion_estimate(struct dbr_tally share,
					    double level);

/*
 * How many more trials, all of them hits, bring the lower end of the two-sided
 * Wilson interval to the target: what the verdict "met" asks for.  0 when it
 * is there, -1 when the target is not in (0, 1) or no count does.
 */
int64_t dbr_proportion_more_needed(struct dbr_tally share, double target,
				   double level);

/* P(X >= hits) when every trial hits with this chance. */
double dbr_proportion_at_least(struct dbr_tally share, double chance);

/* A weighted share (0..1) resting on an effective number of items. */
struct dbr_interval dbr_proportion_wilson_weighted(double share,
						   double n_effective,
						   double level);
/* The same for a claim; hits need not be whole (Korn & Graubard 1998). */
struct dbr_interval dbr_proportion_exact_weighted(double share,
						  double n_effective,
						  double level,
						  enum dbr_side side);
/* Trials are a sample of a population that is itself the subject. */
struct dbr_interval dbr_proportion_wilson_finite(struct dbr_tally share,
						 int64_t population,
						 double level);
/* What any answer of the silent ones could make of it (Manski). */
struct dbr_interval dbr_proportion_worst_case(struct dbr_tally share,
					      int64_t population);

#endif
