/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ticket_events.c -- cells kept long, and what events say of a ticket. */
#include <config.h>
#include "ticket.h"

#include <inttypes.h>

enum dbr_status
ticket_cells_open(struct ticket_target *self, struct dbr_error *err)
{
	struct dbr_store *store = self->run->store;
	enum dbr_status rc = dbr_stmt_open(&self->cell_same, store,
		"SELECT 1 FROM ticket_value WHERE ticket_id = ?1"
		" AND name = ?2 AND ordinal = ?3 AND value = ?4", err);

	if (rc == DBR_OK)
		rc = dbr_stmt_open(&self->cell_count, store,
			"SELECT COUNT(*) FROM ticket_value"
			" WHERE ticket_id = ?1", err);
	if (rc == DBR_OK)
		rc = dbr_stmt_open(&self->cell_clear, store,
			"DELETE FROM ticket_value WHERE ticket_id = ?1", err);
	if (rc == DBR_OK)
		rc = dbr_stmt_open(&self->cell_add, store,
			"INSERT INTO ticket_value VALUES (?1, ?2, ?3, ?4)",
			err);
	return rc;
}

void
ticket_cells_close(struct ticket_target *self)
{
	dbr_stmt_close(self->cell_same);
	dbr_stmt_close(self->cell_count);
	dbr_stmt_close(self->cell_clear);
	dbr_stmt_close(self->cell_add);
}

static void
bind_cell(struct dbr_stmt *stmt, int64_t id, const struct kept_cell *cell)
{
	dbr_stmt_bind_i64(stmt, 1, id);
	dbr_stmt_bind_str(stmt, 2, cell->name);
	dbr_stmt_bind_i64(stmt, 3, (int64_t)cell->ordinal);
	dbr_stmt_bind_str(stmt, 4, cell->value);
}

static enum dbr_status
is_same(struct ticket_target *self, int64_t id, const struct import_row *row,
	bool *out, struct dbr_error *err)
{
	bool has_row = false;
	enum dbr_status rc;

	dbr_stmt_bind_i64(self->cell_count, 1, id);
	rc = dbr_stmt_step(self->cell_count, &has_row, err);
	*out = rc == DBR_OK &&
	       dbr_stmt_i64(self->cell_count, 0) == (int64_t)row->cell_count;
	dbr_stmt_reset(self->cell_count);
	for (size_t i = 0; i < row->cell_count && rc == DBR_OK && *out; i++) {
		bind_cell(self->cell_same, id, &row->cells[i]);
		rc = dbr_stmt_step(self->cell_same, out, err);
		dbr_stmt_reset(self->cell_same);
	}
	return rc;
}

enum dbr_status
ticket_cells_put(struct ticket_target *self, int64_t id,
		 const struct import_row *row, struct row_result *out,
		 struct dbr_error *err)
{
	enum dbr_status rc = DBR_OK;

	if (out->verdict != ROW_INSERTED) {
		bool same;

		rc = is_same(self, id, row, &same, err);
		if (rc != DBR_OK || same)
			return rc;
		out->verdict = ROW_UPDATED;
		dbr_stmt_bind_i64(self->cell_clear, 1, id);
		rc = dbr_stmt_run(self->cell_clear, err);
	}
	for (size_t i = 0; i < row->cell_count && rc == DBR_OK; i++) {
		bind_cell(self->cell_add, id, &row->cells[i]);
		rc = dbr_stmt_run(self->cell_add, err);
	}
	return rc;
}

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
