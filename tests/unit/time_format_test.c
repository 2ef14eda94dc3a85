/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include "debrief/time_format.h"

static const struct dbr_month_names months[] = {
	{ { "ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept",
	    "oct", "nov", "dic" } },
	{ { "sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz",
	    "pa\xC5\xBA", "lis", "gru" } },
	{ { "janv.", "f\xC3\xA9vr.", "mars", "avr.", "mai", "juin", "juil.",
	    "ao\xC3\xBBt", "sept.", "oct.", "nov.", "d\xC3\xA9" "c." } },
	{ { "Jan", "Feb", "M\xC3\xA4r", "Apr", "Mai", "Jun", "Jul", "Aug",
	    "Sep", "Okt", "Nov", "Dez" } },
	{ { NULL, NULL, "Mrz" } },
};

static const struct dbr_time_format *
parse(struct dbr_arena *arena, const char *pattern)
{
	const struct dbr_time_format *format = NULL;
	struct dbr_error err = DBR_ERROR_INIT;

	if (dbr_time_format_parse(&format, pattern, months, 5, arena,
				  &err) != DBR_OK)
		fail_msg("%s", err.what);
	return format;
}

/* NULL, or the instant as ISO text; naive times as if they were UTC. */
static const char *
read_cell(struct dbr_arena *arena, const char *pattern, const char *cell)
{
	const struct dbr_time_format *format = parse(arena, pattern);
	struct dbr_time_value value;
	char *out = dbr_arena_get(arena, DBR_ISO_SIZE);

	if (!dbr_time_format_read(format, dbr_str_from(cell), &value))
		return NULL;
	return dbr_iso_text(out, dbr_civil_to_us(&value.civil) -
				 value.offset_seconds * DBR_SECOND_US);
}

