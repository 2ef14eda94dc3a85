/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ticket.c -- tickets, one row each, or their event log.
 *
 * Natural key: source and ext_key.  Of two exports the later state wins: the
 * source's own change counter, then the time of the last update.  The same
 * bytes read with other options replace what they gave before.  In an
 * event log every row is an event; the ticket is what its latest event says,
 * so the order of the rows does not matter.
 */
#include <config.h>
#include "../target.h"

#include <string.h>
#include "debrief/journal.h"
#include "../run.h"
#include "../writer.h"
#include "ticket.h"

static const struct target_field fields[] = {
	[TICKET_KEY] = { "key", VALUE_TEXT, true },
	[TICKET_SOURCE] = { "source", VALUE_TEXT, false },
	[TICKET_TITLE] = { "title", VALUE_TEXT, false },
	[TICKET_TYPE] = { "type", VALUE_TEXT, false },
	[TICKET_INCIDENT] = { "incident", VALUE_BOOL, false },
	[TICKET_STATUS] = { "status", VALUE_TEXT, false },
	[TICKET_STATE] = { "state", VALUE_TEXT, false },
	[TICKET_SEVERITY] = { "severity", VALUE_INTEGER, false },
	[TICKET_SEVERITY_RAW] = { "severity_raw", VALUE_TEXT, false },
	[TICKET_OPENED] = { "opened", VALUE_PAST, false },
	[TICKET_ACKNOWLEDGED] = { "acknowledged", VALUE_PAST, false },
	[TICKET_RESOLVED] = { "resolved", VALUE_PAST, false },
	[TICKET_CLOSED] = { "closed", VALUE_PAST, false },
	[TICKET_UPDATED] = { "updated", VALUE_PAST, false },
	[TICKET_SEQUENCE] = { "sequence", VALUE_INTEGER, false },
	[TICKET_REOPENS] = { "reopen_count", VALUE_INTEGER, false },
	[TICKET_REASSIGNS] = { "reassign_count", VALUE_INTEGER, false },
	[TICKET_MADE_SLA] = { "made_sla", VALUE_BOOL, false },
	[TICKET_TEAM] = { "team", VALUE_TEXT, false },
	[TICKET_ASSIGNEE] = { "assignee", VALUE_TEXT, false },
	[TICKET_RESOLVER_TEAM] = { "resolver_team", VALUE_TEXT, false },
	[TICKET_RESOLVER] = { "resolver", VALUE_TEXT, false },
	[TICKET_FIRST_TEAM] = { "first_team", VALUE_TEXT, false },
	[TICKET_CUSTOMER] = { "customer", VALUE_TEXT, false },
	[TICKET_MIGRATION] = { "migration", VALUE_TEXT, false },
	[TICKET_LABEL] = { "migration_label", VALUE_TEXT, false },
	[TICKET_MODULE] = { "module", VALUE_TEXT, false },
	[TICKET_ACKNOWLEDGED_AFTER] = { "acknowledged_after", VALUE_MINUTES,
					false },
	[TICKET_RESOLVED_AFTER] = { "resolved_after", VALUE_MINUTES, false },
};

/* The columns of the table in the order of the fields that fill them. */
static const char *const columns[TICKET_FIELDS] = {
	[TICKET_KEY] = "ext_key", [TICKET_SOURCE] = "source",
	[TICKET_TITLE] = "title", [TICKET_TYPE] = "type",
	[TICKET_INCIDENT] = "is_incident", [TICKET_STATUS] = "status",
	[TICKET_STATE] = "state", [TICKET_SEVERITY] = "severity",
	[TICKET_SEVERITY_RAW] = "severity_raw",
	[TICKET_OPENED] = "opened_at",
	[TICKET_ACKNOWLEDGED] = "acknowledged_at",
	[TICKET_RESOLVED] = "resolved_at", [TICKET_CLOSED] = "closed_at",
	[TICKET_UPDATED] = "updated_at", [TICKET_SEQUENCE] = "sequence",
	[TICKET_REOPENS] = "reopen_count",
	[TICKET_REASSIGNS] = "reassign_count",
	[TICKET_MADE_SLA] = "made_sla", [TICKET_TEAM] = "team_id",
	[TICKET_ASSIGNEE] = "assignee_id",
	[TICKET_RESOLVER_TEAM] = "resolver_team_id",
	[TICKET_RESOLVER] = "resolver_id",
	[TICKET_FIRST_TEAM] = "first_team_id",
	[TICKET_CUSTOMER] = "customer_id",
	[TICKET_MIGRATION] = "migration_key",
	[TICKET_LABEL] = "migration_from", [TICKET_MODULE] = "module_key",
};

