/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notice.c -- what is due, to whom, in which words. */
#include <config.h>
#include "debrief/notice.h"

#include <inttypes.h>
#include <string.h>
#include "debrief/metric.h"
#include "debrief/time.h"
#include "feedback/notice_promise.h"
#include "feedback/notice_words.h"
#include "feedback/statement.h"

struct noticing {
	struct dbr_store *store;
	const struct dbr_share *share;
	struct dbr_arena *arena;
	struct dbr_error *err;
	int64_t as_of_us;
	struct dbr_message *messages;
	size_t count, capacity;
};

/* The point to try first, and the first one that takes mail. */
static enum dbr_status
take_points(struct noticing *n, struct dbr_message *message)
{
	const struct dbr_parameter at[] = {
		STATEMENT_TEXT(":contact", message->contact),
	};
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc;

	rc = dbr_stmt_open(&stmt, n->store,
			   "SELECT c.name, p.channel, p.address, p.zone,"
			   " p.language FROM contact c LEFT JOIN contact_point"
			   " p ON p.contact_id = c.id WHERE c.key = :contact"
			   " ORDER BY COALESCE(p.preference, 1000), p.id",
			   n->err);
	if (rc != DBR_OK)
		return rc;
	statement_bind(stmt, STATEMENT_VALUES(at));
	while ((rc = dbr_stmt_step(stmt, &has_row, n->err)) == DBR_OK &&
	       has_row) {
		if (!message->name) {
			message->name = statement_column(stmt, 0, n->arena);
			message->channel = statement_column(stmt, 1, n->arena);
			message->address = statement_column(stmt, 2, n->arena);
			message->zone = statement_column(stmt, 3, n->arena);
			message->language = statement_column(stmt, 4,
							     n->arena);
		}
		if (!message->email &&
		    dbr_str_is(dbr_stmt_str(stmt, 1), "email"))
			message->email = statement_column(stmt, 2, n->arena);
	}
	dbr_stmt_close(stmt);
	return rc;
}

static const char *
cell_text(const struct dbr_table *table, size_t row, const char *column)
{
	int at = dbr_table_column(table, column);
	const struct dbr_cell *cell;

	if (at < 0)
		return "";
	cell = dbr_table_at(table, row, (size_t)at);
	return cell->type == DBR_CELL_TEXT ? cell->text.at : "";
}

static int64_t
cell_instant(const struct dbr_table *table, size_t row, const char *column)
{
	int at = dbr_table_column(table, column);

	return at < 0 ? 0 : dbr_table_at(table, row, (size_t)at)->integer;
}

/* A promise is a candidate: it is due when it is broken. */
static bool
take_notice(struct dbr_notice *notice, const struct noticing *n,
	    const struct dbr_table *due, size_t row)
{
	const struct notice_from from = { n->store, n->share, n->arena };
	int value = dbr_table_column(due, "value");
	struct notice_promise promise = {
		.metric = cell_text(due, row, "metric"),
		.comparison = cell_text(due, row, "comparison"),
		.migration = cell_text(due, row, "migration"),
		.severity = cell_text(due, row, "severity"),
		.since_us = cell_instant(due, row, "since_at"),
		.as_of_us = n->as_of_us,
	};

	*notice = (struct dbr_notice){
		.kind = cell_text(due, row, "kind"),
		.about = cell_text(due, row, "about"),
		.what = cell_text(due, row, "what"),
		.at_us = cell_instant(due, row, "happens_at"),
	};
	if (!*promise.metric || value < 0)
		return true;
	promise.value = dbr_table_at(due, row, (size_t)value)->real;
	return notice_promise_is_broken(&notice->what, &from, &promise);
}

/* Rows [from, to) are one contact's. */
static enum dbr_status
add_message(struct noticing *n, const struct dbr_table *due, size_t from,
	    size_t to)
{
	struct dbr_notice *notices = dbr_arena_array(n->arena, to - from,
						     sizeof(*notices));
	struct dbr_message *message;
	size_t count = 0;
	enum dbr_status rc;

	for (size_t i = from; i < to; i++)
		count += take_notice(&notices[count], n, due, i);
	if (!count)
		return DBR_OK;
	n->messages = dbr_arena_grow(n->arena, n->messages, n->count,
				     &n->capacity, sizeof(*n->messages));
	message = &n->messages[n->count++];
	*message = (struct dbr_message){
		.contact = cell_text(due, from, "contact"),
		.notices = notices, .notice_count = count,
	};
	rc = take_points(n, message);
	if (rc != DBR_OK)
		return rc;
	return notice_words(message, notices, n->share, n->arena, n->err);
}

static enum dbr_status
run_due(struct dbr_table *out, struct noticing *n, int64_t as_of_us)
{
	const struct dbr_parameter parameters[] = {
		{ ":as_of", DBR_PARAMETER_I64, as_of_us, NULL },
	};
	struct dbr_share_file file;
	struct dbr_query query = {
		.parameters = parameters, .parameter_count = 1,
		.first_line = 1,
	};
	enum dbr_status rc = dbr_share_read(&file, n->share, "notices",
					    "due", ".sql", n->arena, n->err);

	if (rc != DBR_OK)
		return rc;
	query.sql = file.text;
	query.file = file.path;
	return dbr_query_run(out, n->store, &query, n->arena, n->err);
}

enum dbr_status
dbr_notice_list(const struct dbr_message **out, size_t *count,
		struct dbr_store *store, const struct dbr_share *share,
		const struct dbr_notice_ask *ask, struct dbr_arena *arena,
		struct dbr_error *err)
{
	struct noticing n = { .store = store, .share = share,
			      .arena = arena, .err = err };
	int64_t as_of_us = ask->as_of_us;
	struct dbr_table due = { 0 };
	enum dbr_status rc = DBR_OK;
	size_t from, to;

	if (!as_of_us)
		rc = dbr_metric_latest(&as_of_us, store, err);
	n.as_of_us = as_of_us;
	if (rc == DBR_OK)
		rc = run_due(&due, &n, as_of_us);
	for (from = 0; rc == DBR_OK && from < due.row_count; from = to) {
		const char *contact = cell_text(&due, from, "contact");

		for (to = from + 1; to < due.row_count; to++)
			if (strcmp(cell_text(&due, to, "contact"), contact))
				break;
		if (!ask->contact || strcmp(ask->contact, contact) == 0)
			rc = add_message(&n, &due, from, to);
	}
	*out = n.messages;
	*count = n.count;
	return rc;
}
