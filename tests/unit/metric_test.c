/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <math.h>
#include <string.h>
#include "debrief/metric.h"
#include "debrief/time.h"
#include "metric/header.h"
#include "metric/run.h"
#include "unit/workspace.h"

#define HEAD "-- metric: m\n-- title: M\n-- kind: "

static struct dbr_share_file
file_of(const char *text)
{
	return (struct dbr_share_file){
		.name = "m", .path = "m.sql", .text = dbr_str_from(text),
	};
}

static void
a_header_is_read_whole(void **state)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_share_file file = file_of(
		"-- SPDX-License-Identifier: GPL-3.0-or-later\n"
		HEAD "rate\n-- unit: week\n-- better: lower\n"
		"-- dims: a, b_2\n-- reads: ticket\n"
		"-- params: days = 90, word = x y\n--\n"
		"-- (1) One\n--     more.\n-- (2) Two.\n--\nSELECT 1;\n");
	struct dbr_metric m;

	(void)state;
	assert_int_equal(metric_parse(&m, &file, &arena, &err), DBR_OK);
	assert_string_equal(m.name, "m");
	assert_int_equal(m.kind, DBR_KIND_RATE);
	assert_int_equal(m.better, DBR_BETTER_LOWER);
	assert_int_equal(m.dim_count, 2);
	assert_string_equal(m.dims[1], "b_2");
	assert_int_equal(m.parameter_count, 2);
	assert_string_equal(m.parameters[0].name, ":days");
	assert_int_equal(m.parameters[0].i64, 90);
	assert_string_equal(m.parameters[1].text, "x y");
	assert_int_equal(m.rule_count, 2);
	assert_string_equal(m.rules[0], "(1) One more.");
	assert_string_equal(m.definition, "(1) One more.\n(2) Two.");
	assert_int_equal(m.sql_line, 15);
	assert_true(dbr_str_starts(m.sql, "SELECT 1"));
	dbr_arena_release(&arena);
}

#define GOOD "duration\n-- unit: day\n-- better: lower\n-- reads: ticket\n"
#define RULE "-- (1) Rule.\n"

