/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "tests/reports/figure_samples.h"
#include <math.h>
#include <stdlib.h>
#include "reports/figures/durations.h"

static struct dbr_number
seconds(double value, size_t n)
{
	return (struct dbr_number){ .value = value, .has_value = n > 0,
				    .lo = value * 0.9, .hi = value * 1.1,
				    .has_lo = n > 5, .has_hi = n > 5,
				    .n = (int64_t)n, .level = 0.95,
				    .unit = DBR_UNIT_SECONDS,
				    .why_empty = "none finished" };
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

/* n log-normal-like durations around middle, the same in every run. */
static struct figure_duration_row
row(struct dbr_arena *arena, const char *name, double middle, size_t n)
{
	double *values = dbr_arena_array(arena, n + 1, sizeof(*values));
	unsigned seed = (unsigned)middle + 1;
	struct figure_duration_row out = { .name = name, .seconds = values,
					   .count = n };

	for (size_t i = 0; i < n; i++) {
		double sum = 0;

		for (int j = 0; j < 6; j++) {
			seed = seed * 1103515245u + 12345u;
			sum += (seed >> 16) % 1000 / 1000.0 - 0.5;
		}
		values[i] = middle * exp(sum * 0.9);
	}
	qsort(values, n, sizeof(*values), by_size);
	out.median = seconds(n ? values[n / 2] : 0, n);
	out.p90 = seconds(n ? values[n * 9 / 10] : 0, n);
	out.p5 = n ? values[n / 20] : NAN;
	out.q1 = n ? values[n / 4] : NAN;
	out.q3 = n ? values[n * 3 / 4] : NAN;
	out.p95 = n ? values[n * 19 / 20] : NAN;
	return out;
}

static enum dbr_status
draw_usual(struct figure *out, const struct figure_style *style,
	   struct dbr_arena *arena, struct dbr_error *err)
{
	struct figure_duration_row rows[] = {
		row(arena, "Export", 5000, 214),
		row(arena, "Transform", 7000, 214),
		row(arena, "Load", 5200, 214),
		row(arena, "Verify", 9000, 208),
		row(arena, "Sign-off", 61000, 197),
		row(arena, "Rework", 111000, 61),
	};
	const struct figure_durations in = {
		"elapsed time per object, log scale", "objects", rows, 6,
	};

	rows[0].qualifier = "from old system";
	rows[1].qualifier = "mapping and clean-up";
	rows[4].qualifier = "by owning team";
	rows[4].open_count = 17;
	rows[5].here = seconds(150000, 1);
	return figure_durations_draw(out, &in, style, arena, err);
}

static enum dbr_status
draw_awkward(struct figure *out, const struct figure_style *style,
	     struct dbr_arena *arena, struct dbr_error *err)
{
	static const double same[] = { 60, 60, 60, 60, 60, 60, 60, 60 };
	static const double mixed[] = { 0, -5, 1e-9, NAN, INFINITY, 3e9 };
	struct figure_duration_row rows[] = {
		row(arena, sample_long_name, 86400 * 30, 3),
		row(arena, "One", 3600, 1),
		row(arena, "None", 1, 0),
		row(arena, "Crowd", 86400, 20000),
		row(arena, "All equal", 60, 8),
		row(arena, "Broken values", 60, 6),
	};
	const struct figure_durations in = {
		"elapsed time, log scale", NULL, rows, 6,
	};

	rows[0].qualifier = sample_long_name;
	rows[2].open_count = 4;
	rows[4].seconds = same;
	rows[5].seconds = mixed;
	return figure_durations_draw(out, &in, style, arena, err);
}

static enum dbr_status
draw_equal(struct figure *out, const struct figure_style *style,
	   struct dbr_arena *arena, struct dbr_error *err)
{
	static const double same[] = { 60, 60, 60, 60, 60, 60, 60, 60 };
	struct figure_duration_row one = row(arena, "Step", 60, 8);
	const struct figure_durations in = { "time", "steps", &one, 1 };

	one.seconds = same;
	one.median.value = one.p90.value = 60;
	one.p5 = one.q1 = one.q3 = one.p95 = 60;
	return figure_durations_draw(out, &in, style, arena, err);
}

static enum dbr_status
draw_forty(struct figure *out, const struct figure_style *style,
	   struct dbr_arena *arena, struct dbr_error *err)
{
	struct figure_duration_row rows[40];
	const struct figure_durations in = { sample_long_name,
					     sample_long_name, rows, 40 };

	for (size_t i = 0; i < 40; i++) {
		rows[i] = row(arena, sample_long_name, 60 + 60 * (double)i,
			      5 + i);
		rows[i].qualifier = sample_long_name;
		rows[i].here = seconds(600, 1);
	}
	return figure_durations_draw(out, &in, style, arena, err);
}

static enum dbr_status
draw_nothing(struct figure *out, const struct figure_style *style,
	     struct dbr_arena *arena, struct dbr_error *err)
{
	const struct figure_duration_row none = row(arena, "None", 1, 0);
	const struct figure_durations in = { "time", "steps", &none, 1 };

	return figure_durations_draw(out, &in, style, arena, err);
}

const struct figure_sample durations_samples[] = {
	{ "durations-usual", draw_usual, true },
	{ "durations-awkward", draw_awkward, true },
	{ "durations-equal", draw_equal, true },
	{ "durations-forty", draw_forty, true },
	{ "durations-nothing", draw_nothing, false },
};
const size_t durations_sample_count = sizeof(durations_samples) /
				      sizeof(durations_samples[0]);
