/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ticket_events.c -- what the rows of an event log say of a ticket. */
#include <config.h>
#include "ticket.h"

#include <inttypes.h>

/* A log without a change counter: equal times are told apart by their order. */
static enum dbr_status
number_event(struct ticket_target *self, struct value *values,
	     struct dbr_error *err)
{
	struct dbr_buf key = DBR_BUF_INIT;
	enum dbr_status rc;

	dbr_buf_addf(&key, "%.*s\n%" PRId64,
		     DBR_STR_ARG(values[TICKET_KEY].text),
		     values[TICKET_UPDATED].integer);
	rc = run_seen(self->run, key.text, &values[TICKET_SEQUENCE].integer,
		      err);
	dbr_buf_release(&key);
	return rc;
}

enum dbr_status
ticket_event_check(struct ticket_target *self, struct value *values,
		   struct row_result *out, struct dbr_error *err)
{
	if (!values[TICKET_UPDATED].text.at)
		return row_reject(out, "updated", "an event needs its time");
	if (values[TICKET_SEQUENCE].text.at)
		return DBR_OK;
	if (self->run->is_bound[TICKET_SEQUENCE])
		return row_reject(out, "sequence",
				  "an event needs its number");
	return number_event(self, values, err);
}

enum dbr_status
ticket_event_put(struct ticket_target *self, int64_t id,
		 const struct import_row *row, struct row_result *out,
		 struct dbr_error *err)
{
	const struct value *values = row->values;
	enum row_verdict verdict = ROW_UNCHANGED;
	int64_t team, assignee, event;
	enum dbr_status rc = dictionary_get(self->run->dictionary,
					    DICTIONARY_TEAM,
					    values[TICKET_TEAM].text, &team,
					    err);

	if (rc == DBR_OK)
		rc = dictionary_get(self->run->dictionary, DICTIONARY_CONTACT,
				    values[TICKET_ASSIGNEE].text, &assignee,
				    err);
	if (rc != DBR_OK)
		return rc;
	writer_set_i64(&self->events, 0, id);
	writer_set_i64(&self->events, 1, values[TICKET_SEQUENCE].integer);
	writer_set_i64(&self->events, 2, values[TICKET_UPDATED].integer);
	writer_set_str(&self->events, 3, values[TICKET_STATUS].text.at
		? values[TICKET_STATUS].text : DBR_STR(""));
	writer_set_id(&self->events, 4, team);
	writer_set_id(&self->events, 5, assignee);
	rc = writer_put(&self->events, row->line, &verdict, &event, err);
	/* The event is the record; its ticket may be old or new. */
	if (verdict != ROW_UNCHANGED)
		out->verdict = verdict;
	return rc;
}

static const char *
json_list(struct dbr_arena *arena, struct text_list words)
{
	struct dbr_buf buf = DBR_BUF_INIT;
	const char *out;

	dbr_buf_add_char(&buf, '[');
	for (size_t i = 0; i < words.count; i++) {
		dbr_buf_add_text(&buf, i ? ",\"" : "\"");
		for (const char *c = words.at[i]; *c; c++) {
			if (*c == '"' || *c == '\\')
				dbr_buf_add_char(&buf, '\\');
			dbr_buf_add_char(&buf, *c);
		}
		dbr_buf_add_char(&buf, '"');
	}
	dbr_buf_add_char(&buf, ']');
	out = dbr_arena_text(arena, dbr_buf_str(&buf));
	dbr_buf_release(&buf);
	return out;
}

/*
 * Acknowledged: the first event no longer in an opening state.  Resolver
 * team: who held it in the first resolved event, else in the first closed.
 * First team: the first one named.
 */
static const char from_events[] =
	"UPDATE ticket SET"
	" acknowledged_at = (SELECT e.happened_at FROM ticket_event e"
	"  WHERE e.ticket_id = ticket.id"
	"  AND e.status NOT IN (SELECT value FROM json_each(?2))"
	"  ORDER BY e.sequence, e.happened_at LIMIT 1),"
	" first_team_id = (SELECT e.team_id FROM ticket_event e"
	"  WHERE e.ticket_id = ticket.id AND e.team_id IS NOT NULL"
	"  ORDER BY e.sequence, e.happened_at LIMIT 1),"
	" resolver_team_id = COALESCE((SELECT e.team_id FROM ticket_event e"
	"  WHERE e.ticket_id = ticket.id AND e.team_id IS NOT NULL"
	"  AND e.status IN (SELECT value FROM json_each(?3))"
	"  ORDER BY e.sequence, e.happened_at LIMIT 1),"
	"  (SELECT e.team_id FROM ticket_event e"
	"  WHERE e.ticket_id = ticket.id AND e.team_id IS NOT NULL"
	"  AND e.status IN (SELECT value FROM json_each(?4))"
	"  ORDER BY e.sequence, e.happened_at LIMIT 1))"
	" WHERE id IN (SELECT ticket_id FROM ticket_event"
	"  WHERE batch_id = ?1)";

enum dbr_status
ticket_finish(void *payload, struct dbr_error *err)
{
	struct ticket_target *self = payload;
	struct import_run *run = self->run;
	const struct format_events *events = &run->format->events;
	struct dbr_stmt *stmt = NULL;
	enum dbr_status rc;

	if (!run->format->is_event_log)
		return DBR_OK;
	/* At which time something happened names an event: those of another
	 * reading that this one has not confirmed never happened. */
	rc = dbr_store_run(run->store,
		"DELETE FROM ticket_event WHERE batch_id IN"
		" (SELECT batch_id FROM temp.import_other)", err);
	if (rc == DBR_OK)
		rc = dbr_stmt_open(&stmt, run->store, from_events, err);
	if (rc != DBR_OK)
		return rc;
	dbr_stmt_bind_i64(stmt, 1, run->batch_id);
	dbr_stmt_bind_text(stmt, 2, json_list(run->arena, events->opened));
	dbr_stmt_bind_text(stmt, 3, json_list(run->arena, events->resolved));
	dbr_stmt_bind_text(stmt, 4, json_list(run->arena, events->closed));
	rc = dbr_stmt_run(stmt, err);
	dbr_stmt_close(stmt);
	return rc;
}