static void
a_mistake_in_a_header_is_pointed_at(void **state)
{
	static const struct {
		const char *text, *what, *where, *hint;
	} cases[] = {
		{ HEAD "durtion\n", "unknown kind \"durtion\"", "m.sql:3:10",
		  "there is \"duration\"" },
		{ "-- metrc: m\n", "unknown key \"metrc\"", "m.sql:1:4",
		  "there is \"metric\"" },
		{ "-- just prose\n", "\"just prose\" is not \"key: value\"",
		  "m.sql:1:4", "" },
		{ "-- metric:\n", "\"metric\" says nothing", "m.sql:1:4", "" },
		{ HEAD GOOD "-- kind: rate\n", "\"kind\" is there twice",
		  "m.sql:7:4", "" },
		{ HEAD GOOD "-- headline: first\n",
		  "\"first\" is no place from 1 to 99", "m.sql:7:14", "" },
		{ HEAD GOOD, "there is no rule", "m.sql:1:1", "" },
		{ HEAD GOOD "-- (2) Two.\n", "the next rule is number 1",
		  "m.sql:7:4", "" },
		{ HEAD GOOD RULE "--\n-- stray\n", "this belongs to no rule",
		  "m.sql:9:4", "" },
		{ HEAD "score\n-- better: higher\n-- reads: t\n" RULE,
		  "a score, and only a score", "m.sql:3:1", "" },
		{ HEAD "rate\n-- better: higher\n-- reads: t\n" RULE,
		  "a duration and a rate need", "m.sql:3:1", "" },
		{ HEAD GOOD "-- claim: yes\n" RULE,
		  "only a proportion can be a claim", "m.sql:7:1", "" },
		{ HEAD GOOD "-- dims: a, B\n", "\"B\" is not a name",
		  "m.sql:7:13", "" },
		{ HEAD GOOD "-- dims: quarter\n",
		  "\"quarter\" is made by the engine", "m.sql:7:10", "" },
		{ HEAD GOOD "-- params: days\n", "\"days\" is not name=default",
		  "m.sql:7:12", "" },
		{ "-- metric: other\n-- title: M\n-- kind: " GOOD RULE,
		  "the name is not that of the file", "m.sql:1:1", "" },
		{ "", "there is no \"metric:\" line", "m.sql:1:1", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct dbr_arena arena = DBR_ARENA_INIT;
		struct dbr_error err = DBR_ERROR_INIT;
		struct dbr_share_file file = file_of(cases[i].text);
		struct dbr_metric m;

		assert_int_equal(metric_parse(&m, &file, &arena, &err),
				 DBR_ECONFIG);
		if (!strstr(err.what, cases[i].what))
			fail_msg("%s: %s", cases[i].what, err.what);
		assert_string_equal(err.where, cases[i].where);
		if (*cases[i].hint)
			assert_string_equal(err.hint, cases[i].hint);
		dbr_arena_release(&arena);
	}
}

/* A metric whose facts are written in its SELECT. */
static enum dbr_status
run_text(struct workspace *w, struct dbr_metric_result *out, const char *head,
	 const char *sql, const struct dbr_metric_ask *ask,
	 struct dbr_arena *arena, struct dbr_error *err)
{
	struct dbr_metric *metric = dbr_arena_get(arena, sizeof(*metric));
	const char *text = dbr_arena_textf(arena, HEAD "%s-- reads: ticket\n"
					   RULE "%s", head, sql);
	struct dbr_share_file file = file_of(text);

	*err = (struct dbr_error)DBR_ERROR_INIT;
	assert_int_equal(metric_parse(metric, &file, arena, err), DBR_OK);
	return metric_answer(out, w->store, metric, ask, arena, err);
}

#define DURATION "duration\n-- unit: day\n-- better: lower\n"
#define PROPORTION "proportion\n-- better: higher\n"
#define RATE "rate\n-- unit: week\n-- better: lower\n"
#define NPS "score\n-- scale: nps\n-- better: higher\n"

static const struct dbr_metric_ask at_one_day = { .as_of_us = DBR_DAY_US };

static void
facts_that_break_the_contract_are_refused(void **state)
{
	static const struct {
		const char *head, *sql, *what;
		enum dbr_status code;
	} cases[] = {
		{ DURATION, "SELECT NULL AS seconds, 1 AS outcome",
		  "row 1 of metric \"m\": seconds is not", DBR_EINPUT },
		{ DURATION, "SELECT 9e999 AS seconds, 1 AS outcome",
		  "seconds is not a finite number", DBR_EINPUT },
		{ DURATION, "SELECT -1 AS seconds, 1 AS outcome",
		  "seconds is negative", DBR_EINPUT },
		{ DURATION, "SELECT 1 AS seconds, 3 AS outcome",
		  "outcome is not 0, 1 or 2", DBR_EINPUT },
		{ DURATION, "SELECT 1 AS seconds", "no column \"outcome\"",
		  DBR_ECONFIG },
		{ DURATION, "SELECT 1 AS seconds, 1 AS outcome, 1 AS exclude",
		  "column \"exclude\" means nothing", DBR_ECONFIG },
		{ DURATION "-- dims: team\n",
		  "SELECT 1 AS seconds, 1 AS outcome", "no column \"team\"",
		  DBR_ECONFIG },
		{ PROPORTION, "SELECT 2 AS hits, 1 AS trials",
		  "more hits than trials", DBR_EINPUT },
		{ PROPORTION, "SELECT 0.5 AS hits, 1 AS trials",
		  "not two counts", DBR_EINPUT },
		{ RATE, "SELECT 1 AS events, -1 AS exposure",
		  "exposure is not", DBR_EINPUT },
		{ RATE, "SELECT 'x' AS events, 1 AS exposure",
		  "events is not a count", DBR_EINPUT },
		{ NPS, "SELECT 11 AS score, 1 AS answers",
		  "score is not on the metric's scale", DBR_EINPUT },
	};
	struct workspace *w = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct dbr_arena arena = DBR_ARENA_INIT;
		struct dbr_error err;
		struct dbr_metric_result result;

		assert_int_equal(run_text(w, &result, cases[i].head,
					  cases[i].sql, &at_one_day, &arena,
					  &err), cases[i].code);
		if (!strstr(err.what, cases[i].what))
			fail_msg("%s: %s", cases[i].what, err.what);
		assert_true(dbr_str_starts(dbr_str_from(err.where),
					   "m.sql:"));
		dbr_arena_release(&arena);
	}
}

