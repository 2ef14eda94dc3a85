/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare.c -- see debrief/compare.h; what the kinds have in common. */
#include <config.h>
#include "metric/compare.h"

#include <math.h>
#include "metric/kind.h"
#include "stats/tail.h"

#define POWER 0.8

struct dbr_number
compare_number(const char *name, enum dbr_unit unit,
	       const struct dbr_stat *stat, double factor)
{
	const struct dbr_interval *interval = &stat->interval;
	struct dbr_number number = {
		.name = name, .unit = unit, .unit_text = "", .n = stat->n,
		.method = "", .has_value = stat->lack == DBR_LACK_NONE,
	};

	if (number.has_value)
		number.value = stat->value * factor;
	else
		number.why_empty = dbr_lack_name(stat->lack);
	if (interval->lack != DBR_LACK_NONE) {
		number.why_no_interval = dbr_lack_name(interval->lack);
		return number;
	}
	number.has_lo = interval->has_lo;
	number.has_hi = interval->has_hi;
	number.lo = interval->has_lo ? interval->lo * factor : 0;
	number.hi = interval->has_hi ? interval->hi * factor : 0;
	number.method = dbr_method_name(interval->method);
	if (!number.has_lo && !number.has_hi)
		number.why_no_interval = dbr_lack_name(DBR_LACK_TOO_FEW);
	return number;
}

void
compare_effect(struct dbr_comparison *out, const char *name,
	       enum dbr_unit unit, const struct dbr_stat *stat)
{
	out->effect = compare_number(name, unit, stat, 1);
	out->effect.level = out->pair.level;
	out->effect.is_signed = !out->is_ratio;
	out->sign = out->effect.value;
}

void
compare_test(struct dbr_comparison *out, const char *name,
	     const struct dbr_test *test)
{
	out->has_p = test->lack == DBR_LACK_NONE ||
		     test->lack == DBR_LACK_NO_SPREAD;
	out->p = test->lack == DBR_LACK_NO_SPREAD ? 1 : test->p;
	if (out->has_p)
		out->test = name;
	else
		out->why_untested = dbr_lack_name(test->lack);
}

void
compare_untested(struct dbr_comparison *out, const char *why)
{
	out->has_p = false;
	out->test = NULL;
	out->why_untested = why;
}

bool
compare_could_differ(int64_t a, int64_t b, double level)
{
	double n = (double)a, m = (double)b;

	return a > 0 && b > 0 &&
	       log(2) + lgamma(n + 1) + lgamma(m + 1) - lgamma(n + m + 1) <=
		       log(1 - level);
}

double
compare_reach(double level)
{
	return tail_normal_from_upper(tail_error(level, true)) +
	       tail_normal_from_upper(1 - POWER);
}

void
compare_detectable(struct dbr_comparison *out, double value)
{
	if (!isfinite(value) || value <= 0)
		return;
	out->detectable.has_value = true;
	out->detectable.value = value;
	out->detectable.unit = out->effect.unit == DBR_UNIT_POINTS ?
				       DBR_UNIT_SCORE : out->effect.unit;
	out->detectable.n = out->effect.n;
}

struct dbr_comparison
dbr_compare_slices(const struct dbr_compare_pair *pair,
		   struct dbr_arena *arena)
{
	struct dbr_comparison out = {
		.pair = *pair,
		.effect = { .name = "difference", .unit_text = "",
			    .method = "", .why_empty = "not compared" },
		.detectable = { .name = "detectable with 80 % power",
				.unit_text = "", .method = "",
				.why_empty = "nothing varies",
				.why_no_interval = "of the design, not of "
						   "the outcome" },
		.why_untested = "not compared",
	};

	metric_kind_of(pair->metric->kind)->compare(&out, arena);
	if (!pair->is_fixed)
		compare_by_cluster(&out, arena);
	if (pair->metric->kind == DBR_KIND_RATE)
		compare_dispersed(&out, arena);
	out.effect.has_reference = true;
	out.effect.reference = out.is_ratio ? 1 : 0;
	if (!out.has_p && !out.is_exact) {
		out.detectable.has_value = false;
		out.detectable.why_empty = "too few";
	}
	return out;
}

enum dbr_reading
dbr_compare_reading(const struct dbr_comparison *c, double p, double bound)
{
	enum dbr_better better = c->pair.metric->better;
	bool is_known = c->is_exact || (c->has_p && isfinite(p));

	if (!is_known)
		return DBR_READING_TOO_FEW;
	if (c->sign == 0 || (!c->is_exact && p > bound))
		return DBR_READING_SAME;
	if (better == DBR_BETTER_NEITHER)
		return DBR_READING_DIFFERENT;
	return (c->sign > 0) == (better == DBR_BETTER_HIGHER) ?
		       DBR_READING_BETTER : DBR_READING_WORSE;
}

const char *
dbr_reading_text(enum dbr_reading reading)
{
	switch (reading) {
	case DBR_READING_DIFFERENT:
		return "different";
	case DBR_READING_BETTER:
		return "different: better";
	case DBR_READING_WORSE:
		return "different: worse";
	case DBR_READING_SAME:
		return "no detectable difference";
	case DBR_READING_TOO_FEW:
		break;
	}
	return "too few to say";
}