static void
exports_write_time_in_many_ways(void **state)
{
	static const struct {
		const char *pattern, *cell, *expected;
	} cases[] = {
		{ "%d/%b/%y %I:%M %p", "06/Jan/26 9:29 AM",
		  "2026-01-06T09:29:00Z" },
		{ "%d/%b/%y %I:%M %p", "04/nov/25 1:16 PM",
		  "2025-11-04T13:16:00Z" },
		{ "%d/%b/%y %I:%M %p", "19/lip/23 11:43 AM",
		  "2023-07-19T11:43:00Z" },
		{ "%d/%b/%y %I:%M %p", "01/ene/24 12:00 AM",
		  "2024-01-01T00:00:00Z" },
		{ "%d/%b/%y %I:%M %p", "01/Dez/24 12:30 pm",
		  "2024-12-01T12:30:00Z" },
		{ "%d/%b/%y %I:%M %p", "01/dic/24 12:30 a.\xC2\xA0m.",
		  "2024-12-01T00:30:00Z" },
		{ "%d/%b/%y %H:%M", "3/Nov/20 12:17",
		  "2020-11-03T12:17:00Z" },
		{ "%d. %B %Y", "3. Mrz 2020", "2020-03-03T00:00:00Z" },
		{ "%d. %B %Y", "3. M\xC3\x84R. 2020",
		  "2020-03-03T00:00:00Z" },
		{ "%d %b %Y", "9 f\xC3\xA9vr. 2021", "2021-02-09T00:00:00Z" },
		{ "%d %b %Y", "9 D\xC3\x89" "C 2021", "2021-12-09T00:00:00Z" },
		{ "%d %b %Y", "9 September 2021", "2021-09-09T00:00:00Z" },
		{ "%d.%b.%Y", "9.janv.2021", "2021-01-09T00:00:00Z" },
		{ "%d/%m/%Y %H:%M", "29/2/2016 01:16",
		  "2016-02-29T01:16:00Z" },
		{ "%d-%m-%Y %H:%M", "29-02-2016 01:16",
		  "2016-02-29T01:16:00Z" },
		{ "%m-%d-%Y %H:%M:%S", "03-13-2025 18:08:55",
		  "2025-03-13T18:08:55Z" },
		{ "%m/%d/%y %H:%M", "5/10/18 4:01", "2018-05-10T04:01:00Z" },
		{ "%m/%d/%Y, %I:%M\xE2\x80\xAF%p", "3/27/2026, 2:05\xE2\x80"
		  "\xAFPM", "2026-03-27T14:05:00Z" },
		{ "%m/%d/%Y, %I:%M %p", "3/27/2026, 2:05\xE2\x80\xAFPM",
		  "2026-03-27T14:05:00Z" },
		{ "%Y-%m-%d %H:%M:%S.%f", "2025-07-01 08:35:49.14",
		  "2025-07-01T08:35:49.14Z" },
		{ "%Y-%m-%d %H:%M:%S%[.%f%]%z", "2025-07-01 08:35:49+00:00",
		  "2025-07-01T08:35:49Z" },
		{ "%Y-%m-%d %H:%M:%S%[.%f%]%z",
		  "2025-07-01 08:35:49.123456+02:00",
		  "2025-07-01T06:35:49.123456Z" },
		{ "%Y-%m-%dT%H:%M:%S.%f%z", "2026-07-08T17:50:34.7088483Z",
		  "2026-07-08T17:50:34.708848Z" },
		{ "%a %b %d %H:%M:%S %z %Y", "Tue Jul 01 08:35:49 UTC 2025",
		  "2025-07-01T08:35:49Z" },
		{ "%a, %d %b %Y %H:%M:%S %z",
		  "Tue, 01 Jul 2025 08:35:49 -0700", "2025-07-01T15:35:49Z" },
		{ "%A %d %B %Y %H:%M:%S %z",
		  "Tuesday 17 May 2022  21:30:07 +0000",
		  "2022-05-17T21:30:07Z" },
		{ "%Y%m%d%H%M%S", "20250701083549", "2025-07-01T08:35:49Z" },
		{ "%Y-%m-%d%? %H:%M:%S%?.%f", "2025-07-01",
		  "2025-07-01T00:00:00Z" },
		{ "%Y-%m-%d%? %H:%M:%S%?.%f", "2025-07-01 08:35:49",
		  "2025-07-01T08:35:49Z" },
		{ "%s", "1434772042.000005", "2015-06-20T03:47:22.000005Z" },
		{ "%s", "-1", "1969-12-31T23:59:59Z" },
		{ "%L", "1428634687123", "2015-04-10T02:58:07.123Z" },
		{ "%L", "1428634687123.0", "2015-04-10T02:58:07.123Z" },
		{ "%N", "1428634687123456", "2015-04-10T02:58:07.123456Z" },
		{ "%E", "1434772042", "2015-06-20T03:47:22Z" },
		{ "%E", "1434772042.5", "2015-06-20T03:47:22.5Z" },
		{ "%E", "1428634687123", "2015-04-10T02:58:07.123Z" },
		{ "%E", "1534860261221373", "2018-08-21T14:04:21.221373Z" },
		{ "%E", "1534860261221373999",
		  "2018-08-21T14:04:21.221373Z" },
		{ "%E", "999999999123456789",
		  "2001-09-09T01:46:39.123456Z" },
		{ "@%t", "@40000000433225833b6e1a8c",
		  "2005-09-22T03:31:05.997071Z" },
		{ "%s / %n", "1663977609 / 22000",
		  "2022-09-24T00:00:09.000022Z" },
		{ "%Y-%m-%d %H:%M %Z", "2025-07-01 08:00 GMT",
		  "2025-07-01T08:00:00Z" },
		{ "%Y-%m-%d %H:%M %Z", "2025-07-01 08:00 PDT",
		  "2025-07-01T08:00:00Z" },
		{ "%b %e %H:%M:%S", "Nov  3 01:01:03",
		  "1972-11-03T01:01:03Z" },
		{ "%b %e %H:%M:%S", "Feb 29 01:01:03",
		  "1972-02-29T01:01:03Z" },
		{ "%d/%m/%y", "01/01/69", "1969-01-01T00:00:00Z" },
		{ "%d/%m/%y", "01/01/68", "2068-01-01T00:00:00Z" },
		{ "%Y-%m-%d", "  2025-07-01\xC2\xA0", "2025-07-01T00:00:00Z" },
		{ "%d%%%m%%%Y", "1%2%2025", "2025-02-01T00:00:00Z" },
		{ "%Y-%m-%d %H:%M %z", "2025-07-01 08:00 GMT+2",
		  "2025-07-01T06:00:00Z" },
	};
	struct dbr_arena arena = DBR_ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *found = read_cell(&arena, cases[i].pattern,
					      cases[i].cell);

		if (!found || strcmp(found, cases[i].expected) != 0)
			fail_msg("%s through %s is %s, not %s", cases[i].cell,
				 cases[i].pattern, found ? found : "nothing",
				 cases[i].expected);
	}
	dbr_arena_release(&arena);
}

