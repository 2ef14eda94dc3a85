/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How the migrations were to be run, and what was kept of it: the runbook
 * pages, readiness, communication, hand-off, access, rollback, calendars.
 *
 * It draws from a chance of its own, so that nothing else moves with it.
 */
#include <config.h>
#include "demo.h"

#define MINUTE 60
#define HOUR 3600

/* What is planted, by migration (README.md): ORB-09, ORB-10, ORB-12. */
enum { UNREADY = 8, SILENT = 9, HASTY = 9, OPEN_HANDOFF = 11 };

static struct csv
csv_open(const struct demo *demo, const char *name, const char *header)
{
	struct csv csv = { open_output(demo, name), "\n", false };

	csv_header(&csv, header);
	return csv;
}

struct item {
	enum module module;
	const char *kind, *text, *role;
	int minutes;
	const char *mitigation;
};
static const struct item items[] = {
	{ DISCOVERY, "input", "Contract and list of licensed users", "owner",
	  0, "" },
	{ DISCOVERY, "step", "List every mailbox, form, group and webhook",
	  "owner", 2400, "" },
	{ DISCOVERY, "output", "Inventory signed by the customer", "owner", 0,
	  "" },
	{ MAPPING, "input", "Inventory signed by the customer", "owner", 0,
	  "" },
	{ MAPPING, "step", "Map fields, states, priorities and groups",
	  "owner", 2880, "" },
	{ MAPPING, "approval", "Customer agrees to the mapping", "validator",
	  0, "" },
	{ MAPPING, "output", "Mapping table, versioned", "owner", 0, "" },
	{ EXTRACTION, "step", "Full export with checksums", "owner", 1440,
	  "" },
	{ EXTRACTION, "risk", "The source limits requests", "owner", 0,
	  "Run at night, resume by page" },
	{ TRANSFORMATION, "step", "Run the mapping over the export", "owner",
	  960, "" },
	{ LOAD, "step", "Load into the staging tenant", "owner", 1200, "" },
	{ LOAD, "risk", "Automations fire for loaded tickets", "backup", 0,
	  "Switch automations off before, on after" },
	{ VALIDATION, "step", "Compare counts and sampled rows", "owner", 960,
	  "" },
	{ VALIDATION, "approval", "Validator signs the acceptance report",
	  "validator", 0, "" },
	{ CUTOVER, "approval", "Go decision with the customer", "rollback", 0,
	  "" },
	{ CUTOVER, "step", "Freeze, delta load, switch mail, smoke test",
	  "owner", 420, "" },
	{ CUTOVER, "risk", "Mail forwarding is cached elsewhere", "owner", 0,
	  "Lower the lifetime of the records two days before" },
	{ POST_MIGRATION, "step", "Watch the queues for thirty days",
	  "owner", 0, "" },
	{ POST_MIGRATION, "output", "Hand-off to the service desk accepted",
	  "owner", 0, "" },
};

static void
write_items(const struct demo *demo)
{
	struct csv csv = csv_open(demo, "runbook/items.csv",
		"module,kind,position,text,role,planned_minutes,mitigation");
	int position = 0;

	for (size_t i = 0; i < COUNT(items); i++) {
		const struct item *item = &items[i];

		if (i == 0 || item->module != items[i - 1].module)
			position = 0;
		csv_text(&csv, module_keys[item->module]);
		csv_text(&csv, item->kind);
		csv_number(&csv, ++position);
		csv_text(&csv, item->text);
		csv_text(&csv, item->role);
		if (item->minutes != 0)
			csv_number(&csv, item->minutes);
		else
			csv_text(&csv, "");
		csv_text(&csv, item->mitigation);
		csv_row_end(&csv);
	}
	close_output(csv.file, "runbook/items.csv");
}

struct criterion {
	const char *key, *title;
	enum team team;
	bool is_required;
	int days_before;	/* met so long before the cutover */
	enum { MET, UNMET, WAIVED } when_unready;
};
static const struct criterion criteria[] = {
	{ "backup", "The old system is backed up and a restore was tried",
	  EXTRACTION_TEAM, true, 9, MET },
	{ "rehearsal", "A rehearsal ran within the window", CUTOVER_CREW,
	  true, 7, MET },
	{ "sign-in", "Single sign-on works for a pilot group", ONBOARDING,
	  true, 12, UNMET },
	{ "acceptance", "The acceptance report is signed", DATA_QUALITY,
	  true, 3, MET },
	{ "training", "Agents were trained", SUPPORT_BRIDGE, true, 5,
	  WAIVED },
	{ "phone", "Phone lines ring the right queue", SERVICE_DESK, false,
	  2, UNMET },
};

