/* SPDX-License-Identifier: GPL-3.0-or-later */
/* action_write.c -- a follow-up gets a version more. */
#include <config.h>
#include "debrief/action.h"

#include <inttypes.h>
#include <string.h>
#include "debrief/metric.h"
#include "debrief/time.h"
#include "feedback/audit.h"
#include "feedback/canonical.h"
#include "feedback/person.h"
#include "feedback/statement.h"
#include "feedback/subject.h"

enum { TITLE_MAX = 500 };	/* bytes */

static const char *const event_names[] = {
	[DBR_ACTION_ADD] = "add-action",
	[DBR_ACTION_EDIT] = "edit-action",
	[DBR_ACTION_CLOSE] = "close-action",
	[DBR_ACTION_REOPEN] = "reopen-action",
};

/* The version being made: what it was, changed. */
struct writing {
	const struct dbr_action_change *change;
	struct dbr_store *store;
	const struct dbr_share *share;
	struct dbr_arena *arena;
	struct dbr_error *err;
	struct dbr_action now;
	int64_t migration_id, team_id, contact_id, ticket_id;
	int64_t audit_sequence;
	bool has_goal;
};

/* NULL: as it was; "": none. */
static void
take_text(const char **field, const char *given)
{
	if (given)
		*field = *given ? given : NULL;
}

static enum dbr_status
take_row(int64_t *id, struct writing *w, const char *table,
	 const char *column, const char *key)
{
	*id = 0;
	if (!key)
		return DBR_OK;
	return row_find(id, w->store, table, column, key, w->err);
}

static enum dbr_status
take_due(struct writing *w)
{
	const char *due = w->change->due;

	if (!due)
		return DBR_OK;
	w->now.due_us = 0;
	if (!*due || dbr_iso_parse(dbr_str_from(due), &w->now.due_us))
		return DBR_OK;
	dbr_fail(w->err, DBR_EUSAGE, "\"%s\" is not a date", due);
	return dbr_fail_hint(w->err, "a date is written 2026-12-31");
}

static enum dbr_status
take_note(struct writing *w)
{
	const char *note = w->change->note;
	int64_t known = 0;
	enum dbr_status rc;

	if (!note)
		return DBR_OK;
	w->now.note_id = 0;
	if (!*note)
		return DBR_OK;
	if (!dbr_str_to_i64(dbr_str_from(note), &w->now.note_id))
		return dbr_fail(w->err, DBR_EUSAGE, "\"%s\" is not the number"
				" of a note", note);
	const struct dbr_parameter id[] = {
		STATEMENT_I64(":id", w->now.note_id),
	};
	rc = statement_i64(&known, w->store,
			   "SELECT id FROM note WHERE id = :id",
			   STATEMENT_VALUES(id), w->err);
	if (rc != DBR_OK || known)
		return rc;
	return dbr_fail(w->err, DBR_EUSAGE, "there is no note %s", note);
}

/* "<= 15" */
static enum dbr_status
take_goal(struct writing *w)
{
	const char *goal = w->change->goal;
	struct dbr_str value = dbr_str_trim(dbr_str_from(goal));

	if (!goal) {
		w->has_goal = w->now.comparison != NULL;
		return DBR_OK;
	}
	w->now.comparison = NULL;
	if (!value.size)
		return DBR_OK;
	if (dbr_str_starts(value, "<="))
		w->now.comparison = "<=";
	else if (dbr_str_starts(value, ">="))
		w->now.comparison = ">=";
	if (w->now.comparison) {
		value.at += 2;
		value.size -= 2;
	}
	w->has_goal = true;
	if (w->now.comparison &&
	    dbr_str_to_double(dbr_str_trim(value), &w->now.goal))
		return DBR_OK;
	dbr_fail(w->err, DBR_EUSAGE, "\"%s\" is not a goal", goal);
	return dbr_fail_hint(w->err, "write it \"<= 15\" or \">= 99.5\", in the"
			     " metric's unit");
}

