/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One test per numbered rule of src/store/sqlfn.h. */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <math.h>
#include <string.h>
#include "debrief/query.h"
#include "store/sqlfn.h"
#include "unit/workspace.h"

/* The one cell of "SELECT expression": printed, or the error. */
static const char *
answer(void **state, const char *expression)
{
	struct workspace *w = *state;
	static char text[600];	/* a test asks one thing at a time */
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_table table;
	const struct dbr_cell *cell;
	char sql[400];
	struct dbr_query query;

	snprintf(sql, sizeof(sql), "SELECT %s", expression);
	query = (struct dbr_query){ .sql = dbr_str_from(sql) };
	if (dbr_query_run(&table, w->store, &query, &arena, &err) != DBR_OK) {
		snprintf(text, sizeof(text), "error: %s", err.what);
		dbr_arena_release(&arena);
		return text;
	}
	cell = dbr_table_at(&table, 0, 0);
	switch (cell->type) {
	case DBR_CELL_INTEGER:
		snprintf(text, sizeof(text), "%lld", (long long)cell->integer);
		break;
	case DBR_CELL_REAL:
		snprintf(text, sizeof(text), "%.6f", cell->real);
		break;
	case DBR_CELL_TEXT:
		snprintf(text, sizeof(text), "'%s'", cell->text.at);
		break;
	default:
		snprintf(text, sizeof(text), "NULL");
	}
	dbr_arena_release(&arena);
	return text;
}

struct asked {
	const char *expression, *answer;
};

static void
assert_answers(void **state, const struct asked *asked, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *got = answer(state, asked[i].expression);

		if (strncmp(got, asked[i].answer, strlen(asked[i].answer)))
			fail_msg("%s: %s, not %s", asked[i].expression, got,
				 asked[i].answer);
	}
}
#define ASSERT_ANSWERS(state, asked)                                          \
	assert_answers(state, asked, sizeof(asked) / sizeof((asked)[0]))

static void
null_gives_null(void **state)	/* rule 1 */
{
	static const struct asked asked[] = {
		{ "wilson_lo(NULL, 3)", "NULL" },
		{ "clopper_pearson_hi(3, NULL)", "NULL" },
		{ "garwood_hi(NULL)", "NULL" }, { "ratio(NULL, 1)", "NULL" },
		{ "iso(NULL)", "NULL" }, { "us(NULL)", "NULL" },
		{ "t_week(NULL)", "NULL" },
		{ "median(x) FROM (SELECT NULL AS x)", "NULL" },
		{ "nps(x) FROM (SELECT NULL AS x)", "NULL" },
		{ "median(id) FROM team", "NULL" },
		{ "median(x) FROM (SELECT 1 AS x UNION ALL SELECT NULL)",
		  "1.000000" },
	};

	ASSERT_ANSWERS(state, asked);
}

#define TEN "(WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n" \
	    " WHERE x < 10) SELECT x FROM n)"

static void
quantiles_are_type_7(void **state)	/* rule 2, METRICS 1.2 */
{
	static const struct asked asked[] = {
		{ "median(x) FROM " TEN, "5.500000" },
		{ "p75(x) FROM " TEN, "7.750000" },
		{ "p90(x) FROM " TEN, "9.100000" },
		{ "p95(x) FROM " TEN, "9.550000" },
		{ "p99(x) FROM " TEN, "9.910000" },
		{ "median('a')", "error: a quantile takes finite numbers" },
		{ "median(9e999)", "error: a quantile takes finite numbers" },
	};

	ASSERT_ANSWERS(state, asked);
}

static void
nps_takes_whole_scores(void **state)	/* rule 3 */
{
	static const struct asked asked[] = {
		{ "nps(x) FROM " TEN, "-40.000000" },
		{ "nps(9)", "100.000000" }, { "nps(7)", "0.000000" },
		{ "nps(11)", "error: nps takes" },
		{ "nps(-1)", "error: nps takes" },
		{ "nps(8.5)", "error: nps takes" },
		{ "nps('9')", "error: nps takes" },
	};

	ASSERT_ANSWERS(state, asked);
}

