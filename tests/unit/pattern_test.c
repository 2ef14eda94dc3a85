/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Unknown" is no "no": limits, and memory that runs out in a match. */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <sys/resource.h>
#include "pattern.h"

#if defined(__has_feature)
#define HAS_FEATURE(x) __has_feature(x)
#else
#define HAS_FEATURE(x) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || HAS_FEATURE(address_sanitizer)
#define IS_SANITIZED 1
#else
#define IS_SANITIZED 0
#endif

enum { GROUP_COUNT = 100, LETTER_COUNT = 100 };

/* So many groups that a few dozen steps back take a heap. */
static struct pattern *
open_hungry(struct dbr_arena *arena)
{
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_buf text = DBR_BUF_INIT;
	struct pattern *pattern = NULL;

	dbr_buf_add_text(&text, "(*NO_JIT)");
	for (int i = 0; i < GROUP_COUNT; i++)
		dbr_buf_add_text(&text, "()");
	dbr_buf_add_text(&text, "(?:a|b)*c");
	if (pattern_open(&pattern, dbr_arena_text(arena, dbr_buf_str(&text)),
			 arena, &err) != DBR_OK)
		fail_msg("%s", err.what);
	dbr_buf_release(&text);
	return pattern;
}

static enum pattern_answer
ask_without_memory(const struct pattern *pattern, struct dbr_str subject)
{
	enum pattern_answer answer;
	struct rlimit before, none;

	assert_int_equal(getrlimit(RLIMIT_AS, &before), 0);
	none = before;
	none.rlim_cur = 0;
	assert_int_equal(setrlimit(RLIMIT_AS, &none), 0);
	answer = pattern_match(pattern, subject);
	assert_int_equal(setrlimit(RLIMIT_AS, &before), 0);
	return answer;
}

static void
out_of_memory_in_a_match_is_unknown(void **state)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct pattern *pattern;
	char letters[LETTER_COUNT + 1];
	struct dbr_str subject = { letters, sizeof(letters) };

	(void)state;
	if (IS_SANITIZED)
		skip();
	pattern = open_hungry(&arena);
	for (int i = 0; i < LETTER_COUNT; i++)
		letters[i] = i % 2 ? 'a' : 'b';
	letters[LETTER_COUNT] = 'c';
	assert_int_equal(ask_without_memory(pattern, subject),
			 PATTERN_UNKNOWN);
	assert_int_equal(pattern_give_up_count(pattern), 1);
	/* The control: with memory it is a match. */
	assert_int_equal(pattern_match(pattern, subject), PATTERN_YES);
	assert_int_equal(pattern_give_up_count(pattern), 1);
	pattern_close(pattern);
	dbr_arena_release(&arena);
}

static void
a_limit_is_unknown_and_a_pattern_at_it_is_switched_off(void **state)
{
	struct dbr_str never = DBR_STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab");
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err = DBR_ERROR_INIT;
	struct pattern *pattern;

	(void)state;
	assert_int_equal(pattern_open(&pattern, "^((a+)+)+$", &arena, &err),
			 DBR_OK);
	assert_int_equal(pattern_match(pattern, DBR_STR("aaa")), PATTERN_YES);
	assert_int_equal(pattern_match(pattern, DBR_STR("b")), PATTERN_NO);
	for (int i = 0; i < 11; i++)
		assert_int_equal(pattern_match(pattern, never),
				 PATTERN_UNKNOWN);
	assert_int_equal(pattern_match(pattern, DBR_STR("aaa")),
			 PATTERN_UNKNOWN);
	pattern_close(pattern);
	dbr_arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(out_of_memory_in_a_match_is_unknown),
		cmocka_unit_test(
		    a_limit_is_unknown_and_a_pattern_at_it_is_switched_off),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