static const int keys[] = { TICKET_SOURCE, TICKET_KEY, -1 };

static const char *const content[] = {
	"SELECT t.source, t.ext_key, t.title, t.type, t.is_incident,"
	" t.status, t.state, t.severity, t.severity_raw, t.opened_at,"
	" t.acknowledged_at, t.resolved_at, t.closed_at, t.updated_at,"
	" t.sequence, t.reopen_count, t.reassign_count, t.made_sla, tm.key,"
	" a.key, rt.key, r.key, ft.key, c.key, t.migration_key,"
	" t.migration_from, t.module_key, x.cells FROM ticket t"
	" LEFT JOIN team tm ON tm.id = t.team_id"
	" LEFT JOIN contact a ON a.id = t.assignee_id"
	" LEFT JOIN team rt ON rt.id = t.resolver_team_id"
	" LEFT JOIN contact r ON r.id = t.resolver_id"
	" LEFT JOIN team ft ON ft.id = t.first_team_id"
	" LEFT JOIN customer c ON c.id = t.customer_id"
	" LEFT JOIN ticket_cells x ON x.ticket_id = t.id"
	" WHERE t.batch_id = ?1",
	"SELECT t.source, t.ext_key, e.sequence, e.happened_at, e.status,"
	" tm.key, a.key FROM ticket_event e"
	" JOIN ticket t ON t.id = e.ticket_id"
	" LEFT JOIN team tm ON tm.id = e.team_id"
	" LEFT JOIN contact a ON a.id = e.assignee_id"
	" WHERE e.batch_id = ?1",
	NULL,
};

static bool
is_set_by_events(size_t field)
{
	return field == TICKET_ACKNOWLEDGED || field == TICKET_RESOLVER_TEAM ||
	       field == TICKET_FIRST_TEAM;
}

static enum writer_role
role_of(const struct import_run *run, size_t field)
{
	const bool *is_bound = run->is_bound;

	if (field == TICKET_KEY || field == TICKET_SOURCE)
		return WRITER_KEY;
	if (field == TICKET_STATE)
		return WRITER_VALUE;
	if (run->format->is_event_log && is_set_by_events(field) &&
	    !is_bound[field])
		return WRITER_ABSENT;
	if (field == TICKET_RESOLVER_TEAM && is_bound[TICKET_TEAM])
		return WRITER_VALUE;
	if (field == TICKET_RESOLVER && is_bound[TICKET_ASSIGNEE])
		return WRITER_VALUE;
	if ((field == TICKET_MIGRATION || field == TICKET_LABEL) &&
	    (is_bound[TICKET_MIGRATION] || is_bound[TICKET_LABEL] ||
	     run->request->migration))
		return WRITER_VALUE;
	if (field == TICKET_ACKNOWLEDGED && is_bound[TICKET_ACKNOWLEDGED_AFTER])
		return WRITER_VALUE;
	if (field == TICKET_RESOLVED && is_bound[TICKET_RESOLVED_AFTER])
		return WRITER_VALUE;
	return is_bound[field] ? WRITER_VALUE : WRITER_ABSENT;
}