static void
wilson_bounds_are_those_of_newcombe(void **state)	/* rule 4 */
{
	static const struct asked asked[] = {
		{ "wilson_lo(81, 263)", "0.255289" },
		{ "wilson_hi(81, 263)", "0.366210" },
		{ "wilson_lo(81.0, 263)", "0.255289" },
		{ "wilson_lo(0, 10)", "0.000000" },
		{ "wilson_hi(10, 10)", "1.000000" },
		{ "wilson_lo(0, 0)", "NULL" },
		{ "wilson_lo(4, 3)", "error: an interval needs two counts" },
		{ "wilson_lo(-1, 3)", "error: an interval needs two counts" },
		{ "wilson_lo(1.5, 3)", "error: an interval needs two counts" },
		{ "wilson_hi('1', 3)", "error: an interval needs two counts" },
	};

	ASSERT_ANSWERS(state, asked);
}

static void
clopper_pearson_is_exact(void **state)	/* rule 5 */
{
	static const struct asked asked[] = {
		{ "clopper_pearson_lo(81, 263)", "0.252737" },
		{ "clopper_pearson_hi(81, 263)", "0.367622" },
		{ "clopper_pearson_hi(2, 260)", "0.027" },
		{ "clopper_pearson_hi(0, 0)", "NULL" },
		{ "clopper_pearson_hi(2, 1)", "error: an interval needs" },
	};

	ASSERT_ANSWERS(state, asked);
}

static void
garwood_bounds_are_those_of_the_tables(void **state)	/* rule 6 */
{
	static const struct asked asked[] = {
		{ "garwood_lo(10)", "4.795389" },
		{ "garwood_hi(10)", "18.390356" },
		{ "garwood_lo(0)", "0.000000" },
		{ "garwood_hi(0)", "3.688879" },
		{ "garwood_hi(-1)", "error: garwood needs a count" },
	};

	ASSERT_ANSWERS(state, asked);
}

static void
a_ratio_is_a_fraction_and_never_fails_on_zero(void **state)	/* rule 7 */
{
	static const struct asked asked[] = {
		{ "ratio(7, 2)", "3.500000" }, { "ratio(1, 0)", "NULL" },
		{ "ratio(0, 0.0)", "NULL" },
		{ "ratio('1', 2)", "error: ratio takes numbers" },
	};

	ASSERT_ANSWERS(state, asked);
}

static void
least_and_greatest_skip_null(void **state)	/* rule 8 */
{
	static const struct asked asked[] = {
		{ "least(3, NULL, 2)", "2" }, { "greatest(3, NULL, 2)", "3" },
		{ "least(NULL, NULL)", "NULL" },
		{ "greatest('b', 'a')", "'b'" },
		{ "least(2, 2.5)", "2" }, { "greatest(2, 2.5)", "2.500000" },
		{ "greatest(9007199254740993, 9007199254740992)",
		  "9007199254740993" },
		{ "least(1, 'a')", "error: least and greatest take" },
	};

	ASSERT_ANSWERS(state, asked);
}

static void
iso_prints_an_instant(void **state)	/* rule 9 */
{
	static const struct asked asked[] = {
		{ "iso(0)", "'1970-01-01T00:00:00Z'" },
		{ "iso(1772546400000000)", "'2026-03-03T14:00:00Z'" },
		{ "iso(1.5)", "error: an instant is whole microseconds" },
	};

	ASSERT_ANSWERS(state, asked);
}

static void
us_reads_an_instant_a_date_or_a_quarter(void **state)	/* rule 10 */
{
	static const struct asked asked[] = {
		{ "us('2026-03-03T14:00:00Z')", "1772546400000000" },
		{ "us('2026-03-03T15:00:00+01:00')", "1772546400000000" },
		{ "iso(us('2026-03-31'))", "'2026-03-31T00:00:00Z'" },
		{ "iso(us('2026-Q3'))", "'2026-07-01T00:00:00Z'" },
		{ "us('yesterday')", "error: us takes" },
		{ "us(5)", "error: us takes" },
	};

	ASSERT_ANSWERS(state, asked);
}

