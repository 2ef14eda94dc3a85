/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback_fixture.h"
#include "feedback/rule.h"

static enum dbr_status
parse(struct rule *rule, const char *text, struct dbr_arena *arena,
      struct dbr_error *err)
{
	const struct dbr_share_file file = {
		.name = "mine", .path = "rules/mine.sql",
		.text = dbr_str_from(text),
	};

	*err = (struct dbr_error)DBR_ERROR_INIT;
	return rule_parse(rule, &file, arena, err);
}

#define HEADER "-- rule: mine\n-- version: 3\n-- kind: k\n-- title: A title\n"

static void
a_rule_is_its_header_and_its_select(void **state)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err;
	struct rule rule;
	double value = 0;

	(void)state;
	assert_int_equal(parse(&rule, HEADER "-- params: a=1, b=0.25\n"
			       "-- params: c=-3\n--\n-- (1) Words: many.\n"
			       "SELECT 1\n", &arena, &err), DBR_OK);
	assert_string_equal(rule.name, "mine");
	assert_int_equal(rule.version, 3);
	assert_string_equal(rule.title, "A title");
	assert_int_equal(rule.parameter_count, 3);
	assert_int_equal(rule_number(&value, &rule, "b", &err), DBR_OK);
	assert_true(value == 0.25);
	assert_true(dbr_str_is(rule.sql, "SELECT 1\n"));
	assert_int_equal(rule.sql_line, 9);
	dbr_arena_release(&arena);
}

static void
a_missing_parameter_is_said(void **state)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err;
	struct rule rule;
	double value = 0;

	(void)state;
	assert_int_equal(parse(&rule, HEADER "SELECT 1", &arena, &err),
			 DBR_OK);
	assert_int_equal(rule_number(&value, &rule, "q", &err), DBR_ECONFIG);
	assert_string_equal(err.what, "the rule has no parameter \"q\"");
	dbr_arena_release(&arena);
}

static void
a_broken_header_is_said_with_its_line(void **state)
{
	static const char *const texts[][2] = {
		{ "", "the rule has no \"rule\"" },
		{ "SELECT 1", "the rule has no \"rule\"" },
		{ "-- rule: mine\n-- version: 0\n", "not a version: \"0\"" },
		{ "-- rule: mine\n-- version: 1x\n", "not a version: \"1x\"" },
		{ HEADER, "the rule has no \"SELECT\"" },
		{ HEADER "-- params: a\nSELECT 1", "not a parameter: \"a\"" },
		{ HEADER "-- params: a=nan\nSELECT 1",
		  "not a parameter: \"a=nan\"" },
		{ HEADER "-- params: a=1000001\nSELECT 1",
		  "not a parameter: \"a=1000001\"" },
		{ "-- rule: other\n-- version: 1\n-- kind: k\n-- title: t\n"
		  "SELECT 1",
		  "the rule is called \"other\", its file \"mine\"" },
	};
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err;
	struct rule rule;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		assert_int_equal(parse(&rule, texts[i][0], &arena, &err),
				 DBR_ECONFIG);
		assert_string_equal(err.what, texts[i][1]);
		assert_non_null(strstr(err.where, "rules/mine.sql:"));
	}
	dbr_arena_release(&arena);
}

static void
too_many_parameters_are_refused(void **state)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_buf text = DBR_BUF_INIT;
	struct dbr_error err;
	struct rule rule;

	(void)state;
	dbr_buf_add_text(&text, HEADER);
	for (int i = 0; i < RULE_PARAMETERS_MAX; i++)
		dbr_buf_addf(&text, "-- params: p%d=1\n", i);
	dbr_buf_add_text(&text, "SELECT 1\n");
	assert_int_equal(parse(&rule, text.text, &arena, &err), DBR_OK);
	dbr_buf_reset(&text);
	dbr_buf_add_text(&text, HEADER);
	for (int i = 0; i <= RULE_PARAMETERS_MAX; i++)
		dbr_buf_addf(&text, "-- params: p%d=1\n", i);
	dbr_buf_add_text(&text, "SELECT 1\n");
	assert_int_equal(parse(&rule, text.text, &arena, &err), DBR_ECONFIG);
	dbr_buf_release(&text);
	dbr_arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_rule_is_its_header_and_its_select),
		cmocka_unit_test(a_missing_parameter_is_said),
		cmocka_unit_test(a_broken_header_is_said_with_its_line),
		cmocka_unit_test(too_many_parameters_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
