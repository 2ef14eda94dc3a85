/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sqlfn_calendar.c -- business_seconds; see sqlfn.h for the rules.
 *
 * Its calendars are rows of the database it is called in, read through the
 * caller's own connection: a metric declares what it reads, as for any
 * table.  What was read is kept until the database changes.
 */
#include <config.h>
#include "store/sqlfn.h"

#include <stdio.h>
#include <string.h>
#include "base/memory.h"
#include "debrief/calendar.h"
#include "debrief/error.h"

enum { CALENDARS_MAX = 16 };

struct calendar_entry {
	const char *key;
	struct dbr_zone *zone;
	const struct dbr_calendar *calendar;
};

/* The calendars of one connection, as they are in this version of it. */
struct calendars {
	struct dbr_arena arena;
	struct calendar_entry items[CALENDARS_MAX];
	size_t count;
	unsigned version;
	int change_count;
};

struct loading {
	sqlite3_context *context;
	struct dbr_arena *arena;
	const char *key, *zone;
	struct dbr_hours *hours;
	size_t hours_count, hours_capacity;
	int64_t *holidays;
	size_t holiday_count, holiday_capacity;
};

static void
forget(struct calendars *calendars)
{
	for (size_t i = 0; i < calendars->count; i++)
		dbr_zone_close(calendars->items[i].zone);
	calendars->count = 0;
	dbr_arena_release(&calendars->arena);
	calendars->arena = (struct dbr_arena)DBR_ARENA_INIT;
}

static void
destroy(void *payload)
{
	forget(payload);
	memory_free(payload);
}

/* SQLite looks whether the file changed when it begins to read. */
static unsigned
version_of(sqlite3 *db)
{
	sqlite3_stmt *stmt = NULL;
	unsigned version = 0;

	if (sqlite3_txn_state(db, "main") == SQLITE_TXN_NONE &&
	    sqlite3_prepare_v2(db, "SELECT 1 FROM calendar LIMIT 1", -1,
			       &stmt, NULL) == SQLITE_OK)
		sqlite3_step(stmt);
	sqlite3_file_control(db, "main", SQLITE_FCNTL_DATA_VERSION, &version);
	sqlite3_finalize(stmt);
	return version;
}

static void
forget_when_changed(struct calendars *calendars, sqlite3 *db)
{
	unsigned version = version_of(db);
	int change_count = sqlite3_total_changes(db);

	if (version == calendars->version &&
	    change_count == calendars->change_count &&
	    calendars->count < CALENDARS_MAX)
		return;
	forget(calendars);
	calendars->version = version;
	calendars->change_count = change_count;
}

static void
take_hours(struct loading *loading, sqlite3_stmt *row)
{
	const char *zone = (const char *)sqlite3_column_text(row, 0);

	if (!loading->zone && zone)
		loading->zone = dbr_arena_text(loading->arena,
					       dbr_str_from(zone));
	if (sqlite3_column_type(row, 1) == SQLITE_NULL)
		return;
	loading->hours = dbr_arena_grow(loading->arena, loading->hours,
					loading->hours_count,
					&loading->hours_capacity,
					sizeof(*loading->hours));
	loading->hours[loading->hours_count++] = (struct dbr_hours){
		sqlite3_column_int(row, 1), sqlite3_column_int(row, 2),
		sqlite3_column_int(row, 3),
	};
}

static void
take_holiday(struct loading *loading, sqlite3_stmt *row)
{
	const char *day = (const char *)sqlite3_column_text(row, 0);
	int64_t us;

	if (!day || !dbr_iso_parse(dbr_str_from(day), &us))
		return;	/* 2026-02-30: no such day, so none is closed */
	loading->holidays = dbr_arena_grow(loading->arena, loading->holidays,
					   loading->holiday_count,
					   &loading->holiday_capacity,
					   sizeof(*loading->holidays));
	loading->holidays[loading->holiday_count++] = us / DBR_DAY_US;
}