/* Work is done between nine and five. */
static int64_t
in_office(struct chance *chance, int64_t day)
{
	while (weekday(day) > 4)
		day--;
	return at_berlin(day, chance_between(chance, 9 * 12, 17 * 12 - 1) *
			 5 * MINUTE);
}

static bool
is_past(const struct demo *demo, const struct migration *m, int64_t at)
{
	return at <= (m->abandoned != 0 ? m->abandoned : demo->as_of);
}

static void
criterion_row(const struct demo *demo, struct chance *chance,
	      struct csv *csv, int migration, const struct criterion *c)
{
	const struct migration *m = &demo->migrations[migration];
	int64_t met = in_office(chance, m->first_cutover / DAY_SECONDS -
				c->days_before -
				chance_between(chance, 0, 3));
	bool is_unmet = migration == UNREADY && c->when_unready != MET;
	bool is_waived = is_unmet && c->when_unready == WAIVED;

	csv_text(csv, m->key);
	csv_text(csv, c->key);
	csv_text(csv, c->title);
	csv_text(csv, team_names[c->team]);
	csv_text(csv, c->is_required ? "yes" : "no");
	csv_iso(csv, is_unmet || !is_past(demo, m, met) ? 0 : met);
	csv_iso(csv, is_waived ? m->go_live - 26 * HOUR : 0);
	csv_text(csv, is_waived ? "customer trains its agents itself" : "");
	csv_row_end(csv);
}

static void
write_readiness(const struct demo *demo, struct chance *chance)
{
	struct csv csv = csv_open(demo, "runbook/readiness.csv",
		"migration,criterion,title,team,required,met,waived,"
		"evidence");

	for (int i = 0; i < MIGRATION_COUNT; i++)
		for (size_t k = 0; k < COUNT(criteria); k++)
			criterion_row(demo, chance, &csv, i, &criteria[k]);
	close_output(csv.file, "runbook/readiness.csv");
}

static void
write_cadence(const struct demo *demo)
{
	struct csv csv = csv_open(demo, "runbook/cadence.csv",
		"migration,kind,phase,every_minutes,audience,channel\n"
		"*,status-update,cutover,60,customer,chat\n"
		"*,status-update,support,10080,customer,email\n"
		"*,review,preparation,30240,steering group,call\n"
		"*,debrief,support,43200,everybody,call");

	close_output(csv.file, "runbook/cadence.csv");
}

static const char *const updates[] = {
	"Freeze is on, the delta run has started",
	"Delta run is half way, on time",
	"Delta run done, switching mail now",
	"Mail is switched, smoke test is running",
	"Smoke test done, all queues are watched",
};

static void
said(struct csv *csv, const struct migration *m, int64_t at, const char *kind,
     const char *channel, int person, const char *message)
{
	csv_text(csv, m->key);
	csv_iso(csv, at);
	csv_text(csv, kind);
	csv_text(csv, channel);
	csv_text(csv, person_names[person]);
	csv_text(csv, message);
	csv_row_end(csv);
}

/* From seven in the morning on; where it was silent, first and last only. */
static void
cutover_updates(struct chance *chance, struct csv *csv, int migration,
		const struct migration *m)
{
	int person = CUTOVER_CREW * TEAM_SIZE +
		     (int)chance_between(chance, 0, TEAM_SIZE - 1);
	int64_t start = at_berlin(m->go_live / DAY_SECONDS, 7 * HOUR);
	int64_t count = (m->go_live - start) / (50 * MINUTE);

	for (int64_t k = 0; k <= count; k++) {
		int64_t at = start + k * 50 * MINUTE +
			     chance_between(chance, 0, 8) * MINUTE;

		if (migration == SILENT && k != 0 && k != count)
			continue;
		said(csv, m, at, "status-update", "chat", person,
		     updates[k * (int64_t)(COUNT(updates) - 1) / count]);
	}
}

