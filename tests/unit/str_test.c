/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include "debrief/arena.h"
#include "debrief/str.h"

static void
an_integer_must_fill_the_whole_slice(void **state)
{
	int64_t value = 0;

	(void)state;
	assert_true(dbr_str_to_i64(DBR_STR("-42"), &value));
	assert_int_equal(value, -42);
	assert_true(dbr_str_to_i64(DBR_STR("-9223372036854775808"), &value));
	assert_true(value == INT64_MIN);
	assert_false(dbr_str_to_i64(DBR_STR("9223372036854775808"), &value));
	assert_false(dbr_str_to_i64(DBR_STR("12x"), &value));
	assert_false(dbr_str_to_i64(DBR_STR(""), &value));
	assert_false(dbr_str_to_i64(DBR_STR("-"), &value));
}

static void
a_number_has_a_point_and_is_finite(void **state)
{
	double value = 0;

	(void)state;
	assert_true(dbr_str_to_double(DBR_STR("2.5"), &value));
	assert_true(value == 2.5);
	assert_false(dbr_str_to_double(DBR_STR("2,5"), &value));
	assert_false(dbr_str_to_double(DBR_STR("nan"), &value));
	assert_false(dbr_str_to_double(DBR_STR("1e999"), &value));
	assert_false(dbr_str_to_double(DBR_STR("0x10"), &value));
}

static void
invalid_utf8_is_found_at_its_byte(void **state)
{
	(void)state;
	assert_int_equal(dbr_str_utf8_check(DBR_STR("Z\xC3\xBCrich")), 7);
	assert_int_equal(dbr_str_utf8_check(DBR_STR("ab\xC3(")), 2);
	assert_int_equal(dbr_str_utf8_check(DBR_STR("a\xED\xA0\x80")), 1);
	assert_int_equal(dbr_str_utf8_check(DBR_STR("a\xC0\x80")), 1);
}

static void
clean_text_cannot_drive_a_terminal(void **state)
{
	struct dbr_buf buf = DBR_BUF_INIT;

	(void)state;
	dbr_buf_add_clean(&buf, DBR_STR(" a\x1b[31m\n\tb\xE2\x80\xAE"), 0);
	assert_string_equal(buf.text,
			    "a\xEF\xBF\xBD[31m b\xEF\xBF\xBD");
	dbr_buf_reset(&buf);
	/* A line separator ends no line; a fifth mark paints elsewhere. */
	dbr_buf_add_clean(&buf, DBR_STR("a\xE2\x80\xA8" "b\xE2\x80\xA9"
					"c\xE2\x80\x8B\xF3\xA0\x81\x81"), 0);
	assert_string_equal(buf.text, "a b c\xEF\xBF\xBD\xEF\xBF\xBD");
	dbr_buf_reset(&buf);
	dbr_buf_add_clean(&buf, DBR_STR("e\xCC\x81\xCC\x81\xCC\x81"
					"\xCC\x81\xCC\x81\xCC\x81x"), 0);
	assert_string_equal(buf.text, "e\xCC\x81\xCC\x81\xCC\x81\xCC\x81x");
	dbr_buf_reset(&buf);
	dbr_buf_add_clean(&buf, DBR_STR("abcdef"), 3);
	assert_string_equal(buf.text, "abc\xE2\x80\xA6");
	dbr_buf_release(&buf);
}

static void
cutting_ends_with_no_rest(void **state)
{
	struct dbr_str rest = DBR_STR("a;;b");

	(void)state;
	assert_true(dbr_str_is(dbr_str_cut(&rest, ';'), "a"));
	assert_true(dbr_str_is(dbr_str_cut(&rest, ';'), ""));
	assert_true(dbr_str_is(dbr_str_cut(&rest, ';'), "b"));
	assert_null(rest.at);
}

static void
the_nearest_name_is_suggested(void **state)
{
	static const char *const names[] = { "Assignee", "Created" };
	static const char *const short_names[] = { "md", "csv", "csvs" };

	(void)state;
	assert_string_equal(dbr_nearest("Asignee", names, 2), "Assignee");
	assert_null(dbr_nearest("zzzz", names, 2));
	assert_null(dbr_nearest("xml", short_names, 2));
	assert_string_equal(dbr_nearest("cs", short_names, 3), "csv");
	assert_string_equal(dbr_nearest("cvs", short_names, 2), "csv");
}

static void
an_arena_array_survives_growing(void **state)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	size_t capacity = 0;
	int *array = NULL;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		array = dbr_arena_grow(&arena, array, (size_t)i, &capacity,
				       sizeof(*array));
		array[i] = i;
	}
	for (int i = 0; i < 20000; i++)
		assert_int_equal(array[i], i);
	dbr_arena_release(&arena);
}

static void
an_error_is_set_once_and_cleaned(void **state)
{
	struct dbr_error err = DBR_ERROR_INIT;

	(void)state;
	assert_int_equal(dbr_fail(&err, DBR_EINPUT, "bad \"%s\"", "\x1b[2J"),
			 DBR_EINPUT);
	dbr_fail_at(&err, "a.csv", 3, 4);
	dbr_fail_at(&err, "b.csv", 5, 6);
	assert_string_equal(err.what, "bad \"\xEF\xBF\xBD[2J\"");
	assert_string_equal(err.where, "a.csv:3:4");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_integer_must_fill_the_whole_slice),
		cmocka_unit_test(a_number_has_a_point_and_is_finite),
		cmocka_unit_test(invalid_utf8_is_found_at_its_byte),
		cmocka_unit_test(clean_text_cannot_drive_a_terminal),
		cmocka_unit_test(cutting_ends_with_no_rest),
		cmocka_unit_test(the_nearest_name_is_suggested),
		cmocka_unit_test(an_arena_array_survives_growing),
		cmocka_unit_test(an_error_is_set_once_and_cleaned),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