/* METRICS 0.1: "ny" and "berlin" are open from 9 to 17 from Monday to Friday,
 * "night" from 0 to 8 every day in New York; Berlin keeps Easter. */
static void
make_calendars(struct dbr_store *store)
{
	struct dbr_error err = DBR_ERROR_INIT;

	assert_int_equal(dbr_store_run(store,
		"DELETE FROM holiday; DELETE FROM calendar_hours;"
		" DELETE FROM calendar;"
		"INSERT INTO calendar (id, key, zone) VALUES"
		" (1, 'ny', 'America/New_York'), (2, 'berlin',"
		" 'Europe/Berlin'), (3, 'night', 'America/New_York'),"
		" (4, 'utc', 'UTC'), (5, 'shut', 'UTC'), (6, 'mars', 'No/Zone'),"
		" (7, 'howe', 'Australia/Lord_Howe'), (8, 'gap',"
		" 'America/New_York');"
		"WITH RECURSIVE d(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM d"
		" WHERE n < 7)"
		" INSERT INTO calendar_hours (calendar_id, weekday, from_minute,"
		" to_minute) SELECT c.id, n, 540, 1020 FROM d JOIN calendar c"
		" WHERE n < 6 AND c.id IN (1, 2, 4, 6)"
		" UNION ALL SELECT 3, n, 0, 480 FROM d"
		/* Hours that overlap, and a day that ends at midnight. */
		" UNION ALL SELECT 4, n, 600, 900 FROM d WHERE n < 6"
		" UNION ALL SELECT 7, n, 0, 1440 FROM d"
		" UNION ALL SELECT 8, n, 120, 150 FROM d"
		" UNION ALL SELECT 8, n, 180, 240 FROM d;"
		"INSERT INTO holiday (calendar_id, day) VALUES"
		" (2, '2024-03-29'), (2, '2024-04-01'), (2, '2024-02-30')",
		&err), DBR_OK);
}

#define HOURS(a, b, calendar)                                                 \
	"business_seconds(us('" a "'), us('" b "'), '" calendar "')"

static void
business_time_knows_zones_holidays_and_clock_changes(void **state) /* 12 */
{
	static const struct asked asked[] = {
		/* The clock goes forward, and back, over a weekend. */
		{ HOURS("2024-03-08T16:00:00-05:00",
			"2024-03-11T10:00:00-04:00", "ny"), "7200.0" },
		{ HOURS("2024-11-01T16:00:00-04:00",
			"2024-11-04T10:00:00-05:00", "ny"), "7200.0" },
		{ HOURS("2024-03-09T12:00:00-05:00",
			"2024-03-10T12:00:00-04:00", "ny"), "0.0" },
		/* Open while the clock changes: an hour less, or more. */
		{ HOURS("2024-03-10T00:00:00-05:00",
			"2024-03-11T00:00:00-04:00", "night"), "25200.0" },
		{ HOURS("2024-11-03T00:00:00-04:00",
			"2024-11-04T00:00:00-05:00", "night"), "32400.0" },
		/* Lord Howe moves by half an hour. */
		{ HOURS("2024-10-06T00:00:00+10:30",
			"2024-10-07T00:00:00+11:00", "howe"), "84600.0" },
		/* Hours that do not exist that day do not count twice. */
		{ HOURS("2024-03-10T00:00:00-05:00",
			"2024-03-11T00:00:00-04:00", "gap"), "3600.0" },
		{ HOURS("2024-03-28T16:30:00+01:00",
			"2024-04-02T09:30:00+02:00", "berlin"), "3600.0" },
		{ HOURS("2024-06-03T08:00:00Z", "2024-06-07T18:00:00Z", "utc"),
		  "144000.0" },
		{ HOURS("2024-06-07T17:00:00Z", "2024-06-10T09:00:00Z", "utc"),
		  "0.0" },
		{ HOURS("2024-06-03T10:00:00Z", "2024-06-03T10:00:00Z", "utc"),
		  "0.0" },
		{ HOURS("2024-06-03T12:00:00Z", "2024-06-03T10:00:00Z", "utc"),
		  "-7200.0" },
		{ "business_seconds(NULL, 1, 'utc')", "NULL" },
		{ "business_seconds(us('2024-01-01'), us('2024-01-02'), NULL)",
		  "NULL" },
		{ HOURS("2024-01-01", "2024-01-02", "utd"),
		  "error: unknown calendar \"utd\": there is" },
		{ HOURS("2024-01-01", "2024-01-02", "shut"),
		  "error: the calendar has no hours" },
		{ HOURS("2024-01-01", "2024-01-02", "mars"),
		  "error: unknown time zone \"No/Zone\"" },
		{ HOURS("1969-01-01", "2024-01-02", "utc"),
		  "error: business_seconds knows 1970 to 2099" },
		{ "business_seconds(9223372036854775807, 1, 'utc')",
		  "error: business_seconds knows" },
		{ "business_seconds(1.5, 2, 'utc')",
		  "error: business_seconds takes two instants" },
	};

	make_calendars(((struct workspace *)*state)->store);
	ASSERT_ANSWERS(state, asked);
}