static enum dbr_status
check_dims(struct writing *w, const struct dbr_metric *metric)
{
	const char *dims[4], *values[4];

	if (!dbr_slice_parse(dims, values, w->now.slice, w->arena)) {
		dbr_fail(w->err, DBR_EUSAGE, "\"%s\" is not a slice",
			 w->now.slice);
		return dbr_fail_hint(w->err, "write module=cutover, several"
				     " with commas");
	}
	for (size_t i = 0; i < 4 && dims[i]; i++) {
		size_t k = 0;

		while (k < metric->dim_count &&
		       strcmp(metric->dims[k], dims[i]) != 0)
			k++;
		if (k < metric->dim_count)
			continue;
		dbr_fail(w->err, DBR_EUSAGE, "%s has no dimension \"%s\"",
			 metric->name, dims[i]);
		return dbr_fail_hint(w->err, "debrief metrics %s lists them",
				     metric->name);
	}
	return DBR_OK;
}

/* The goal in words; the reader of a report has no metric file at hand. */
static void
say_goal(struct writing *w, const struct dbr_metric *metric)
{
	struct dbr_buf text = DBR_BUF_INIT;

	if (w->now.slice)
		dbr_buf_addf(&text, "%s%s", w->now.slice,
			     w->has_goal ? ": " : "");
	if (w->has_goal) {
		dbr_buf_add_text(&text, *w->now.comparison == '<' ?
					"at most " : "at least ");
		dbr_double_text(&text, w->now.goal);
		if (metric->unit && *metric->unit)
			dbr_buf_addf(&text, " %s", metric->unit);
	}
	w->now.goal_text = text.size ?
		dbr_arena_text(w->arena, dbr_buf_str(&text)) : NULL;
	dbr_buf_release(&text);
}

static enum dbr_status
check_measure(struct writing *w)
{
	struct dbr_metric metric;
	enum dbr_status rc;

	w->now.goal_text = NULL;
	if (!w->now.metric && (w->now.slice || w->has_goal)) {
		dbr_fail(w->err, DBR_EUSAGE, "a goal without a metric");
		return dbr_fail_hint(w->err, "add --metric NAME;"
				     " \"debrief metrics\" lists them");
	}
	if (!w->now.metric)
		return DBR_OK;
	rc = dbr_metric_load(&metric, w->share, w->now.metric, w->arena,
			     w->err);
	if (rc == DBR_OK && w->now.slice)
		rc = check_dims(w, &metric);
	if (rc == DBR_OK)
		say_goal(w, &metric);
	return rc;
}

static enum dbr_status
check_kind(struct writing *w)
{
	const char *near;

	for (size_t i = 0; w->now.kind && i < dbr_action_kind_count; i++)
		if (strcmp(w->now.kind, dbr_action_kinds[i]) == 0)
			return DBR_OK;
	dbr_fail(w->err, DBR_EUSAGE, "\"%s\" is not a kind of action",
		 w->now.kind ? w->now.kind : "");
	near = dbr_nearest(w->now.kind ? w->now.kind : "", dbr_action_kinds,
			   dbr_action_kind_count);
	if (near)
		return dbr_fail_hint(w->err, "did you mean \"%s\"?", near);
	return dbr_fail_hint(w->err, "--kind prevent, detect, repair or"
			     " process");
}

static enum dbr_status
check_title(struct writing *w)
{
	struct dbr_str title = dbr_str_from(w->now.title);

	if (!text_is_visible(title))
		return dbr_fail(w->err, DBR_EUSAGE, "an action says what is"
				" to be done");
	if (title.size > TITLE_MAX ||
	    dbr_str_utf8_check(title) != title.size)
		return dbr_fail(w->err, DBR_EUSAGE, "an action is UTF-8 of at"
				" most %d bytes", TITLE_MAX);
	return DBR_OK;
}

