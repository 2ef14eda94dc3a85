/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "tests/reports/figure_samples.h"
#include <math.h>
#include "reports/figures/phases.h"

enum { PHASES_MAX = 10, MIGRATIONS_MAX = 4 };

static struct dbr_number
took(double seconds)
{
	return (struct dbr_number){ .name = "median", .value = seconds,
				    .has_value = true, .n = 1,
				    .is_census = true,
				    .unit = DBR_UNIT_SECONDS };
}

static struct figure_phase
phase(const char *name, double seconds)
{
	return (struct figure_phase){ name, took(seconds), took(seconds * 1.6),
				      seconds * 0.8, seconds * 1.3 };
}

static enum dbr_status
draw_usual(struct figure *out, const struct figure_style *style,
	   struct dbr_arena *arena, struct dbr_error *err)
{
	const struct figure_phase phases[] = {
		phase("Discovery", 829440), phase("Mapping", 1149120),
		phase("Cutover", 20000),
	};
	static const char *const names[] = { "ORB-09", "ORB-10" };
	static const char *const parts[] = { "Desk 294, 2nd wave", NULL };
	const struct dbr_number all[] = {
		took(800000), took(2000000), took(21000),
		took(900000), { .why_empty = "did not end" }, took(9000),
	};
	const struct figure_phases in = { "elapsed time, log scale", phases, 3,
					  names, parts, 2, all };

	return figure_phases_draw(out, &in, style, arena, err);
}

/* Long names, nothing and ages in one picture. */
static enum dbr_status
draw_crowded(struct figure *out, const struct figure_style *style,
	     struct dbr_arena *arena, struct dbr_error *err)
{
	struct figure_phase phases[PHASES_MAX];
	const char *names[MIGRATIONS_MAX], *parts[MIGRATIONS_MAX];
	struct dbr_number all[PHASES_MAX * MIGRATIONS_MAX];
	const struct figure_phases in = {
		sample_long_name, phases, PHASES_MAX, names, parts,
		MIGRATIONS_MAX, all,
	};

	for (size_t i = 0; i < PHASES_MAX; i++)
		phases[i] = phase(sample_long_name, pow(10, (double)i));
	for (size_t i = 0; i < MIGRATIONS_MAX; i++)
		names[i] = parts[i] = sample_long_name;
	for (size_t i = 0; i < PHASES_MAX * MIGRATIONS_MAX; i++)
		all[i] = took(i % 7 ? pow(10, (double)(i % 11)) : 0);
	return figure_phases_draw(out, &in, style, arena, err);
}

static enum dbr_status
draw_one(struct figure *out, const struct figure_style *style,
	 struct dbr_arena *arena, struct dbr_error *err)
{
	static const char *const names[] = { "ORB-09" };
	static const char *const parts[] = { NULL };
	const struct figure_phase equal = { "Step", took(60), took(60), 60,
					    60 };
	const struct dbr_number one = took(60);
	const struct figure_phases in = { "time", &equal, 1, names, parts, 1,
					  &one };

	return figure_phases_draw(out, &in, style, arena, err);
}

static enum dbr_status
draw_nothing(struct figure *out, const struct figure_style *style,
	     struct dbr_arena *arena, struct dbr_error *err)
{
	static const char *const names[] = { "ORB-09" };
	static const char *const parts[] = { NULL };
	const struct figure_phase none = { "Step", { .has_value = false },
					   { .has_value = false }, NAN, NAN };
	const struct dbr_number empty = { .why_empty = "did not end" };
	const struct figure_phases in = { "time", &none, 1, names, parts, 1,
					  &empty };

	return figure_phases_draw(out, &in, style, arena, err);
}

const struct figure_sample phases_samples[] = {
	{ "phases-usual", draw_usual, true },
	{ "phases-crowded", draw_crowded, true },
	{ "phases-one", draw_one, true },
	{ "phases-nothing", draw_nothing, false },
};
const size_t phases_sample_count = sizeof(phases_samples) /
				   sizeof(phases_samples[0]);