static void
every_fact_read_is_accounted_for(void **state)
{
	struct workspace *w = *state;
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err;
	struct dbr_metric_result r;

	assert_int_equal(run_text(w, &r, DURATION,
		"SELECT 1 AS seconds, 1 AS outcome, NULL AS excluded "
		"UNION ALL SELECT 2, 0, NULL UNION ALL SELECT 3, 2, NULL "
		"UNION ALL SELECT NULL, NULL, 'b' UNION ALL SELECT 1, 1, 'a' "
		"UNION ALL SELECT NULL, 1, 'b'", &at_one_day, &arena, &err),
		DBR_OK);
	assert_int_equal(r.all.read_count, 6);
	assert_int_equal(r.all.used_count, 1);
	assert_int_equal(r.all.open_count, 1);
	assert_int_equal(r.all.ended_count, 1);
	assert_int_equal(r.all.excluded_count, 3);
	assert_int_equal(r.all.exclusion_count, 2);
	assert_string_equal(r.all.exclusions[0].reason, "a");
	assert_int_equal(r.all.exclusions[1].n, 2);
	/* Left out facts count by what they stand for. */
	assert_int_equal(run_text(w, &r, PROPORTION,
		"SELECT 3 AS hits, 4 AS trials, NULL AS excluded "
		"UNION ALL SELECT NULL, 7, 'x' UNION ALL SELECT NULL, NULL, "
		"'x'", &at_one_day, &arena, &err), DBR_OK);
	assert_int_equal(r.all.read_count, 12);
	assert_int_equal(r.all.excluded_count, 8);
	dbr_arena_release(&arena);
}

static void
small_numbers_have_no_interval_and_say_why(void **state)
{
	static const struct {
		const char *head, *sql, *why;
	} cases[] = {
		{ DURATION, "VALUES (1.0, 1), (2.0, 1), (3.0, 1), (4.0, 1), "
			    "(5.0, 1)", "fewer than 6 done" },
		{ PROPORTION, "VALUES (3, 4)", "fewer than 5" },
		{ NPS, "VALUES (9, 4)", "fewer than 5 answers: kept back" },
	};
	struct workspace *w = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *names = i == 0 ? "seconds, outcome" :
				    i == 1 ? "hits, trials" : "score, answers";
		struct dbr_arena arena = DBR_ARENA_INIT;
		struct dbr_error err;
		struct dbr_metric_result r;
		const char *sql = dbr_arena_textf(
			&arena, "WITH f(%s) AS (%s) SELECT %s FROM f", names,
			cases[i].sql, names);

		assert_int_equal(run_text(w, &r, cases[i].head, sql,
					  &at_one_day, &arena, &err), DBR_OK);
		assert_false(r.all.numbers[0].has_lo);
		assert_false(r.all.numbers[0].has_hi);
		assert_string_equal(r.all.numbers[0].why_no_interval,
				    cases[i].why);
		assert_int_equal(r.all.numbers[0].has_value, i != 2);
		dbr_arena_release(&arena);
	}
}

static void
nothing_at_all_is_no_number(void **state)
{
	static const struct {
		const char *head, *sql, *why;
	} cases[] = {
		{ DURATION, "SELECT 1.0 AS seconds, 1 AS outcome FROM ticket",
		  "no facts" },
		{ PROPORTION, "SELECT 1 AS hits, 1 AS trials FROM ticket",
		  "nothing to count" },
		{ RATE, "SELECT 1 AS events, 1 AS exposure FROM ticket",
		  "no exposure" },
		{ NPS, "SELECT 1 AS score, 1 AS answers FROM ticket",
		  "no answers" },
	};
	struct workspace *w = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct dbr_arena arena = DBR_ARENA_INIT;
		struct dbr_error err;
		struct dbr_metric_result r;

		assert_int_equal(run_text(w, &r, cases[i].head, cases[i].sql,
					  &at_one_day, &arena, &err), DBR_OK);
		assert_false(r.all.numbers[0].has_value);
		assert_string_equal(r.all.numbers[0].why_empty, cases[i].why);
		dbr_arena_release(&arena);
	}
}

