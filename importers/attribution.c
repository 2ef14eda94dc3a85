/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * attribution.c -- which migration a ticket belongs to.
 *
 * Rules in order, the first that answers wins; the rule and its version are
 * stored with the answer.  A ticket no rule takes stays without one.
 *
 *   column   the export names the migration
 *   label    one of its labels does
 *   window   the customer's ticket was opened within attribution_window_days
 *            (90) after the accepted go-live of the customer's migration
 *
 * The module is the one the export names, else none.  All tickets are worked
 * out again whenever tickets, migrations or cutovers change, so the answer
 * does not depend on the order of the imports.
 */
#include <config.h>
#include "attribution.h"

#include <inttypes.h>
#include "engine.h"

enum { RULE_VERSION = 1, WINDOW_DAYS = 90 };

#define MODULE_OF_TICKET \
	"(SELECT x.id FROM module x" \
	"  WHERE x.key = t.module_key COLLATE NOCASE" \
	"  OR x.title = t.module_key COLLATE NOCASE" \
	"  ORDER BY x.position, x.id LIMIT 1)"

static const char by_name[] =
	"INSERT INTO attribution (ticket_id, migration_id, module_id, rule,"
	" rule_version) SELECT * FROM (SELECT t.id, (SELECT m.id"
	"  FROM migration m WHERE m.key = t.migration_key COLLATE NOCASE"
	"  ORDER BY m.key LIMIT 1) AS chosen, "
	MODULE_OF_TICKET ", t.migration_from, ?1 FROM ticket t"
	" WHERE t.migration_key IS NOT NULL) WHERE chosen IS NOT NULL";

static const char by_window[] =
	"INSERT INTO attribution (ticket_id, migration_id, module_id, rule,"
	" rule_version, window_days) SELECT * FROM (SELECT t.id, (SELECT m.id"
	"  FROM migration m JOIN migration_go_live g ON g.migration_id = m.id"
	"  WHERE m.customer_id = t.customer_id"
	"  AND g.go_live_at <= t.opened_at"
	"  AND t.opened_at < g.go_live_at + ?2 * 86400000000"
	"  ORDER BY g.go_live_at DESC, m.key LIMIT 1) AS chosen, "
	MODULE_OF_TICKET ", 'window', ?1, ?2 FROM ticket t"
	" WHERE t.customer_id IN (SELECT customer_id FROM migration)"
	" AND t.id NOT IN (SELECT ticket_id FROM attribution))"
	" WHERE chosen IS NOT NULL";

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
	if (window_days)
		dbr_stmt_bind_i64(stmt, 2, window_days);
	rc = dbr_stmt_run(stmt, err);
	dbr_stmt_close(stmt);
	return rc;
}

static enum dbr_status
count_answers(struct engine *engine, struct dbr_error *err)
{
	struct dbr_import_result *result = engine->result;
	int64_t batch = engine->run.batch_id, tickets = 0, unknown = 0;
	enum dbr_status rc = ask_i64(engine->store,
		"SELECT COUNT(*) FROM ticket WHERE batch_id = ?1", batch,
		&tickets, err);

	if (rc == DBR_OK)
		rc = ask_i64(engine->store,
			"SELECT COUNT(*) FROM attribution a JOIN ticket t"
			" ON t.id = a.ticket_id WHERE t.batch_id = ?1", batch,
			&result->attributed_count, err);
	if (rc == DBR_OK)
		rc = ask_i64(engine->store,
			"SELECT COUNT(*) FROM ticket t"
			" WHERE t.batch_id = ?1 AND t.migration_from = 'label'"
			" AND NOT EXISTS (SELECT 1 FROM migration m"
			" WHERE m.key = t.migration_key COLLATE NOCASE)",
			batch, &unknown, err);
	result->unattributed_count = tickets - result->attributed_count;
	if (rc == DBR_OK && unknown)
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
	enum dbr_status rc = read_window(store, &window_days, err);

	if (rc == DBR_OK)
		rc = dbr_store_run(store, "DELETE FROM attribution", err);
	if (rc == DBR_OK)
		rc = run_rule(store, by_name, 0, err);
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
dbr_attribute(struct dbr_attribution_count *out, struct dbr_store *store,
	      int64_t window_days, struct dbr_error *err)
{
	int64_t tickets = 0;
	enum dbr_status rc = dbr_store_begin(store, err);

	*out = (struct dbr_attribution_count){ 0, 0 };
	if (rc != DBR_OK)
		return rc;
	rc = attribution_rebuild(store, window_days, err);
	if (rc == DBR_OK)
		rc = ask_i64(store, "SELECT COUNT(*) FROM attribution", 0,
			     &out->attributed, err);
	if (rc == DBR_OK)
		rc = ask_i64(store, "SELECT COUNT(*) FROM ticket", 0,
			     &tickets, err);
	if (rc == DBR_OK)
		rc = dbr_store_commit(store, err);
	if (rc != DBR_OK)
		dbr_store_rollback(store);
	out->unattributed = tickets - out->attributed;
	return rc;
}
