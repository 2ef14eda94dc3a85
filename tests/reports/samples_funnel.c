/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "tests/reports/figure_samples.h"
#include <math.h>
#include "reports/figures/funnel.h"

enum { LIMITS = 60, POINTS_MAX = 40 };

static struct dbr_number
rate(double value)
{
	return (struct dbr_number){ .value = value, .has_value = true,
				    .n = 100, .unit = DBR_UNIT_PER };
}

static void
fill_limits(struct figure_funnel_limit *limits, double widest, double rate_1k)
{
	for (size_t i = 0; i < LIMITS; i++) {
		double exposure = widest * ((double)i + 1) / LIMITS;
		double spread = sqrt(rate_1k * 1000 / exposure);

		limits[i] = (struct figure_funnel_limit){
			exposure, fmax(rate_1k - 1.96 * spread, 0),
			rate_1k + 1.96 * spread,
			fmax(rate_1k - 3.09 * spread, 0),
			rate_1k + 3.09 * spread,
		};
	}
}

#define POINT(name, volume, rate, detail, side) \
	{ name, volume, { .value = rate, .has_value = true, .n = 100, \
			  .unit = DBR_UNIT_PER }, detail, \
	  FIGURE_FUNNEL_##side }

static enum dbr_status
draw_usual(struct figure *out, const struct figure_style *style,
	   struct dbr_arena *arena, struct dbr_error *err)
{
	static const struct figure_funnel_point points[] = {
		POINT("Partner portal", 1500, 11.3, "17 in 1500 = 11.3", WORSE),
		POINT("Field service", 4100, 8.0, "33 in 4100 = 8.0", WORSE),
		POINT("EMEA tier 1", 9400, 1.8, "17 in 9400 = 1.8", BETTER),
		POINT("A", 450, 4.4, NULL, INSIDE),
		POINT("B", 600, 1.7, NULL, INSIDE),
		POINT("C", 700, 5.7, NULL, INSIDE),
		POINT("D", 1100, 3.6, NULL, INSIDE),
		POINT("E", 2050, 4.9, NULL, INSIDE),
		POINT("F", 2400, 2.9, NULL, INSIDE),
		POINT("G", 3600, 3.3, NULL, INSIDE),
		POINT("H", 5200, 2.9, NULL, INSIDE),
		POINT("I", 8200, 5.2, NULL, INSIDE),
	};
	struct figure_funnel_limit limits[LIMITS];
	const struct figure_funnel in = {
		"Incidents per 1\xE2\x80\xAF" "000 tickets, 12 weeks after "
		"go-live", "tickets handled by the team in the same 12 weeks",
		points, sizeof(points) / sizeof(points[0]), limits, LIMITS,
		rate(3.7),
	};

	fill_limits(limits, 10000, 3.7);
	return figure_funnel_draw(out, &in, style, arena, err);
}

/* All outside, all in one place, with long names. */
static enum dbr_status
draw_crowded(struct figure *out, const struct figure_style *style,
	     struct dbr_arena *arena, struct dbr_error *err)
{
	struct figure_funnel_point points[POINTS_MAX];
	const struct figure_funnel in = {
		sample_long_name, sample_long_name, points, POINTS_MAX, NULL,
		0, rate(3.7),
	};

	for (size_t i = 0; i < POINTS_MAX; i++)
		points[i] = (struct figure_funnel_point){
			sample_long_name, 1e6 + (double)(i % 5),
			rate(90 + (double)(i % 7)), sample_long_name,
			FIGURE_FUNNEL_WORSE,
		};
	return figure_funnel_draw(out, &in, style, arena, err);
}

static enum dbr_status
draw_one(struct figure *out, const struct figure_style *style,
	 struct dbr_arena *arena, struct dbr_error *err)
{
	static const struct figure_funnel_point one =
		POINT("Zero", 0, 0, "0 in 0", INSIDE);
	const struct figure_funnel in = { "Rate", "volume", &one, 1, NULL, 0,
					  { .has_value = false } };

	return figure_funnel_draw(out, &in, style, arena, err);
}

/* Every unit alike, tiny. */
static enum dbr_status
draw_equal(struct figure *out, const struct figure_style *style,
	   struct dbr_arena *arena, struct dbr_error *err)
{
	struct figure_funnel_point points[POINTS_MAX];
	const struct figure_funnel in = { "Rate", "volume", points, POINTS_MAX,
					  NULL, 0, rate(1e-6) };

	for (size_t i = 0; i < POINTS_MAX; i++)
		points[i] = (struct figure_funnel_point){
			"Same", 1e-3, rate(1e-6), "1 in 1",
			FIGURE_FUNNEL_INSIDE,
		};
	return figure_funnel_draw(out, &in, style, arena, err);
}

static enum dbr_status
draw_nothing(struct figure *out, const struct figure_style *style,
	     struct dbr_arena *arena, struct dbr_error *err)
{
	const struct figure_funnel in = { .title = "Rate", .axis = "volume" };

	return figure_funnel_draw(out, &in, style, arena, err);
}

const struct figure_sample funnel_samples[] = {
	{ "funnel-usual", draw_usual, true },
	{ "funnel-crowded", draw_crowded, true },
	{ "funnel-one", draw_one, true },
	{ "funnel-equal", draw_equal, true },
	{ "funnel-nothing", draw_nothing, false },
};
const size_t funnel_sample_count = sizeof(funnel_samples) /
				   sizeof(funnel_samples[0]);
