/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pseudonymise.c -- see debrief/pseudonymise.h. */
#include <config.h>
#include "debrief/pseudonymise.h"

#include <string.h>
#include "debrief/arena.h"

/* What stays; "*" is every column of the table. */
static const struct {
	const char *table, *column;
} kept[] = {
	{ "setting", "*" },		{ "schema_doc", "*" },
	{ "batch", "format" },		{ "batch", "file_hash" },
	{ "batch", "tool_version" },	{ "batch", "zone" },
	{ "module", "*" },		{ "module_plan", "baseline" },
	{ "step_plan", "baseline" },	{ "migration", "wave" },
	{ "migration", "size_band" },	{ "migration", "state" },
	{ "target", "*" },		{ "sla", "*" },
	{ "iteration", "source" },	{ "iteration", "kind" },
	{ "iteration", "outcome" },	{ "step_run", "status" },
	{ "ticket", "source" },		{ "ticket", "type" },
	{ "ticket", "state" },		{ "ticket", "migration_from" },
	{ "ticket", "module_key" },	{ "attribution", "rule" },
	{ "check_result", "kind" },	{ "check_result", "status" },
	{ "check_result", "object" },	{ "check_result", "field" },
	{ "response", "survey" },	{ "response", "question" },
	{ "response", "scale" },	{ "invitation", "survey" },
	{ "ownership", "role" },	{ "action", "kind" },
	{ "action", "metric" },		{ "action", "metric_goal" },
	{ "module_item", "kind" },	{ "readiness_criterion", "key" },
	{ "cadence", "kind" },		{ "calendar", "*" },
	{ "calendar_hours", "*" },	{ "holiday", "*" },
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

static const char empty_sql[] =
	"DELETE FROM proposal_evidence; DELETE FROM decision;"
	" DELETE FROM proposal; DELETE FROM audit; DELETE FROM runbook_file;"
	" DELETE FROM reject; DELETE FROM ticket_value;"
	" DELETE FROM cutover_event; DELETE FROM contact_point;";
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

/* Every column of text or bytes that does not stay. */
static enum dbr_status
list_columns(struct copy *copy)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc;

	rc = dbr_stmt_open(&stmt, copy->store,
			   "SELECT t.name, c.name FROM pragma_table_list t"
			   " JOIN pragma_table_info(t.name) c"
			   " WHERE t.type = 'table' AND t.wr = 0"
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

/* Everything, "*" (a scope that is everywhere) and nothing stay. */
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

static enum dbr_status
rename_all(struct copy *copy)
{
	enum dbr_status rc = dbr_store_begin(copy->store, copy->err);

	if (rc != DBR_OK)
		return rc;
	rc = dbr_store_run(copy->store, empty_sql, copy->err);
	if (rc == DBR_OK)
		rc = list_columns(copy);
	for (size_t i = 0; rc == DBR_OK && i < copy->column_count; i++)
		rc = rename_column(copy, &copy->columns[i]);
	if (rc == DBR_OK)
		rc = dbr_store_run(copy->store, retell_sql, copy->err);
	if (rc == DBR_OK)
		rc = dbr_store_commit(copy->store, copy->err);
	if (rc != DBR_OK)
		dbr_store_rollback(copy->store);
	/* What was there must not be found in free pages. */
	if (rc == DBR_OK)
		rc = dbr_store_run(copy->store, "VACUUM", copy->err);
	return rc;
}

static enum dbr_status
copy_file(struct dbr_store *from, const char *path, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	enum dbr_status rc, again;

	/* Writing a copy counts as writing, even where this file cannot be. */
	rc = dbr_store_run(from, "PRAGMA query_only = 0", err);
	if (rc == DBR_OK)
		rc = dbr_stmt_open(&stmt, from, "VACUUM INTO ?1", err);
	if (rc == DBR_OK) {
		dbr_stmt_bind_text(stmt, 1, path);
		rc = dbr_stmt_run(stmt, err);
	}
	dbr_stmt_close(stmt);
	again = dbr_store_run(from, "PRAGMA query_only = 1", err);
	return rc == DBR_OK ? again : rc;
}

enum dbr_status
dbr_store_pseudonymise(struct dbr_store *from, const char *path,
		       const struct dbr_pseudonym_key *key,
		       struct dbr_error *err)
{
	struct copy copy = { .key = key, .arena = DBR_ARENA_INIT,
			     .err = err };
	enum dbr_status rc = copy_file(from, path, err);

	if (rc == DBR_OK)
		rc = dbr_store_open(&copy.store, path, DBR_STORE_WRITE, err);
	if (rc == DBR_OK)
		rc = rename_all(&copy);
	dbr_store_close(copy.store);
	dbr_arena_release(&copy.arena);
	return rc;
}
