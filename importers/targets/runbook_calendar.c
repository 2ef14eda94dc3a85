/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * runbook_calendar.c -- who is there when: the users of a customer over
 * time, business hours, holidays.
 */
#include <config.h>
#include "runbook.h"

#include <float.h>

#define COUNT_OF RUNBOOK_COUNT
#define KEY RUNBOOK_KEY
#define PLAIN RUNBOOK_VALUE

/* exposure --------------------------------------------------------------- */

static const struct target_field exposure_fields[] = {
	{ "customer", VALUE_TEXT, true }, { "from", VALUE_TIME, true },
	{ "users", VALUE_INTEGER, false }, { "seats", VALUE_INTEGER, false },
};
static const struct runbook_column exposure_columns[] = {
	KEY("customer_id", AS_CUSTOMER, 0), KEY("from_at", AS_VALUE, 1),
	PLAIN("user_count", 2), PLAIN("seat_count", 3),
};
static const int exposure_keys[] = { 0, 1, -1 };
static const char *const exposure_content[] = {
	"SELECT c.key, e.from_at, e.user_count, e.seat_count FROM exposure e"
	" JOIN customer c ON c.id = e.customer_id WHERE e.batch_id = ?1"
	" ORDER BY c.key, e.from_at",
	NULL,
};
static const char no_fewer[] = "0 or more";
static const struct runbook_spec exposure_spec = {
	.target = &target_exposure,
	.tables = { { "exposure", exposure_columns,
		      COUNT_OF(exposure_columns), -1, -1 } },
	.table_count = 1,
	.ranges = { { 2, 0, DBL_MAX, no_fewer }, { 3, 0, DBL_MAX, no_fewer } },
};
RUNBOOK_TARGET(exposure, 21, false);

/* hours ------------------------------------------------------------------ */

static const struct target_field hours_fields[] = {
	{ "calendar", VALUE_TEXT, true }, { "zone", VALUE_TEXT, true },
	{ "weekday", VALUE_INTEGER, true }, { "from", VALUE_MINUTES, true },
	{ "to", VALUE_MINUTES, true },
};
static const struct runbook_column hours_calendar[] = {
	KEY("key", AS_VALUE, 0), PLAIN("zone", 1),
};
static const struct runbook_column hours_columns[] = {
	{ "calendar_id", WRITER_KEY, AS_PARENT, 0, -1, NULL },
	KEY("weekday", AS_VALUE, 2), KEY("from_minute", AS_VALUE, 3),
	PLAIN("to_minute", 4),
};
static const int hours_keys[] = { 0, 2, 3, -1 };
static const char *const hours_content[] = {
	"SELECT key, zone FROM calendar WHERE batch_id = ?1 ORDER BY key",
	"SELECT c.key, h.weekday, h.from_minute, h.to_minute"
	" FROM calendar_hours h JOIN calendar c ON c.id = h.calendar_id"
	" WHERE h.batch_id = ?1 ORDER BY c.key, h.weekday, h.from_minute",
	NULL,
};
static const struct runbook_spec hours_spec = {
	.target = &target_hours,
	.tables = { { "calendar", hours_calendar, COUNT_OF(hours_calendar),
		      -1, -1 },
		    { "calendar_hours", hours_columns,
		      COUNT_OF(hours_columns), -1, -1 } },
	.table_count = 2,
	.ranges = { { 2, 1, 7, "1 (Monday) to 7" },
		    { 3, 0, 1439, "a time of day from 00:00 to 23:59" },
		    { 4, 1, 1440, "a time of day from 00:01 to 24:00" } },
	.zone = 1,
};

/* Closing is after opening, on whole minutes; past midnight is two rows. */
static enum dbr_status
hours_row(void *payload, const struct import_row *row, struct row_result *out,
	  struct dbr_error *err)
{
	double from = row->values[3].real, to = row->values[4].real;

	if (from != (double)(int64_t)from || to != (double)(int64_t)to)
		return row_reject(out, "from", "expected whole minutes");
	if (to <= from)
		return row_reject(out, "to", "expected a time after \"from\"; "
				  "write hours past midnight as two rows");
	return runbook_row(payload, row, out, err);
}

static enum dbr_status
hours_open(void **out, struct import_run *run, struct dbr_error *err)
{
	return runbook_open(out, run, &hours_spec, err);
}

const struct target target_hours = {
	.name = "runbook-hours", .priority = 22,
	.fields = hours_fields, .field_count = COUNT_OF(hours_fields),
	.open = hours_open, .row = hours_row, .finish = runbook_finish,
	.close = runbook_close, .content = hours_content,
	.keys = hours_keys,
};

/* holidays --------------------------------------------------------------- */

static const struct target_field holidays_fields[] = {
	{ "calendar", VALUE_TEXT, true }, { "day", VALUE_DAY, true },
	{ "title", VALUE_TEXT, false },
};
static const struct runbook_column holidays_columns[] = {
	KEY("calendar_id", AS_CALENDAR, 0), KEY("day", AS_VALUE, 1),
	{ "title", WRITER_VALUE, AS_VALUE, 2, -1, "" },
};
static const int holidays_keys[] = { 0, 1, -1 };
static const char *const holidays_content[] = {
	"SELECT c.key, h.day, h.title FROM holiday h"
	" JOIN calendar c ON c.id = h.calendar_id WHERE h.batch_id = ?1"
	" ORDER BY c.key, h.day",
	NULL,
};
static const struct runbook_spec holidays_spec = {
	.target = &target_holidays,
	.tables = { { "holiday", holidays_columns, COUNT_OF(holidays_columns),
		      -1, -1 } },
	.table_count = 1,
};
RUNBOOK_TARGET(holidays, 23, false);
