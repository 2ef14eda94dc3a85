/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "tests/reports/figure_samples.h"
#include "reports/figures/curves.h"

enum { ROWS_MAX = 40, EVENTS_MAX = 600 };
static const double week = 7.0 * DBR_DAY_US;

/* count incidents, evenly over the weeks watched. */
static struct figure_curve
row(struct dbr_arena *arena, const char *name, size_t count, double weeks)
{
	double *after = dbr_arena_array(arena, count + 1, sizeof(*after));

	for (size_t i = 0; i < count; i++)
		after[i] = weeks * week * ((double)i + 0.5) / (double)count;
	return (struct figure_curve){
		.name = name, .watched_us = weeks * week, .after_us = after,
		.count = count, .step = 1,
		.rate = { .name = "rate", .value = (double)count / 2,
			  .has_value = true, .has_lo = true, .has_hi = true,
			  .lo = (double)count / 3, .hi = (double)count,
			  .level = 0.95, .n = (int64_t)count,
			  .unit = DBR_UNIT_PER, .unit_text = "100 users" },
	};
}

static enum dbr_status
draw_usual(struct figure *out, const struct figure_style *style,
	   struct dbr_arena *arena, struct dbr_error *err)
{
	struct figure_curve rows[] = {
		row(arena, "ORB-09", 27, 12.8), row(arena, "ORB-10", 10, 12.8),
		row(arena, "ORB-13", 5, 3.5),
	};
	const struct figure_curves in = { "Incidents per 100 users, added up",
					  "per 100 users", rows, 3 };

	rows[0].qualifier = "Subscriber desk";
	for (size_t i = 0; i < 3; i++)
		rows[i].step = 0.5;
	return figure_curves_draw(out, &in, style, arena, err);
}

static enum dbr_status
draw_crowded(struct figure *out, const struct figure_style *style,
	     struct dbr_arena *arena, struct dbr_error *err)
{
	struct figure_curve rows[ROWS_MAX];
	const struct figure_curves in = { sample_long_name, sample_long_name,
					  rows, ROWS_MAX };

	for (size_t i = 0; i < ROWS_MAX; i++) {
		rows[i] = row(arena, sample_long_name,
			      i ? i * 7 : EVENTS_MAX, 1e-6 + (double)i);
		rows[i].qualifier = sample_long_name;
	}
	return figure_curves_draw(out, &in, style, arena, err);
}

/* One, with one; and one that was not watched for a moment. */
static enum dbr_status
draw_one(struct figure *out, const struct figure_style *style,
	 struct dbr_arena *arena, struct dbr_error *err)
{
	const struct figure_curve rows[] = { row(arena, "One", 1, 0.4),
					     row(arena, "None", 0, 0) };
	const struct figure_curves in = { "Incidents, added up", NULL, rows,
					  2 };

	return figure_curves_draw(out, &in, style, arena, err);
}

static enum dbr_status
draw_nothing(struct figure *out, const struct figure_style *style,
	     struct dbr_arena *arena, struct dbr_error *err)
{
	const struct figure_curves in = { .title = "Incidents, added up" };

	return figure_curves_draw(out, &in, style, arena, err);
}

const struct figure_sample curves_samples[] = {
	{ "curves-usual", draw_usual, true },
	{ "curves-crowded", draw_crowded, true },
	{ "curves-one", draw_one, true },
	{ "curves-nothing", draw_nothing, false },
};
const size_t curves_sample_count = sizeof(curves_samples) /
				   sizeof(curves_samples[0]);
