/* SPDX-License-Identifier: GPL-3.0-or-later */
/* period.c -- see period.h. */
#include <config.h>
#include "metric/period.h"

#include "debrief/time.h"

/* Every column that says when something happened. */
static const struct {
	const char *table, *column;
} happened[] = {
	{ "migration", "kickoff_at" }, { "migration", "go_live_at" },
	{ "migration", "abandoned_at" },
	{ "module_run", "started_at" }, { "module_run", "ended_at" },
	{ "iteration", "started_at" }, { "iteration", "ended_at" },
	{ "step_run", "started_at" }, { "step_run", "ended_at" },
	{ "cutover_event", "logged_at" },
	{ "ticket", "opened_at" }, { "ticket", "acknowledged_at" },
	{ "ticket", "resolved_at" }, { "ticket", "closed_at" },
	{ "ticket", "updated_at" }, { "ticket_event", "happened_at" },
	{ "check_result", "started_at" }, { "check_result", "ended_at" },
	{ "check_result", "signed_off_at" },
	{ "response", "submitted_at" }, { "communication", "sent_at" },
	{ "readiness_criterion", "met_at" }, { "handoff_item", "done_at" },
	{ "access_approval", "approved_at" },
};

/*
 * What an export says of the time after it was imported has not happened: a
 * typing error, a plan, a sentinel.  A day is left for clocks and zones.
 */
#define KNOWN_UNTIL "(SELECT max(imported_at) + 86400000000 FROM batch)"

static void
span_sql(struct dbr_buf *sql)
{
	const size_t count = sizeof(happened) / sizeof(happened[0]);

	dbr_buf_add_text(sql, "SELECT min(a), COALESCE(max(c), max(b)) FROM (");
	for (size_t i = 0; i < count; i++) {
		const char *column = happened[i].column;

		dbr_buf_addf(sql, "%sSELECT min(%s) a, max(%s) b, max(%s)"
			     " FILTER (WHERE %s <= " KNOWN_UNTIL ") c FROM %s",
			     i ? " UNION ALL " : "", column, column, column,
			     column, happened[i].table);
	}
	dbr_buf_add_char(sql, ')');
}

enum dbr_status
period_span(int64_t *first_us, int64_t *last_us, struct dbr_store *store,
	    struct dbr_error *err)
{
	struct dbr_buf sql = DBR_BUF_INIT;
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc;

	span_sql(&sql);
	rc = dbr_stmt_open(&stmt, store, sql.text, err);
	if (rc == DBR_OK)
		rc = dbr_stmt_step(stmt, &has_row, err);
	if (rc == DBR_OK && dbr_stmt_type(stmt, 1) == DBR_CELL_NULL) {
		rc = dbr_fail(err, DBR_EINPUT,
			      "nothing has happened in this workspace yet");
		dbr_fail_hint(err, "import something: debrief import FILE");
	} else if (rc == DBR_OK) {
		*first_us = dbr_stmt_i64(stmt, 0);
		*last_us = dbr_stmt_i64(stmt, 1);
	}
	dbr_stmt_close(stmt);
	dbr_buf_release(&sql);
	return rc;
}

enum dbr_status
dbr_metric_latest(int64_t *as_of_us, struct dbr_store *store,
		  struct dbr_error *err)
{
	int64_t first_us;

	return period_span(&first_us, as_of_us, store, err);
}

static int64_t
end_of_day(int64_t instant_us)
{
	int64_t into_us = instant_us % DBR_DAY_US;

	if (into_us < 0)
		into_us += DBR_DAY_US;
	return instant_us - into_us + DBR_DAY_US;
}

enum dbr_status
dbr_metric_as_of(int64_t *as_of_us, struct dbr_store *store,
		 struct dbr_error *err)
{
	char end[DBR_ISO_SIZE], asked[DBR_ISO_SIZE];
	int64_t first_us = 0, latest_us = 0;
	enum dbr_status rc = period_span(&first_us, &latest_us, store, err);

	if (rc != DBR_OK)
		return rc;
	if (!*as_of_us)
		*as_of_us = latest_us;
	if (*as_of_us < first_us) {
		dbr_iso_text(end, first_us);
		dbr_fail(err, DBR_EINPUT,
			 "the data begin %s; nothing had happened by %s", end,
			 dbr_iso_text(asked, *as_of_us));
		return dbr_fail_hint(err, "give a later --as-of, or leave it "
					  "out");
	}
	if (*as_of_us <= end_of_day(latest_us))
		return DBR_OK;
	dbr_iso_text(end, latest_us);
	dbr_fail(err, DBR_EINPUT,
		 "the data end %s; nothing is known of %s", end,
		 dbr_iso_text(asked, *as_of_us));
	return dbr_fail_hint(err, "give --as-of %s, or leave it out", end);
}