static void
a_cell_must_match_whole_and_exist(void **state)
{
	static const struct {
		const char *pattern, *cell;
	} cases[] = {
		{ "%Y-%m-%d", "" },
		{ "%Y-%m-%d", "2025-02-29" },
		{ "%Y-%m-%d", "2025-07-01 " "x" },
		{ "%Y-%m-%d", "25-07-01" },
		{ "%Y-%m-%d", "0000-07-01" },
		{ "%d/%m/%Y", "13/13/2025" },
		{ "%Y-%m-%d %H:%M", "2025-07-01 24:00" },
		{ "%Y-%m-%d %H:%M", "2025-07-01 23:60" },
		{ "%Y-%m-%d %I:%M %p", "2025-07-01 13:00 PM" },
		{ "%Y-%m-%d %I:%M %p", "2025-07-01 0:00 AM" },
		{ "%Y-%m-%d %H:%M:%S.%f", "2025-07-01 08:35:49." },
		{ "%Y-%m-%d %H:%M:%S.%f", "2025-07-01 08:35:49.1234567890" },
		{ "%Y-%m-%d %H:%M%z", "2025-07-01 08:00+24:00" },
		{ "%Y-%m-%d %H:%M%z", "2025-07-01 08:00+2" },
		{ "%d/%b/%Y", "01/Foo/2025" },
		{ "%d/%b/%Y", "01//2025" },
		{ "%s", "12x" }, { "%s", "" }, { "%s", "123456789012" },
		{ "%E", "12345678" }, { "%E", "14347720421234567890" },
		{ "@%t", "@40000000433225833b6e1a8" },
		{ "@%t", "@400000004332258Z3b6e1a8c" },
		{ "@%t", "@30000000433225833b6e1a8c" },
		{ "@%t", "@40000000433225833fffffff" },
		{ "%L", "1428634687123.5" }, { "%s", "-" },
		{ "%Y-%m-%d%? %H:%M", "2025-07-01 08" },
		{ "%d/%m/%y", "1/1/2025" },
	};
	struct dbr_arena arena = DBR_ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *found = read_cell(&arena, cases[i].pattern,
					      cases[i].cell);

		if (found)
			fail_msg("%s through %s is %s", cases[i].cell,
				 cases[i].pattern, found);
	}
	dbr_arena_release(&arena);
}

static void
a_pattern_with_a_mistake_is_refused(void **state)
{
	static const char *const wrong[] = {
		"", "%H:%M", "%Q", "%Y-%m-%", "%d %Y", "%Y-%m-%d %[%H",
		"%Y-%m-%d %]", "%Y-%m", ("%d%[%[%[%[%[%[%[%[%[%m%]%]%]%]%]%]%]"
		 "%]%]"),
	};
	struct dbr_arena arena = DBR_ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		const struct dbr_time_format *format;
		struct dbr_error err = DBR_ERROR_INIT;

		if (dbr_time_format_parse(&format, wrong[i], NULL, 0, &arena,
					  &err) != DBR_ECONFIG)
			fail_msg("accepted \"%s\"", wrong[i]);
	}
	dbr_arena_release(&arena);
}

