/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "minutes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

static void
how_long_is_read_as_people_write_it(void **state)
{
	static const struct {
		const char *text;
		double minutes;
	} cases[] = {
		{ "90", 90 }, { "1.5", 1.5 }, { "1:30", 90 },
		{ "36:00", 2160 }, { "0:00:30", 0.5 }, { "08:00", 480 },
		{ "24:00", 1440 }, { "9:00 AM", 540 }, { "12:00 am", 0 },
		{ "12:15PM", 735 }, { "1 h 30 min", 90 }, { "1h30m", 90 },
		{ "2 days", 2880 }, { "1 week", 10080 }, { "90 s", 1.5 },
		{ "PT1H30M", 90 }, { "P1DT2H", 1560 }, { "1 day, 2 hours",
		  1560 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		double minutes = -1;

		if (!minutes_parse(dbr_str_from(cases[i].text), &minutes))
			fail_msg("refused: %s", cases[i].text);
		if (minutes != cases[i].minutes)
			fail_msg("%s: %g", cases[i].text, minutes);
	}
}

static void
what_is_no_duration_is_refused(void **state)
{
	static const char *const texts[] = {
		"", " ", "soon", "1:5", "1:60", "1:30:99", "-1:00", "13:00 PM",
		"0:30 am", "1 fortnight", "h", "1 h 30", "P", "PT", "1:30:00:00",
		"99999999999999999999:00", "1..5 h", "2 min min",
	};
	double minutes;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (minutes_parse(dbr_str_from(texts[i]), &minutes))
			fail_msg("taken: \"%s\" as %g", texts[i], minutes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(how_long_is_read_as_people_write_it),
		cmocka_unit_test(what_is_no_duration_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