/* METRICS 1.5: 6-MP, in days, by Kaplan-Meier; median 23 (13, -). */
static void
open_facts_call_for_kaplan_meier(void **state)
{
	struct workspace *w = *state;
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err;
	struct dbr_metric_result r;
	const struct dbr_number *median;

	assert_int_equal(run_text(w, &r, DURATION,
		"WITH f(d, o) AS (VALUES (6,1),(6,1),(6,1),(6,0),(7,1),(9,0),"
		"(10,1),(10,0),(11,0),(13,1),(16,1),(17,0),(19,0),(20,0),"
		"(22,1),(23,1),(25,0),(32,0),(32,0),(34,0),(35,0)) "
		"SELECT d * 86400.0 AS seconds, o AS outcome FROM f",
		&at_one_day, &arena, &err), DBR_OK);
	median = &r.all.numbers[0];
	assert_true(fabs(median->value / 86400 - 23) < 1e-9);
	assert_true(fabs(median->lo / 86400 - 13) < 1e-9);
	assert_false(median->has_hi);
	assert_string_equal(median->method, "Kaplan-Meier, log-log");
	assert_false(r.all.numbers[1].has_value);
	assert_non_null(strstr(r.all.numbers[1].why_empty,
			       "not reached after 35.0"));
	assert_int_equal(r.all.open_count, 12);
	dbr_arena_release(&arena);
}

/* Shifting every slip by the same time shifts the answer by it. */
static void
a_signed_duration_may_be_negative(void **state)
{
	struct workspace *w = *state;
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err;
	struct dbr_metric_result a, b;

	for (int i = 0; i < 2; i++)
		assert_int_equal(run_text(w, i ? &b : &a,
			DURATION "-- signed: yes\n",
			i ? "WITH f(d, o) AS (VALUES (1,1),(2,1),(3,0),(4,1),"
			    "(5,1),(6,1),(7,0),(8,1)) "
			    "SELECT d * 3600.0 AS seconds, o AS outcome FROM f"
			  : "WITH f(d, o) AS (VALUES (1,1),(2,1),(3,0),(4,1),"
			    "(5,1),(6,1),(7,0),(8,1)) SELECT (d - 5) * 3600.0 "
			    "AS seconds, o AS outcome FROM f",
			&at_one_day, &arena, &err), DBR_OK);
	assert_true(a.all.numbers[0].is_signed);
	assert_true(fabs(b.all.numbers[0].value - a.all.numbers[0].value -
			 5 * 3600) < 1e-6);
	assert_true(fabs(b.all.numbers[0].lo - a.all.numbers[0].lo -
			 5 * 3600) < 1e-6);
	dbr_arena_release(&arena);
}

static void
slices_are_sorted_and_nameless_ones_kept(void **state)
{
	struct workspace *w = *state;
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err;
	struct dbr_metric_result r;
	const struct dbr_metric_ask ask = { .as_of_us = DBR_DAY_US,
					    .by = { "team" } };

	assert_int_equal(run_text(w, &r, PROPORTION "-- dims: team\n",
		"WITH f(h, t) AS (VALUES (1, '10'), (2, '9'), (3, NULL), "
		"(4, 'a'), (5, '9')) SELECT h AS hits, 5 AS trials, t AS team "
		"FROM f", &ask, &arena, &err), DBR_OK);
	assert_int_equal(r.slice_count, 4);
	assert_string_equal(r.slices[0].key[0], "(none)");
	assert_string_equal(r.slices[1].key[0], "9");
	assert_true(r.slices[1].hits == 7);
	assert_string_equal(r.slices[2].key[0], "10");
	assert_string_equal(r.slices[3].key[0], "a");
	assert_true(r.all.hits == 15);
	dbr_arena_release(&arena);
}

