/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tickets of four kinds: a customer's incidents before the kickoff (the
 * baseline), the project's own while its modules run, incidents after
 * go-live, and strays that belong to no migration.
 */
#include <config.h>
#include "demo.h"

#include <stdlib.h>

enum { BASELINE_DAYS = 84, WINDOW_DAYS = 88, WORSE_DAYS = 60 };

struct decks {
	struct deck team[MODULE_COUNT], severity, cutover_severity;
	int64_t others[MODULE_COUNT];	/* by turns: none stands out */
};

/* Seconds at the deciles 0 to 10, by severity 1 to 4. */
static const int32_t acknowledge_deciles[4][11] = {
	{ 30, 80, 120, 160, 200, 250, 310, 380, 460, 580, 1000 },
	{ 120, 300, 430, 560, 690, 830, 980, 1150, 1350, 1600, 4200 },
	{ 600, 1500, 2400, 3200, 4100, 5100, 6200, 7500, 9000, 11500, 26000 },
	{ 900, 3000, 5000, 7000, 9000, 11500, 14000, 17000, 20500, 25000,
	  52000 },
};
/* The Cutover Crew answers far sooner than its 60 minutes of patience. */
static const int32_t cutover_deciles[11] = {
	60, 150, 210, 270, 320, 380, 450, 530, 620, 760, 1380,
};
static const int32_t restore_deciles[4][11] = {
	{ 900, 2400, 3600, 4500, 5700, 6900, 8400, 10200, 12300, 15900,
	  40000 },
	{ 1800, 5400, 8100, 10800, 13500, 16200, 19200, 22200, 26100, 33000,
	  90000 },
	{ 7200, 18000, 30000, 45000, 60000, 80000, 100000, 125000, 150000,
	  190000, 400000 },
	{ 14400, 50000, 90000, 130000, 170000, 220000, 270000, 330000,
	  390000, 470000, 900000 },
};

/* An instant within the span, mostly in working hours. */
static int64_t
working_instant(struct chance *chance, struct span within)
{
	int64_t at, day;

	for (int tries = 0; tries < 50; tries++) {
		day = chance_between(chance, within.start / DAY_SECONDS,
				     within.end / DAY_SECONDS);
		if (weekday(day) >= 5 && chance_percent(chance, 85))
			continue;
		at = chance_percent(chance, 92) ?
			chance_between(chance, 8 * 3600, 17 * 3600) :
			chance_between(chance, 17 * 3600, 22 * 3600);
		at = at_berlin(day, at);
		if (at >= within.start && at < within.end)
			return at;
	}
	return chance_between(chance, within.start, within.end - 1);
}

/* The k-th of count equal parts: a steady stream, so that a quarter stands
 * out only where it is planted. */
static struct span
part_of(struct span whole, int64_t k, int64_t count)
{
	int64_t length = whole.end - whole.start;

	return (struct span){ whole.start + length * k / count,
			      whole.start + length * (k + 1) / count };
}

static void
resolve(struct demo *demo, struct ticket *t)
{
	struct chance *chance = &demo->chance;
	bool is_cutover = t->module == CUTOVER && t->severity == 2;
	const int32_t *deciles = is_cutover ? cutover_deciles :
		acknowledge_deciles[t->severity - 1];

	t->acknowledged = t->opened + chance_decile(chance, deciles);
	t->resolved = t->opened +
		chance_decile(chance, restore_deciles[t->severity - 1]);
	if (t->resolved < t->acknowledged + 900)
		t->resolved = t->acknowledged + 900;
	/* Some of the latest are still being worked on. */
	if (t->opened > demo->as_of - 30 * DAY_SECONDS &&
	    chance_percent(chance, 15))
		t->resolved = demo->as_of + DAY_SECONDS;
	t->confirmed = t->resolved +
		chance_between(chance, 3 * DAY_SECONDS, 12 * DAY_SECONDS);
}

static struct ticket *
add_ticket(struct demo *demo, int migration, int customer, int64_t opened)
{
	struct ticket *t;

	if (opened >= demo->as_of || demo->ticket_count == TICKET_MAX)
		return NULL;
	t = &demo->tickets[demo->ticket_count++];
	*t = (struct ticket){
		.opened = opened, .migration = migration,
		.customer = customer, .module = NO_MODULE,
		.is_servicenow = customer % 2 == 0,
		.number = (int)demo->ticket_count,
	};
	return t;
}

static enum team
other_team(struct decks *decks, enum module module)
{
	enum team team;

	do {
		team = (enum team)(decks->others[module]++ % SERVICE_DESK);
	} while (team == module_owner[module] ||
		 team == module_backup[module]);
	return team;
}

/* Who resolves: the deck says owner, backup or somebody else. */
static void
assign(struct demo *demo, struct decks *decks, struct ticket *t)
{
	struct chance *chance = &demo->chance;
	int role = deck_draw(&decks->team[t->module], chance);

	t->team = role == 0 ? module_owner[t->module] :
		role == 1 ? module_backup[t->module] :
		other_team(decks, t->module);
	t->first_team = chance_percent(chance, 70) ?
		module_owner[t->module] : t->team;
}

static void
finish(struct demo *demo, struct ticket *t, const char *title)
{
	t->title = title;
	t->person = (int)t->team * TEAM_SIZE +
		(int)chance_between(&demo->chance, 0, TEAM_SIZE - 1);
	resolve(demo, t);
}