static void
business_time_adds_up(void **state)	/* 12; METRICS 8.2 */
{
	static const struct asked asked[] = {
		{ "count(*) FROM (WITH RECURSIVE n(x) AS (SELECT"
		  " us('2024-03-01') UNION ALL SELECT x + 6911000000 FROM n"
		  " LIMIT 5000) SELECT x AS b, us('2024-02-01') AS a,"
		  " us('2026-01-01') AS c FROM n) WHERE abs("
		  " business_seconds(a, c, 'night') - business_seconds(a, b,"
		  " 'night') - business_seconds(b, c, 'night')) > 1e-6", "0" },
	};

	make_calendars(((struct workspace *)*state)->store);
	ASSERT_ANSWERS(state, asked);
}

static void
a_changed_calendar_is_read_again(void **state)	/* 12 */
{
	struct dbr_store *store = ((struct workspace *)*state)->store;
	static const struct asked before[] = {
		{ HOURS("2024-06-03", "2024-06-04", "utc"), "28800.0" },
	};
	static const struct asked after[] = {
		{ HOURS("2024-06-03", "2024-06-04", "utc"), "0.0" },
	};
	struct dbr_error err = DBR_ERROR_INIT;

	make_calendars(store);
	ASSERT_ANSWERS(state, before);
	assert_int_equal(dbr_store_run(store, "INSERT INTO holiday"
		" (calendar_id, day) VALUES (4, '2024-06-03')", &err), DBR_OK);
	ASSERT_ANSWERS(state, after);
}

static void
an_instant_is_filed_by_day_week_month_and_quarter(void **state) /* rule 11 */
{
	static const struct asked asked[] = {
		{ "t_day(us('2026-03-03T23:59:59Z'))", "'2026-03-03'" },
		{ "t_month(us('2026-03-03'))", "'2026-03'" },
		{ "t_quarter(us('2026-03-03'))", "'2026-Q1'" },
		{ "t_week(us('2026-03-03'))", "'2026-W10'" },
		/* ISO 8601's own corner cases. */
		{ "t_week(us('2005-01-01'))", "'2004-W53'" },
		{ "t_week(us('2008-12-29'))", "'2009-W01'" },
		{ "t_week(us('2010-01-03'))", "'2009-W53'" },
		{ "t_week(us('2012-01-02'))", "'2012-W01'" },
		{ "t_day(-1)", "'1969-12-31'" },
	};

	ASSERT_ANSWERS(state, asked);
}