static void
defaults_asked_values_and_instants_reach_the_sql(void **state)
{
	struct workspace *w = *state;
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err;
	struct dbr_metric_result r;
	const struct dbr_parameter asked[] = {
		{ .name = "b", .type = DBR_PARAMETER_I64, .i64 = 5 },
	};
	const struct dbr_metric_ask ask = {
		.as_of_us = 77, .since_us = 3, .until_us = 1000,
		.parameters = asked, .parameter_count = 1,
	};

	/* until is cut to as_of + 1; :a keeps its default. */
	assert_int_equal(run_text(w, &r, RATE "-- params: a=2, b=3\n",
		"SELECT :a * 1000 + :b * 100 AS events, "
		":as_of + :since + :until AS exposure", &ask, &arena, &err),
		DBR_OK);
	assert_true(r.all.events == 2500);
	assert_true(r.all.exposure == 77 + 3 + 78);
	assert_int_equal(r.ask.until_us, 78);
	dbr_arena_release(&arena);
}

static uint64_t
next_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

/* Whatever stands in a file: read, or refused at a place in it. */
static void
a_damaged_header_is_read_or_refused_at_its_place(void **state)
{
	static const char good[] =
		HEAD "rate\n-- unit: week\n-- better: lower\n-- dims: a, b\n"
		"-- reads: ticket\n-- params: days=90, w=x\n--\n"
		"-- (1) One\n--     more.\n-- (2) Two.\n\nSELECT 1;\n";
	static const char bytes[] = "-: (1,=\n\0\xff\"azAZ";
	uint64_t seed = 20261123;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct dbr_arena arena = DBR_ARENA_INIT;
		struct dbr_error err = DBR_ERROR_INIT;
		char text[sizeof(good)];
		struct dbr_share_file file = { .name = "m", .path = "m.sql" };
		struct dbr_metric m;

		memcpy(text, good, sizeof(good));
		for (int k = 0; k < 3; k++)
			text[next_random(&seed) % (sizeof(good) - 1)] =
				bytes[next_random(&seed) %
				      (sizeof(bytes) - 1)];
		file.text = (struct dbr_str){
			text, next_random(&seed) % sizeof(good)
		};
		if (metric_parse(&m, &file, &arena, &err) != DBR_OK) {
			assert_int_equal(err.code, DBR_ECONFIG);
			assert_true(dbr_str_starts(dbr_str_from(err.where),
						   "m.sql:"));
		} else {
			assert_true(m.rule_count > 0);
		}
		dbr_arena_release(&arena);
	}
}

static void
a_unit_says_what_a_target_is_in_numbers(void **state)
{
	struct dbr_metric m = { .unit = "day" };

	(void)state;
	assert_true(dbr_metric_unit_scale(&m) == 86400);
	m.unit = "%";
	assert_true(dbr_metric_unit_scale(&m) == 0.01);
	m.unit = "customer-week";
	assert_true(dbr_metric_unit_scale(&m) == 1);
}

#define IN_WORKSPACE(test)                                                    \
	cmocka_unit_test_setup_teardown(test, workspace_open, workspace_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_header_is_read_whole),
		cmocka_unit_test(a_mistake_in_a_header_is_pointed_at),
		IN_WORKSPACE(facts_that_break_the_contract_are_refused),
		IN_WORKSPACE(every_fact_read_is_accounted_for),
		IN_WORKSPACE(small_numbers_have_no_interval_and_say_why),
		IN_WORKSPACE(nothing_at_all_is_no_number),
		IN_WORKSPACE(open_facts_call_for_kaplan_meier),
		IN_WORKSPACE(a_signed_duration_may_be_negative),
		IN_WORKSPACE(slices_are_sorted_and_nameless_ones_kept),
		IN_WORKSPACE(defaults_asked_values_and_instants_reach_the_sql),
		cmocka_unit_test(
			a_damaged_header_is_read_or_refused_at_its_place),
		cmocka_unit_test(a_unit_says_what_a_target_is_in_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
