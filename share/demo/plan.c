/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fourteen migrations: whose, when, and how each ended. */
#include <config.h>
#include "demo.h"

struct outline {
	const char *title;
	int customer, users, length_days, go_live, slip_weeks, move_weeks;
	enum fate fate;
	bool is_worse;
};

/*
 * go_live is the accepted one (for an abandoned or open migration: the one
 * planned), always a Saturday.  The seed moves it by up to move_weeks, which
 * keeps every migration in its quarter and its tickets in their window.
 */
static const struct outline outlines[MIGRATION_COUNT] = {
	{ "Retail banking desk", 0, 240, 82, 20250426, 0, 1, LIVE, false },
	{ "All schools help desk", 1, 410, 84, 20250607, 1, 1, LIVE, false },
	{ "Depots and drivers", 2, 180, 89, 20250719, 2, 1, ROLLED_BACK,
	  false },
	{ "Patient services", 3, 520, 96, 20250906, 0, 1, LIVE, false },
	{ "Store support", 4, 95, 61, 20251018, 0, 0, LIVE, false },
	{ "Field and office desk", 5, 350, 89, 20251115, 0, 0, ABANDONED,
	  false },
	{ "Claims hotline", 6, 300, 88, 20251122, 1, 0, LIVE, false },
	{ "Plant help desk", 7, 130, 68, 20260110, 0, 0, LIVE, true },
	{ "Subscriber desk", 8, 210, 90, 20260124, 1, 0, LIVE, true },
	{ "Network operations desk", 9, 640, 110, 20260425, 2, 0,
	  ROLLED_BACK, false },
	{ "Ground crew desk", 10, 270, 82, 20260530, 0, 1, LIVE, false },
	{ "Field desk, second attempt", 5, 220, 89, 20260711, -1, 0, LIVE,
	  false },
	{ "Front office desk", 11, 160, 75, 20260808, 1, 1, LIVE, false },
	{ "Card services desk", 0, 120, 96, 20261024, 0, 0, OPEN, false },
};

/* Parts of the way from kickoff to go-live, in per mille; the runbook's
 * last module starts when the first seven have ended. */
static const int parts[CUTOVER + 1] = { 110, 150, 120, 170, 140, 200, 110 };

static void
split(struct span *spans, struct chance *chance, int noise, struct span whole)
{
	int64_t weights[CUTOVER + 1], sum = 0, at = whole.start, passed = 0;

	for (int m = 0; m <= CUTOVER; m++) {
		weights[m] = parts[m] * chance_between(chance, 100 - noise,
						       100 + noise);
		sum += weights[m];
	}
	for (int m = 0; m <= CUTOVER; m++) {
		passed += weights[m];
		spans[m].start = at;
		at = whole.start + (whole.end - whole.start) * passed / sum;
		at -= m < CUTOVER ? at % 900 : 0;
		spans[m].end = at;
	}
	spans[POST_MIGRATION].start = at;
	spans[POST_MIGRATION].end = at + 30 * DAY_SECONDS;
}

/* What has not happened by an instant is not in the data. */
static void
cut_off(struct span *span, int64_t at, bool ends_there)
{
	if (span->start > at)
		*span = (struct span){ 0, 0 };
	else if (span->end > at)
		span->end = ends_there ? at : 0;
}

static void
plan_one(struct demo *demo, struct migration *m, const struct outline *o)
{
	struct chance *chance = &demo->chance;
	int64_t live_day = day_of(o->go_live) +
		7 * chance_between(chance, -o->move_weeks, o->move_weeks);
	int64_t end = at_berlin(live_day, 12 * 3600 +
				chance_between(chance, 0, 110) * 60);
	int64_t kickoff_day;
	struct span way;

	m->title = o->title;
	m->customer = o->customer;
	m->users = o->users + (int)chance_between(chance, -9, 9);
	m->size_band = o->users < 150 ? "S" : o->users < 350 ? "M" : "L";
	m->fate = o->fate;
	m->is_worse = o->is_worse;
	kickoff_day = live_day - o->length_days +
		chance_between(chance, -5, 5);
	m->kickoff = at_berlin(kickoff_day - weekday(kickoff_day), 9 * 3600);
	m->planned_go_live = at_berlin(live_day - 7 * o->slip_weeks,
				       14 * 3600);
	m->first_cutover = o->fate == ROLLED_BACK ?
		end - 14 * DAY_SECONDS : end;
	way = (struct span){ m->kickoff, m->planned_go_live };
	split(m->planned, chance, 0, way);
	way.end = m->first_cutover;
	split(m->actual, chance, 12, way);
	m->actual[CUTOVER].end = end;
	m->actual[POST_MIGRATION].start = end;
	m->actual[POST_MIGRATION].end = end + 30 * DAY_SECONDS;
	if (o->fate == ABANDONED)
		m->abandoned = m->actual[VALIDATION].start +
			3 * DAY_SECONDS;
	else if (o->fate != OPEN)
		m->go_live = end;
	for (int k = 0; k < MODULE_COUNT; k++)
		cut_off(&m->actual[k],
			m->abandoned != 0 ? m->abandoned : demo->as_of,
			m->abandoned != 0);
}

void
plan_migrations(struct demo *demo)
{
	for (int i = 0; i < MIGRATION_COUNT; i++) {
		struct migration *m = &demo->migrations[i];

		snprintf(m->key, sizeof(m->key), "ORB-%02d", i + 1);
		m->wave = i < 5 ? "wave-1" : i < 10 ? "wave-2" : "wave-3";
		m->source_system = i % 3 == 1 ? "Pigeonhole 7" : "DeskHerald";
		plan_one(demo, m, &outlines[i]);
	}
}