static void
samples_of_a_known_table_are_exact(void **state)	/* rules 13, 16, 17 */
{
	static const struct asked asked[] = {
		{ "round(wilson_finite_lo(30, 40, 60), 5)", "0.664830" },
		{ "round(wilson_finite_hi(30, 40, 60), 5)", "0.819410" },
		{ "wilson_finite_hi(30, 40, 39)", "error: wilson_finite" },
		{ "signoff_n(0.999, 0)", "2995" },
		{ "signoff_n(0.999, 1)", "4742" },
		{ "signoff_n(0.999, 0, 3000)", "1581" },
		{ "signoff_n(0.999, 0, 1000)", "777" },
		{ "signoff_n(0.999, 4, 3000)", "NULL" },
		{ "signoff_n(99.9, 0)", "error: signoff_n takes an accuracy" },
		{ "signoff_n(0.999, -1)", "error: signoff_n takes" },
		{ "signoff_n(NULL, 0)", "NULL" },
		{ "signoff(2995, 0, 0.999)", "'PASS'" },
		{ "signoff(2994, 0, 0.999)", "'INCONCLUSIVE'" },
		{ "signoff(1581, 0, 0.999, 3000)", "'PASS'" },
		{ "signoff(10000, 20, 0.999)", "'FAIL'" },
		{ "signoff(1, 2, 0.999)", "error: signoff needs" },
		{ "signoff(9, 0, 0.999, 8)", "error: signoff needs" },
	};

	ASSERT_ANSWERS(state, asked);
}

static void
two_shares_and_two_rates_compare_as_published(void **state) /* 14, 15 */
{
	static const struct asked asked[] = {
		/* Newcombe 1998 Table II: .0524 to .3339. */
		{ "round(newcombe_lo(56, 70, 48, 80), 4)", "0.052400" },
		{ "round(newcombe_hi(56, 70, 48, 80), 4)", "0.333900" },
		{ "newcombe_lo(1, 0, 2, 3)", "error: newcombe needs" },
		{ "newcombe_lo(0, 0, 2, 3)", "NULL" },
		/* rateratio.test's vignette. */
		{ "rate_ratio_lo(2, 17877, 9, 16660)", "0.021774" },
		{ "rate_ratio_hi(2, 17877, 9, 16660)", "1.000549" },
		{ "round(rate_ratio_p(2, 17877, 9, 16660), 5)", "0.050110" },
		{ "round(rate_ratio_lo(5, 4, 0, 52), 4)", "11.912600" },
		{ "rate_ratio_hi(5, 4, 0, 52)", "NULL" },
		{ "rate_ratio_hi(5, 0, 1, 52)", "NULL" },
		{ "rate_ratio_p(1.5, 4, 0, 52)", "error: rate_ratio needs" },
		{ "rate_ratio_p(1, '4', 0, 52)", "error: rate_ratio needs" },
	};

	ASSERT_ANSWERS(state, asked);
}

static void
nps_has_the_adjusted_wald_interval(void **state)	/* rule 18 */
{
	static const struct asked asked[] = {
		/* Five promoters: 17.4915 to 100. */
		{ "round(nps_lo(9), 4) FROM " TEN " WHERE x <= 5",
		  "17.491500" },
		{ "nps_hi(9) FROM " TEN " WHERE x <= 5", "100.000000" },
		{ "nps_lo(11)", "error: nps takes" },
		{ "nps_lo(NULL)", "NULL" },
	};

	ASSERT_ANSWERS(state, asked);
}

static void
loads_have_a_spread(void **state)	/* rule 19, METRICS 6.4 */
{
	static const struct asked asked[] = {
		{ "gini(column1) FROM (VALUES (40), (25), (20), (10), (5))",
		  "0.340000" },
		{ "hhi(column1) FROM (VALUES (40), (25), (20), (10), (5))",
		  "0.275000" },
		{ "bus_factor(column1) FROM (VALUES (40), (25), (20), (10),"
		  " (5))", "2.000000" },
		{ "gini(x) FROM (SELECT 1 AS x UNION ALL SELECT 1)",
		  "0.000000" },
		{ "gini(0)", "NULL" }, { "bus_factor(0)", "NULL" },
		{ "hhi(-1)", "error: a load is a finite number" },
		{ "hhi(NULL)", "NULL" },
	};

	ASSERT_ANSWERS(state, asked);
}

