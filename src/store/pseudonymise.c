/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pseudonymise.c -- see debrief/pseudonymise.h. */
#include <config.h>
#include "debrief/pseudonymise.h"

#include <string.h>
#include "debrief/arena.h"
#include "debrief/publish.h"

/* What stays; "*" is every column of the table. */
static const struct {
	const char *table, *column;
} kept[] = {
	{ "setting", "*" }, { "schema_doc", "*" },
	{ "seal", "*" }, { "batch", "format" },
	{ "batch", "file_hash" }, { "batch", "tool_version" },
	{ "batch", "zone" }, { "module", "*" },
	{ "module_plan", "baseline" }, { "step_plan", "baseline" },
	{ "migration", "wave" }, { "migration", "size_band" },
	{ "target", "*" }, { "sla", "*" },
	{ "iteration", "source" }, { "ticket", "source" },
	{ "ticket", "type" }, { "ticket", "module_key" },
	{ "attribution", "rule" }, { "check_result", "object" },
	{ "check_result", "field" }, { "response", "survey" },
	{ "response", "question" }, { "invitation", "survey" },
	{ "action", "metric" }, { "action", "metric_goal" },
	{ "readiness_criterion", "key" }, { "calendar", "*" },
	{ "calendar_hours", "*" }, { "holiday", "*" },
};

/* Names that stand in several places, and words for the commonest ones; a
 * column not named here is called after itself. */
static const struct {
	const char *table, *column, *kind;
} kinds[] = {
	{ "team", "key", "team" },
	{ "contact", "key", "contact" },
	{ "contact", "name", "contact" },
	{ "customer", "key", "customer" },
	{ "migration", "key", "migration" },
	{ "migration", "source_system", "system" },
	{ "migration", "target_system", "system" },
	{ "ticket", "ext_key", "ticket" },
	{ "ticket", "migration_key", "migration" },
	{ "ownership", "scope", "migration" },
	{ "iteration", "ext_key", "run" },
	{ "batch", "file_name", "file" },
};

/* What repeats exports, and what was written about people. */
static const char *const emptied[] = {
	"signature", "signer", "sign_off", "decision", "proposal_evidence",
	"proposal", "audit_row", "audit", "runbook_file", "reject", "ticket_cells",
	"ticket_value", "cutover_event", "contact_point", "contact_memory",
	"communication",
};
static const char retell_sql[] = "UPDATE migration SET title = key";

struct column {
	const char *table, *name, *kind;
};

struct copy {
	struct dbr_store *store;
	const struct dbr_pseudonym_key *key;
	struct dbr_arena arena;
	struct column *columns;
	size_t column_count, column_capacity;
	struct dbr_error *err;
};

static bool
is_kept(const char *table, const char *column)
{
	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
		if (strcmp(kept[i].table, table) == 0 &&
		    (strcmp(kept[i].column, "*") == 0 ||
		     strcmp(kept[i].column, column) == 0))
			return true;
	return false;
}

static const char *
kind_of(const char *table, const char *column)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].table, table) == 0 &&
		    strcmp(kinds[i].column, column) == 0)
			return kinds[i].kind;
	return column;
}

static enum dbr_status
empty_table(struct copy *copy, const char *table)
{
	struct dbr_stmt *stmt = NULL;
	bool is_there = false;
	enum dbr_status rc;

	rc = dbr_stmt_open(&stmt, copy->store,
			   "SELECT 1 FROM sqlite_schema"
			   " WHERE type = 'table' AND name = ?1", copy->err);
	if (rc == DBR_OK) {
		dbr_stmt_bind_text(stmt, 1, table);
		rc = dbr_stmt_step(stmt, &is_there, copy->err);
	}
	dbr_stmt_close(stmt);
	if (rc != DBR_OK || !is_there)
		return rc;
	return dbr_store_run(copy->store,
			     dbr_arena_textf(&copy->arena, "DELETE FROM %s",
					     table), copy->err);
}

/* Every column of text or bytes that does not stay; what a CHECK lists are
 * our words. */
