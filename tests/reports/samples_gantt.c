/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "tests/reports/figure_samples.h"
#include <string.h>
#include "reports/figures/gantt.h"

enum { ROWS_MAX = 40 };
#define ROW(name, part, p0, p1, a0, a1) \
	{ name, part, sample_at(p0), sample_at(p1), sample_at(a0), \
	  sample_at(a1), NULL, 0, NULL }

static enum dbr_status
draw_usual(struct figure *out, const struct figure_style *style,
	   struct dbr_arena *arena, struct dbr_error *err)
{
	const struct figure_attempt wave2[] = {
		{ sample_at("2026-02-12"), sample_at("2026-02-18") },
	};
	const struct figure_attempt wave4[] = {
		{ sample_at("2026-03-17"), sample_at("2026-03-21") },
		{ sample_at("2026-03-25"), sample_at("2026-03-27") },
	};
	struct figure_gantt_row rows[] = {
		ROW("Pilot", "IT service desk", "2026-01-13", "2026-01-24",
		    "2026-01-13", "2026-01-23"),
		ROW("Wave 1", "Finance operations", "2026-01-27",
		    "2026-02-07", "2026-01-27", "2026-02-10"),
		ROW("Wave 2", "Customer care EMEA", "2026-02-10",
		    "2026-02-21", "2026-02-25", "2026-03-10"),
		ROW("Wave 3", "Customer care APAC", "2026-02-17",
		    "2026-02-28", "2026-02-27", "2026-03-08"),
		ROW("Wave 4", "Field service", "2026-03-03", "2026-03-14",
		    "2026-04-08", "2026-04-16"),
		ROW("Wave 5", "Partner portal", "2026-03-17", "2026-03-28",
		    "2026-03-31", "2026-04-10"),
		ROW("Backfill", "10 years of closed cases", "2026-02-03",
		    "2026-04-04", "2026-02-10", "2026-04-19"),
		ROW("Switch-off", "Old system read-only, then off",
		    "2026-04-07", "2026-04-18", "2026-04-21", NULL),
	};
	const struct figure_band freeze = { "quarter-end freeze",
					    sample_at("2026-03-28"),
					    sample_at("2026-04-02") };
	const struct figure_event live = { NULL, "go-live",
					   sample_at("2026-04-16") };
	const struct figure_gantt in = { "Work package", rows, 8, &freeze, 1,
					 &live, 1, sample_at("2026-05-01") };

	rows[2].attempts = wave2;
	rows[2].attempt_count = 1;
	rows[4].attempts = wave4;
	rows[4].attempt_count = 2;
	return figure_gantt_draw(out, &in, style, arena, err);
}

/* A night of cutover steps, minutes long. */
static enum dbr_status
draw_night(struct figure *out, const struct figure_style *style,
	   struct dbr_arena *arena, struct dbr_error *err)
{
	struct figure_gantt_row rows[] = {
		ROW("Freeze old system", NULL, "2026-03-06T20:00:00Z",
		    "2026-03-06T20:30:00Z", "2026-03-06T20:04:00Z",
		    "2026-03-06T20:31:00Z"),
		ROW("Export", "cases and contacts", "2026-03-06T20:30:00Z",
		    "2026-03-06T23:00:00Z", "2026-03-06T20:31:00Z",
		    "2026-03-07T00:10:00Z"),
		ROW("Load", NULL, "2026-03-06T23:00:00Z",
		    "2026-03-07T03:00:00Z", "2026-03-07T00:10:00Z",
		    "2026-03-07T03:00:00Z"),
		ROW("Open to users", NULL, "2026-03-07T06:00:00Z",
		    "2026-03-07T07:00:00Z", NULL, NULL),
		ROW("Not planned", NULL, NULL, NULL, "2026-03-07T02:00:00Z",
		    "2026-03-07T02:10:00Z"),
	};
	const struct figure_gantt in = {
		.rows = rows, .row_count = 5,
		.as_of_us = sample_at("2026-03-07T08:00:00Z"),
	};