static void
a_weighted_sum_of_counts_has_limits(void **state)	/* rule 20 */
{
	static const struct asked asked[] = {
		/* METRICS 2.5: .000145326 to .004849153, in thousandths. */
		{ "1000 * fay_feuer_lo(column1, column2) FROM (VALUES"
		  " (0.0008, 1), (0.00032, 0), (0.0002, 2))", "0.145326" },
		{ "1000 * fay_feuer_hi(column1, column2) FROM (VALUES"
		  " (0.0008, 1), (0.00032, 0), (0.0002, 2))", "4.849153" },
		{ "fay_feuer_lo(1, 5)", "1.623486" },
		{ "fay_feuer_lo(1, 1.5)", "error: fay_feuer_lo takes weights" },
		{ "fay_feuer_lo(-1, 1)", "error: fay_feuer_lo takes weights" },
		{ "fay_feuer_lo(NULL, 1)", "NULL" },
	};

	ASSERT_ANSWERS(state, asked);
}

#define SODIUM "(VALUES (96.3, 63), (90.1, 53), (90.8, 51), (91.1, 55),"      \
	       " (92.1, 52), (93.1, 60), (94.1, 62), (95.6, 59), (96.1, 61)," \
	       " (89.6, 56))"

static void
a_trend_is_that_of_the_epa(void **state)	/* rule 21 */
{
	static const struct asked asked[] = {
		/* Unified Guidance 2009, example 17-7; in any order. */
		{ "sen_slope(column1, column2) FROM " SODIUM, "1.333333" },
		{ "round(mann_kendall_p(column1, column2), 4) FROM " SODIUM,
		  "0.028600" },
		{ "mann_kendall_p(x, x) FROM " TEN " WHERE x < 5", "NULL" },
		{ "sen_slope(1, x) FROM " TEN, "error: sen_slope takes times" },
		{ "sen_slope(x, 'a') FROM " TEN,
		  "error: sen_slope takes times" },
		{ "sen_slope(x, x) FROM (WITH RECURSIVE n(x) AS (SELECT 1 UNION"
		  " ALL SELECT x + 1 FROM n WHERE x < 1001) SELECT x FROM n)",
		  "error: sen_slope takes times and numbers, 1000" },
	};

	ASSERT_ANSWERS(state, asked);
}

#define HOLLANDER "(VALUES (.80, 1), (.83, 1), (1.89, 1), (1.04, 1),"         \
		  " (1.45, 1), (1.38, 1), (1.91, 1), (1.64, 1), (.73, 1),"    \
		  " (1.46, 1), (1.15, 0), (.88, 0), (.90, 0), (.74, 0),"      \
		  " (1.21, 0))"

static void
two_groups_compare_as_in_hollander_and_wolfe(void **state) /* rule 22 */
{
	static const struct asked asked[] = {
		{ "mann_whitney_p(column1, column2) FROM " HOLLANDER,
		  "0.254412" },
		{ "hodges_lehmann(column1, column2) FROM " HOLLANDER,
		  "0.305000" },
		/* U = 35 of 50 pairs. */
		{ "cliffs_delta(column1, column2) FROM " HOLLANDER,
		  "0.400000" },
		{ "cliffs_delta(x, 1) FROM " TEN, "NULL" },
		{ "mann_whitney_p(x, x < 4) FROM " TEN, "NULL" },
		{ "cliffs_delta(x, 2) FROM " TEN, "error: cliffs_delta takes" },
		{ "hodges_lehmann(9e999, 1)", "error: hodges_lehmann takes" },
	};

	ASSERT_ANSWERS(state, asked);
}

/* Hollander & Wolfe 1973: depression before and after. */
#define DEPRESSION "(SELECT column1 - column2 AS x FROM (VALUES (1.83, .878),"  \
		   " (.50, .647), (1.62, .598), (2.48, 2.05), (1.68, 1.06),"   \
		   " (1.88, 1.29), (1.55, 1.06), (3.06, 3.14), (1.30, 1.29)))"