static void
a_pattern_knows_its_order_and_whether_it_needs_a_zone(void **state)
{
	static const struct {
		const char *pattern, *order;
		bool is_naive;
	} cases[] = {
		{ "%d/%m/%Y %H:%M", "dmy", true },
		{ "%m/%d/%y", "mdy", true },
		{ "%Y-%m-%d %H:%M%z", "ymd", false },
		{ "%Y-%m-%d %H:%M%[%z%]", "ymd", true },
		{ "%Y-%m-%d %H:%M%?%z", "ymd", true },
		{ "%d/%b/%y", "", true },
		{ "%s", "", false },
	};
	struct dbr_arena arena = DBR_ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct dbr_time_format *format =
			parse(&arena, cases[i].pattern);

		assert_string_equal(dbr_time_format_order(format),
				    cases[i].order);
		assert_int_equal(dbr_time_format_is_naive(format),
				 cases[i].is_naive);
	}
	dbr_arena_release(&arena);
}

static void
a_value_says_what_the_cell_left_out(void **state)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_time_value value;

	(void)state;
	assert_true(dbr_time_format_read(parse(&arena, "%Y-%m-%d%? %H:%M"),
					 DBR_STR("2025-07-01"), &value));
	assert_true(value.is_date_only);
	assert_true(value.has_year);
	assert_false(value.has_offset);
	assert_true(dbr_time_format_read(parse(&arena, "%b %e %H:%M"),
					 DBR_STR("Nov  3 01:01"), &value));
	assert_false(value.is_date_only);
	assert_false(value.has_year);
	dbr_arena_release(&arena);
}

static void
a_naive_time_goes_through_the_zone(void **state)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_zone *zone;
	struct dbr_time_value value;
	enum dbr_civil_kind kind;
	int64_t expected;

	(void)state;
	assert_int_equal(dbr_zone_open(&zone, "+02:00", &err), DBR_OK);
	assert_true(dbr_iso_parse(DBR_STR("2025-07-01T06:00Z"), &expected));
	assert_true(dbr_time_format_read(
		parse(&arena, "%Y-%m-%d %H:%M%[%z%]"),
		DBR_STR("2025-07-01 08:00"), &value));
	assert_true(dbr_time_value_us(&value, zone, &kind) == expected);
	assert_true(dbr_time_format_read(
		parse(&arena, "%Y-%m-%d %H:%M%[%z%]"),
		DBR_STR("2025-07-01 06:00Z"), &value));
	assert_true(dbr_time_value_us(&value, NULL, &kind) == expected);
	assert_int_equal(kind, DBR_CIVIL_ONCE);
	dbr_zone_close(zone);
	dbr_arena_release(&arena);
}

struct column_case {
	const char *patterns[3];
	const char *cells[5];
	enum dbr_time_choice choice;
	const char *pattern, *rival, *example, *counter_example;
	size_t matched_count, unmatched_count;
};

#define DMY "%d/%m/%Y"
#define MDY "%m/%d/%Y"

static void
check_text(const char *found, const char *expected)
{
	if (!expected)
		assert_null(found);
	else
		assert_string_equal(found, expected);
}