/* Every row of a question about the calendar; the error is given. */
static bool
read_rows(struct loading *loading, const char *sql,
	  void (*take)(struct loading *, sqlite3_stmt *))
{
	sqlite3 *db = sqlite3_context_db_handle(loading->context);
	sqlite3_stmt *stmt = NULL;
	int code = sqlite3_prepare_v2(db, sql, -1, &stmt, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_bind_text(stmt, 1, loading->key, -1,
					 SQLITE_STATIC);
	while (code == SQLITE_OK) {
		code = sqlite3_step(stmt);
		if (code != SQLITE_ROW)
			break;
		take(loading, stmt);
		code = SQLITE_OK;
	}
	if (code != SQLITE_DONE)
		sqlite3_result_error(loading->context, sqlite3_errmsg(db), -1);
	sqlite3_finalize(stmt);
	return code == SQLITE_DONE;
}

static void
take_other(struct loading *loading, sqlite3_stmt *row)
{
	const char *key = (const char *)sqlite3_column_text(row, 0);

	if (!loading->zone && key && strcmp(key, loading->key) != 0)
		loading->zone = dbr_arena_text(loading->arena,
					       dbr_str_from(key));
}

/* There is no such calendar; say one that there is. */
static void
fail_unknown(struct loading *loading)
{
	char what[200];

	if (!read_rows(loading, "SELECT key FROM calendar WHERE key <> ?1"
				" ORDER BY key LIMIT 1", take_other))
		return;
	snprintf(what, sizeof(what), "unknown calendar \"%.60s\": %s%.60s%s",
		 loading->key, loading->zone ? "there is \"" : "there is none",
		 loading->zone ? loading->zone : "", loading->zone ? "\"" : "");
	sqlite3_result_error(loading->context, what, -1);
}

static bool
build(struct loading *loading, struct calendar_entry *out)
{
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_calendar_plan plan = {
		.hours = loading->hours, .hours_count = loading->hours_count,
		.holidays = loading->holidays,
		.holiday_count = loading->holiday_count,
	};

	if (!loading->hours_count) {
		sqlite3_result_error(loading->context,
				     "the calendar has no hours", -1);
		return false;
	}
	if (dbr_zone_open(&out->zone, loading->zone, &err) != DBR_OK) {
		sqlite3_result_error(loading->context, err.what, -1);
		return false;
	}
	plan.zone = out->zone;
	out->key = dbr_arena_text(loading->arena, dbr_str_from(loading->key));
	out->calendar = dbr_calendar_make(&plan, loading->arena);
	return true;
}

/* NULL when the error is given. */
static const struct dbr_calendar *
load(struct calendars *calendars, sqlite3_context *context, const char *key)
{
	struct calendar_entry *entry = &calendars->items[calendars->count];
	struct loading loading = {
		.context = context, .arena = &calendars->arena, .key = key,
	};

	if (!read_rows(&loading,
		       "SELECT c.zone, h.weekday, h.from_minute, h.to_minute"
		       " FROM calendar c LEFT JOIN calendar_hours h"
		       " ON h.calendar_id = c.id WHERE c.key = ?1",
		       take_hours))
		return NULL;
	if (!loading.zone) {
		fail_unknown(&loading);
		return NULL;
	}
	if (!read_rows(&loading,
		       "SELECT d.day FROM holiday d JOIN calendar c"
		       " ON c.id = d.calendar_id WHERE c.key = ?1",
		       take_holiday) ||
	    !build(&loading, entry))
		return NULL;
	calendars->count++;
	return entry->calendar;
}

static const struct dbr_calendar *
find(struct calendars *calendars, sqlite3_context *context, const char *key)
{
	forget_when_changed(calendars, sqlite3_context_db_handle(context));
	for (size_t i = 0; i < calendars->count; i++)
		if (strcmp(calendars->items[i].key, key) == 0)
			return calendars->items[i].calendar;
	return load(calendars, context, key);
}

static void
business_seconds(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	const struct dbr_calendar *calendar;
	int64_t open_us;

	for (int i = 0; i < argc; i++)
		if (sqlite3_value_type(argv[i]) == SQLITE_NULL)
			return;
	if (sqlite3_value_type(argv[0]) != SQLITE_INTEGER ||
	    sqlite3_value_type(argv[1]) != SQLITE_INTEGER ||
	    sqlite3_value_type(argv[2]) != SQLITE_TEXT) {
		sqlite3_result_error(context, "business_seconds takes two "
					      "instants and the key of a "
					      "calendar", -1);
		return;
	}
	calendar = find(sqlite3_user_data(context), context,
			(const char *)sqlite3_value_text(argv[2]));
	if (!calendar)
		return;
	if (dbr_calendar_between(calendar, sqlite3_value_int64(argv[0]),
				 sqlite3_value_int64(argv[1]), &open_us))
		sqlite3_result_double(context, (double)open_us / 1e6);
	else
		sqlite3_result_error(context, "business_seconds knows 1970 to "
					      "2099", -1);
}

int
sqlfn_register_calendars(sqlite3 *db)
{
	struct calendars *calendars = memory_get(sizeof(*calendars));

	*calendars = (struct calendars){ .arena = DBR_ARENA_INIT };
	/* Not deterministic: it reads tables. */
	return sqlite3_create_function_v2(db, "business_seconds", 3,
					  SQLITE_UTF8 | SQLITE_INNOCUOUS,
					  calendars, business_seconds, NULL,
					  NULL, destroy);
}
