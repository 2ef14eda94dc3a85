/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback/outcome_changes.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "feedback/statement.h"

struct gathering {
	struct dbr_store *store;
	const struct dbr_share *share;
	const struct dbr_outcome_ask *ask;
	struct dbr_arena *arena;
	struct dbr_error *err;
	struct change *changes;
	size_t count, capacity;
};

static struct change *
add_change(struct gathering *g)
{
	g->changes = dbr_arena_grow(g->arena, g->changes, g->count,
				    &g->capacity, sizeof(*g->changes));
	g->changes[g->count] = (struct change){ .outcome.q = NAN };
	return &g->changes[g->count++];
}

/* The words behind "-- outcome:" in a rule's header; none: at == NULL. */
static struct dbr_str
outcome_line(struct dbr_str text)
{
	while (text.at && text.size) {
		struct dbr_str line = dbr_str_trim(dbr_str_cut(&text, '\n'));

		if (!dbr_str_starts(line, "--"))
			break;
		line = dbr_str_trim((struct dbr_str){ line.at + 2,
						      line.size - 2 });
		if (!dbr_str_starts(line, "outcome:"))
			continue;
		line.at += sizeof("outcome:") - 1;
		line.size -= sizeof("outcome:") - 1;
		return dbr_str_trim(line);
	}
	return DBR_STR_NONE;
}

/* "time-to-acknowledge module severity", for one proposal. */
static void
name_metric(struct gathering *g, struct dbr_outcome *outcome,
	    struct dbr_str line, int64_t severity)
{
	struct dbr_buf slice = DBR_BUF_INIT;
	struct dbr_str word = dbr_str_cut(&line, ' ');

	outcome->metric = dbr_arena_text(g->arena, word);
	while (line.at) {
		word = dbr_str_trim(dbr_str_cut(&line, ' '));
		if (!word.size)
			continue;
		if (dbr_str_is(word, "module") && outcome->module)
			dbr_buf_addf(&slice, "%smodule=%s",
				     slice.size ? "," : "", outcome->module);
		if (dbr_str_is(word, "severity") && severity)
			dbr_buf_addf(&slice, "%sseverity=%" PRId64,
				     slice.size ? "," : "", severity);
	}
	outcome->slice = slice.size ?
		dbr_arena_text(g->arena, dbr_buf_str(&slice)) : NULL;
	dbr_buf_release(&slice);
}

/* A rule that is gone measures nothing: not an error of this report. */
static void
find_metric(struct gathering *g, struct dbr_outcome *outcome,
	    const char *rule, int64_t severity)
{
	struct dbr_error unread = DBR_ERROR_INIT;
	struct dbr_share_file file;
	struct dbr_str line;

	if (dbr_share_read(&file, g->share, "rules", rule, ".sql", g->arena,
			   &unread) != DBR_OK)
		return;
	line = outcome_line(file.text);
	if (line.at && line.size)
		name_metric(g, outcome, line, severity);
}

static void
take_proposal(struct gathering *g, struct dbr_stmt *row)
{
	struct dbr_arena *arena = g->arena;
	struct dbr_outcome *outcome = &add_change(g)->outcome;
	const char *before = statement_column(row, 5, arena);
	const char *after = statement_column(row, 6, arena);

	outcome->is_proposal = true;
	outcome->id = dbr_stmt_i64(row, 0);
	outcome->module = statement_column(row, 3, arena);
	outcome->title = dbr_arena_textf(
		arena, "%s of %s: %s \xE2\x86\x92 %s",
		statement_column(row, 2, arena),
		outcome->module ? outcome->module : "every module",
		before ? before : "nobody", after ? after : "nobody");
	outcome->reversal = statement_column(row, 7, arena);
	outcome->changed_us = dbr_stmt_i64(row, 8);
	find_metric(g, outcome, statement_column(row, 1, arena),
		    dbr_stmt_i64(row, 4));
}

static enum dbr_status
gather_proposals(struct gathering *g)
{
	const struct dbr_parameter at[] = {
		STATEMENT_I64(":as_of", g->ask->as_of_us),
	};
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc;

	rc = dbr_stmt_open(&stmt, g->store,
			   "SELECT p.id, p.rule, p.kind, m.key, p.severity,"
			   " p.value_before, p.value_after, p.reversal,"
			   " COALESCE(json_extract(a.body,"
			   " '$.effective_at'), d.decided_at)"
			   " FROM proposal p JOIN decision d ON d.id ="
			   " (SELECT MAX(l.id) FROM decision l"
			   " WHERE l.proposal_id = p.id"
			   " AND l.decided_at <= :as_of)"
			   " JOIN audit a ON a.sequence = d.audit_sequence"
			   " LEFT JOIN module m ON m.id = p.module_id"
			   " WHERE d.verdict = 'approve' ORDER BY p.id",
			   g->err);
	if (rc != DBR_OK)
		return rc;
	statement_bind(stmt, STATEMENT_VALUES(at));
	while ((rc = dbr_stmt_step(stmt, &has_row, g->err)) == DBR_OK &&
	       has_row)
		take_proposal(g, stmt);
	dbr_stmt_close(stmt);
	return rc;
}

static enum dbr_status
gather_actions(struct gathering *g)
{
	const struct dbr_action_ask ask = {
		.migration = g->ask->migration, .state = "closed",
		.known_us = g->ask->as_of_us,
	};
	const struct dbr_action *actions;
	size_t count;
	enum dbr_status rc = dbr_action_list(&actions, &count, g->store, &ask,
					     g->arena, g->err);

	for (size_t i = 0; rc == DBR_OK && i < count; i++) {
		struct change *change = add_change(g);

		change->comparison = actions[i].comparison;
		change->goal = actions[i].goal;
		change->outcome.id = actions[i].id;
		change->outcome.title = actions[i].title;
		change->outcome.migration = actions[i].migration;
		change->outcome.changed_us = actions[i].closed_us;
		change->outcome.metric = actions[i].metric;
		change->outcome.slice = actions[i].slice;
		change->outcome.goal_text = actions[i].goal_text;
	}
	return rc;
}

static int
order_changes(const void *left, const void *right)
{
	const struct dbr_outcome *a = &((const struct change *)left)->outcome;
	const struct dbr_outcome *b = &((const struct change *)right)->outcome;

	if (a->changed_us != b->changed_us)
		return a->changed_us < b->changed_us ? -1 : 1;
	if (a->is_proposal != b->is_proposal)
		return a->is_proposal ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

enum dbr_status
changes_list(const struct change **out, size_t *count,
	     struct dbr_store *store, const struct dbr_share *share,
	     const struct dbr_outcome_ask *ask, struct dbr_arena *arena,
	     struct dbr_error *err)
{
	struct gathering g = { store, share, ask, arena, err, NULL, 0, 0 };
	enum dbr_status rc = DBR_OK;

	if (!ask->migration)
		rc = gather_proposals(&g);
	if (rc == DBR_OK)
		rc = gather_actions(&g);
	if (g.count)
		qsort(g.changes, g.count, sizeof(*g.changes), order_changes);
	*out = g.changes;
	*count = g.count;
	return rc;
}
