/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trend.c -- see trend.h. */
#include <config.h>
#include "metric/trend.h"

#include <string.h>
#include "debrief/stats/trend.h"
#include "metric/compare.h"

enum { QUARTERS_MIN = 5 };

/* Quarters without a value keep their place in time. */
static struct dbr_series
series_of(const struct dbr_metric_result *result, struct dbr_arena *arena)
{
	size_t count = result->slice_count, n = 0;
	double *times = dbr_arena_array(arena, count, sizeof(*times));
	double *values = dbr_arena_array(arena, count, sizeof(*values));

	for (size_t i = 0; i < count; i++) {
		const struct dbr_number *number = result->slices[i].numbers;

		if (!number->has_value)
			continue;
		times[n] = (double)i;
		values[n++] = number->value;
	}
	return (struct dbr_series){ times, values, n };
}

static const char *
words_of(const struct dbr_metric *metric, double slope)
{
	bool is_rising = slope > 0;

	if (metric->better == DBR_BETTER_NEITHER)
		return is_rising ? "rising" : "falling";
	if (is_rising == (metric->better == DBR_BETTER_HIGHER))
		return is_rising ? "rising: better" : "falling: better";
	return is_rising ? "rising: worse" : "falling: worse";
}

/* A share rises by percentage points, everything else in its own unit. */
static struct dbr_number
slope_of(const struct dbr_metric_result *result, const struct dbr_stat *stat)
{
	const struct dbr_number *like = result->all.numbers;
	bool is_share = like->unit == DBR_UNIT_SHARE;
	struct dbr_number slope = compare_number(
		is_share ? "percentage points a quarter" : "slope a quarter",
		is_share ? DBR_UNIT_SCORE : like->unit, stat,
		is_share ? 100 : 1);

	slope.unit_text = like->unit_text;
	slope.level = result->ask.level;
	slope.is_signed = true;
	slope.has_reference = true;
	return slope;
}

bool
metric_trend_of(struct metric_trend *out,
		const struct dbr_metric_result *result,
		struct dbr_arena *arena)
{
	const struct dbr_metric_ask *ask = &result->ask;
	struct dbr_series series;
	struct dbr_trend trend;

	if (!ask->by[0] || ask->by[1] || strcmp(ask->by[0], "quarter") != 0)
		return false;
	series = series_of(result, arena);
	trend = dbr_trend_test(series, ask->level, arena);
	*out = (struct metric_trend){
		.slope = slope_of(result, &trend.slope),
		.words = "no detectable trend", .p = 1,
	};
	if (trend.test.lack != DBR_LACK_NONE &&
	    trend.test.lack != DBR_LACK_NO_SPREAD) {
		out->words = dbr_arena_textf(
			arena, "too few quarters to say (%zu, at least %d)",
			series.n, QUARTERS_MIN);
		return true;
	}
	out->p = trend.test.p;
	out->test = trend.test.method == DBR_METHOD_EXACT ?
			    "Mann-Kendall, exact" :
			    "Mann-Kendall, normal approximation";
	if (out->p <= 1 - ask->level && trend.slope.value != 0)
		out->words = words_of(result->metric, trend.slope.value);
	return true;
}