static void
weekly_updates(const struct demo *demo, struct chance *chance,
	       struct csv *csv, const struct migration *m)
{
	int person = SUPPORT_BRIDGE * TEAM_SIZE +
		     (int)chance_between(chance, 0, TEAM_SIZE - 1);

	for (int week = 1; week <= 4; week++) {
		int64_t at = m->go_live + week * 156 * HOUR +
			     chance_between(chance, 0, 8) * HOUR;

		if (is_past(demo, m, at))
			said(csv, m, at, "status-update", "email", person,
			     "Open questions and what was fixed this week");
	}
	if (is_past(demo, m, m->go_live + 29 * DAY_SECONDS))
		said(csv, m, in_office(chance, m->go_live / DAY_SECONDS + 29),
		     "debrief", "call", person, "Debrief with everybody");
}

static void
reviews(const struct demo *demo, struct chance *chance, struct csv *csv,
	const struct migration *m)
{
	int person = ONBOARDING * TEAM_SIZE +
		     (int)chance_between(chance, 0, TEAM_SIZE - 1);

	for (int64_t at = m->kickoff + 13 * DAY_SECONDS;
	     at < m->first_cutover && is_past(demo, m, at);
	     at += 14 * DAY_SECONDS)
		said(csv, m, in_office(chance, at / DAY_SECONDS), "review",
		     "call", person, "Review with the steering group");
}

static void
write_communications(const struct demo *demo, struct chance *chance)
{
	struct csv csv = csv_open(demo, "runbook/communications.csv",
		"migration,sent,kind,channel,contact,message");

	for (int i = 0; i < MIGRATION_COUNT; i++) {
		const struct migration *m = &demo->migrations[i];

		reviews(demo, chance, &csv, m);
		if (m->go_live == 0)
			continue;
		cutover_updates(chance, &csv, i, m);
		weekly_updates(demo, chance, &csv, m);
	}
	close_output(csv.file, "runbook/communications.csv");
}

static void
write_handoff(const struct demo *demo, struct chance *chance)
{
	static const char *const handed[][2] = {
		{ "known-errors", "List of known errors with answers" },
		{ "macros", "Macros and saved views reviewed" },
		{ "contacts", "Escalation contacts known to the desk" },
		{ "open-tickets", "Open tickets given to the service desk" },
	};
	struct csv csv = csv_open(demo, "runbook/handoff.csv",
		"migration,item,title,team,due,done");

	for (int i = 0; i < MIGRATION_COUNT; i++) {
		const struct migration *m = &demo->migrations[i];

		for (size_t k = 0; k < COUNT(handed) && m->go_live != 0; k++) {
			int64_t due = m->go_live + 30 * DAY_SECONDS;
			int64_t done = in_office(chance, due / DAY_SECONDS -
				chance_between(chance, 1, 9));
			bool is_open = (i == OPEN_HANDOFF && k == 1) ||
				       !is_past(demo, m, done);

			csv_text(&csv, m->key);
			csv_text(&csv, handed[k][0]);
			csv_text(&csv, handed[k][1]);
			csv_text(&csv, team_names[SUPPORT_BRIDGE]);
			csv_iso(&csv, due);
			csv_iso(&csv, is_open ? 0 : done);
			csv_row_end(&csv);
		}
	}
	close_output(csv.file, "runbook/handoff.csv");
}

static void
access_row(const struct demo *demo, struct chance *chance, struct csv *csv,
	   const struct migration *m, bool is_source)
{
	int64_t asked = in_office(chance, m->kickoff / DAY_SECONDS +
				  chance_between(chance, 0, 3));
	int64_t approved = in_office(chance, asked / DAY_SECONDS +
				     chance_between(chance, 1, 6));
	int64_t end = (m->go_live != 0 ? m->go_live : m->planned_go_live) +
		      30 * DAY_SECONDS;

	csv_text(csv, m->key);
	csv_text(csv, is_source ? m->source_system : "Orbit Desk");
	csv_text(csv, is_source ? "read" : "admin");
	csv_text(csv, team_names[is_source ? EXTRACTION_TEAM
					   : LOAD_OPERATIONS]);
	csv_text(csv, person_names[CUTOVER_CREW * TEAM_SIZE]);
	csv_iso(csv, asked);
	csv_iso(csv, is_past(demo, m, approved) ? approved : 0);
	csv_iso(csv, end);
	csv_row_end(csv);
}