static void
pairs_compare_as_in_hollander_and_wolfe(void **state)	/* rule 23 */
{
	static const struct asked asked[] = {
		/* One-sided .01953125. */
		{ "round(signed_rank_p(x), 5) FROM " DEPRESSION, "0.039060" },
		{ "pseudo_median(x) FROM " DEPRESSION, "0.460000" },
		{ "signed_rank_p(0)", "NULL" },
		{ "pseudo_median('a')", "error: a quantile takes" },
	};

	ASSERT_ANSWERS(state, asked);
}

static void
a_funnel_narrows_with_n(void **state)	/* rule 24 */
{
	static const struct asked asked[] = {
		/* Interpolated exact binomial, by R. */
		{ "round(funnel_lo(0.1, 100), 5)", "0.014180" },
		{ "round(funnel_hi(0.1, 1000), 5)", "0.129920" },
		{ "funnel_lo(5, 10)", "error: funnel takes a share" },
		{ "funnel_lo(0.5, -1)", "error: funnel takes a share" },
		{ "funnel_lo(NULL, 1)", "NULL" },
	};

	ASSERT_ANSWERS(state, asked);
}

static void
every_word_is_known_to_the_guard(void **state)
{
	struct workspace *w = *state;
	struct dbr_error err = DBR_ERROR_INIT;

	/* sqlfn_names is what the authorizer allows: each must exist. */
	for (size_t i = 0; i < sqlfn_name_count; i++) {
		char sql[80];
		struct dbr_arena arena = DBR_ARENA_INIT;
		struct dbr_table table;
		struct dbr_query query;

		snprintf(sql, sizeof(sql), "SELECT %s(1)", sqlfn_names[i]);
		query = (struct dbr_query){ .sql = dbr_str_from(sql) };
		err = (struct dbr_error)DBR_ERROR_INIT;
		if (dbr_query_check(&table, w->store, &query, &arena, &err) !=
		    DBR_OK)
			assert_non_null(strstr(err.what, "wrong number"));
		dbr_arena_release(&arena);
	}
}

#define IN_WORKSPACE(test)                                                    \
	cmocka_unit_test_setup_teardown(test, workspace_open, workspace_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_WORKSPACE(null_gives_null),
		IN_WORKSPACE(quantiles_are_type_7),
		IN_WORKSPACE(nps_takes_whole_scores),
		IN_WORKSPACE(wilson_bounds_are_those_of_newcombe),
		IN_WORKSPACE(clopper_pearson_is_exact),
		IN_WORKSPACE(garwood_bounds_are_those_of_the_tables),
		IN_WORKSPACE(a_ratio_is_a_fraction_and_never_fails_on_zero),
		IN_WORKSPACE(least_and_greatest_skip_null),
		IN_WORKSPACE(iso_prints_an_instant),
		IN_WORKSPACE(us_reads_an_instant_a_date_or_a_quarter),
		IN_WORKSPACE(an_instant_is_filed_by_day_week_month_and_quarter),
		IN_WORKSPACE(
			business_time_knows_zones_holidays_and_clock_changes),
		IN_WORKSPACE(business_time_adds_up),
		IN_WORKSPACE(a_changed_calendar_is_read_again),
		IN_WORKSPACE(samples_of_a_known_table_are_exact),
		IN_WORKSPACE(two_shares_and_two_rates_compare_as_published),
		IN_WORKSPACE(nps_has_the_adjusted_wald_interval),
		IN_WORKSPACE(loads_have_a_spread),
		IN_WORKSPACE(a_weighted_sum_of_counts_has_limits),
		IN_WORKSPACE(a_trend_is_that_of_the_epa),
		IN_WORKSPACE(two_groups_compare_as_in_hollander_and_wolfe),
		IN_WORKSPACE(pairs_compare_as_in_hollander_and_wolfe),
		IN_WORKSPACE(a_funnel_narrows_with_n),
		IN_WORKSPACE(every_word_is_known_to_the_guard),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
