/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * attribution.c -- which migration a ticket belongs to.
 *
 * Rules in order, the first that answers wins; the rule and its version are
 * stored with the answer.  A ticket no rule takes stays without one.
 *
 *   column   the export names the migration
 *   label    one of its labels does
 *   pattern  the workspace's migration_pattern finds it in a label
 *   window   the customer's ticket was opened within attribution_window_days
 *            (90) after the accepted go-live of the customer's migration
 *
 * The module is the one the export names, else the one module_pattern finds,
 * else none.  All tickets are worked
 * out again whenever tickets, migrations or cutovers change, so the answer
 * does not depend on the order of the imports.
 */
#include <config.h>
#include "attribution.h"

#include <inttypes.h>
#include "engine.h"

enum { RULE_VERSION = 2, WINDOW_DAYS = 90 };

/* Few names, many tickets: each name is looked up once. */
static const char known_names[] =
	"CREATE TEMP TABLE IF NOT EXISTS attribution_migration"
	" (name TEXT PRIMARY KEY COLLATE NOCASE, migration_id INTEGER)"
	" WITHOUT ROWID;"
	"CREATE TEMP TABLE IF NOT EXISTS attribution_module"
	" (name TEXT PRIMARY KEY COLLATE NOCASE, module_id INTEGER)"
	" WITHOUT ROWID;"
	"DELETE FROM temp.attribution_migration;"
	"DELETE FROM temp.attribution_module;"
	"INSERT OR IGNORE INTO temp.attribution_migration"
	" SELECT key, id FROM migration ORDER BY key;"
	"INSERT OR IGNORE INTO temp.attribution_module"
	" SELECT name, id FROM (SELECT key AS name, position, id FROM module"
	"  UNION ALL SELECT title, position, id FROM module)"
	" ORDER BY position, id";

#define PUT \
	" ON CONFLICT (ticket_id) DO UPDATE SET" \
	" migration_id = excluded.migration_id," \
	" module_id = excluded.module_id, rule = excluded.rule," \
	" rule_version = excluded.rule_version," \
	" window_days = excluded.window_days" \
	" WHERE migration_id <> excluded.migration_id" \
	" OR module_id IS NOT excluded.module_id OR rule <> excluded.rule" \
	" OR rule_version <> excluded.rule_version" \
	" OR window_days IS NOT excluded.window_days"

/* The component as the export has it, else what the pattern finds. */
#define FIND_MODULE \
	" LEFT JOIN temp.attribution_module x ON x.name = t.module_key" \
	" LEFT JOIN temp.attribution_pattern p ON p.ticket_id = t.id"
#define MODULE_FOUND "ifnull(x.module_id, p.module_id)"

#define IS_NAMED \
	"EXISTS (SELECT 1 FROM temp.attribution_migration n" \
	" WHERE n.name = t.migration_key)"

/* Of ticket t. */
#define WINDOW_OF_TICKET \
	"(SELECT m.id" \
	"  FROM migration m JOIN migration_go_live g ON g.migration_id = m.id" \
	"  WHERE m.customer_id = t.customer_id" \
	"  AND g.go_live_at <= t.opened_at" \
	"  AND t.opened_at < g.go_live_at + ?2 * 86400000000" \
	"  ORDER BY g.go_live_at DESC, m.key LIMIT 1)"

static const char by_name[] =
	"INSERT INTO attribution (ticket_id, migration_id, module_id, rule,"
	" rule_version) SELECT t.id, m.migration_id, " MODULE_FOUND ","
	"  t.migration_from, ?1 FROM ticket t"
	" CROSS JOIN temp.attribution_migration m ON m.name = t.migration_key"
	FIND_MODULE " WHERE ?2 IS NOT NULL" PUT;

static const char by_pattern[] =
	"INSERT INTO attribution (ticket_id, migration_id, module_id, rule,"
	" rule_version) SELECT t.id, p.migration_id, " MODULE_FOUND ","
	" 'pattern', ?1 FROM ticket t" FIND_MODULE
	" WHERE p.migration_id IS NOT NULL AND ?2 IS NOT NULL"
	" AND NOT " IS_NAMED PUT;

static const char by_window[] =
	"INSERT INTO attribution (ticket_id, migration_id, module_id, rule,"
	" rule_version, window_days) SELECT * FROM (SELECT t.id, "
	WINDOW_OF_TICKET " AS chosen, " MODULE_FOUND ", 'window', ?1, ?2"
	" FROM ticket t" FIND_MODULE
	" WHERE t.customer_id IN (SELECT customer_id FROM migration)"
	" AND p.migration_id IS NULL AND NOT " IS_NAMED
	") WHERE chosen IS NOT NULL" PUT;

/* Those that no rule takes any more. */
static const char drop_rest[] =
	"DELETE FROM attribution WHERE NOT EXISTS (SELECT 1 FROM ticket t"
	" WHERE t.id = attribution.ticket_id AND (" IS_NAMED
	" OR EXISTS (SELECT 1 FROM temp.attribution_pattern p"
	"  WHERE p.ticket_id = t.id AND p.migration_id IS NOT NULL)"
	" OR " WINDOW_OF_TICKET " IS NOT NULL))";

