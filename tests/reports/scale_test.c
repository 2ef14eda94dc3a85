/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <string.h>
#include "reports/palette.h"
#include "reports/scale.h"
#include "reports/text_width.h"

#define MINUS "\xE2\x88\x92"

static void
expect_ticks(const struct ticks *ticks, const char *expected)
{
	struct dbr_buf texts = DBR_BUF_INIT;

	for (size_t i = 0; i < ticks->count; i++)
		dbr_buf_addf(&texts, "%s%s", i ? "|" : "", ticks->at[i].text);
	assert_string_equal(texts.text, expected);
	dbr_buf_release(&texts);
}

static void
linear_ticks_are_round_numbers(void **state)
{
	struct ticks ticks;

	(void)state;
	ticks_linear(&ticks, 0, 105, 5);
	expect_ticks(&ticks, "0|25|50|75|100");
	ticks_linear(&ticks, -18, 34, 4);
	expect_ticks(&ticks, "0|20");
	ticks_linear(&ticks, -1, 1, 4);
	expect_ticks(&ticks, MINUS "1.0|" MINUS "0.5|0.0|0.5|1.0");
	ticks_linear(&ticks, 0, 0.9, 4);
	expect_ticks(&ticks, "0.0|0.5");
	ticks_linear(&ticks, 0, 10000, 4);
	expect_ticks(&ticks, "0|2\xE2\x80\xAF" "500|5\xE2\x80\xAF" "000|"
			     "7\xE2\x80\xAF" "500|10\xE2\x80\xAF" "000");
	ticks_linear(&ticks, 1e300, 2e300, 4);
	assert_true(ticks.count >= 2);
}

static void
ticks_of_a_unit_carry_it(void **state)
{
	const struct scale share = { .lo = 0, .hi = 1 };
	const struct scale time = { .lo = 0, .hi = 36000 };
	const struct scale points = { .lo = -50, .hi = 60 };
	struct ticks ticks;

	(void)state;
	ticks_unit(&ticks, &share, 2, DBR_UNIT_SHARE);
	expect_ticks(&ticks, "0|50\xC2\xA0%|100\xC2\xA0%");
	assert_true(ticks.at[1].value == 0.5);
	ticks_unit(&ticks, &time, 2, DBR_UNIT_SECONDS);
	expect_ticks(&ticks, "0|5\xC2\xA0h|10\xC2\xA0h");
	ticks_unit(&ticks, &points, 4, DBR_UNIT_POINTS);
	expect_ticks(&ticks, MINUS "50|0|+50");
}

static void
duration_ticks_speak_minutes_hours_and_days(void **state)
{
	const struct scale scale = { 1800, 700000, 0, 400, true };
	const struct scale narrow = { 60, 61, 0, 400, true };
	struct ticks ticks;

	(void)state;
	ticks_duration(&ticks, &scale, 10);
	assert_true(ticks.count >= 5);
	for (size_t i = 0; i < ticks.count; i++)
		for (size_t j = 0; j < i; j++)
			assert_true(fabs(scale_at(&scale, ticks.at[i].value) -
					 scale_at(&scale, ticks.at[j].value)) >
				    24);
	ticks_duration(&ticks, &narrow, 10);
	expect_ticks(&ticks, "1 min");
}

static void
time_ticks_are_firsts_of_something(void **state)
{
	const int64_t january = INT64_C(1768262400000000);	/* 2026-01-13 */
	struct scale scale = { .lo = (double)january, .from = 0, .to = 450 };
	struct ticks ticks;

	(void)state;
	scale.hi = scale.lo + 108.0 * DBR_DAY_US;
	ticks_time(&ticks, &scale, 8, NULL);
	expect_ticks(&ticks, "Jan 2026|Feb|Mar|Apr|May");
	scale.hi = scale.lo + 12.0 * DBR_HOUR_US;
	ticks_time(&ticks, &scale, 8, NULL);
	expect_ticks(&ticks, "13 Jan 00:00|02:00|04:00|06:00|08:00|10:00|"
			     "12:00");
	scale.hi = scale.lo + 40.0 * 365 * DBR_DAY_US;
	ticks_time(&ticks, &scale, 8, NULL);
	assert_true(ticks.count >= 4);
	assert_string_equal(ticks.at[0].text, "2030");
	scale.hi = scale.lo + 700.0 * DBR_DAY_US;
	ticks_time(&ticks, &scale, 8, NULL);
	expect_ticks(&ticks, "Apr 2026|Jul|Oct|Jan 2027|Apr|Jul|Oct");
}