static enum dbr_status
open_tickets(struct ticket_target *self, struct dbr_error *err)
{
	static const struct writer_column event_columns[] = {
		{ "ticket_id", WRITER_KEY }, { "sequence", WRITER_KEY },
		{ "happened_at", WRITER_KEY }, { "status", WRITER_VALUE },
		{ "team_id", WRITER_VALUE }, { "assignee_id", WRITER_VALUE },
	};
	struct writer_column roles[TICKET_FIELDS];
	struct import_run *run = self->run;
	enum dbr_status rc;

	for (size_t i = 0; i < TICKET_FIELDS; i++)
		roles[i] = (struct writer_column){ columns[i],
						   role_of(run, i) };
	rc = writer_open(&self->tickets, run, "ticket", roles, TICKET_FIELDS,
			 err);
	if (rc == DBR_OK)
		rc = writer_open_add(&self->tickets, err);
	if (rc == DBR_OK)
		rc = writer_open(&self->events, run, "ticket_event",
				 event_columns, 6, err);
	if (rc == DBR_OK)
		rc = dbr_stmt_open(&self->known, run->store,
			"SELECT t.id, t.sequence, t.updated_at, EXISTS"
			" (SELECT 1 FROM temp.import_other o"
			"  WHERE o.batch_id = t.batch_id) FROM ticket t"
			" WHERE t.source = ?1 AND t.ext_key = ?2", err);
	if (rc == DBR_OK)
		rc = ticket_cells_open(self, err);
	return rc;
}

static enum dbr_status
ticket_open(void **out, struct import_run *run, struct dbr_error *err)
{
	struct ticket_target *self = dbr_arena_get(run->arena, sizeof(*self));

	self->run = run;
	dbr_buf_init(&self->cells);
	*out = self;
	return open_tickets(self, err);
}

static void
ticket_close(void *payload)
{
	struct ticket_target *self = payload;

	writer_close(&self->tickets);
	writer_close(&self->events);
	dbr_stmt_close(self->known);
	ticket_cells_close(self);
}

static struct dbr_str
source_of(const struct ticket_target *self, const struct value *values)
{
	if (values[TICKET_SOURCE].text.size)
		return values[TICKET_SOURCE].text;
	return dbr_str_from(self->run->format->source);
}

/* False: rejected. */
static bool
check_row(const struct value *values, struct row_result *out)
{
	const struct value *severity = &values[TICKET_SEVERITY];
	struct dbr_str state = values[TICKET_STATE].text;

	if (severity->text.at &&
	    (severity->integer < 1 || severity->integer > 5)) {
		row_reject(out, "severity", "expected a severity from 1 "
			   "(worst) to 5, found %.*s",
			   DBR_STR_ARG(severity->text));
		return false;
	}
	if (state.at && !dbr_str_is(state, "open") &&
	    !dbr_str_is(state, "resolved") && !dbr_str_is(state, "cancelled")) {
		row_reject(out, "state", "expected open, resolved or "
			   "cancelled, found \"%.*s\"",
			   state.size > 40 ? 40 : (int)state.size, state.at);
		return false;
	}
	return true;
}

/* Minutes after opened; nobody answers before he is asked. */
static void
set_after(struct value *values, enum ticket_field time,
	  enum ticket_field after)
{
	const struct value *opened = &values[TICKET_OPENED];

	if (values[time].text.at || !opened->text.at ||
	    !values[after].text.at || values[after].real < 0 ||
	    values[after].real > 1e8)
		return;
	values[time].text = values[after].text;
	values[time].integer = opened->integer +
		(int64_t)(values[after].real * 60e6 + 0.5);
}

static const char *
state_of(const struct value *values)
{
	struct dbr_str state = values[TICKET_STATE].text;

	if (dbr_str_is(state, "cancelled"))
		return "cancelled";
	if (dbr_str_is(state, "resolved"))
		return "resolved";
	if (dbr_str_is(state, "open"))
		return "open";
	return values[TICKET_RESOLVED].text.at || values[TICKET_CLOSED].text.at
		? "resolved" : "open";
}

