/* SPDX-License-Identifier: GPL-3.0-or-later */
/* interval.c -- see debrief/stats/interval.h. */
#include <config.h>
#include "stats/interval.h"

#include <math.h>
#include <stddef.h>
#include <gsl/gsl_errno.h>

void
dbr_stats_init(void)
{
	gsl_set_error_handler_off();
}

const char *
dbr_method_name(enum dbr_method method)
{
	static const char *const names[] = {
		[DBR_METHOD_NONE] = "none",
		[DBR_METHOD_WILSON] = "Wilson",
		[DBR_METHOD_WILSON_FINITE] = "Wilson, finite population",
		[DBR_METHOD_CLOPPER_PEARSON] = "Clopper-Pearson",
		[DBR_METHOD_WORST_CASE] = "worst case of non-response",
		[DBR_METHOD_NEWCOMBE] = "Newcombe hybrid score",
		[DBR_METHOD_ORDER_STATISTICS] = "order statistics",
		[DBR_METHOD_GARWOOD] = "Garwood exact",
		[DBR_METHOD_FAY_FEUER] = "Fay-Feuer gamma",
		[DBR_METHOD_CLUSTER_T] = "cluster t on the log scale",
		[DBR_METHOD_CONDITIONAL_BINOMIAL] =
			"central exact conditional binomial",
		[DBR_METHOD_POISSON_PREDICTION] = "exact Poisson prediction",
		[DBR_METHOD_ADJUSTED_WALD] = "adjusted Wald",
		[DBR_METHOD_WALD] = "Wald",
		[DBR_METHOD_STUDENT_T] = "Student's t",
		[DBR_METHOD_KM_LOG_LOG] = "Kaplan-Meier, log-log",
		[DBR_METHOD_KM_LOG] = "Kaplan-Meier, log",
		[DBR_METHOD_KM_PLAIN] = "Kaplan-Meier, plain",
		[DBR_METHOD_BROOKMEYER_CROWLEY] = "Brookmeyer-Crowley",
		[DBR_METHOD_HYPERGEOMETRIC] = "hypergeometric",
		[DBR_METHOD_EXACT] = "exact",
		[DBR_METHOD_EXACT_PERMUTATION] = "exact permutation",
		[DBR_METHOD_NORMAL] = "normal approximation",
		[DBR_METHOD_CHI_SQUARE] = "chi-square",
		[DBR_METHOD_HODGES_LEHMANN] = "Hodges-Lehmann",
		[DBR_METHOD_CLIFF] = "Cliff's variance with Student's t",
		[DBR_METHOD_GILBERT] = "Gilbert",
		[DBR_METHOD_BOOTSTRAP] = "percentile bootstrap",
		[DBR_METHOD_BOOTSTRAP_BCA] = "BCa bootstrap",
	};

	if ((unsigned int)method >= sizeof(names) / sizeof(names[0]))
		return names[DBR_METHOD_NONE];
	return names[method];
}

const char *
dbr_lack_name(enum dbr_lack lack)
{
	static const char *const names[] = {
		[DBR_LACK_NONE] = "none",
		[DBR_LACK_NO_DATA] = "no data",
		[DBR_LACK_TOO_FEW] = "too few",
		[DBR_LACK_NO_EXPOSURE] = "no exposure",
		[DBR_LACK_NO_BASELINE] = "no baseline events",
		[DBR_LACK_NOT_REACHED] = "not reached",
		[DBR_LACK_NO_SPREAD] = "all values equal",
		[DBR_LACK_FULL_COUNT] = "full count",
		[DBR_LACK_BAD_INPUT] = "impossible input",
	};

	if ((unsigned int)lack >= sizeof(names) / sizeof(names[0]))
		return names[DBR_LACK_BAD_INPUT];
	return names[lack];
}

struct dbr_interval
interval_lacking(enum dbr_lack lack)
{
	return (struct dbr_interval){ .lo = -INFINITY, .hi = INFINITY,
				      .lack = lack };
}

struct dbr_interval
interval_make(double lo, double hi, double level, enum dbr_method method)
{
	return (struct dbr_interval){ .lo = lo, .hi = hi, .has_lo = true,
				      .has_hi = true, .coverage = level,
				      .method = method };
}

struct dbr_interval
interval_from(double lo, double level, enum dbr_method method)
{
	return (struct dbr_interval){ .lo = lo, .hi = INFINITY, .has_lo = true,
				      .coverage = level, .method = method };
}

struct dbr_interval
interval_up_to(double hi, double level, enum dbr_method method)
{
	return (struct dbr_interval){ .lo = -INFINITY, .hi = hi, .has_hi = true,
				      .coverage = level, .method = method };
}

struct dbr_interval
interval_scale(struct dbr_interval in, double factor)
{
	in.lo *= factor;
	in.hi *= factor;
	return in;
}

struct dbr_stat
stat_lacking(enum dbr_lack lack, int64_t n)
{
	return (struct dbr_stat){ .lack = lack, .n = n,
				      .interval = interval_lacking(lack) };
}
