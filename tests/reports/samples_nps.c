/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "tests/reports/figure_samples.h"
#include <math.h>
#include "reports/figures/nps.h"

static struct figure_nps_row
row(const char *name, int64_t detractors, int64_t passives, int64_t promoters)
{
	double n = (double)(detractors + passives + promoters);
	double value = n > 0 ? ((double)promoters - (double)detractors) / n :
			       0;
	double share = n > 0 ? ((double)promoters + (double)detractors) / n :
			       0;
	double half = n > 0 ? 1.96 * sqrt((share - value * value) / n) : 0;

	return (struct figure_nps_row){
		.name = name, .detractors = detractors, .passives = passives,
		.promoters = promoters,
		.nps = { .value = 100 * value, .lo = 100 * (value - half),
			 .hi = 100 * (value + half), .has_value = n > 0,
			 .has_lo = n >= 5, .has_hi = n >= 5, .n = (int64_t)n,
			 .level = 0.95, .unit = DBR_UNIT_POINTS,
			 .why_empty = "nobody answered" },
	};
}

static enum dbr_status
draw_usual(struct figure *out, const struct figure_style *style,
	   struct dbr_arena *arena, struct dbr_error *err)
{
	struct figure_nps_row rows[] = {
		row("2025 Q2", 41, 87, 72),  row("2025 Q3", 38, 91, 80),
		row("2025 Q4", 44, 89, 75),  row("2026 Q1", 40, 85, 82),
		row("Apr 2026", 66, 83, 58), row("May 2026", 72, 94, 65),
		row("Jun 2026", 49, 94, 81),
	};
	const struct figure_nps in = { rows, 7 };

	rows[4].event_before = "go-live";
	rows[4].is_strong = rows[5].is_strong = rows[6].is_strong = true;
	return figure_nps_draw(out, &in, style, arena, err);
}

static enum dbr_status
draw_awkward(struct figure *out, const struct figure_style *style,
	     struct dbr_arena *arena, struct dbr_error *err)
{
	struct figure_nps_row rows[] = {
		row("nobody", 0, 0, 0),
		row("all detractors", 500, 0, 0),
		row("all promoters", 0, 0, 1234567),
		row(sample_long_name, 1, 1, 1),
		row("all passive", 0, 77, 0),
		row("thin", 1, 400, 1),
	};
	const struct figure_nps in = { rows, 6 };

	rows[0].event_before = sample_long_name;
	return figure_nps_draw(out, &in, style, arena, err);
}

static enum dbr_status
draw_forty(struct figure *out, const struct figure_style *style,
	   struct dbr_arena *arena, struct dbr_error *err)
{
	struct figure_nps_row rows[40];
	const struct figure_nps in = { rows, 40 };

	for (int i = 0; i < 40; i++) {
		rows[i] = row(sample_long_name, 40 - i, 20, 1000 * i);
		rows[i].is_strong = i % 2;
		if (i % 10 == 3)
			rows[i].event_before = sample_long_name;
	}
	return figure_nps_draw(out, &in, style, arena, err);
}

static enum dbr_status
draw_one(struct figure *out, const struct figure_style *style,
	 struct dbr_arena *arena, struct dbr_error *err)
{
	const struct figure_nps_row one = row("2026 Q2", 0, 100, 0);
	const struct figure_nps in = { &one, 1 };

	return figure_nps_draw(out, &in, style, arena, err);
}

static enum dbr_status
draw_nothing(struct figure *out, const struct figure_style *style,
	     struct dbr_arena *arena, struct dbr_error *err)
{
	const struct figure_nps in = { NULL, 0 };

	return figure_nps_draw(out, &in, style, arena, err);
}

const struct figure_sample nps_samples[] = {
	{ "nps-usual", draw_usual, true },
	{ "nps-awkward", draw_awkward, true },
	{ "nps-forty", draw_forty, true },
	{ "nps-one", draw_one, true },
	{ "nps-nothing", draw_nothing, false },
};
const size_t nps_sample_count = sizeof(nps_samples) / sizeof(nps_samples[0]);
