/* SPDX-License-Identifier: GPL-3.0-or-later */
/* period.c -- see period.h. */
#include <config.h>
#include "metric/period.h"

#include "debrief/time.h"

/* Every column that says when something happened. */
static const char span_sql[] =
	"SELECT min(a), max(b) FROM ("
	" SELECT min(kickoff_at) a, max(kickoff_at) b FROM migration"
	" UNION ALL SELECT min(go_live_at), max(go_live_at) FROM migration"
	" UNION ALL SELECT min(abandoned_at), max(abandoned_at) FROM migration"
	" UNION ALL SELECT min(started_at), max(started_at) FROM module_run"
	" UNION ALL SELECT min(ended_at), max(ended_at) FROM module_run"
	" UNION ALL SELECT min(started_at), max(started_at) FROM iteration"
	" UNION ALL SELECT min(ended_at), max(ended_at) FROM iteration"
	" UNION ALL SELECT min(started_at), max(started_at) FROM step_run"
	" UNION ALL SELECT min(ended_at), max(ended_at) FROM step_run"
	" UNION ALL SELECT min(logged_at), max(logged_at) FROM cutover_event"
	" UNION ALL SELECT min(opened_at), max(opened_at) FROM ticket"
	" UNION ALL SELECT min(acknowledged_at), max(acknowledged_at)"
	"  FROM ticket"
	" UNION ALL SELECT min(resolved_at), max(resolved_at) FROM ticket"
	" UNION ALL SELECT min(closed_at), max(closed_at) FROM ticket"
	" UNION ALL SELECT min(updated_at), max(updated_at) FROM ticket"
	" UNION ALL SELECT min(happened_at), max(happened_at)"
	"  FROM ticket_event"
	" UNION ALL SELECT min(started_at), max(started_at) FROM check_result"
	" UNION ALL SELECT min(ended_at), max(ended_at) FROM check_result"
	" UNION ALL SELECT min(signed_off_at), max(signed_off_at)"
	"  FROM check_result"
	" UNION ALL SELECT min(submitted_at), max(submitted_at)"
	"  FROM response)";

enum dbr_status
period_span(int64_t *first_us, int64_t *last_us, struct dbr_store *store,
	    struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, store, span_sql, err);

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
	int64_t latest_us = 0;
	enum dbr_status rc = dbr_metric_latest(&latest_us, store, err);

	if (rc != DBR_OK)
		return rc;
	if (!*as_of_us)
		*as_of_us = latest_us;
	if (*as_of_us <= end_of_day(latest_us))
		return DBR_OK;
	dbr_iso_text(end, latest_us);
	dbr_fail(err, DBR_EINPUT,
		 "the data end %s; nothing is known of %s", end,
		 dbr_iso_text(asked, *as_of_us));
	return dbr_fail_hint(err, "give --as-of %s, or leave it out", end);
}
