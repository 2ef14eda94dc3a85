/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sqlfn.h -- our words for SQL, in the program and as debrief_sql.so.
 *
 * Pure, deterministic.  A word enters when two metrics need it, or when a
 * metric of the user's own would otherwise have to do without a published
 * method.  Shipped metrics use few of them: PostgreSQL gets those from a
 * prelude, so they follow it where the two differ.
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
 * (13) wilson_finite_lo wilson_finite_hi (k, n, rows): as (4), when the n are
 *      of so many rows and these alone are meant.
 * (14) newcombe_lo newcombe_hi (k1, n1, k2, n2): the 95 % interval of
 *      k1 / n1 - k2 / n2.
 * (15) rate_ratio_lo rate_ratio_hi rate_ratio_p (x1, t1, x2, t2): exact 95 %
 *      limits of x1 / t1 over x2 / t2 and the p-value that agrees with them;
 *      an exposure of 0 gives NULL, and so does an end there is none of.
 * (16) signoff_n(accuracy, allowed [, rows]): how many rows must be checked
 *      to prove that accuracy (0.995), 95 % sure, with so many mismatches
 *      allowed, in a table of so many rows; NULL when nothing can.
 * (17) signoff(checked, mismatched, accuracy [, rows]): 'PASS', 'FAIL' or
 *      'INCONCLUSIVE', each end one-sided at 95 %.
 * (18) nps_lo nps_hi (score): the adjusted Wald interval of (3).
 * (19) gini hhi bus_factor (x): how unequal loads are (0 is equal), the sum
 *      of squared shares, and the fewest that hold half; x below 0 is an
 *      error, a sum of 0 gives NULL.
 * (20) fay_feuer_lo fay_feuer_hi (weight, events): 95 % limits of the sum of
 *      weight * events; divide by the exposure.
 * (21) mann_kendall_p sen_slope (t, x): is there a trend, and how much x a
 *      unit of t; exact to ten points without ties.  Fewer than five give
 *      NULL, 1001 or the same t twice an error.
 * (22) cliffs_delta hodges_lehmann mann_whitney_p (x, first): x where first
 *      is 1 against x where it is 0: P(larger) - P(smaller), the median
 *      difference, and the p-value of neither being larger.
 * (23) pseudo_median signed_rank_p (x): of differences of pairs, planned
 *      against actual: their Hodges-Lehmann centre, and Wilcoxon's p-value of
 *      none (zeros are left out).
 * (24) funnel_lo funnel_hi (share, n): what chance alone leaves 998 of 1000
 *      shares of n within, when each is that share.
 */
#ifndef STORE_SQLFN_H
#define STORE_SQLFN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sqlite3ext.h>
#include "debrief/stats/interval.h"

SQLITE_EXTENSION_INIT3	/* nothing with SQLITE_CORE: the program itself */

extern const char *const sqlfn_names[];
extern const size_t sqlfn_name_count;

/* Put every word on a connection; an SQLite result code. */
int sqlfn_register(sqlite3 *db);

/* Words for comparing, the aggregates of one and of two columns, the words
 * about time, and about business hours. */
int sqlfn_register_stats(sqlite3 *db);
int sqlfn_register_groups(sqlite3 *db);
int sqlfn_register_pairs(sqlite3 *db);
int sqlfn_register_times(sqlite3 *db);
int sqlfn_register_calendars(sqlite3 *db);

#define SQLFN_LEVEL 0.95

/* A count: an integer, or a REAL without a fraction (a SUM of REALs). */
bool sqlfn_count(sqlite3_value *value, int64_t *out);
bool sqlfn_has_null(int argc, sqlite3_value **argv);
/* One end of an interval, NULL where there is none. */
void sqlfn_bound(sqlite3_context *context, struct dbr_interval interval,
		 bool wants_hi);

enum {
	SQLFN_FLAGS = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
};

#endif
