/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sqlfn_time.c -- the words about time; see sqlfn.h for the rules. */
#include <config.h>
#include "store/sqlfn.h"

#include <stdio.h>
#include "debrief/time.h"

static void
give_text(sqlite3_context *context, const char *text)
{
	sqlite3_result_text(context, text, -1, SQLITE_TRANSIENT);
}

static void
iso_text(char out[DBR_ISO_SIZE], int64_t us)
{
	dbr_iso_text(out, us);
}

static void
day_text(char out[DBR_ISO_SIZE], int64_t us)
{
	struct dbr_civil civil;

	dbr_civil_from_us(&civil, us);
	snprintf(out, DBR_ISO_SIZE, "%04d-%02d-%02d", civil.year, civil.month,
		 civil.day);
}

static void
month_text(char out[DBR_ISO_SIZE], int64_t us)
{
	struct dbr_civil civil;

	dbr_civil_from_us(&civil, us);
	snprintf(out, DBR_ISO_SIZE, "%04d-%02d", civil.year, civil.month);
}

/* The week belongs to the year that holds its Thursday. */
static void
week_text(char out[DBR_ISO_SIZE], int64_t us)
{
	struct dbr_civil civil, thursday;
	int64_t days, first;

	dbr_civil_from_us(&civil, us);
	days = dbr_civil_days(civil.year, civil.month, civil.day) + 4 -
	       dbr_civil_weekday(&civil);
	dbr_civil_from_us(&thursday, days * DBR_DAY_US);
	first = dbr_civil_days(thursday.year, 1, 1);
	snprintf(out, DBR_ISO_SIZE, "%04d-W%02d", thursday.year,
		 (int)((days - first) / 7 + 1));
}

static void
quarter_text(char out[DBR_ISO_SIZE], int64_t us)
{
	dbr_quarter_text(out, us);
}

struct time_word {
	const char *name;
	void (*write)(char out[DBR_ISO_SIZE], int64_t us);
};

static void
time_text(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	const struct time_word *word = sqlite3_user_data(context);
	char text[DBR_ISO_SIZE];

	(void)argc;
	switch (sqlite3_value_type(argv[0])) {
	case SQLITE_NULL:
		return;
	case SQLITE_INTEGER:
		word->write(text, sqlite3_value_int64(argv[0]));
		give_text(context, text);
		return;
	default:
		sqlite3_result_error(context, "an instant is whole "
					      "microseconds", -1);
	}
}

static void
instant_of(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	const char *text = (const char *)sqlite3_value_text(argv[0]);
	int64_t us;

	(void)argc;
	if (!text)
		return;
	if (sqlite3_value_type(argv[0]) == SQLITE_TEXT &&
	    dbr_iso_parse(dbr_str_from(text), &us))
		sqlite3_result_int64(context, us);
	else
		sqlite3_result_error(context, "us takes \"2026-03-31\", "
					      "\"2026-03-31T14:00Z\" or "
					      "\"2026-Q1\"", -1);
}

int
sqlfn_register_times(sqlite3 *db)
{
	static const struct time_word words[] = {
		{ "iso", iso_text }, { "t_day", day_text },
		{ "t_week", week_text }, { "t_month", month_text },
		{ "t_quarter", quarter_text },
	};
	int code = sqlite3_create_function(db, "us", 1, SQLFN_FLAGS, NULL,
					   instant_of, NULL, NULL);

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]) &&
			   code == SQLITE_OK; i++)
		code = sqlite3_create_function(db, words[i].name, 1,
					       SQLFN_FLAGS,
					       (void *)(uintptr_t)&words[i],
					       time_text, NULL, NULL);
	return code;
}