static enum dbr_status
set_people(struct ticket_target *self, const struct value *values,
	   struct dbr_error *err)
{
	static const struct {
		enum ticket_field field, stands_in;
		enum dictionary_kind kind;
	} people[] = {
		{ TICKET_TEAM, TICKET_TEAM, DICTIONARY_TEAM },
		{ TICKET_ASSIGNEE, TICKET_ASSIGNEE, DICTIONARY_CONTACT },
		{ TICKET_RESOLVER_TEAM, TICKET_TEAM, DICTIONARY_TEAM },
		{ TICKET_RESOLVER, TICKET_ASSIGNEE, DICTIONARY_CONTACT },
		{ TICKET_FIRST_TEAM, TICKET_FIRST_TEAM, DICTIONARY_TEAM },
		{ TICKET_CUSTOMER, TICKET_CUSTOMER, DICTIONARY_CUSTOMER },
	};
	bool is_resolved = strcmp(state_of(values), "resolved") == 0;

	for (size_t i = 0; i < sizeof(people) / sizeof(people[0]); i++) {
		struct dbr_str name = values[people[i].field].text;
		int64_t id;
		enum dbr_status rc;

		/* Whoever holds it when it is resolved has resolved it. */
		if (!name.size && is_resolved &&
		    !self->run->is_bound[people[i].field])
			name = values[people[i].stands_in].text;
		rc = dictionary_get(self->run->dictionary, people[i].kind,
				    name, &id, err);
		if (rc != DBR_OK)
			return rc;
		writer_set_id(&self->tickets, people[i].field, id);
	}
	return DBR_OK;
}

static void
set_migration(struct ticket_target *self, const struct value *values)
{
	struct dbr_str key = values[TICKET_MIGRATION].text;
	const char *from = "column";

	if (!key.size && values[TICKET_LABEL].text.size) {
		key = values[TICKET_LABEL].text;
		from = "label";
	}
	if (!key.size && self->run->request->migration) {
		key = dbr_str_from(self->run->request->migration);
		from = "column";
	}
	writer_set_str(&self->tickets, TICKET_MIGRATION,
		       key.size ? key : DBR_STR_NONE);
	writer_set_text(&self->tickets, TICKET_LABEL, key.size ? from : NULL);
}

static enum dbr_status
set_ticket(struct ticket_target *self, const struct value *values,
	   struct dbr_error *err)
{
	static const enum ticket_field never_null[] = {
		TICKET_TITLE, TICKET_TYPE, TICKET_STATUS };

	for (size_t i = 0; i < TICKET_FIELDS; i++)
		writer_set_value(&self->tickets, i, &values[i],
				 fields[i].type);
	for (size_t i = 0; i < 3; i++)
		if (!values[never_null[i]].text.at)
			writer_set_text(&self->tickets, never_null[i], "");
	if (!values[TICKET_INCIDENT].text.at)
		writer_set_i64(&self->tickets, TICKET_INCIDENT, 1);
	writer_set_str(&self->tickets, TICKET_SOURCE,
		       source_of(self, values));
	writer_set_text(&self->tickets, TICKET_STATE, state_of(values));
	set_migration(self, values);
	return set_people(self, values, err);
}

/* Is what the known statement shows later than this row? */
static bool
is_outdated(struct dbr_stmt *known, const struct value *values)
{
	const struct value *sequence = &values[TICKET_SEQUENCE];
	const struct value *updated = &values[TICKET_UPDATED];
	int64_t at = dbr_stmt_i64(known, 1);

	if (sequence->text.at && sequence->integer != at &&
	    dbr_stmt_type(known, 1) != DBR_CELL_NULL)
		return sequence->integer < at;
	return updated->text.at &&
	       dbr_stmt_type(known, 2) != DBR_CELL_NULL &&
	       updated->integer < dbr_stmt_i64(known, 2);
}