	rows[3].status = "abandoned";
	return figure_gantt_draw(out, &in, style, arena, err);
}

static enum dbr_status
draw_crowded(struct figure *out, const struct figure_style *style,
	     struct dbr_arena *arena, struct dbr_error *err)
{
	const struct figure_attempt tries[] = {
		{ sample_at("2024-02-10"), sample_at("2024-02-11") },
		{ sample_at("2024-02-20"), sample_at("2024-02-25") },
		{ sample_at("2024-03-17"), sample_at("2024-03-21") },
		{ sample_at("2024-03-25"), sample_at("2024-12-27") },
	};
	struct figure_event events[] = {
		{ NULL, "first go-live of the largest customer", 0 },
		{ NULL, "second go-live of the largest customer", 0 },
		{ NULL, "third go-live of the largest customer", 0 },
		{ NULL, "fourth go-live of the largest customer", 0 },
	};
	struct figure_gantt_row rows[ROWS_MAX];
	struct figure_gantt in = { NULL, rows, ROWS_MAX, NULL, 0, events, 4,
				   0 };
	int64_t start = sample_at("2024-01-03");

	for (int64_t i = 0; i < ROWS_MAX; i++) {
		int64_t at = start + i * 17 * DBR_DAY_US;

		rows[i] = (struct figure_gantt_row){
			sample_long_name, sample_long_name, at,
			at + 20 * DBR_DAY_US, at + i * DBR_DAY_US / 2,
			at + (18 + i) * DBR_DAY_US, tries,
			(size_t)(i % 5), NULL
		};
	}
	rows[ROWS_MAX - 1].actual_end_us = FIGURE_NO_TIME;
	in.as_of_us = start + 800 * DBR_DAY_US;
	for (int64_t i = 0; i < 4; i++)
		events[i].at_us = start + (300 + i * 9) * DBR_DAY_US;
	return figure_gantt_draw(out, &in, style, arena, err);
}

static enum dbr_status
draw_one_instant(struct figure *out, const struct figure_style *style,
		 struct dbr_arena *arena, struct dbr_error *err)
{
	const struct figure_gantt_row rows[] = {
		ROW("Moment", NULL, "2026-01-13", "2026-01-13", "2026-01-13",
		    "2026-01-13"),
	};
	const struct figure_gantt in = { .rows = rows, .row_count = 1 };

	return figure_gantt_draw(out, &in, style, arena, err);
}

static enum dbr_status
draw_ages(struct figure *out, const struct figure_style *style,
	  struct dbr_arena *arena, struct dbr_error *err)
{
	const struct figure_gantt_row rows[] = {
		ROW("Ages", "nine centuries", "1200-01-13", "2100-01-13",
		    "1300-01-13", "2026-01-13"),
	};
	const struct figure_gantt in = { .rows = rows, .row_count = 1 };

	return figure_gantt_draw(out, &in, style, arena, err);
}

static enum dbr_status
draw_nothing(struct figure *out, const struct figure_style *style,
	     struct dbr_arena *arena, struct dbr_error *err)
{
	const struct figure_gantt_row rows[] = {
		ROW("Nothing", NULL, NULL, NULL, NULL, NULL),
	};
	const struct figure_gantt in = { .rows = rows, .row_count = 1 };

	return figure_gantt_draw(out, &in, style, arena, err);
}

const struct figure_sample gantt_samples[] = {
	{ "gantt-usual", draw_usual, true },
	{ "gantt-night", draw_night, true },
	{ "gantt-crowded", draw_crowded, true },
	{ "gantt-one-instant", draw_one_instant, true },
	{ "gantt-ages", draw_ages, true },
	{ "gantt-nothing", draw_nothing, false },
};
const size_t gantt_sample_count = sizeof(gantt_samples) /
				  sizeof(gantt_samples[0]);
