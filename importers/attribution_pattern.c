/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * attribution_pattern.c -- what a workspace's own patterns find in tickets.
 *
 * Names are looked up in the tables attribution.c has filled; the answers go
 * to temp.attribution_pattern.  The columns are searched in the order of the
 * setting, cells of one header in theirs; the first known name counts.
 */
#include <config.h>
#include "attribution.h"

#include "debrief/settings.h"
#include "pattern.h"

struct search {
	struct dbr_store *store;
	const char *setting;	/* that holds the pattern */
	const char *columns;	/* names, parted by commas */
	struct pattern *pattern;
	const char *keep;	/* SQL: ?1 ticket, ?2 the name found */
};

static enum dbr_status
list_columns(const struct search *search, struct dbr_error *err)
{
	struct dbr_str rest = dbr_str_from(search->columns);
	struct dbr_stmt *stmt = NULL;
	int64_t position = 0;
	enum dbr_status rc = dbr_store_run(search->store,
		"CREATE TEMP TABLE IF NOT EXISTS attribution_column"
		" (name TEXT PRIMARY KEY COLLATE NOCASE, position INTEGER);"
		"DELETE FROM temp.attribution_column", err);

	if (rc == DBR_OK)
		rc = dbr_stmt_open(&stmt, search->store,
			"INSERT OR IGNORE INTO temp.attribution_column"
			" VALUES (?1, ?2)", err);
	while (rc == DBR_OK && rest.size) {
		struct dbr_str name = dbr_str_trim(dbr_str_cut(&rest, ','));

		if (!name.size)
			continue;
		dbr_stmt_bind_str(stmt, 1, name);
		dbr_stmt_bind_i64(stmt, 2, position++);
		rc = dbr_stmt_run(stmt, err);
	}
	dbr_stmt_close(stmt);
	return rc;
}

/* The cells to search: of a ticket in order, tickets together. */
static const char cells_sql[] =
	"SELECT t.id, c.position, 0, t.title FROM ticket t,"
	"  temp.attribution_column c WHERE c.name = 'title'"
	" UNION ALL SELECT t.id, c.position, 0, t.module_key FROM ticket t,"
	"  temp.attribution_column c WHERE c.name = 'module'"
	"  AND t.module_key IS NOT NULL"
	" UNION ALL SELECT v.ticket_id, c.position, v.ordinal, v.value"
	"  FROM ticket_value v JOIN temp.attribution_column c"
	"  ON c.name = v.name ORDER BY 1, 2, 3";

static enum dbr_status
refuse_slow(const struct search *search, struct dbr_error *err)
{
	dbr_fail(err, DBR_EINPUT, "%s would take too long on a ticket",
		 search->setting);
	return dbr_fail_hint(err, "debrief settings %s=... --by NAME sets a "
			     "simpler one", search->setting);
}

static enum dbr_status
search_cells(const struct search *search, struct dbr_error *err)
{
	struct dbr_stmt *cells = NULL, *keep = NULL;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&cells, search->store, cells_sql,
					   err);

	if (rc == DBR_OK)
		rc = dbr_stmt_open(&keep, search->store, search->keep, err);
	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(cells, &has_row, err)) == DBR_OK &&
	       has_row) {
		struct dbr_str text = dbr_stmt_str(cells, 3);
		enum pattern_answer answer = pattern_match(search->pattern,
							   text);

		if (answer == PATTERN_UNKNOWN)
			rc = refuse_slow(search, err);
		if (answer != PATTERN_YES)
			continue;
		dbr_stmt_bind_i64(keep, 1, dbr_stmt_i64(cells, 0));
		dbr_stmt_bind_str(keep, 2, dbr_str_trim(
			pattern_value(search->pattern, text)));
		rc = dbr_stmt_run(keep, err);
	}
	dbr_stmt_close(cells);
	dbr_stmt_close(keep);
	return rc;
}

/* One setting and what it finds; none, nothing. */
static enum dbr_status
search_for(struct search *search, const char *columns_setting,
	   struct dbr_error *err)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	const char *text = "";
	enum dbr_status rc = dbr_settings_get(&text, search->store,
					      search->setting, &arena, err);

	if (rc == DBR_OK && *text) {
		rc = dbr_settings_get(&search->columns, search->store,
				      columns_setting, &arena, err);
		if (rc == DBR_OK)
			rc = list_columns(search, err);
		if (rc == DBR_OK)
			rc = pattern_open(&search->pattern, text, &arena,
					  err);
		if (rc == DBR_OK)
			rc = search_cells(search, err);
		pattern_close(search->pattern);
	}
	dbr_arena_release(&arena);
	return rc;
}

enum dbr_status
attribution_search(struct dbr_store *store, struct dbr_error *err)
{
	struct search migrations = {
		.store = store, .setting = "migration_pattern",
		.keep = "INSERT OR IGNORE INTO temp.attribution_pattern"
			" (ticket_id, migration_id) SELECT ?1, migration_id"
			" FROM temp.attribution_migration WHERE name = ?2",
	};
	struct search modules = {
		.store = store, .setting = "module_pattern",
		.keep = "INSERT INTO temp.attribution_pattern"
			" (ticket_id, module_id) SELECT ?1, module_id"
			" FROM temp.attribution_module WHERE name = ?2"
			" ON CONFLICT (ticket_id) DO UPDATE SET"
			" module_id = ifnull(module_id, excluded.module_id)",
	};
	enum dbr_status rc = dbr_store_run(store,
		"CREATE TEMP TABLE IF NOT EXISTS attribution_pattern"
		" (ticket_id INTEGER PRIMARY KEY, migration_id INTEGER,"
		"  module_id INTEGER);"
		"DELETE FROM temp.attribution_pattern", err);

	if (rc == DBR_OK)
		rc = search_for(&migrations, "migration_pattern_columns", err);
	if (rc == DBR_OK)
		rc = search_for(&modules, "module_pattern_columns", err);
	return rc;
}
