/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ServiceNow's audit log: one row a change, days first, "?" for nothing.
 * The last state of a ticket is repeated in every row, as the product does.
 */
#include <config.h>
#include "demo.h"

#include <string.h>

static const char *const levels[] = {
	"1 - Critical", "2 - High", "3 - Moderate", "4 - Low",
};

struct change {
	const char *state;
	int64_t at;
	enum team team;
	int reassigned, sequence;
};

static void
local_time(struct csv *csv, int64_t at)
{
	char text[NAME_SIZE];

	csv_text(csv, at == 0 ? "?" : as_servicenow(text, at));
}

static void
numbered(struct csv *csv, const char *name, int number)
{
	char text[NAME_SIZE];

	snprintf(text, sizeof(text), "%s %d", name, number);
	csv_text(csv, text);
}

static void
unknown(struct csv *csv, int count)
{
	while (count-- > 0)
		csv_text(csv, "?");
}

static void
tail(struct csv *csv, const struct demo *demo, const struct ticket *t,
     int64_t as_of)
{
	csv_text(csv, t->resolved <= as_of ? person_names[t->person] : "?");
	local_time(csv, t->resolved <= as_of ? t->resolved : 0);
	local_time(csv, t->confirmed <= as_of ? t->confirmed : 0);
	csv_text(csv, t->title);
	csv_text(csv, t->customer < 0 ? "?" : customer_names[t->customer]);
	csv_text(csv, t->module < 0 ? "?" : module_keys[t->module]);
	csv_text(csv, t->names_migration ?
		 demo->migrations[t->migration].key : "?");
	csv_row_end(csv);
}

static void
event(struct csv *csv, const struct demo *demo, const struct ticket *t,
      const struct change *c)
{
	static const int limits[] = { 240, 480, 2880, 7200 };
	char text[NAME_SIZE];
	bool closed = strcmp(c->state, "Closed") == 0;
	bool in_time = t->resolved - t->opened <=
		limits[t->severity - 1] * 60;

	snprintf(text, sizeof(text), "INC%07d", 40000 + t->number);
	csv_text(csv, text);
	csv_text(csv, c->state);
	csv_text(csv, closed ? "false" : "true");
	csv_number(csv, c->reassigned);
	csv_number(csv, 0);
	csv_number(csv, c->sequence);
	csv_text(csv, in_time ? "true" : "false");
	numbered(csv, "Caller", 100 + t->number % 83);
	numbered(csv, "Opened by", 1 + t->number % 9);
	local_time(csv, t->opened);
	numbered(csv, "Created by", 1 + t->number % 9);
	local_time(csv, t->opened);
	numbered(csv, "Updated by", 1 + t->person);
	local_time(csv, c->at);
	csv_text(csv, "Phone");
	numbered(csv, "Location", 1 + t->number % 17);
	numbered(csv, "Category", 1 + t->number % 11);
	unknown(csv, 3);
	csv_text(csv, levels[t->severity - 1]);
	csv_text(csv, levels[t->severity - 1]);
	csv_text(csv, levels[t->severity - 1]);
	csv_text(csv, team_names[c->team]);
	csv_text(csv, c->at < t->acknowledged ? "?" : person_names[t->person]);
	csv_text(csv, "false");
	csv_text(csv, "false");
	csv_text(csv, "Do Not Notify");
	unknown(csv, 4);
	csv_text(csv, closed ? "code 5" : "?");
	tail(csv, demo, t, demo->as_of);
}

static void
events(struct csv *csv, const struct demo *demo, const struct ticket *t)
{
	bool moved = t->first_team != t->team;
	int64_t passed_on = t->opened + (t->acknowledged - t->opened) / 2;
	struct change changes[] = {
		{ "New", t->opened, t->first_team, 0, 0 },
		{ "New", passed_on, t->team, 1, 1 },
		{ "Active", t->acknowledged, t->team, moved, 2 },
		{ "Resolved", t->resolved, t->team, moved, 3 },
		{ "Closed", t->confirmed, t->team, moved, 4 },
	};

	for (size_t i = 0; i < COUNT(changes); i++)
		if (changes[i].at <= demo->as_of && (moved || i != 1))
			event(csv, demo, t, &changes[i]);
}

static void
write_year(struct demo *demo, const char *name, int64_t from, int64_t before)
{
	struct csv csv = { open_output(demo, name), "\n", false };

	csv_header(&csv, "number,incident_state,active,reassignment_count,"
		   "reopen_count,sys_mod_count,made_sla,caller_id,opened_by,"
		   "opened_at,sys_created_by,sys_created_at,sys_updated_by,"
		   "sys_updated_at,contact_type,location,category,"
		   "subcategory,u_symptom,cmdb_ci,impact,urgency,priority,"
		   "assignment_group,assigned_to,knowledge,"
		   "u_priority_confirmation,notify,problem_id,rfc,vendor,"
		   "caused_by,closed_code,resolved_by,resolved_at,closed_at,"
		   "short_description,company,u_module,u_migration");
	for (size_t k = 0; k < demo->ticket_count; k++) {
		const struct ticket *t = &demo->tickets[k];

		if (t->is_servicenow && t->opened >= from &&
		    t->opened < before)
			events(&csv, demo, t);
	}
	close_output(csv.file, name);
}

void
write_servicenow(struct demo *demo)
{
	int64_t new_year = at_berlin(day_of(20260101), 0);

	write_year(demo, "tickets/servicenow-events-2025.csv", 0, new_year);
	write_year(demo, "tickets/servicenow-events-2026.csv", new_year,
		   INT64_MAX);
}