static void
the_order_of_a_column_is_decided_from_all_its_cells(void **state)
{
	static const struct column_case cases[] = {
		{ { DMY, MDY }, { "03/04/2026", "25/04/2026" }, DBR_TIME_ONE,
		  DMY, MDY, "25/04/2026", NULL, 2, 0 },
		{ { DMY, MDY }, { "03/04/2026", "04/25/2026" }, DBR_TIME_ONE,
		  MDY, DMY, "04/25/2026", NULL, 2, 0 },
		{ { DMY, MDY }, { "03/04/2026", "05/05/2026" },
		  DBR_TIME_UNDECIDED, DMY, MDY, "03/04/2026", NULL, 2, 0 },
		{ { DMY, MDY }, { "25/04/2026", "04/26/2026", "03/04/2026" },
		  DBR_TIME_UNDECIDED, DMY, MDY, "25/04/2026", "04/26/2026",
		  3, 0 },
		{ { DMY, MDY }, { "05/05/2026", "06/06/2026" }, DBR_TIME_ONE,
		  NULL, NULL, NULL, NULL, 2, 0 },
		{ { DMY, MDY }, { "soon", "25/04/2026", "03/04/2026" },
		  DBR_TIME_ONE, DMY, MDY, "25/04/2026", NULL, 2, 1 },
		{ { DMY, MDY }, { "soon", "later" }, DBR_TIME_NONE, NULL,
		  NULL, NULL, NULL, 0, 2 },
		{ { DMY, MDY }, { NULL }, DBR_TIME_ONE, NULL, NULL, NULL,
		  NULL, 0, 0 },
		{ { DMY, "%Y-%m-%d" }, { "03/04/2026", "2026-04-03" },
		  DBR_TIME_ONE, NULL, NULL, NULL, NULL, 2, 0 },
		{ { DMY, MDY, "%Y-%m-%d" }, { "2026-04-03", "03/04/2026",
		    "12/31/2026" }, DBR_TIME_ONE, MDY, DMY, "12/31/2026",
		  NULL, 3, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct dbr_time_format *formats[3];
		struct dbr_arena arena = DBR_ARENA_INIT;
		struct dbr_time_column *column;
		struct dbr_time_decision decision;
		size_t count = 0;

		for (; count < 3 && cases[i].patterns[count]; count++)
			formats[count] = parse(&arena,
					       cases[i].patterns[count]);
		column = dbr_time_column_new(formats, count, &arena);
		for (size_t j = 0; j < 5 && cases[i].cells[j]; j++)
			dbr_time_column_add(column,
					    dbr_str_from(cases[i].cells[j]),
					    j + 2);
		decision = dbr_time_column_choose(column);
		assert_int_equal(decision.choice, cases[i].choice);
		check_text(decision.pattern, cases[i].pattern);
		check_text(decision.rival, cases[i].rival);
		check_text(decision.example, cases[i].example);
		check_text(decision.counter_example,
			   cases[i].counter_example);
		assert_int_equal(decision.matched_count,
				 cases[i].matched_count);
		assert_int_equal(decision.unmatched_count,
				 cases[i].unmatched_count);
		dbr_arena_release(&arena);
	}
}

static void
a_decided_column_reads_every_cell_one_way(void **state)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	const struct dbr_time_format *formats[] = { parse(&arena, DMY),
						    parse(&arena, MDY) };
	struct dbr_time_column *column = dbr_time_column_new(formats, 2,
							     &arena);
	struct dbr_time_value value;

	(void)state;
	assert_true(dbr_time_column_is_open(column));
	dbr_time_column_add(column, DBR_STR("03/04/2026"), 2);
	dbr_time_column_add(column, DBR_STR("12/31/2026"), 3);
	assert_int_equal(dbr_time_column_choose(column).choice, DBR_TIME_ONE);
	assert_true(dbr_time_column_read(column, DBR_STR("03/04/2026"),
					 &value));
	assert_int_equal(value.civil.month, 3);
	assert_false(dbr_time_column_read(column, DBR_STR("31/12/2026"),
					  &value));
	assert_false(dbr_time_column_is_open(
		dbr_time_column_new(formats, 1, &arena)));
	dbr_arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(exports_write_time_in_many_ways),
		cmocka_unit_test(a_cell_must_match_whole_and_exist),
		cmocka_unit_test(a_pattern_with_a_mistake_is_refused),
		cmocka_unit_test(
			a_pattern_knows_its_order_and_whether_it_needs_a_zone),
		cmocka_unit_test(a_value_says_what_the_cell_left_out),
		cmocka_unit_test(a_naive_time_goes_through_the_zone),
		cmocka_unit_test(
			the_order_of_a_column_is_decided_from_all_its_cells),
		cmocka_unit_test(a_decided_column_reads_every_cell_one_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
