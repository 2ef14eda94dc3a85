/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include "debrief/theme.h"
#include "debrief/tokens.h"

static void
expect_words(const char *text, const char *wanted)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_buf got = DBR_BUF_INIT;
	struct dbr_tokens tokens;

	dbr_tokens_of(&tokens, dbr_str_from(text), &arena);
	for (size_t i = 0; i < tokens.count; i++) {
		dbr_buf_add_text(&got, i ? " " : "");
		dbr_buf_add_str(&got, tokens.words[i]);
	}
	assert_string_equal(got.text, wanted);
	dbr_buf_release(&got);
	dbr_arena_release(&arena);
}

static void
words_are_letters_in_lower_case_each_once(void **state)
{
	(void)state;
	expect_words("", "");
	expect_words("The the THE 42 x2", "the x");
	expect_words("don\xE2\x80\x99t log-in -- 'quoted'-",
		     "don't log-in quoted");
	expect_words("U\xCC\x88" "BER \xC3\x9C" "ber", "\xC3\xBC" "ber");
	expect_words("\xC5\xBB\xC3\x93\xC5\x81W", "\xC5\xBC\xC3\xB3\xC5\x82w");
	expect_words("a\xFF" "b", "");
	expect_words("\x1B[31m", "m");
}

static void
shipped_themes_are_read_and_touch(void **state)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_share share;
	struct dbr_theme_set set;
	size_t all = 0, german = 0, count;

	(void)state;
	dbr_share_init(&share, NULL, &arena);
	assert_int_equal(dbr_theme_open(&set, &share, NULL, &arena, &err),
			 DBR_OK);
	assert_true(set.count >= 8);
	for (size_t i = 0; i < set.count; i++) {
		all += set.themes[i].pattern_count;
		assert_int_equal(dbr_theme_check(&count, &set.themes[i],
						 &err), DBR_OK);
		assert_true(count > 0);
		assert_int_equal(dbr_theme_touch(&set.themes[i],
						 DBR_STR("")), DBR_TOUCH_NO);
	}
	dbr_theme_close(&set);
	assert_int_equal(dbr_theme_open(&set, &share, "de", &arena, &err),
			 DBR_OK);
	for (size_t i = 0; i < set.count; i++)
		german += set.themes[i].pattern_count;
	assert_true(german > 0 && german < all);
	dbr_theme_close(&set);
	dbr_arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_letters_in_lower_case_each_once),
		cmocka_unit_test(shipped_themes_are_read_and_touch),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