static enum dbr_status
take_change(struct writing *w)
{
	const struct dbr_action_change *change = w->change;
	struct dbr_action *now = &w->now;
	enum dbr_status rc;

	take_text(&now->title, change->title);
	take_text(&now->kind, change->kind);
	take_text(&now->team, change->team);
	take_text(&now->contact, change->contact);
	take_text(&now->metric, change->metric);
	take_text(&now->slice, change->slice);
	take_text(&now->ticket, change->ticket);
	rc = check_title(w);
	if (rc == DBR_OK)
		rc = check_kind(w);
	if (rc == DBR_OK)
		rc = take_due(w);
	if (rc == DBR_OK)
		rc = take_note(w);
	if (rc == DBR_OK)
		rc = take_goal(w);
	if (rc == DBR_OK)
		rc = check_measure(w);
	if (rc == DBR_OK)
		rc = take_row(&w->team_id, w, "team", "key", now->team);
	if (rc == DBR_OK)
		rc = take_row(&w->contact_id, w, "contact", "key",
			      now->contact);
	if (rc == DBR_OK)
		rc = take_row(&w->ticket_id, w, "ticket", "ext_key",
			      now->ticket);
	return rc;
}

static enum dbr_status
take_before(struct writing *w)
{
	const struct dbr_action_change *change = w->change;
	const struct dbr_action *versions;
	size_t count;
	enum dbr_status rc;

	if (change->event == DBR_ACTION_ADD) {
		w->now = (struct dbr_action){ .state = "open" };
		return take_row(&w->migration_id, w, "migration", "key",
				change->migration);
	}
	rc = dbr_action_history(&versions, &count, w->store, change->id,
				w->arena, w->err);
	if (rc != DBR_OK)
		return rc;
	w->now = versions[count - 1];
	return DBR_OK;
}

/* Closing what is closed is a mistake somebody should hear of. */
static enum dbr_status
take_state(struct writing *w)
{
	const char *wanted = w->change->event == DBR_ACTION_CLOSE  ? "open" :
			     w->change->event == DBR_ACTION_REOPEN ? "closed" :
								     NULL;

	w->now.version++;
	if (!wanted)
		return DBR_OK;
	if (strcmp(w->now.state, wanted) != 0)
		return dbr_fail(w->err, DBR_EUSAGE, "action %" PRId64
				" is %s already", w->now.id, w->now.state);
	w->now.state = w->change->event == DBR_ACTION_CLOSE ? "closed" :
							      "open";
	return DBR_OK;
}

static enum dbr_status
insert_action(struct writing *w)
{
	const struct dbr_parameter at[] = {
		STATEMENT_I64(":migration", w->migration_id),
		STATEMENT_TEXT(":title", w->now.title),
		STATEMENT_TEXT(":kind", w->now.kind),
		STATEMENT_I64(":now", w->now.written_us),
	};
	enum dbr_status rc;

	rc = statement_run(w->store,
			   "INSERT INTO action (migration_id, title, kind,"
			   " opened_at) VALUES (nullif(:migration, 0), :title,"
			   " :kind, :now)", STATEMENT_VALUES(at), w->err);
	if (rc == DBR_OK)
		w->now.id = dbr_store_last_id(w->store);
	return rc;
}

static enum dbr_status
append_event(struct writing *w)
{
	const struct dbr_action *now = &w->now;
	struct dbr_buf body = DBR_BUF_INIT;
	struct canonical_object json;
	struct audit_event event = {
		.happened_us = now->written_us, .actor = w->change->by,
		.event = event_names[w->change->event],
	};
	enum dbr_status rc;

	canonical_open(&json, &body);
	canonical_add_i64(&json, "action", now->id);
	canonical_add_text(&json, "contact", now->contact);
	canonical_add_i64(&json, "due_at", now->due_us);
	canonical_add_text(&json, "goal", now->goal_text);
	canonical_add_text(&json, "kind", now->kind);
	canonical_add_text(&json, "metric", now->metric);
	canonical_add_text(&json, "state", now->state);
	canonical_add_text(&json, "team", now->team);
	canonical_add_text(&json, "title", now->title);
	canonical_add_i64(&json, "version", now->version);
	canonical_add_text(&json, "why", w->change->why);
	canonical_close(&json);
	event.body = body.text;
	rc = audit_append(&w->audit_sequence, w->store, &event, w->err);
	dbr_buf_release(&body);
	return rc;
}

