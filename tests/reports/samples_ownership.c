/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "tests/reports/figure_samples.h"
#include "reports/figures/ownership.h"

enum { ROWS_MAX = 40 };

#define SHARE(k, of, low, high) \
	{ .value = (k) / (double)(of), .lo = low, .hi = high, \
	  .has_value = true, .has_lo = true, .has_hi = true, .n = of, \
	  .level = 0.95, .unit = DBR_UNIT_SHARE }
#define ROW(component, owner, k, other, j, n, reading, low, high) \
	{ component, owner, other, k, j, n, FIGURE_OWNERSHIP_##reading, \
	  SHARE(j > k ? j : k, n, low, high), j > k ? other : owner }

static enum dbr_status
draw_usual(struct figure *out, const struct figure_style *style,
	   struct dbr_arena *arena, struct dbr_error *err)
{
	const struct figure_ownership_row rows[] = {
		ROW("Identity sync", "Platform", 4, "Identity", 31, 42,
		    PROPOSE, 0.587, 0.849),
		ROW("Ticket routing rules", "Vendor admin", 6,
		    "Care operations", 22, 33, DISCUSS, 0.496, 0.808),
		ROW("SLA clocks", "Service desk", 9, "Care operations", 16,
		    31, DISCUSS, 0.348, 0.680),
		ROW("Email ingest", "Messaging", 14, "Platform", 12, 31,
		    DISCUSS, 0.292, 0.622),
		ROW("Reporting extracts", "Data team", 21, "Platform", 5, 30,
		    KEEP, 0.521, 0.833),
		ROW("SSO certificates", "Identity", 4, "Platform", 1, 5,
		    TOO_FEW, 0.376, 0.964),
		ROW("Knowledge base", "Service desk", 12, "Data team", 1, 14,
		    KEEP, 0.601, 0.960),
	};
	const struct figure_ownership in = { rows, 7, 10 };

	return figure_ownership_draw(out, &in, style, arena, err);
}

static enum dbr_status
draw_awkward(struct figure *out, const struct figure_style *style,
	     struct dbr_arena *arena, struct dbr_error *err)
{
	struct figure_ownership_row rows[ROWS_MAX];
	const struct figure_ownership_row kinds[] = {
		ROW(sample_long_name, sample_long_name, 1, sample_long_name,
		    120, 130, PROPOSE, 0.87, 0.96),
		ROW(sample_long_name, NULL, 0, sample_long_name, 9000000,
		    9999999, DISCUSS, 0.9, 0.9001),
		ROW("Only owner", "A", 7, NULL, 0, 7, TOO_FEW, 0.6, 1),
		ROW("Nobody else", "A", 1, "B", 1, 100, DISCUSS, 0.002,
		    0.05),
	};
	const struct figure_ownership in = { rows, ROWS_MAX, 10 };

	for (size_t i = 0; i < ROWS_MAX; i++)
		rows[i] = kinds[i % 4];
	rows[4].total = rows[4].other_count = rows[4].owner_count = 0;
	rows[4].share.has_value = false;
	return figure_ownership_draw(out, &in, style, arena, err);
}

static enum dbr_status
draw_nothing(struct figure *out, const struct figure_style *style,
	     struct dbr_arena *arena, struct dbr_error *err)
{
	const struct figure_ownership in = { NULL, 0, 10 };

	return figure_ownership_draw(out, &in, style, arena, err);
}

const struct figure_sample ownership_samples[] = {
	{ "ownership-usual", draw_usual, true },
	{ "ownership-awkward", draw_awkward, true },
	{ "ownership-nothing", draw_nothing, false },
};
const size_t ownership_sample_count = sizeof(ownership_samples) /
				      sizeof(ownership_samples[0]);
