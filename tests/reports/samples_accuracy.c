/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "tests/reports/figure_samples.h"
#include <math.h>
#include "reports/figures/accuracy.h"

enum { ROWS_MAX = 40 };

/* With a Wilson interval. */
static struct figure_accuracy_row
row(const char *name, int64_t mismatched, int64_t checked)
{
	double n = (double)checked, z = 1.96;
	double p = n > 0 ? ((double)checked - (double)mismatched) / n : 0;
	double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
	double half = z / (1 + z * z / n) *
		      sqrt(p * (1 - p) / n + z * z / (4 * n * n));
	struct figure_accuracy_row out = {
		.name = name, .mismatched = mismatched, .checked = checked,
		.match = { .value = p, .lo = fmax(middle - half, 0),
			   .hi = p >= 1 ? 1 : middle + half,
			   .has_value = checked > 0, .has_lo = checked > 0,
			   .has_hi = checked > 0, .is_sample = true,
			   .n = checked, .level = 0.95,
			   .unit = DBR_UNIT_SHARE,
			   .why_empty = "nothing was checked" },
	};

	return out;
}

static enum dbr_status
draw_usual(struct figure *out, const struct figure_style *style,
	   struct dbr_arena *arena, struct dbr_error *err)
{
	const struct figure_accuracy_row rows[] = {
		row("attachments", 41, 2400),
		row("contact_history", 29, 2400),
		row("sla_clocks", 19, 2400),
		row("custom_fields", 16, 2400),
		row("ticket_links", 7, 1200),
		row("tickets", 9, 2400),
		row("macros", 2, 640),
		row("contacts", 5, 2400),
		row("organisations", 3, 2400),
		row("kb_articles", 1, 900),
		row("agents", 0, 412),
		row("tags", 0, 2400),
	};
	const struct figure_accuracy in = { 0.995, rows, 12 };

	return figure_accuracy_draw(out, &in, style, arena, err);
}

static enum dbr_status
draw_awkward(struct figure *out, const struct figure_style *style,
	     struct dbr_arena *arena, struct dbr_error *err)
{
	struct figure_accuracy_row rows[] = {
		row("all_wrong", 50, 50),
		row(sample_long_name, 1, 2),
		row("not_checked", 0, 0),
		row("huge", 12, 123456789),
		row("full_count", 3, 1000000),
		row("full_count_clean", 0, 1000000),
	};
	const struct figure_accuracy in = { 0.9999, rows, 6 };

	rows[4].match.is_census = rows[5].match.is_census = true;
	rows[4].match.has_lo = rows[4].match.has_hi = false;
	rows[5].match.has_lo = rows[5].match.has_hi = false;
	return figure_accuracy_draw(out, &in, style, arena, err);
}

static enum dbr_status
draw_one(struct figure *out, const struct figure_style *style,
	 struct dbr_arena *arena, struct dbr_error *err)
{
	const struct figure_accuracy_row one = row("tickets", 0, 300);
	const struct figure_accuracy in = { 1, &one, 1 };

	return figure_accuracy_draw(out, &in, style, arena, err);
}

static enum dbr_status
draw_no_line(struct figure *out, const struct figure_style *style,
	     struct dbr_arena *arena, struct dbr_error *err)
{
	struct figure_accuracy_row rows[ROWS_MAX];
	const struct figure_accuracy in = { 0, rows, ROWS_MAX };

	for (int64_t i = 0; i < ROWS_MAX; i++)
		rows[i] = row("same", 5, 1000);
	return figure_accuracy_draw(out, &in, style, arena, err);
}

static enum dbr_status
draw_nothing(struct figure *out, const struct figure_style *style,
	     struct dbr_arena *arena, struct dbr_error *err)
{
	const struct figure_accuracy_row one = row("tickets", 0, 0);
	const struct figure_accuracy in = { 0.995, &one, 1 };

	return figure_accuracy_draw(out, &in, style, arena, err);
}

const struct figure_sample accuracy_samples[] = {
	{ "accuracy-usual", draw_usual, true },
	{ "accuracy-awkward", draw_awkward, true },
	{ "accuracy-one", draw_one, true },
	{ "accuracy-no-line", draw_no_line, true },
	{ "accuracy-nothing", draw_nothing, false },
};
const size_t accuracy_sample_count = sizeof(accuracy_samples) /
				     sizeof(accuracy_samples[0]);