static enum dbr_status
list_columns(struct copy *copy)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc;

	rc = dbr_stmt_open(&stmt, copy->store,
			   "SELECT t.name, c.name FROM pragma_table_list t"
			   " JOIN pragma_table_info(t.name) c"
			   " JOIN sqlite_schema s ON s.name = t.name"
			   " WHERE t.type = 'table' AND t.wr = 0"
			   " AND s.sql NOT LIKE '%(' || c.name || ' IN (%'"
			   " AND t.name NOT LIKE 'sqlite_%'"
			   " AND c.type IN ('TEXT', 'BLOB')", copy->err);
	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(stmt, &has_row, copy->err)) == DBR_OK &&
	       has_row) {
		struct column column = {
			dbr_arena_text(&copy->arena, dbr_stmt_str(stmt, 0)),
			dbr_arena_text(&copy->arena, dbr_stmt_str(stmt, 1)),
			NULL,
		};

		if (is_kept(column.table, column.name))
			continue;
		column.kind = kind_of(column.table, column.name);
		copy->columns = dbr_arena_grow(&copy->arena, copy->columns,
					       copy->column_count,
					       &copy->column_capacity,
					       sizeof(column));
		copy->columns[copy->column_count++] = column;
	}
	dbr_stmt_close(stmt);
	return rc;
}

/* "*" (a scope that is everywhere) and nothing stay. */
static enum dbr_status
rename_values(struct copy *copy, const struct column *column,
	      struct dbr_stmt *read, struct dbr_stmt *write)
{
	struct dbr_buf name = DBR_BUF_INIT;
	bool has_row = false;
	enum dbr_status rc = DBR_OK;

	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(read, &has_row, copy->err)) == DBR_OK &&
	       has_row) {
		struct dbr_str value = dbr_stmt_str(read, 1);

		dbr_buf_reset(&name);
		dbr_pseudonym_add(&name, copy->key, column->kind, value);
		dbr_stmt_bind_i64(write, 1, dbr_stmt_i64(read, 0));
		dbr_stmt_bind_str(write, 2, dbr_buf_str(&name));
		rc = dbr_stmt_run(write, copy->err);
	}
	dbr_buf_release(&name);
	return rc;
}

static enum dbr_status
rename_column(struct copy *copy, const struct column *column)
{
	struct dbr_stmt *read = NULL, *write = NULL;
	enum dbr_status rc;

	/* "+" keeps the scan on the table while an index of the column moves
	 * under it. */
	rc = dbr_stmt_open(&read, copy->store,
			   dbr_arena_textf(&copy->arena,
					   "SELECT rowid, +\"%s\" FROM \"%s\" "
					   "NOT INDEXED WHERE +\"%s\" NOT IN "
					   "('', '*') ORDER BY rowid",
					   column->name, column->table,
					   column->name), copy->err);
	if (rc == DBR_OK)
		rc = dbr_stmt_open(&write, copy->store,
				   dbr_arena_textf(&copy->arena,
						   "UPDATE \"%s\" SET \"%s\" ="
						   " ?2 WHERE rowid = ?1",
						   column->table,
						   column->name), copy->err);
	if (rc == DBR_OK)
		rc = rename_values(copy, column, read, write);
	dbr_stmt_close(write);
	dbr_stmt_close(read);
	return rc;
}

/* Inside the transaction in which the copy is made. */
static enum dbr_status
rename_all(struct dbr_store *store, void *payload, struct dbr_error *err)
{
	struct copy *copy = payload;
	enum dbr_status rc;

	copy->store = store;
	copy->err = err;
	rc = dbr_store_run(store, "PRAGMA defer_foreign_keys = ON", err);
	for (size_t i = 0; rc == DBR_OK &&
	     i < sizeof(emptied) / sizeof(emptied[0]); i++)
		rc = empty_table(copy, emptied[i]);
	if (rc == DBR_OK)
		rc = list_columns(copy);
	for (size_t i = 0; rc == DBR_OK && i < copy->column_count; i++)
		rc = rename_column(copy, &copy->columns[i]);
	if (rc == DBR_OK)
		rc = dbr_store_run(store, retell_sql, err);
	return rc;
}

enum dbr_status
dbr_store_pseudonymise(struct dbr_store *from, const char *path,
		       const struct dbr_pseudonym_key *key,
		       struct dbr_error *err)
{
	struct copy copy = { .key = key, .arena = DBR_ARENA_INIT };
	const struct dbr_publish_change change = { &copy, rename_all };
	enum dbr_status rc = dbr_store_publish(from, path, &change, err);

	dbr_arena_release(&copy.arena);
	return rc;
}