/* *id = 0: the store has no such ticket.  Another reading of the same bytes
 * knows nothing later. */
static enum dbr_status
find_known(struct ticket_target *self, const struct value *values,
	   int64_t *id, bool *outdated, struct dbr_error *err)
{
	struct dbr_stmt *known = self->known;
	bool has_row = false;
	enum dbr_status rc;

	dbr_stmt_bind_str(known, 1, source_of(self, values));
	dbr_stmt_bind_str(known, 2, values[TICKET_KEY].text);
	rc = dbr_stmt_step(known, &has_row, err);
	if (rc == DBR_OK && has_row) {
		*id = dbr_stmt_i64(known, 0);
		*outdated = !dbr_stmt_i64(known, 3) &&
			    is_outdated(known, values);
	}
	dbr_stmt_reset(known);
	return rc;
}

/* Of an older state there is nothing to write. */
static enum dbr_status
put_known(struct ticket_target *self, const struct import_row *row,
	  struct row_result *out, struct dbr_error *err)
{
	bool outdated = false;
	int64_t id = 0;
	enum dbr_status rc = find_known(self, row->values, &id, &outdated,
					err);

	if (rc == DBR_OK && outdated)
		rc = dbr_journal_met(self->run->journal, "ticket", id, err);
	else if (rc == DBR_OK)
		rc = writer_put_at(&self->tickets, row->line, &out->verdict,
				   &id, err);
	if (rc == DBR_OK && row->cell_count && !outdated)
		rc = ticket_cells_put(self, id, row, out, err);
	if (rc == DBR_OK && self->run->format->is_event_log)
		rc = ticket_event_put(self, id, row, out, err);
	return rc;
}

static enum dbr_status
put_ticket(struct ticket_target *self, const struct import_row *row,
	   struct row_result *out, struct dbr_error *err)
{
	int64_t id = 0;
	enum dbr_status rc = set_ticket(self, row->values, err);

	if (rc == DBR_OK)
		rc = writer_add(&self->tickets, row->line, &id, err);
	if (rc != DBR_OK)
		return rc;
	if (!id)
		return put_known(self, row, out, err);
	out->verdict = ROW_INSERTED;
	if (row->cell_count)
		rc = ticket_cells_put(self, id, row, out, err);
	if (rc == DBR_OK && self->run->format->is_event_log)
		rc = ticket_event_put(self, id, row, out, err);
	return rc;
}

static enum dbr_status
ticket_row(void *payload, const struct import_row *row,
	   struct row_result *out, struct dbr_error *err)
{
	struct ticket_target *self = payload;
	struct value values[TICKET_CELLS];
	struct import_row own = *row;
	int64_t migration;
	enum dbr_status rc = DBR_OK;

	memcpy(values, row->values, sizeof(values));
	own.values = values;
	set_after(values, TICKET_ACKNOWLEDGED, TICKET_ACKNOWLEDGED_AFTER);
	set_after(values, TICKET_RESOLVED, TICKET_RESOLVED_AFTER);
	out->verdict = ROW_UNCHANGED;
	if (!check_row(values, out))
		return DBR_OK;
	if (self->run->format->is_event_log)
		rc = ticket_event_check(self, values, out, err);
	if (rc == DBR_OK && out->verdict != ROW_REJECTED)
		rc = run_find_migration(self->run, &values[TICKET_MIGRATION],
					"migration", &migration, out, err);
	if (rc != DBR_OK || out->verdict == ROW_REJECTED)
		return rc;
	return put_ticket(self, &own, out, err);
}

const struct target target_ticket = {
	.name = "ticket", .priority = 50, .fields = fields,
	.field_count = TICKET_CELLS, .open = ticket_open, .row = ticket_row,
	.finish = ticket_finish, .close = ticket_close, .content = content,
	.moves_tickets = true, .keys = keys, .is_apart = true,
	.bulk_table = "ticket",
};