static void
make_baseline(struct demo *demo, struct decks *decks, int i)
{
	const struct migration *m = &demo->migrations[i];
	struct span before = {
		m->kickoff - BASELINE_DAYS * (int64_t)DAY_SECONDS, m->kickoff,
	};
	int64_t count = 10 + chance_between(&demo->chance, -1, 1);

	for (int64_t k = 0; k < count; k++) {
		struct ticket *t = add_ticket(demo, -1, m->customer,
			working_instant(&demo->chance,
					part_of(before, k, count)));

		if (t == NULL)
			continue;
		t->severity = 1 + deck_draw(&decks->severity, &demo->chance);
		t->team = t->first_team = SERVICE_DESK;
		finish(demo, t, title_before(&demo->chance));
	}
}

static void
make_project(struct demo *demo, struct decks *decks, int i)
{
	const struct migration *m = &demo->migrations[i];

	for (int module = 0; module <= CUTOVER; module++) {
		struct span span = m->actual[module];
		int count = module == CUTOVER ? 18 : 6;

		if (span.start == 0)
			continue;
		if (span.end == 0)
			span.end = demo->as_of;
		for (int k = 0; k < count; k++) {
			struct ticket *t = add_ticket(demo, i, m->customer,
				working_instant(&demo->chance, span));

			if (t == NULL)
				continue;
			t->module = (enum module)module;
			t->names_migration = true;
			t->severity = 1 + deck_draw(module == CUTOVER ?
				&decks->cutover_severity : &decks->severity,
				&demo->chance);
			assign(demo, decks, t);
			finish(demo, t, title_for(&demo->chance,
						  (enum module)module));
		}
	}
}

static void
make_after(struct demo *demo, struct decks *decks, int i, struct span after,
	   int64_t per_hundred_weeks, int64_t jitter)
{
	struct chance *chance = &demo->chance;
	const struct migration *m = &demo->migrations[i];
	int64_t count;

	if (after.end > demo->as_of)
		after.end = demo->as_of;
	if (after.end <= after.start)
		return;
	count = ((after.end - after.start) * per_hundred_weeks /
		 (7 * DAY_SECONDS) + 50) / 100 +
		chance_between(chance, -jitter, jitter);
	for (int64_t k = 0; k < count; k++) {
		struct ticket *t = add_ticket(demo, i, m->customer,
			working_instant(chance,
					part_of(after, k, count)));

		if (t == NULL)
			continue;
		t->names_migration = chance_percent(chance, 60);
		t->severity = 1 + deck_draw(&decks->severity, chance);
		t->team = t->first_team = SUPPORT_BRIDGE;
		if (chance_percent(chance, 65)) {
			t->module = POST_MIGRATION;
			assign(demo, decks, t);
		}
		finish(demo, t, title_for(chance, POST_MIGRATION));
	}
}

static void
make_incidents(struct demo *demo, struct decks *decks, int i)
{
	const struct migration *m = &demo->migrations[i];
	int64_t early = m->go_live + WORSE_DAYS * (int64_t)DAY_SECONDS;
	int64_t late = m->go_live + WINDOW_DAYS * (int64_t)DAY_SECONDS;

	if (m->go_live == 0)
		return;
	make_after(demo, decks, i, (struct span){ m->go_live + 3600, early },
		   m->is_worse ? 270 : 85, 1);
	make_after(demo, decks, i, (struct span){ early, late },
		   m->is_worse ? 130 : 85, 0);
}

static void
make_strays(struct demo *demo)
{
	struct span all = { day_of(20250301) * DAY_SECONDS, demo->as_of };

	for (int k = 0; k < 18; k++) {
		struct ticket *t = add_ticket(demo, -1, -1,
			working_instant(&demo->chance, all));

		if (t == NULL)
			continue;
		t->severity = 3 + k % 2;
		t->team = t->first_team = SERVICE_DESK;
		t->is_servicenow = k % 3 == 0;
		finish(demo, t, title_stray(&demo->chance));
	}
}

static int
by_opened(const void *a, const void *b)
{
	const struct ticket *left = a, *right = b;

	if (left->opened != right->opened)
		return left->opened < right->opened ? -1 : 1;
	return left->number - right->number;
}

static void
fill_decks(struct decks *decks, struct chance *chance)
{
	static const unsigned char usual[] = { 16, 3, 1 };
	static const unsigned char swapped[] = { 3, 16, 1 };
	static const unsigned char severities[] = { 1, 6, 9, 4 };
	static const unsigned char at_cutover[] = { 0, 18, 2, 0 };

	*decks = (struct decks){ 0 };
	for (int m = 0; m < MODULE_COUNT; m++) {
		deck_fill(&decks->team[m],
			  m == VALIDATION ? swapped : usual, COUNT(usual));
		decks->others[m] = chance_between(chance, 0, SERVICE_DESK);
	}
	deck_fill(&decks->severity, severities, COUNT(severities));
	deck_fill(&decks->cutover_severity, at_cutover, COUNT(at_cutover));
}

void
make_tickets(struct demo *demo)
{
	struct decks decks;
	int jira = 0, servicenow = 0;

	fill_decks(&decks, &demo->chance);
	for (int i = 0; i < MIGRATION_COUNT; i++) {
		make_baseline(demo, &decks, i);
		make_project(demo, &decks, i);
		make_incidents(demo, &decks, i);
	}
	make_strays(demo);
	qsort(demo->tickets, demo->ticket_count, sizeof(demo->tickets[0]),
	      by_opened);
	for (size_t k = 0; k < demo->ticket_count; k++) {
		struct ticket *t = &demo->tickets[k];

		t->number = t->is_servicenow ? ++servicenow : ++jira;
	}
}