static const char version_sql[] =
	"INSERT INTO action_version (action_id, version, state, title, kind,"
	" team_id, contact_id, due_at, metric, slice, comparison, goal,"
	" goal_text, note_id, ticket_id, written_by, why, written_at,"
	" audit_sequence) VALUES (:id, :version, :state, :title, :kind,"
	" nullif(:team, 0), nullif(:contact, 0), nullif(:due, 0), :metric,"
	" :slice, :comparison, CAST(:goal AS REAL), :goal_text,"
	" nullif(:note, 0), nullif(:ticket, 0), :by, COALESCE(:why, ''), :now,"
	" :event)";
static const char mirror_sql[] =
	"UPDATE action SET title = :title, kind = :kind,"
	" team_id = nullif(:team, 0), due_at = nullif(:due, 0),"
	" metric = :metric, metric_goal = :goal_text,"
	" closed_at = CASE WHEN :state = 'closed' THEN :now END"
	" WHERE id = :id";

static enum dbr_status
insert_version(struct writing *w)
{
	const struct dbr_action *now = &w->now;
	struct dbr_buf goal = DBR_BUF_INIT;
	enum dbr_status rc;

	if (w->has_goal)
		dbr_double_text(&goal, now->goal);
	const struct dbr_parameter at[] = {
		STATEMENT_I64(":id", now->id),
		STATEMENT_I64(":version", now->version),
		STATEMENT_TEXT(":state", now->state),
		STATEMENT_TEXT(":title", now->title),
		STATEMENT_TEXT(":kind", now->kind),
		STATEMENT_I64(":team", w->team_id),
		STATEMENT_I64(":contact", w->contact_id),
		STATEMENT_I64(":due", now->due_us),
		STATEMENT_TEXT(":metric", now->metric),
		STATEMENT_TEXT(":slice", now->slice),
		STATEMENT_TEXT(":comparison", now->comparison),
		STATEMENT_TEXT(":goal", w->has_goal ? goal.text : NULL),
		STATEMENT_TEXT(":goal_text", now->goal_text),
		STATEMENT_I64(":note", now->note_id),
		STATEMENT_I64(":ticket", w->ticket_id),
		STATEMENT_TEXT(":by", w->change->by),
		STATEMENT_TEXT(":why", w->change->why),
		STATEMENT_I64(":now", now->written_us),
		STATEMENT_I64(":event", w->audit_sequence),
	};
	rc = statement_run(w->store, version_sql, STATEMENT_VALUES(at),
			   w->err);
	if (rc == DBR_OK)
		rc = statement_run(w->store, mirror_sql, STATEMENT_VALUES(at),
				   w->err);
	dbr_buf_release(&goal);
	return rc;
}

static enum dbr_status
write_version(struct writing *w)
{
	enum dbr_status rc = take_before(w);

	if (rc == DBR_OK)
		rc = take_state(w);
	if (rc == DBR_OK)
		rc = take_change(w);
	w->now.written_us = dbr_clock_now();
	if (rc == DBR_OK && w->change->event == DBR_ACTION_ADD)
		rc = insert_action(w);
	if (rc == DBR_OK)
		rc = append_event(w);
	if (rc == DBR_OK)
		rc = insert_version(w);
	return rc;
}

enum dbr_status
dbr_action_write(int64_t *id, struct dbr_store *store,
		 const struct dbr_share *share,
		 const struct dbr_action_change *change,
		 struct dbr_error *err)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct writing w = {
		.change = change, .store = store, .share = share,
		.arena = &arena, .err = err,
	};
	enum dbr_status rc = person_check(change->by, "an action", err);

	if (rc == DBR_OK)
		rc = dbr_store_begin(store, err);
	if (rc != DBR_OK)
		return rc;
	rc = write_version(&w);
	if (rc == DBR_OK)
		rc = dbr_store_commit(store, err);
	if (rc != DBR_OK)
		dbr_store_rollback(store);
	*id = w.now.id;
	dbr_arena_release(&arena);
	return rc;
}