static enum dbr_status
ask_i64(struct dbr_store *store, const char *sql, int64_t parameter,
	int64_t *out, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, store, sql, err);

	if (rc != DBR_OK)
		return rc;
	if (parameter)
		dbr_stmt_bind_i64(stmt, 1, parameter);
	rc = dbr_stmt_step(stmt, &has_row, err);
	if (rc == DBR_OK && has_row)
		*out = dbr_stmt_i64(stmt, 0);
	dbr_stmt_close(stmt);
	return rc;
}

static enum dbr_status
run_rule(struct dbr_store *store, const char *sql, int64_t window_days,
	 struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	enum dbr_status rc = dbr_stmt_open(&stmt, store, sql, err);

	if (rc != DBR_OK)
		return rc;
	dbr_stmt_bind_i64(stmt, 1, RULE_VERSION);
	dbr_stmt_bind_i64(stmt, 2, window_days);
	rc = dbr_stmt_run(stmt, err);
	dbr_stmt_close(stmt);
	return rc;
}

/* Behind attribution_rebuild(), which knows the names. */
static enum dbr_status
count_answers(struct engine *engine, struct dbr_error *err)
{
	struct dbr_import_result *result = engine->result;
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	int64_t unknown = 0;
	enum dbr_status rc = dbr_stmt_open(&stmt, engine->store,
		"SELECT COUNT(*), COUNT(a.ticket_id),"
		" ifnull(SUM(t.migration_from = 'label' AND NOT " IS_NAMED
		"), 0) FROM ticket t"
		" LEFT JOIN attribution a ON a.ticket_id = t.id"
		" WHERE t.batch_id = ?1", err);

	if (rc != DBR_OK)
		return rc;
	dbr_stmt_bind_i64(stmt, 1, engine->run.batch_id);
	rc = dbr_stmt_step(stmt, &has_row, err);
	if (rc == DBR_OK && has_row) {
		result->attributed_count = dbr_stmt_i64(stmt, 1);
		result->unattributed_count = dbr_stmt_i64(stmt, 0) -
					     result->attributed_count;
		unknown = dbr_stmt_i64(stmt, 2);
	}
	dbr_stmt_close(stmt);
	if (unknown)
		run_warn(&engine->run, "%" PRId64 " tickets carry a label for "
			 "a migration that is not known", unknown);
	return rc;
}

static enum dbr_status
read_window(struct dbr_store *store, int64_t *window_days,
	    struct dbr_error *err)
{
	if (*window_days)
		return DBR_OK;
	*window_days = WINDOW_DAYS;
	return ask_i64(store, "SELECT CAST(value AS INTEGER) FROM setting"
		       " WHERE key = 'attribution_window_days'", 0,
		       window_days, err);
}

enum dbr_status
attribution_rebuild(struct dbr_store *store, int64_t window_days,
		    struct dbr_error *err)
{
	int64_t has_any = 0;
	enum dbr_status rc = read_window(store, &window_days, err);

	if (rc == DBR_OK)
		rc = dbr_store_run(store, known_names, err);
	if (rc == DBR_OK)
		rc = attribution_search(store, err);
	if (rc == DBR_OK)
		rc = ask_i64(store, "SELECT EXISTS (SELECT 1 FROM"
			     " attribution)", 0, &has_any, err);
	if (rc == DBR_OK && has_any)
		rc = run_rule(store, drop_rest, window_days, err);
	if (rc == DBR_OK)
		rc = run_rule(store, by_name, window_days, err);
	if (rc == DBR_OK)
		rc = run_rule(store, by_pattern, window_days, err);
	if (rc == DBR_OK)
		rc = run_rule(store, by_window, window_days, err);
	return rc;
}

enum dbr_status
attribute_tickets(struct engine *engine, struct dbr_error *err)
{
	enum dbr_status rc = attribution_rebuild(engine->store, 0, err);

	return rc == DBR_OK ? count_answers(engine, err) : rc;
}

enum dbr_status
attribution_count(struct dbr_attribution_count *out, struct dbr_store *store,
		  struct dbr_error *err)
{
	int64_t tickets = 0;
	enum dbr_status rc = ask_i64(store,
		"SELECT COUNT(*) FROM attribution", 0, &out->attributed, err);

	if (rc == DBR_OK)
		rc = ask_i64(store, "SELECT COUNT(*) FROM ticket", 0,
			     &tickets, err);
	out->unattributed = tickets - out->attributed;
	return rc;
}

enum dbr_status
dbr_attribute(struct dbr_attribution_count *out, struct dbr_store *store,
	      int64_t window_days, struct dbr_error *err)
{
	enum dbr_status rc = dbr_store_begin(store, err);

	*out = (struct dbr_attribution_count){ 0, 0 };
	if (rc != DBR_OK)
		return rc;
	rc = attribution_rebuild(store, window_days, err);
	if (rc == DBR_OK)
		rc = attribution_count(out, store, err);
	if (rc == DBR_OK)
		rc = dbr_store_commit(store, err);
	if (rc != DBR_OK)
		dbr_store_rollback(store);
	return rc;
}
