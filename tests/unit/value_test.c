/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <math.h>
#include <string.h>
#include "debrief/stats/interval.h"
#include "reports/compare.h"

static void
a_number_is_none_zero_one_many_or_some(void **state)
{
	struct dbr_number nothing = { .why_empty = "no facts" };
	struct value value = value_count(0);

	(void)state;
	assert_true(value_is(&value, "zero"));
	assert_false(value_is(&value, "some"));
	assert_false(value_is(&value, "none"));
	value = value_count(1);
	assert_true(value_is(&value, "one"));
	assert_true(value_is(&value, "some"));
	assert_false(value_is(&value, "many"));
	value = value_count(2);
	assert_true(value_is(&value, "many"));
	value = value_number(nothing, VALUE_FORM_VALUE);
	assert_true(value_is(&value, "none"));
	assert_false(value_is(&value, "zero"));
}

static void
a_word_is_itself_with_dashes_for_blanks(void **state)
{
	struct value value = value_word("not proven");

	(void)state;
	assert_true(value_is(&value, "not-proven"));
	assert_true(value_is(&value, "some"));
	assert_false(value_is(&value, "proven"));
	assert_false(value_is(&value, "none"));
	value = value_word("");
	assert_true(value_is(&value, "none"));
}

static const struct {
	const char *column;
	enum dbr_cell_type type;
	int64_t integer;
	const char *text, *said;
} cells[] = {
	{ "n", DBR_CELL_INTEGER, 12345, "", "12\xE2\x80\xAF" "345" },
	{ "late_seconds", DBR_CELL_INTEGER, 1204440, "",
	  "13.9\xC2\xA0" "days" },
	{ "live_on", DBR_CELL_INTEGER, 1777113240000000, "",
	  "25\xC2\xA0" "Apr\xC2\xA0" "2026" },
	{ "opened_at", DBR_CELL_INTEGER, 1777113240000000, "",
	  "25\xC2\xA0" "Apr\xC2\xA0" "2026 10:34" },
	{ "name", DBR_CELL_TEXT, 0, "a <b>", "a <b>" },
	{ "name", DBR_CELL_NULL, 0, "", "\xE2\x80\x93" },
};

static void
the_end_of_a_columns_name_says_its_unit(void **state)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct making m = { .arena = &arena };
	size_t i;

	(void)state;
	document_init(&m.doc, &arena);
	for (i = 0; i < sizeof(cells) / sizeof(cells[0]); i++) {
		struct dbr_cell cell = {
			.type = cells[i].type,
			.integer = cells[i].integer,
			.real = (double)cells[i].integer,
			.text = dbr_str_from(cells[i].text),
		};
		struct value value = value_cell(cells[i].column, &cell);
		struct doc_text text = DOC_TEXT_NONE;

		value_say(&m, &text, &value, DOC_PLAIN);
		assert_int_equal(text.count, 1);
		if (!dbr_str_is(text.runs[0].text, cells[i].said))
			fail_msg("%s: %.*s", cells[i].column,
				 DBR_STR_ARG(text.runs[0].text));
		assert_int_equal(text.runs[0].is_data,
				 cells[i].type == DBR_CELL_TEXT);
	}
	dbr_arena_release(&arena);
}

static void
a_sample_without_a_miss_is_not_a_hundred_per_cent(void **state)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct making m = { .arena = &arena };
	struct dbr_number share = number_count(240);
	struct doc_text text = DOC_TEXT_NONE;
	struct value value;

	(void)state;
	document_init(&m.doc, &arena);
	share.unit = DBR_UNIT_SHARE;
	share.value = 1;
	share.is_census = false;
	value = value_number(share, VALUE_FORM_VALUE);
	value_say(&m, &text, &value, DOC_PLAIN);
	assert_true(dbr_str_is(text.runs[0].text, "all\xC2\xA0" "240"));
	dbr_arena_release(&arena);
}

static const struct dbr_metric rate = {
	.kind = DBR_KIND_RATE, .better = DBR_BETTER_LOWER,
};

static struct comparison
compare_rates(double now, double now_weeks, double before,
	      double before_weeks)
{
	static struct dbr_slice a, b;
	struct comparison out;

	a = (struct dbr_slice){ .events = now, .exposure = now_weeks };
	b = (struct dbr_slice){ .events = before, .exposure = before_weeks };
	comparison_make(&out, &rate, &a, &b, NULL);
	return out;
}

static void
a_rate_says_what_the_one_before_leads_to_expect(void **state)
{
	struct comparison c;

	(void)state;
	dbr_stats_init();
	c = compare_rates(56, 26, 95, 121);
	assert_int_equal(c.reading, DBR_READING_WORSE);
	assert_true(fabs(c.observed.value - 56) < 1e-12);
	assert_true(fabs(c.expected.value - 95.0 / 121 * 26) < 1e-12);
	assert_true(fabs(c.excess.value - (56 - 95.0 / 121 * 26)) < 1e-12);
	c = compare_rates(21, 26, 95, 121);
	assert_int_equal(c.reading, DBR_READING_SAME);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_number_is_none_zero_one_many_or_some),
		cmocka_unit_test(a_word_is_itself_with_dashes_for_blanks),
		cmocka_unit_test(the_end_of_a_columns_name_says_its_unit),
		cmocka_unit_test(
			a_sample_without_a_miss_is_not_a_hundred_per_cent),
		cmocka_unit_test(
			a_rate_says_what_the_one_before_leads_to_expect),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
