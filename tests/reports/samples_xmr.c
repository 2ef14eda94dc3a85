/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "tests/reports/figure_samples.h"
#include <math.h>
#include "reports/figures/xmr.h"

enum { POINTS_MAX = 400 };

static struct dbr_number
rate(double value)
{
	return (struct dbr_number){ .value = value, .n = 100,
				    .has_value = isfinite(value),
				    .unit = DBR_UNIT_PER };
}

static void
fill(struct figure_xmr_point *points, const double *values, size_t count,
     struct dbr_arena *arena)
{
	for (size_t i = 0; i < count; i++) {
		points[i] = (struct figure_xmr_point){
			.label = dbr_arena_textf(arena, i ? "%zu" : "week %zu",
						 i + 1),
			.value = values[i],
			.moving_range = i ? fabs(values[i] - values[i - 1]) :
					    NAN,
		};
	}
}

static enum dbr_status
draw_usual(struct figure *out, const struct figure_style *style,
	   struct dbr_arena *arena, struct dbr_error *err)
{
	static const double values[] = {
		2.4, 2.4, 3.5, 1.7, 3.0, 1.7, 3.8, 3.2, 3.9, 2.8, 3.3,
		2.9, 2.6, 3.2, 2.3, 2.9, 3.5, 3.1, 2.8, 4.4, 8.9, 7.9,
		6.3, 5.5, 5.4, 5.2, 6.9, 5.1, 5.0, 5.2, 6.0, 4.0, 1.8,
		3.8, 1.4, 2.0, 2.7, 3.7, 1.7, 0.7, 2.7, 1.9, 2.0, 2.5,
	};
	const size_t count = sizeof(values) / sizeof(values[0]);
	struct figure_xmr_point points[POINTS_MAX];
	const struct figure_xmr_limits limits[] = {
		{ 0, 19, 31, "baseline weeks 1\xE2\x80\x93" "20", rate(3.0),
		  rate(5.3), rate(0.7), 2.8 },
		{ 32, 43, 43, NULL, rate(2.2), rate(5.3), rate(NAN), 3.8 },
	};
	const struct figure_xmr_run run = { 20, 31, true };
	const struct figure_xmr_event event = { 20, "go-live" };
	const struct figure_xmr in = {
		"Incidents per 1\xE2\x80\xAF" "000 tickets, weekly", "week",
		points, count, limits, 2, &run, 1, &event, 1, DBR_UNIT_PER,
	};

	fill(points, values, count, arena);
	for (size_t i = 20; i < 32; i++)
		points[i].is_outside = values[i] > 5.3;
	points[20].is_range_outside = true;
	return figure_xmr_draw(out, &in, style, arena, err);
}

static enum dbr_status
draw_long(struct figure *out, const struct figure_style *style,
	  struct dbr_arena *arena, struct dbr_error *err)
{
	double values[POINTS_MAX];
	struct figure_xmr_point points[POINTS_MAX];
	struct figure_xmr_limits limits = {
		0, POINTS_MAX - 1, POINTS_MAX - 1, NULL, rate(-50000),
		rate(90000), rate(-120000), 80000
	};
	const struct figure_xmr_run run = { 0, 3, false };
	const struct figure_xmr_event events[] = {
		{ 0, sample_long_name }, { 200, sample_long_name },
		{ 399, sample_long_name }, { 9999, "far" },
	};
	const struct figure_xmr in = {
		sample_long_name, "week", points, POINTS_MAX, &limits, 1,
		&run, 1, events, 4, DBR_UNIT_SECONDS,
	};

	limits.mean.unit = limits.upper.unit = limits.lower.unit = in.unit;
	for (size_t i = 0; i < POINTS_MAX; i++)
		values[i] = i % 50 ? -50000 + 100000 * sin((double)i) : NAN;
	fill(points, values, POINTS_MAX, arena);
	return figure_xmr_draw(out, &in, style, arena, err);
}

static enum dbr_status
draw_one(struct figure *out, const struct figure_style *style,
	 struct dbr_arena *arena, struct dbr_error *err)
{
	const struct figure_xmr_point one = { "2026-Q2", 0, NAN, false, false };
	const struct figure_xmr_limits wrong = { .first = 4, .last = 2 };
	const struct figure_xmr in = {
		.title = "On time", .period = "quarter", .points = &one,
		.point_count = 1, .limits = &wrong, .limits_count = 1,
		.unit = DBR_UNIT_SHARE,
	};

	return figure_xmr_draw(out, &in, style, arena, err);
}

/* All equal, and the last one far off; nothing to be computed from. */
static enum dbr_status
draw_equal(struct figure *out, const struct figure_style *style,
	   struct dbr_arena *arena, struct dbr_error *err)
{
	static const double values[] = { 1e9, 1e9, 1e9, 1e9, 1e9, 1e9, 1e9 };
	const size_t count = sizeof(values) / sizeof(values[0]);
	struct figure_xmr_point points[8];
	const struct figure_xmr_limits limits = {
		0, 6, 6, sample_long_name, rate(1e9), rate(1e9), rate(1e9), 0,
	};
	const struct figure_xmr in = {
		.title = "Equal", .period = "week", .points = points,
		.point_count = count, .limits = &limits, .limits_count = 1,
		.unit = DBR_UNIT_PER,
	};

	fill(points, values, count, arena);
	return figure_xmr_draw(out, &in, style, arena, err);
}

static enum dbr_status
draw_nothing(struct figure *out, const struct figure_style *style,
	     struct dbr_arena *arena, struct dbr_error *err)
{
	const struct figure_xmr_point one = { "2026-Q2", NAN, NAN, false,
					      false };
	const struct figure_xmr in = { .title = "x", .period = "quarter",
				       .points = &one, .point_count = 1 };

	return figure_xmr_draw(out, &in, style, arena, err);
}

const struct figure_sample xmr_samples[] = {
	{ "xmr-usual", draw_usual, true },
	{ "xmr-long", draw_long, true },
	{ "xmr-one", draw_one, true },
	{ "xmr-equal", draw_equal, true },
	{ "xmr-nothing", draw_nothing, false },
};
const size_t xmr_sample_count = sizeof(xmr_samples) / sizeof(xmr_samples[0]);
