/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "tests/reports/figure_samples.h"
#include <math.h>
#include "reports/figures/forest.h"

enum { ROWS_MAX = 40 };

#define CELL(v, low, high, kind) \
	{ .value = v, .lo = low, .hi = high, .has_value = true, \
	  .has_lo = true, .has_hi = true, .n = 2400, .level = 0.95, \
	  .unit = DBR_UNIT_##kind }

static const struct figure_forest_panel panels[] = {
	{ "Incidents", "per 1\xE2\x80\xAF" "000 tickets, 12 weeks", true, true,
	  2, NULL },
	{ "Median delay", "past planned finish", true, true, 432000, NULL },
	{ "Data accuracy", "of records matching", false, true, 0.995,
	  "target \xE2\x89\xA5 99.5\xC2\xA0%" },
	{ "Satisfaction", "NPS, 6 weeks after", false, true, 0, NULL },
};

static enum dbr_status
draw_usual(struct figure *out, const struct figure_style *style,
	   struct dbr_arena *arena, struct dbr_error *err)
{
	static const struct figure_forest_row rows[] = {
		{ "CRM", "2024 Q2", false },
		{ "HR core", "2024 Q4", false },
		{ "Intranet", "2025 Q1", false },
		{ "Billing", "2025 Q3", false },
		{ "Service desk", "2026 Q2", true },
	};
	static const struct dbr_number cells[] = {
		CELL(3.1, 2.4, 4, PER), CELL(950400, 604800, 1468800, SECONDS),
		CELL(0.9971, 0.996, 0.9979, SHARE), CELL(18, 9, 27, POINTS),
		CELL(1.2, 0.8, 1.8, PER), CELL(518400, 259200, 950400,
					       SECONDS),
		CELL(0.9993, 0.9988, 0.9996, SHARE), CELL(31, 22, 40, POINTS),
		CELL(1.9, 1.3, 2.7, PER), CELL(345600, 172800, 604800,
					       SECONDS),
		CELL(0.9958, 0.9942, 0.997, SHARE), CELL(24, 13, 35, POINTS),
		CELL(2.3, 1.7, 3.1, PER), CELL(777600, 518400, 1209600,
					       SECONDS),
		CELL(0.9996, 0.9993, 0.9998, SHARE), CELL(9, -2, 20, POINTS),
		CELL(4.4, 3.6, 5.4, PER), CELL(1209600, 864000, 1728000,
					       SECONDS),
		CELL(0.9947, 0.9936, 0.9956, SHARE), CELL(-3, -13, 7, POINTS),
	};
	const struct figure_forest in = { panels, 4, rows, 5, cells };

	return figure_forest_draw(out, &in, style, arena, err);
}

static enum dbr_status
draw_awkward(struct figure *out, const struct figure_style *style,
	     struct dbr_arena *arena, struct dbr_error *err)
{
	static const struct figure_forest_panel long_panels[] = {
		{ sample_long_name, sample_long_name, true, true, 1e12,
		  sample_long_name },
		{ sample_long_name, sample_long_name, false, true, -1e-9,
		  NULL },
		{ "Nothing here", NULL, false, false, 0, NULL },
	};
	struct figure_forest_row rows[ROWS_MAX];
	struct dbr_number cells[3 * ROWS_MAX];
	const struct figure_forest in = { long_panels, 3, rows, ROWS_MAX,
					  cells };

	for (size_t i = 0; i < ROWS_MAX; i++) {
		const struct dbr_number huge = CELL(1e12 * (double)i, 0, 4e13,
						    PER);
		const struct dbr_number tiny = CELL(1e-9, 1e-9, 1e-9, PER);

		rows[i] = (struct figure_forest_row){
			sample_long_name, sample_long_name, i == 7 };
		cells[3 * i] = huge;
		cells[3 * i + 1] = tiny;
		cells[3 * i + 2] = (struct dbr_number){ .value = NAN };
	}
	return figure_forest_draw(out, &in, style, arena, err);
}

static enum dbr_status
draw_nothing(struct figure *out, const struct figure_style *style,
	     struct dbr_arena *arena, struct dbr_error *err)
{
	static const struct dbr_number empty[4] = { { .value = 0 } };
	const struct figure_forest_row row = { "Row", NULL, true };
	const struct figure_forest in = { panels, 4, &row, 1, empty };

	return figure_forest_draw(out, &in, style, arena, err);
}

const struct figure_sample forest_samples[] = {
	{ "forest-usual", draw_usual, true },
	{ "forest-awkward", draw_awkward, true },
	{ "forest-nothing", draw_nothing, false },
};
const size_t forest_sample_count = sizeof(forest_samples) /
				   sizeof(forest_samples[0]);
