/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "tests/reports/figure_samples.h"
#include "reports/figures/incidents.h"

enum { INCIDENTS_MAX = 25000 };

static const struct figure_severity severities[] = {
	{ "Severity 1", true },
	{ "Severity 2", false },
	{ "Severity 3", false },
};

static struct dbr_number
count(double value)
{
	return (struct dbr_number){ .value = value, .has_value = true,
				    .is_census = true, .n = (int64_t)value,
				    .unit = DBR_UNIT_COUNT };
}

static struct dbr_number
expect(double value, double lo, double hi)
{
	return (struct dbr_number){ .value = value, .lo = lo, .hi = hi,
				    .has_value = true, .has_lo = true,
				    .has_hi = true, .level = 0.95, .n = 218,
				    .unit = DBR_UNIT_COUNT };
}

/* Denser at the start, the same in every run. */
static void
spread(struct figure_incident *out, size_t n, const struct figure_incidents *in)
{
	double span = (double)(in->end_us - in->start_us);
	unsigned seed = 7;

	for (size_t i = 0; i < n; i++) {
		double share = ((double)i + 0.5) / (double)n;

		seed = seed * 1103515245u + 12345u;
		out[i].at_us = in->start_us +
			       (int64_t)(span * share * (0.3 + 0.7 * share) *
					 (0.9 + (seed >> 16) % 100 / 1000.0));
		out[i].severity = i % 19 == 0 ? 0 : i % 5 == 0 ? 1 : 2;
		out[i].tip = i % 19 == 0 ? "INC-7: <b>no mail</b>" : NULL;
	}
}

static enum dbr_status
draw(struct figure *out, const struct figure_style *style,
     struct dbr_arena *arena, struct dbr_error *err, size_t n)
{
	struct figure_incident *incidents =
		dbr_arena_array(arena, n + 1, sizeof(*incidents));
	const struct figure_event events[] = {
		{ "F1", "mapping fix", sample_at("2026-04-26") },
		{ "F2", "sync retry", sample_at("2026-05-12") },
		{ "F3", "role templates", sample_at("2026-06-01") },
		{ "F4", "before go-live", sample_at("2026-01-01") },
	};
	struct figure_incidents in = {
		.start_us = sample_at("2026-04-15"),
		.end_us = sample_at("2026-07-08"),
		.severities = severities, .severity_count = 3,
		.incidents = incidents, .incident_count = n,
		.events = events, .event_count = 4,
		.observed = count((double)n),
		.expected = expect(50.4, 35, 66),
		.difference = { .value = (double)n - 50, .has_value = true,
				.is_signed = true, .unit = DBR_UNIT_COUNT },
	};
	const struct figure_expected band[] = {
		{ in.start_us, 0, 0, 0 },
		{ in.start_us + 7 * DBR_DAY_US, 4.2, 0, 9 },
		{ in.start_us + 28 * DBR_DAY_US, 16.8, 8, 27 },
		{ in.start_us + 56 * DBR_DAY_US, 33.6, 20, 48 },
		{ in.end_us, 50.4, 35, 66 },
	};

	in.band = band;
	in.band_count = 5;
	spread(incidents, n, &in);
	return figure_incidents_draw(out, &in, style, arena, err);
}

static enum dbr_status
draw_usual(struct figure *out, const struct figure_style *style,
	   struct dbr_arena *arena, struct dbr_error *err)
{
	return draw(out, style, arena, err, 99);
}

static enum dbr_status
draw_near(struct figure *out, const struct figure_style *style,
	  struct dbr_arena *arena, struct dbr_error *err)
{
	return draw(out, style, arena, err, 53);
}

static enum dbr_status
draw_none(struct figure *out, const struct figure_style *style,
	  struct dbr_arena *arena, struct dbr_error *err)
{
	return draw(out, style, arena, err, 0);
}

static enum dbr_status
draw_many(struct figure *out, const struct figure_style *style,
	  struct dbr_arena *arena, struct dbr_error *err)
{
	return draw(out, style, arena, err, INCIDENTS_MAX);
}

/* Three days, no baseline, everything within one second. */
static enum dbr_status
draw_burst(struct figure *out, const struct figure_style *style,
	   struct dbr_arena *arena, struct dbr_error *err)
{
	struct figure_incident incidents[20];
	const struct figure_severity one[] = { { sample_long_name, true } };
	struct figure_incidents in = {
		.start_us = sample_at("2026-04-15"),
		.end_us = sample_at("2026-04-18"),
		.severities = one, .severity_count = 1,
		.incidents = incidents, .incident_count = 20,
		.observed = count(20),
	};

	for (size_t i = 0; i < 20; i++)
		incidents[i] = (struct figure_incident){
			in.end_us - DBR_HOUR_US, 0, NULL };
	return figure_incidents_draw(out, &in, style, arena, err);
}

/* One, with fixes whose names do not fit beside each other. */
static enum dbr_status
draw_one(struct figure *out, const struct figure_style *style,
	 struct dbr_arena *arena, struct dbr_error *err)
{
	struct figure_incident one = { 0, 0, sample_long_name };
	struct figure_event fixes[5];
	struct figure_incidents in = {
		.start_us = sample_at("2026-04-15"),
		.end_us = sample_at("2026-04-16"),
		.severities = severities, .severity_count = 3,
		.incidents = &one, .incident_count = 1,
		.events = fixes, .event_count = 5,
		.observed = count(1),
	};

	one.at_us = in.start_us;
	for (int i = 0; i < 5; i++)
		fixes[i] = (struct figure_event){
			"F9", sample_long_name,
			in.start_us + (i + 1) * DBR_HOUR_US };
	return figure_incidents_draw(out, &in, style, arena, err);
}

static enum dbr_status
draw_no_watch(struct figure *out, const struct figure_style *style,
	      struct dbr_arena *arena, struct dbr_error *err)
{
	const struct figure_incidents in = { .severities = severities,
					     .severity_count = 3 };

	return figure_incidents_draw(out, &in, style, arena, err);
}

const struct figure_sample incidents_samples[] = {
	{ "incidents-usual", draw_usual, true },
	{ "incidents-near", draw_near, true },
	{ "incidents-none", draw_none, true },
	{ "incidents-many", draw_many, true },
	{ "incidents-burst", draw_burst, true },
	{ "incidents-one", draw_one, true },
	{ "incidents-no-watch", draw_no_watch, false },
};
const size_t incidents_sample_count = sizeof(incidents_samples) /
				      sizeof(incidents_samples[0]);
