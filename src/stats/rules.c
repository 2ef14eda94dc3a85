/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rules.c -- run rules on z-scores; see debrief/stats/chart.h.
 *
 * Each rule looks back from one point over a window that a missing point
 * (NaN) cuts short.  Comparisons are strict, with room for rounding, so a
 * point computed to lie on a line does not signal.
 */
#include <config.h>
#include "debrief/stats/chart.h"

#include <math.h>

static const double slack = 1e-9;

/* Below that many expected a count is too skewed for zones. */
enum { ZONE_EXPECTED_MIN = 5 };

/* Strictly beyond a line on the side of sign. */
static bool
beyond(double z, double line, int sign)
{
	return sign * z > line + slack;
}

static int
side(double z)
{
	return beyond(z, 0, 1) ? 1 : beyond(z, 0, -1) ? -1 : 0;
}

/* Points that end in z[at], all beyond line on one side. */
static bool
run_of(const double *z, size_t at, size_t length)
{
	int sign = side(z[at]);

	for (size_t i = 0; i < length; i++)
		if (side(z[at - i]) != sign)
			return false;
	return sign != 0;
}

static bool
trend(const double *z, size_t at, size_t length)
{
	int sign = side(z[at] - z[at - 1]);

	for (size_t i = 0; i + 1 < length; i++)
		if (side(z[at - i] - z[at - i - 1]) != sign)
			return false;
	return sign != 0;
}

static bool
alternating(const double *z, size_t at, size_t length)
{
	int sign = side(z[at] - z[at - 1]);

	for (size_t i = 0; i + 1 < length; i++, sign = -sign)
		if (side(z[at - i] - z[at - i - 1]) != sign || sign == 0)
			return false;
	return true;
}

/* All but one of the window beyond line, this point among them. */
static bool
most_beyond(const double *z, size_t at, size_t length, double line)
{
	int sign = side(z[at]);
	size_t count = 0;

	if (sign == 0 || !beyond(z[at], line, sign))
		return false;
	for (size_t i = 0; i < length; i++)
		count += beyond(z[at - i], line, sign);
	return count + 1 >= length;
}

static bool
all_within(const double *z, size_t at, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (beyond(fabs(z[at - i]), 1, 1))
			return false;
	return true;
}

static bool
all_outside(const double *z, size_t at, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (!beyond(fabs(z[at - i]), 1, 1))
			return false;
	return true;
}

/* Two of three need only two points, four of five only four. */
static bool
zone(const double *z, size_t at, size_t seen, size_t length)
{
	double line = length == 3 ? 2 : 1;

	if (seen >= length)
		return most_beyond(z, at, length, line);
	if (seen + 1 < length)
		return false;
	for (size_t i = 0; i < seen; i++)
		if (!beyond(z[at - i], line, side(z[at])))
			return false;
	return side(z[at]) != 0;
}

/* seen: points up to and with this one since the last missing one. */
static unsigned int
rules_at(const double *z, size_t at, size_t seen)
{
	unsigned int out = 0;

	if (beyond(fabs(z[at]), 3, 1))
		out |= DBR_RULE_BEYOND_3;
	if (seen >= 8 && run_of(z, at, 8))
		out |= DBR_RULE_RUN_8;
	if (seen >= 9 && run_of(z, at, 9))
		out |= DBR_RULE_RUN_9;
	if (seen >= 6 && trend(z, at, 6))
		out |= DBR_RULE_TREND_6;
	if (seen >= 14 && alternating(z, at, 14))
		out |= DBR_RULE_ALTERNATE_14;
	if (zone(z, at, seen, 3))
		out |= DBR_RULE_2_OF_3;
	if (zone(z, at, seen, 5))
		out |= DBR_RULE_4_OF_5;
	if (seen >= 15 && all_within(z, at, 15))
		out |= DBR_RULE_WITHIN_15;
	if (seen >= 8 && all_outside(z, at, 8))
		out |= DBR_RULE_OUTSIDE_8;
	return out;
}

void
dbr_rules_run(const double *z, size_t n, unsigned int rules,
	      unsigned int *signals)
{
	size_t seen = 0;

	for (size_t i = 0; i < n; i++) {
		seen = isnan(z[i]) ? 0 : seen + 1;
		signals[i] = seen ? rules & rules_at(z, i, seen) : 0;
	}
}

void
dbr_chart_signals(const struct dbr_chart *chart, unsigned int rules,
		  unsigned int *signals, struct dbr_arena *arena)
{
	double *z = dbr_arena_array(arena, chart->point_count, sizeof(*z));
	bool is_counted = chart->least_expected > 0;

	if (is_counted && chart->least_expected < ZONE_EXPECTED_MIN)
		rules &= ~(unsigned int)DBR_RULES_ZONE;
	for (size_t i = 0; i < chart->point_count; i++)
		z[i] = chart->lack ? NAN : chart->points[i].z;
	dbr_rules_run(z, chart->point_count, rules, signals);
}

const char *
dbr_rule_name(enum dbr_rule rule)
{
	switch (rule) {
	case DBR_RULE_BEYOND_3:
		return "one point beyond 3 sigma";
	case DBR_RULE_RUN_8:
		return "eight in a row on one side";
	case DBR_RULE_RUN_9:
		return "nine in a row on one side";
	case DBR_RULE_TREND_6:
		return "six in a row rising or falling";
	case DBR_RULE_ALTERNATE_14:
		return "fourteen in a row alternating";
	case DBR_RULE_2_OF_3:
		return "two of three beyond 2 sigma";
	case DBR_RULE_4_OF_5:
		return "four of five beyond 1 sigma";
	case DBR_RULE_WITHIN_15:
		return "fifteen in a row within 1 sigma";
	case DBR_RULE_OUTSIDE_8:
		return "eight in a row beyond 1 sigma";
	}
	return "unknown rule";
}
