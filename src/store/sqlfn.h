/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sqlfn.h -- our words for SQL, in the program and as debrief_sql.so.
 *
 * Few, pure, deterministic.  A word enters when two metrics need it, or when
 * SQL needs more than one window to say it.  PostgreSQL gets the same words
 * from a prelude, so they follow it where the two differ.
 *
 *  (1) NULL in any argument gives NULL; aggregates skip NULL, and without a
 *      value left they give NULL.
 *  (2) median p75 p90 p95 p99 (x): type 7 quantiles, as REAL.  Text, a blob
 *      or an infinity is an error.
 *  (3) nps(score): 100 * (promoters - detractors) / answers over whole
 *      scores 0..10; anything else is an error.
 *  (4) wilson_lo wilson_hi (k, n): the 95 % Wilson interval of k of n;
 *      n = 0 gives NULL, k < 0 or k > n is an error.
 *  (5) clopper_pearson_lo clopper_pearson_hi (k, n): as (4), exact.
 *  (6) garwood_lo garwood_hi (x): exact 95 % limits of a count; divide by
 *      the exposure to get those of the rate.
 *  (7) ratio(a, b): a / b as REAL, never as integers; NULL when b is 0.
 *  (8) least greatest (a, b, ...): numbers or text, not both; NULL is
 *      skipped, as in PostgreSQL, and only NULL gives NULL.
 *  (9) iso(us): an instant as "2026-03-03T14:00:00Z".
 * (10) us(text): the instant of such a text; a date is its midnight UTC, a
 *      quarter its first instant; what cannot be read is an error.
 * (11) t_day t_week t_month t_quarter (us): "2026-03-03", "2026-W10" (ISO
 *      8601: weeks start on Monday, week 1 holds the first Thursday),
 *      "2026-03", "2026-Q1"; all in UTC.
 * (12) business_seconds(a_us, b_us, calendar): how much of the time from a
 *      to b was open by the calendar of that key (tables calendar,
 *      calendar_hours, holiday), as REAL; b before a is negative.  A key
 *      that is not there, or instants before 1970 or after 2099, are errors.
 */
#ifndef STORE_SQLFN_H
#define STORE_SQLFN_H

#include <stddef.h>
#include <sqlite3ext.h>

SQLITE_EXTENSION_INIT3	/* nothing with SQLITE_CORE: the program itself */

extern const char *const sqlfn_names[];
extern const size_t sqlfn_name_count;

/* Put every word on a connection; an SQLite result code. */
int sqlfn_register(sqlite3 *db);

/* The aggregates, the words about time, and about business hours. */
int sqlfn_register_groups(sqlite3 *db);
int sqlfn_register_times(sqlite3 *db);
int sqlfn_register_calendars(sqlite3 *db);

enum {
	SQLFN_FLAGS = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
};

#endif
