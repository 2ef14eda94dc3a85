/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/stats/chart.h -- control charts: different, or noise?
 *
 * Limits come from the first baseline_count points and stay as they are for
 * the points after them.  A missing point (NaN, no trials, no exposure) has
 * no limits and breaks every run.  Durations belong on an XmR chart of their
 * logarithms.  The points of a chart live in the arena.
 *
 * Shewhart; Western Electric 1956; Nelson 1984; Laney 2002.  d2 and D4 are
 * 1.128 and 3.267, as NIST and Montgomery use them.
 */
#ifndef DEBRIEF_STATS_CHART_H
#define DEBRIEF_STATS_CHART_H

#include <stddef.h>
#include "debrief/arena.h"
#include "debrief/stats/interval.h"
#include "debrief/stats/proportion.h"
#include "debrief/stats/rate.h"

/* Bits: which rules to run, and which a point completes. */
enum dbr_rule {
	DBR_RULE_BEYOND_3 = 1 << 0,	/* Western Electric 1, Nelson 1 */
	DBR_RULE_RUN_8 = 1 << 1,	/* WE 4: eight on one side */
	DBR_RULE_RUN_9 = 1 << 2,	/* Nelson 2: nine on one side */
	DBR_RULE_TREND_6 = 1 << 3,	/* Nelson 3: six up, or six down */
	DBR_RULE_ALTERNATE_14 = 1 << 4,	/* Nelson 4: up and down in turn */
	DBR_RULE_2_OF_3 = 1 << 5,	/* WE 2, Nelson 5: beyond 2 sigma */
	DBR_RULE_4_OF_5 = 1 << 6,	/* WE 3, Nelson 6: beyond 1 sigma */
	DBR_RULE_WITHIN_15 = 1 << 7,	/* Nelson 7: hugging the centre */
	DBR_RULE_OUTSIDE_8 = 1 << 8,	/* Nelson 8: avoiding the centre */
};
enum {
	/* False alarm once in about 150 points; all four WE: once in 92. */
	DBR_RULES_DEFAULT = DBR_RULE_BEYOND_3 | DBR_RULE_RUN_8,
	DBR_RULES_WESTERN = DBR_RULES_DEFAULT | DBR_RULE_2_OF_3 |
			    DBR_RULE_4_OF_5,
	DBR_RULES_NELSON = 0x1ff & ~DBR_RULE_RUN_8,
	DBR_RULES_ZONE = DBR_RULE_2_OF_3 | DBR_RULE_4_OF_5 |
			 DBR_RULE_WITHIN_15 | DBR_RULE_OUTSIDE_8,
};

enum dbr_chart_grade {
	DBR_CHART_FIRM = 0,
	DBR_CHART_PROVISIONAL,	/* 8 to 11 points in the baseline */
};

struct dbr_chart_point {
	double value;		/* 0 when it is missing */
	double lo, hi;		/* limits; clipped to what can be */
	double z;		/* (value - centre) / sigma, NaN if missing */
	bool has_lo;		/* false: the limit lies below what can be */
	bool is_missing;
	double moving_range;	/* XmR; 0 after a missing point */
};

struct dbr_chart {
	enum dbr_lack lack;	/* TOO_FEW below 8 points, NO_SPREAD */
	enum dbr_chart_grade grade;
	double centre;		/* median when the lack is TOO_FEW */
	double sigma;		/* XmR: mean moving range / 1.128 */
	double sigma_z;		/* p, u: Laney's, as measured */
	bool is_laney;		/* sigma_z went into the limits */
	double range_centre, range_hi;	/* XmR: the moving ranges' chart */
	int64_t baseline_count;	/* points that made the limits */
	double least_expected;	/* p, u: smallest count to expect */
	const struct dbr_chart_point *points;
	size_t point_count;
};

/* How p and u charts treat more spread than chance alone would give. */
enum dbr_chart_spread {
	DBR_CHART_AUTO = 0,	/* Laney if sigma_z > 1.2 or p of n > 5000 */
	DBR_CHART_PLAIN,
	DBR_CHART_LANEY,	/* always, narrower limits too */
};

struct dbr_chart dbr_chart_xmr(const double *values, size_t n,
			       size_t baseline_count, struct dbr_arena *arena);

struct dbr_chart dbr_chart_p(const struct dbr_tally *points, size_t n,
			     size_t baseline_count,
			     enum dbr_chart_spread spread,
			     struct dbr_arena *arena);
/* A c chart is a u chart of exposures that are all 1. */
struct dbr_chart dbr_chart_u(const struct dbr_events *points, size_t n,
			     size_t baseline_count,
			     enum dbr_chart_spread spread,
			     struct dbr_arena *arena);

/*
 * Fill signals[i] with the rules that point i completes while lying beyond
 * the line itself; a point on a line never signals.  Zone rules are left
 * out where fewer than 5 are expected.
 */
void dbr_chart_signals(const struct dbr_chart *chart, unsigned int rules,
		       unsigned int *signals, struct dbr_arena *arena);
/* The same for any z-scores, with all the rules asked for. */
void dbr_rules_run(const double *z, size_t n, unsigned int rules,
		   unsigned int *signals);
const char *dbr_rule_name(enum dbr_rule rule);

/* Exponentially weighted moving average; limits are the asymptotic ones. */
struct dbr_ewma_plan {
	double start, sigma, weight;	/* weight of the newest, (0, 1] */
};

void dbr_chart_ewma(const double *values, size_t n,
		    const struct dbr_ewma_plan *plan, double *out);
struct dbr_interval dbr_chart_ewma_limits(const struct dbr_ewma_plan *plan);

#endif
