/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Jira Cloud's CSV: repeated columns, CRLF inside fields and LF after
 * records, local times without a zone, one column in UTC.  Three exports:
 * two taken on the same day, and a later one of what changed since.
 */
#include <config.h>
#include "demo.h"

static const char *const priorities[] = { "Highest", "High", "Medium", "Low" };

struct view {		/* which tickets, and as they stood when */
	const char *name;
	int64_t opened_from, opened_before, changed_from, at;
};

static int64_t
seen_by(int64_t instant, int64_t at)
{
	return instant <= at ? instant : 0;
}

static int64_t
last_change(const struct ticket *t, int64_t at)
{
	const int64_t instants[] = {
		t->confirmed, t->resolved, t->acknowledged,
	};

	for (size_t i = 0; i < COUNT(instants); i++)
		if (seen_by(instants[i], at) != 0)
			return instants[i];
	return t->opened;
}

static void
local_time(struct csv *csv, int64_t at)
{
	char text[NAME_SIZE];

	csv_text(csv, at == 0 ? "" : as_jira(text, at));
}

static void
person_cells(struct csv *csv, int person, const char *prefix)
{
	char id[NAME_SIZE];

	csv_text(csv, person_names[person]);
	snprintf(id, sizeof(id), "%s:%06x", prefix, person * 7919 + 104729);
	csv_text(csv, id);
}

static void
description(struct csv *csv, const struct demo *demo, const struct ticket *t)
{
	char text[512];
	const char *where = t->migration < 0 ? "the current help desk" :
		demo->migrations[t->migration].title;

	snprintf(text, sizeof(text),
		 "*Seen in:* %s\r\n\r\n%s.\r\nReported by %s; "
		 "steps and screenshots are with the agent.", where, t->title,
		 t->customer < 0 ? "a visitor" : customer_names[t->customer]);
	csv_text(csv, text);
}

static void
comment(struct csv *csv, int64_t at, int person, const char *body)
{
	char text[512], when[NAME_SIZE];

	if (at == 0) {
		csv_text(csv, "");
		return;
	}
	snprintf(text, sizeof(text), "%s;557058:%06x;%s", as_jira(when, at),
		 person * 7919 + 104729, body);
	csv_text(csv, text);
}

static void
comments(struct csv *csv, const struct ticket *t, int64_t at)
{
	char body[256];

	if (t->first_team == t->team)
		snprintf(body, sizeof(body), "We are looking into it.");
	else
		snprintf(body, sizeof(body), "Came to %s;\r\npassed on to %s, "
			 "who did the work.", team_names[t->first_team],
			 team_names[t->team]);
	comment(csv, seen_by(t->acknowledged, at), t->person, body);
	comment(csv, seen_by(t->confirmed, at), t->person,
		"Customer confirms that it works; nothing else to do.");
}

static void
first_response(struct csv *csv, const struct ticket *t, int64_t at)
{
	char text[NAME_SIZE];

	if (seen_by(t->acknowledged, at) == 0) {
		csv_text(csv, "");
		return;
	}
	as_iso(text, t->acknowledged);
	text[10] = ' ';
	snprintf(text + 19, sizeof(text) - 19, ".%03d",
		 (int)(t->acknowledged % 997));
	csv_text(csv, text);
}

static void
issue(struct csv *csv, const struct demo *demo, const struct ticket *t,
      int64_t at)
{
	char text[NAME_SIZE];
	bool done = seen_by(t->resolved, at) != 0;
	bool begun = seen_by(t->acknowledged, at) != 0;

	csv_text(csv, t->title);
	snprintf(text, sizeof(text), "ORBIT-%d", t->number);
	csv_text(csv, text);
	csv_number(csv, 10000 + t->number);
	csv_text(csv, t->customer < 0 ? "Service Request" : "Incident");
	csv_text(csv, done ? "Done" : begun ? "In Progress" : "To Do");
	csv_text(csv, "ORBIT");
	csv_text(csv, "Moves to Orbit Desk");
	csv_text(csv, "service_desk");
	csv_text(csv, priorities[t->severity - 1]);
	csv_text(csv, done ? "Done" : "");
	person_cells(csv, t->person, "557058");
	person_cells(csv, ONBOARDING * TEAM_SIZE + 1, "557058");
	local_time(csv, t->opened);
	local_time(csv, last_change(t, at));
	local_time(csv, seen_by(t->resolved, at));
	csv_text(csv, t->module < 0 ? "" : module_keys[t->module]);
	if (t->names_migration)
		snprintf(text, sizeof(text), "migration-%s",
			 demo->migrations[t->migration].key);
	csv_text(csv, t->names_migration ? text : "");
	csv_text(csv, t->module == CUTOVER ? "freeze" : "");
	description(csv, demo, t);
	csv_text(csv, t->customer < 0 ? "" : customer_names[t->customer]);
	csv_text(csv, team_names[t->team]);
	first_response(csv, t, at);
	comments(csv, t, at);
	csv_text(csv, done ? "Done" : begun ? "In Progress" : "To Do");
	csv_row_end(csv);
}

static bool
is_seen(const struct ticket *t, const struct view *view)
{
	return !t->is_servicenow && t->opened >= view->opened_from &&
	       t->opened < view->opened_before && t->opened <= view->at &&
	       last_change(t, view->at) >= view->changed_from;
}

static void
write_view(struct demo *demo, const struct view *view)
{
	struct csv csv = { open_output(demo, view->name), "\n", false };

	csv_header(&csv, "Summary,Issue key,Issue id,Issue Type,Status,"
		   "Project key,Project name,Project type,Priority,"
		   "Resolution,Assignee,Assignee Id,Reporter,Reporter Id,"
		   "Created,Updated,Resolved,Components,Labels,Labels,"
		   "Description,Custom field (Customer),"
		   "Custom field (Team),"
		   "Custom field ([CHART] Date of First Response),"
		   "Comment,Comment,Status Category");
	for (size_t k = 0; k < demo->ticket_count; k++)
		if (is_seen(&demo->tickets[k], view))
			issue(&csv, demo, &demo->tickets[k], view->at);
	close_output(csv.file, view->name);
}

void
write_jira(struct demo *demo)
{
	int64_t new_year = at_berlin(day_of(20260101), 0);
	const struct view views[] = {
		{ "tickets/jira-1-2025.csv", 0, new_year, 0,
		  demo->first_export },
		{ "tickets/jira-2-2026.csv", new_year, INT64_MAX, 0,
		  demo->first_export },
		{ "tickets/jira-3-changed-since.csv", 0, INT64_MAX,
		  demo->first_export, demo->as_of },
	};

	for (size_t i = 0; i < COUNT(views); i++)
		write_view(demo, &views[i]);
}