static void
a_scale_of_equal_values_still_has_room(void **state)
{
	struct scale one = { .lo = 3, .hi = 3, .from = 0, .to = 100 };
	struct scale zero = { .lo = 0, .hi = 0, .from = 0, .to = 100 };
	struct scale power = { 60, 60, 0, 100, true };

	(void)state;
	scale_pad(&one, 0.05);
	scale_pad(&zero, 0.05);
	scale_pad(&power, 0.05);
	assert_true(scale_at(&one, 3) == 50 && scale_at(&zero, 0) == 50);
	assert_true(fabs(scale_at(&power, 60) - 50) < 1e-9);
	assert_true(scale_at(&power, 0) == 0 && scale_at(&one, 1e9) == 100);
}

/* Advance widths of Helvetica, from Adobe's published metrics. */
static void
widths_are_those_of_helvetica(void **state)
{
	(void)state;
	assert_true(text_width(DBR_STR("Hello"), 1000, false) ==
		    722 + 556 + 222 + 222 + 556);
	assert_true(text_width(DBR_STR("Hello"), 1000, true) ==
		    722 + 556 + 278 + 278 + 611);
	assert_true(text_width(DBR_STR("\xC3\x84\xC3\xA9"), 1000, false) ==
		    667 + 556);
	assert_true(text_width(DBR_STR("\xE6\xBC\xA2"), 10, false) == 10);
	assert_true(text_width(DBR_STR(""), 12, false) == 0);
}

static void
a_text_is_cut_at_a_character_and_fits(void **state)
{
	static const char *const texts[] = {
		"Customer care", "\xC3\x84\xC3\x84\xC3\x84\xC3\x84\xC3\x84",
		"\xE6\xBC\xA2\xE6\xBC\xA2\xE6\xBC\xA2\xE6\xBC\xA2", "W",
	};

	(void)state;
	for (size_t i = 0; i < 4; i++)
		for (double width = 12; width < 90; width += 0.7) {
			struct dbr_str text = dbr_str_from(texts[i]);
			struct dbr_buf out = DBR_BUF_INIT;
			bool is_whole = text_cut(&out, text, width, 12, true);

			assert_true(is_whole ==
				    (text_width(text, 12, true) <= width));
			assert_true(text_width(dbr_buf_str(&out), 12, true) <=
				    width);
			assert_int_equal(dbr_str_utf8_check(dbr_buf_str(&out)),
					 out.size);
			dbr_buf_release(&out);
		}
}

static double
channel(unsigned value)
{
	double share = value / 255.0;

	return share <= 0.03928 ? share / 12.92 :
				  pow((share + 0.055) / 1.055, 2.4);
}

static double
luminance(unsigned rgb)
{
	return 0.2126 * channel(rgb >> 16) +
	       0.7152 * channel(rgb >> 8 & 0xFF) +
	       0.0722 * channel(rgb & 0xFF);
}

static double
contrast(unsigned a, unsigned b)
{
	double x = luminance(a) + 0.05, y = luminance(b) + 0.05;

	return x > y ? x / y : y / x;
}

/* WCAG: 4.5 for text, 3 for marks; in both themes. */
static void
every_text_colour_can_be_read_on_paper(void **state)
{
	static const enum color texts[] = { COLOR_INK, COLOR_INK2, COLOR_MUTE,
					    COLOR_BLUE, COLOR_VERM,
					    COLOR_PURPLE };
	const struct palette_entry *paper = palette_at(COLOR_PAPER);
	const struct palette_entry *rule = palette_at(COLOR_RULE);

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		const struct palette_entry *text = palette_at(texts[i]);

		assert_true(contrast(text->light, paper->light) >= 4.5);
		assert_true(contrast(text->dark, paper->dark) >= 4.5);
	}
	assert_true(contrast(rule->light, paper->light) >= 3);
	assert_true(contrast(rule->dark, paper->dark) >= 3);
}

static double
lightness(unsigned rgb)
{
	return 116 * cbrt(luminance(rgb)) - 16;
}

/* Bars stay apart on a printer without colours. */
static void
blue_and_vermillion_differ_in_grey(void **state)
{
	(void)state;
	assert_true(lightness(palette_at(COLOR_VERM)->light) -
		    lightness(palette_at(COLOR_BLUE)->light) > 12);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(linear_ticks_are_round_numbers),
		cmocka_unit_test(ticks_of_a_unit_carry_it),
		cmocka_unit_test(duration_ticks_speak_minutes_hours_and_days),
		cmocka_unit_test(time_ticks_are_firsts_of_something),
		cmocka_unit_test(a_scale_of_equal_values_still_has_room),
		cmocka_unit_test(widths_are_those_of_helvetica),
		cmocka_unit_test(a_text_is_cut_at_a_character_and_fits),
		cmocka_unit_test(every_text_colour_can_be_read_on_paper),
		cmocka_unit_test(blue_and_vermillion_differ_in_grey),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
