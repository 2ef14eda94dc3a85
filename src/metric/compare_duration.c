/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare_duration.c -- values when all are done, curves when not. */
#include <config.h>
#include "metric/compare.h"

#include <math.h>
#include "debrief/stats/compare.h"
#include "debrief/stats/survival.h"
#include "metric/kind.h"
#include "stats/interval.h"
#include "stats/tail.h"

static struct dbr_sample
sample_of(const struct dbr_slice *slice)
{
	return (struct dbr_sample){ slice->values, slice->value_count };
}

static const char *
rank_test_name(enum dbr_method method)
{
	switch (method) {
	case DBR_METHOD_EXACT:
		return "Mann-Whitney, exact";
	case DBR_METHOD_EXACT_PERMUTATION:
		return "Mann-Whitney, exact permutation";
	default:
		return "Mann-Whitney, normal approximation";
	}
}

/* The standard error of the shift is what its interval says it is. */
static void
reach_of_shift(struct dbr_comparison *out)
{
	double level = out->pair.level;
	double z = tail_normal_from_upper(tail_error(level, true));

	if (out->effect.has_lo && out->effect.has_hi)
		compare_detectable(out, (out->effect.hi - out->effect.lo) / 2 /
						z * compare_reach(level));
}

static void
compare_values(struct dbr_comparison *out, struct dbr_arena *arena)
{
	struct dbr_sample a = sample_of(out->pair.a);
	struct dbr_sample b = sample_of(out->pair.b);
	struct dbr_rank_test ranks = dbr_compare_ranks(a, b, arena);
	struct dbr_stat shift = dbr_compare_shift(a, b, out->pair.level, arena);
	struct dbr_stat delta = dbr_compare_delta(a, b, out->pair.level);

	compare_effect(out, "shift", kind_duration_unit(out->pair.metric),
		       &shift);
	out->strength = compare_number("Cliff's delta", DBR_UNIT_SCORE, &delta,
				       1);
	out->strength.level = out->pair.level;
	out->strength.is_signed = true;
	compare_test(out, rank_test_name(ranks.test.method), &ranks.test);
	if (out->sign == 0)
		out->sign = delta.value;
	reach_of_shift(out);
}

static struct dbr_lifetimes
lifetimes_of(const struct dbr_slice *slice)
{
	return (struct dbr_lifetimes){ slice->values, slice->outcomes,
				       slice->value_count };
}

/* Peto's one-step estimate: exp((O - E) / V). */
static struct dbr_stat
hazard_ratio(const struct dbr_logrank *test, int64_t n, double level)
{
	double gap = test->observed[0] - test->expected[0];
	double variance = test->variance[0];
	double half = tail_normal_from_upper(tail_error(level, true)) /
		      sqrt(variance);

	return (struct dbr_stat){
		.value = exp(gap / variance), .n = n,
		.interval = interval_make(exp(gap / variance - half),
					  exp(gap / variance + half), level,
					  DBR_METHOD_NORMAL),
	};
}

/* A higher hazard ends sooner: the sign is that of the times. */
static void
compare_curves(struct dbr_comparison *out, struct dbr_arena *arena)
{
	struct dbr_lifetimes sides[2] = { lifetimes_of(out->pair.a),
					  lifetimes_of(out->pair.b) };
	struct dbr_logrank test = dbr_survival_compare(sides, 2, arena);
	struct dbr_stat ratio = stat_lacking(test.test.lack,
					     (int64_t)(sides[0].n +
						       sides[1].n));

	out->is_ratio = true;
	if (test.test.lack == DBR_LACK_NONE)
		ratio = hazard_ratio(&test, ratio.n, out->pair.level);
	compare_effect(out, "hazard ratio", DBR_UNIT_SCORE, &ratio);
	if (test.test.lack != DBR_LACK_NONE) {
		compare_untested(out, "nothing ended while both were at risk");
		return;
	}
	out->sign = test.expected[0] - test.observed[0];
	compare_test(out, "log-rank", &test.test);
	compare_detectable(out, exp(compare_reach(out->pair.level) /
				    sqrt(test.variance[0])));
	if (!compare_could_differ((int64_t)sides[0].n, (int64_t)sides[1].n,
				  out->pair.level))
		compare_untested(out, "too few");
}

static bool
is_finished(const struct dbr_slice *slice)
{
	return slice->open_count == 0 && slice->ended_count == 0;
}

void
compare_durations(struct dbr_comparison *out, struct dbr_arena *arena)
{
	if (!out->pair.a->value_count || !out->pair.b->value_count)
		compare_untested(out, "no data");
	else if (is_finished(out->pair.a) && is_finished(out->pair.b))
		compare_values(out, arena);
	else
		compare_curves(out, arena);
}
