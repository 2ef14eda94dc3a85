/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/stats/interval.h -- what every statistic hands back.
 *
 * Statistics are returned by value, own nothing, read no clock and keep no
 * state.  A number that does not exist carries the reason (lack) and is
 * never NaN; look at lack before value, at has_lo and has_hi before lo and
 * hi.  An end that does not exist is -INFINITY or +INFINITY, so forgetting
 * to look shows.
 *
 * level is the confidence as a fraction (0.95), in (0, 1); anything else,
 * and counts that cannot be (negative, above 2^53), give DBR_LACK_BAD_INPUT.
 */
#ifndef DEBRIEF_STATS_INTERVAL_H
#define DEBRIEF_STATS_INTERVAL_H

#include <stdbool.h>
#include <stdint.h>

/* Why there is no number. */
enum dbr_lack {
	DBR_LACK_NONE = 0,
	DBR_LACK_NO_DATA,	/* n = 0 */
	DBR_LACK_TOO_FEW,	/* n too small for this statistic */
	DBR_LACK_NO_EXPOSURE,	/* nothing at risk */
	DBR_LACK_NO_BASELINE,	/* no events to compare with */
	DBR_LACK_NOT_REACHED,	/* the curve ends before the quantile */
	DBR_LACK_NO_SPREAD,	/* all values equal */
	DBR_LACK_FULL_COUNT,	/* everything was counted: nothing to infer */
	DBR_LACK_BAD_INPUT,	/* NaN, negative count, hits > trials, level */
};

/* How an interval or a p-value was made; dbr_method_name() for the note. */
enum dbr_method {
	DBR_METHOD_NONE = 0,
	DBR_METHOD_WILSON,
	DBR_METHOD_WILSON_FINITE,
	DBR_METHOD_CLOPPER_PEARSON,
	DBR_METHOD_HYPERGEOMETRIC,
	DBR_METHOD_WORST_CASE,
	DBR_METHOD_NEWCOMBE,
	DBR_METHOD_ORDER_STATISTICS,
	DBR_METHOD_GARWOOD,
	DBR_METHOD_FAY_FEUER,
	DBR_METHOD_CLUSTER_T,
	DBR_METHOD_CONDITIONAL_BINOMIAL,
	DBR_METHOD_POISSON_PREDICTION,
	DBR_METHOD_ADJUSTED_WALD,
	DBR_METHOD_WALD,
	DBR_METHOD_STUDENT_T,
	DBR_METHOD_KM_LOG_LOG,
	DBR_METHOD_KM_LOG,
	DBR_METHOD_KM_PLAIN,
	DBR_METHOD_BROOKMEYER_CROWLEY,
	DBR_METHOD_EXACT,
	DBR_METHOD_EXACT_PERMUTATION,
	DBR_METHOD_NORMAL,
	DBR_METHOD_CHI_SQUARE,
	DBR_METHOD_HODGES_LEHMANN,
	DBR_METHOD_CLIFF,
	DBR_METHOD_GILBERT,
	DBR_METHOD_BOOTSTRAP,
	DBR_METHOD_BOOTSTRAP_BCA,
	DBR_METHOD_COUNT
};

/* Which ends an interval has: both, or all of the error on one. */
enum dbr_side {
	DBR_SIDE_BOTH = 0,
	DBR_SIDE_LOWER,		/* a lower limit: from lo upwards */
	DBR_SIDE_UPPER,		/* an upper limit: up to hi */
};

struct dbr_interval {
	double lo, hi;
	bool has_lo, has_hi;
	double coverage;	/* nominal level, or what was achieved */
	enum dbr_method method;
	enum dbr_lack lack;	/* not NONE: there is no interval at all */
};

/* A value with its interval and the number of facts behind it. */
struct dbr_stat {
	double value;		/* 0 when lack says there is none */
	enum dbr_lack lack;
	int64_t n;
	struct dbr_interval interval;
};

/* Outcome of a test of "no difference". */
struct dbr_test {
	double statistic;
	double p;		/* two-sided unless the function says so */
	enum dbr_method method;
	enum dbr_lack lack;
};

/* English, lower case, for notes and JSON: "Wilson", "too few". */
const char *dbr_method_name(enum dbr_method method);
const char *dbr_lack_name(enum dbr_lack lack);

/*
 * Call once at the start of main: GSL's default error handler aborts the
 * process.  The only state this room touches, and it is GSL's; every result
 * is checked instead.
 */
void dbr_stats_init(void);

#endif
