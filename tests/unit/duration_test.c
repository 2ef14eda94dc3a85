/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include "debrief/time.h"
#include "duration.h"

#define MINUTE (INT64_C(60) * DBR_SECOND_US)
#define DAY (INT64_C(86400) * DBR_SECOND_US)

static void
tools_write_lengths_in_many_ways(void **state)
{
	static const struct {
		const char *text;
		int64_t us;
	} cases[] = {
		{ "4m17s", 257 * DBR_SECOND_US },
		{ "1h2m3s", 3723 * DBR_SECOND_US },
		{ "0s", 0 }, { "5ms", 5000 },
		{ "1m0.150s", 60150000 },
		{ "00:00.029s", 29000 },
		{ "01:02.5s", 62500000 },
		{ "0:00:07.312", 7312000 },
		{ "27:00:00", 27 * 3600 * DBR_SECOND_US },
		{ "180 hrs", 180 * 3600 * DBR_SECOND_US },
		{ "1 hr", 3600 * DBR_SECOND_US },
		{ "2 days?", 2 * 86400 * DBR_SECOND_US },
		{ "1.5 h", 5400 * DBR_SECOND_US },
		{ "0 days, 0 hours, 1 minutes, 44 seconds",
		  104 * DBR_SECOND_US },
		{ "PT4M17S", 257 * DBR_SECOND_US },
		{ "P1DT2H", 93600 * DBR_SECOND_US },
		{ " 30 ", 30 * DBR_SECOND_US },
		{ "12.25", 12250000 }, { "1 week", 7 * DAY },
		{ "90", 90 * DBR_SECOND_US }, { "PT1H30M", 90 * MINUTE },
		{ "1 h 30 min", 90 * MINUTE }, { "1h30m", 90 * MINUTE },
		{ "1970-01-02 04:23:17", DAY + 15797 * DBR_SECOND_US },
		{ "1 day, 2 hours", 26 * 60 * MINUTE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int64_t us = -1;

		if (!duration_read(dbr_str_from(cases[i].text), DBR_SECOND_US,
				   &us) || us != cases[i].us)
			fail_msg("\"%s\" is %lld", cases[i].text,
				 (long long)us);
	}
}

static void
a_colon_parts_hours_from_minutes(void **state)
{
	static const struct {
		const char *text;
		int64_t us;
	} cases[] = {
		{ "1:30", 90 * MINUTE }, { "36:00", 36 * 60 * MINUTE },
		{ "08:00", 480 * MINUTE }, { "24:00", DAY },
		{ "0:00:30", 30 * DBR_SECOND_US },
		{ "1:30:00", 90 * MINUTE },
		/* but for seconds that show that they are */
		{ "01:30.5", 90500000 }, { "01:30s", 90 * DBR_SECOND_US },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int64_t us = -1;

		if (!duration_read(dbr_str_from(cases[i].text), MINUTE, &us) ||
		    us != cases[i].us)
			fail_msg("\"%s\" is %lld", cases[i].text,
				 (long long)us);
	}
}

static void
a_time_of_day_may_be_of_twelve_hours(void **state)
{
	static const char *const wrong[] = { "13:00 PM", "0:30 am", "9:00",
					     "9 PM", "PM", "9:00 xm" };
	int64_t us = 0;

	(void)state;
	assert_true(duration_of_day(DBR_STR("9:00 AM"), &us));
	assert_int_equal(us, 540 * MINUTE);
	assert_true(duration_of_day(DBR_STR("12:00 am"), &us));
	assert_int_equal(us, 0);
	assert_true(duration_of_day(DBR_STR("12:15PM"), &us));
	assert_int_equal(us, 735 * MINUTE);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		if (duration_of_day(dbr_str_from(wrong[i]), &us))
			fail_msg("\"%s\" is accepted", wrong[i]);
}

static void
what_is_no_length_is_refused(void **state)
{
	static const char *const wrong[] = {
		"", "soon", "5 apples", "1:2:3:4", "-5s", "5 6", "1m 5", "P",
		"1..2s", "9999999999999999999d", ":30", "s",
		"1971-01-02 04:23:17", "1970-13-02 04:23:17", "1970-01-02",
		" ", "1:5", "1:60", "1:30:99", "-1:00", "1 fortnight", "h",
		"1 h 30", "PT", "1.5:30", "99999999999999999999:00",
		"1..5 h", "2 min min", "1:30.5:10", "1:.5", "1:30 PM",
	};
	int64_t us;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		if (duration_read(dbr_str_from(wrong[i]), DBR_SECOND_US, &us))
			fail_msg("\"%s\" is accepted", wrong[i]);
}

static void
a_number_alone_is_of_the_unit_of_its_column(void **state)
{
	int64_t us = 0;

	(void)state;
	assert_true(duration_read(DBR_STR("250"),
				  duration_unit_us(DBR_STR("ms")), &us));
	assert_int_equal(us, 250000);
	assert_int_equal(duration_unit_us(DBR_STR("fortnight")), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tools_write_lengths_in_many_ways),
		cmocka_unit_test(a_colon_parts_hours_from_minutes),
		cmocka_unit_test(a_time_of_day_may_be_of_twelve_hours),
		cmocka_unit_test(what_is_no_length_is_refused),
		cmocka_unit_test(a_number_alone_is_of_the_unit_of_its_column),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
