/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include "debrief/time.h"

static int64_t
at(const char *iso)
{
	int64_t us = 0;

	if (!dbr_iso_parse(dbr_str_from(iso), &us))
		fail_msg("not an instant: %s", iso);
	return us;
}

static void
days_are_counted_from_1970(void **state)
{
	(void)state;
	assert_int_equal(dbr_civil_days(1970, 1, 1), 0);
	assert_int_equal(dbr_civil_days(1969, 12, 31), -1);
	assert_int_equal(dbr_civil_days(2000, 2, 29), 11016);
	assert_int_equal(dbr_civil_days(2024, 3, 10), 19792);
	assert_int_equal(dbr_civil_days(1, 1, 1), -719162);
}

static void
a_civil_time_comes_back_from_its_instant(void **state)
{
	(void)state;
	/* A step that is no multiple of any unit, over four millennia. */
	for (int64_t us = at("0001-01-01"); us < at("4001-01-01");
	     us += INT64_C(86413123457891)) {
		struct dbr_civil civil;

		dbr_civil_from_us(&civil, us);
		assert_true(dbr_civil_is_valid(&civil));
		assert_true(dbr_civil_to_us(&civil) == us);
	}
}

static void
instants_at_the_end_of_the_range_are_read(void **state)
{
	const int64_t ends[] = { INT64_MIN, INT64_MIN + 1, -1, INT64_MAX };
	char text[DBR_ISO_SIZE];

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct dbr_civil civil;

		dbr_civil_from_us(&civil, ends[i]);
		assert_in_range(civil.month, 1, 12);
		dbr_iso_text(text, ends[i]);
	}
	assert_string_equal(dbr_iso_text(text, -1),
			    "1969-12-31T23:59:59.999999Z");
}

static void
weekdays_begin_on_monday(void **state)
{
	const struct dbr_civil monday = { .year = 2024, .month = 6, .day = 3 };
	const struct dbr_civil sunday = { .year = 1969, .month = 12,
					  .day = 28 };

	(void)state;
	assert_int_equal(dbr_civil_weekday(&monday), 1);
	assert_int_equal(dbr_civil_weekday(&sunday), 7);
}

static void
a_day_must_exist(void **state)
{
	struct dbr_civil leap = { .year = 2024, .month = 2, .day = 29 };
	struct dbr_civil other = { .year = 2023, .month = 2, .day = 29 };
	struct dbr_civil century = { .year = 1900, .month = 2, .day = 29 };

	(void)state;
	assert_true(dbr_civil_is_valid(&leap));
	assert_false(dbr_civil_is_valid(&other));
	assert_false(dbr_civil_is_valid(&century));
}

static void
iso_text_is_read(void **state)
{
	(void)state;
	assert_true(at("1970-01-01T00:00:00Z") == 0);
	assert_true(at("2026-03-03T14:00:00+02:00") ==
		    at("2026-03-03T12:00:00Z"));
	assert_true(at("2026-03-03T14:00:00-0530") ==
		    at("2026-03-03T19:30Z"));
	assert_true(at("2026-03-03 14:00:00.25+01") ==
		    at("2026-03-03T13:00:00Z") + 250000);
	assert_true(at("2026-03-03T14:00:00,123456789z") ==
		    at("2026-03-03T14:00:00Z") + 123456);
	assert_true(at("2026-03-31") == at("2026-03-31T00:00:00Z"));
	assert_true(at("2026-Q3") == at("2026-07-01T00:00:00Z"));
}

static void
what_is_not_an_instant_is_refused(void **state)
{
	static const char *const wrong[] = {
		"", "2026", "2026-3-3", "2026-02-30", "2026-13-01",
		"2026-03-03T14:00:00", "2026-03-03T24:00:00Z",
		"2026-03-03T14:00:60Z", "2026-03-03T14:00:00Zx",
		"2026-03-03T14:00:00.Z", "2026-03-03T14:00:00.1234567890Z",
		"2026-03-03T14:00:00+24:00", "2026-03-03T14:00:00+1",
		"2026-Q0", "2026-Q5", "2026-Q33", "0000-01-01", " 2026-01-01",
	};
	int64_t us;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		if (dbr_iso_parse(dbr_str_from(wrong[i]), &us))
			fail_msg("read as an instant: \"%s\"", wrong[i]);
}

static void
iso_text_reads_back_the_same(void **state)
{
	char text[DBR_ISO_SIZE];

	(void)state;
	assert_string_equal(dbr_iso_text(text, at("2026-03-03T14:00:00Z")),
			    "2026-03-03T14:00:00Z");
	assert_string_equal(dbr_iso_text(text, at("2026-03-03T14:00Z") + 500),
			    "2026-03-03T14:00:00.0005Z");
	for (int64_t us = at("1999-12-31"); us < at("2000-01-02");
	     us += 77777777)
		assert_true(at(dbr_iso_text(text, us)) == us);
}

static void
a_quarter_holds_its_first_instant_and_not_its_last(void **state)
{
	char text[DBR_ISO_SIZE];
	int64_t start = at("2026-07-01");

	(void)state;
	assert_true(dbr_quarter_start(start) == start);
	assert_true(dbr_quarter_start(start - 1) == at("2026-04-01"));
	assert_true(dbr_quarter_start(at("2026-09-30T23:59:59Z")) == start);
	assert_true(dbr_quarter_next(start) == at("2026-10-01"));
	assert_true(dbr_quarter_next(at("2026-10-01")) == at("2027-01-01"));
	assert_string_equal(dbr_quarter_text(text, start), "2026-Q3");
	assert_string_equal(dbr_quarter_text(text, start - 1), "2026-Q2");
	assert_string_equal(dbr_quarter_text(text, at("2026-12-31")),
			    "2026-Q4");
}

static void
the_clock_can_be_set(void **state)
{
	(void)state;
	setenv("DEBRIEF_NOW", "2026-03-03T14:00:00Z", 1);
	assert_true(dbr_clock_now() == at("2026-03-03T14:00:00Z"));
	unsetenv("DEBRIEF_NOW");
	assert_true(dbr_clock_now() > at("2024-01-01"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_are_counted_from_1970),
		cmocka_unit_test(a_civil_time_comes_back_from_its_instant),
		cmocka_unit_test(instants_at_the_end_of_the_range_are_read),
		cmocka_unit_test(weekdays_begin_on_monday),
		cmocka_unit_test(a_day_must_exist),
		cmocka_unit_test(iso_text_is_read),
		cmocka_unit_test(what_is_not_an_instant_is_refused),
		cmocka_unit_test(iso_text_reads_back_the_same),
		cmocka_unit_test(
			a_quarter_holds_its_first_instant_and_not_its_last),
		cmocka_unit_test(the_clock_can_be_set),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