static void
write_access(const struct demo *demo, struct chance *chance)
{
	struct csv csv = csv_open(demo, "runbook/access.csv",
		"migration,system,access,team,approver,requested,approved,"
		"expires");

	for (int i = 0; i < MIGRATION_COUNT; i++) {
		access_row(demo, chance, &csv, &demo->migrations[i], true);
		access_row(demo, chance, &csv, &demo->migrations[i], false);
	}
	close_output(csv.file, "runbook/access.csv");
}

/* Undoing it all takes about 90 minutes; once, an hour was promised. */
static void
write_rollback(const struct demo *demo)
{
	struct csv csv = csv_open(demo, "runbook/rollback.csv",
		"migration,module,estimated_minutes,decide_by_minutes,"
		"agreed");

	for (int i = 0; i < MIGRATION_COUNT; i++) {
		const struct migration *m = &demo->migrations[i];

		csv_text(&csv, m->key);
		csv_text(&csv, "");
		csv_number(&csv, i == HASTY ? 60 : 150);
		csv_number(&csv, 300);
		csv_iso(&csv, m->kickoff);
		csv_row_end(&csv);
	}
	close_output(csv.file, "runbook/rollback.csv");
}

static void
write_exposure(const struct demo *demo, struct chance *chance)
{
	struct csv csv = csv_open(demo, "runbook/exposure.csv",
				  "customer,from,users,seats");

	for (int i = 0; i < MIGRATION_COUNT; i++) {
		const struct migration *m = &demo->migrations[i];
		int64_t grown = m->users * chance_between(chance, 101, 112) /
				100;

		csv_text(&csv, customer_names[m->customer]);
		csv_iso(&csv, m->kickoff);
		csv_number(&csv, m->users);
		csv_number(&csv, (m->users / 25 + 1) * 25);
		csv_row_end(&csv);
		if (m->go_live == 0)
			continue;
		csv_text(&csv, customer_names[m->customer]);
		csv_iso(&csv, m->go_live);
		csv_number(&csv, grown);
		csv_number(&csv, (grown / 25 + 1) * 25);
		csv_row_end(&csv);
	}
	close_output(csv.file, "runbook/exposure.csv");
}

static void
write_calendar(const struct demo *demo)
{
	struct csv csv = csv_open(demo, "runbook/hours.csv",
		"calendar,zone,weekday,from,to\n"
		"desk,Europe/Berlin,1,08:00,18:00\n"
		"desk,Europe/Berlin,2,08:00,18:00\n"
		"desk,Europe/Berlin,3,08:00,18:00\n"
		"desk,Europe/Berlin,4,08:00,18:00\n"
		"desk,Europe/Berlin,5,08:00,16:00");

	close_output(csv.file, "runbook/hours.csv");
	csv = csv_open(demo, "runbook/holidays.csv", "calendar,day,title\n"
		"desk,2025-01-01,New Year's Day\n"
		"desk,2025-04-18,Good Friday\n"
		"desk,2025-04-21,Easter Monday\n"
		"desk,2025-05-01,May Day\n"
		"desk,2025-05-29,Ascension Day\n"
		"desk,2025-06-09,Whit Monday\n"
		"desk,2025-10-03,German Unity Day\n"
		"desk,2025-12-25,Christmas Day\n"
		"desk,2025-12-26,Second day of Christmas\n"
		"desk,2026-01-01,New Year's Day\n"
		"desk,2026-04-03,Good Friday\n"
		"desk,2026-04-06,Easter Monday\n"
		"desk,2026-05-01,May Day\n"
		"desk,2026-05-14,Ascension Day\n"
		"desk,2026-05-25,Whit Monday\n"
		"desk,2026-10-03,German Unity Day\n"
		"desk,2026-12-25,Christmas Day\n"
		"desk,2026-12-26,Second day of Christmas");
	close_output(csv.file, "runbook/holidays.csv");
}

void
write_conduct(const struct demo *demo)
{
	struct chance chance = { demo->seed ^ 0x636f6e64756374u };

	write_items(demo);
	write_readiness(demo, &chance);
	write_cadence(demo);
	write_communications(demo, &chance);
	write_handoff(demo, &chance);
	write_access(demo, &chance);
	write_rollback(demo);
	write_exposure(demo, &chance);
	write_calendar(demo);
}
