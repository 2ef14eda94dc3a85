/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include "debrief/reader.h"
#include "readers/json_tape.h"
#include "reader_dump.h"

#define JSON(text, expected, ...) \
	check_dump(&(struct dump_request){ \
		.reader = &dbr_reader_json, .bytes = DBR_STR(text), \
		.options = { __VA_ARGS__ } }, expected)
#define PATHS(...) \
	.paths = (const char *const[]){ __VA_ARGS__ }, \
	.path_count = sizeof((const char *const[]){ __VA_ARGS__ }) / \
		      sizeof(char *)

static void
each_line_is_a_record(void **state)
{
	(void)state;
	JSON("{\"a\":1,\"b\":{\"c\":\"x\"}}\n\n{\"b\":{\"c\":null},\"a\":-2.5e3}"
	     "\r\n{}\n",
	     "names: a|b.c\n1: 1|x\n2: blank\n3: -2.5e3|<none>\n4: blank\n"
	     "end\n", PATHS("a", "b.c"));
}

static void
a_line_that_is_no_json_is_a_problem(void **state)
{
	(void)state;
	JSON("warming up\n{\"a\":1}\n{\"a\":\n{\"a\":2} x\n{\"a\":3,}\n"
	     "{\"a\":4}",
	     "names: a\n1:  !a value is expected\n2: 1\n"
	     "3:  !the value is cut off @0+5\n"
	     "4:  !text behind the value @0+7\n"
	     "5:  !a key in quotes is expected @0+7\n6: 4\nend\n",
	     PATHS("a"));
}

static void
elements_of_an_array_are_records(void **state)
{
	(void)state;
	JSON("[{\"a\":1},{\"a\":2}]\n", "names: a\n1: 1\n1: 2\nend\n",
	     PATHS("a"));
	JSON("[\n  {\n    \"a\": 1\n  },\n  {\"a\": 2}\n]\n",
	     "names: a\n2-4: 1\n5: 2\nend\n", PATHS("a"));
	JSON("[]\n", "names: a\nend\n", PATHS("a"));
}

static void
arrays_on_lines_are_records_of_their_own(void **state)
{
	(void)state;
	JSON("[\"-\", [\"1\",\"x\"]]\n[\"+\", [\"1\",\"y\"]]\n",
	     "names: 0|1.1\n1: -|x\n2: +|y\nend\n", PATHS("0", "1.1"));
}

static void
documents_may_follow_each_other(void **state)
{
	(void)state;
	JSON("[WARNING]: old\n{\n \"a\": 1\n}\n{\n \"a\": 2\n} {\"a\":\n3}\n",
	     "names: a\n1:  !not JSON\n2-4: 1\n5-7: 2\n7-8: 3\nend\n",
	     PATHS("a"));
}

static void
a_mistake_inside_a_document_refuses_the_file(void **state)
{
	(void)state;
	JSON("{\n \"a\": 1,\n}\n", "names: a\nrefused 65 at t:3:1: not JSON: a "
	     "key in quotes is expected\n", PATHS("a"));
	JSON("{\n \"a\": 1\n", "names: a\nrefused 65 at t:3:1: not JSON: it "
	     "is cut off\n", PATHS("a"));
	JSON("[\n{\"a\": 1}\n{\"a\": 2}]", "names: a\n2: 1\nrefused 65 at t:3: "
	     "not JSON: \",\" or \"]\" is expected\n", PATHS("a"));
	JSON("[\n{\"a\": 1},\n]", "names: a\n2: 1\nrefused 65 at t:3: not "
	     "JSON: a value is expected\n", PATHS("a"));
	JSON("[\n1,2", "names: a\n2: <none>\n2: <none>\nrefused 65 at t:2: "
	     "not JSON: it is cut off\n", PATHS("a"));
}

static void
records_are_where_root_says(void **state)
{
	(void)state;
	JSON("{\"0\":{\"v\":1},\"1\":{\"v\":2}}",
	     "names: @key|@index|v\n1: 0|0|1\n1: 1|1|2\nend\n",
	     .root = "*", PATHS("@key", "@index", "v"));
	JSON("{\"plays\":[{\"play\":{\"name\":\"p\"},\"tasks\":[\n"
	     "{\"task\":{\"name\":\"a\"}},\n{\"task\":{\"name\":\"b\"}}]}],\n"
	     "\"run\":7}",
	     "names: task.name|^play.name|/run|^^run|^^^run\n"
	     "2: a|p|7|7|<none>\n3: b|p|7|7|<none>\nend\n",
	     .root = "plays.*.tasks.*",
	     PATHS("task.name", "^play.name", "/run", "^^run", "^^^run"));
	JSON("{\"a\":{\"x\":{\"n\":1}}}\n{\"b\":1}\n",
	     "names: n\n1: 1\n2:  !nothing at \"a.*\"\nend\n",
	     .root = "a.*", PATHS("n"));
}

static void
a_key_may_hold_dots(void **state)
{
	(void)state;
	JSON("{\"log.level\":\"info\",\"log\":{\"origin\":{\"file.name\":1}},"
	     "\"@timestamp\":2,\"a\":{\"b\":3},\"a.b\":4}",
	     "names: log.level|log.origin.file.name|@timestamp|a.b|log.x\n"
	     "1: info|1|2|3|<none>\nend\n",
	     PATHS("log.level", "log.origin.file.name", "@timestamp", "a.b",
		   "log.x"));
}

static void
text_is_unescaped(void **state)
{
	(void)state;
	JSON("{\"a\":\"\\u00fc\\ud83d\\ude00\\\"\\\\\\/\\b\\f\\n\\r\\t\","
	     "\"k\\u00fc\":1}",
	     "names: a|k\xC3\xBC\n1: \xC3\xBC\xF0\x9F\x98\x80\"\\/\\x08\\x0C"
	     "\\n\\r\\x09|1\nend\n", PATHS("a", "k\xC3\xBC"));
	JSON("{\"a\":\"x\\u0000\",\"b\":1}\n{\"a\":\"\\ud800\"}\n"
	     "{\"a\":\"\\udc00\\ud800\"}\n{\"a\":\"\xFF\"}\n",
	     "names: b|a\n1: 1|x\\x00 !a NUL byte @2+0\n"
	     "2: <none>|\xED\xA0\x80 !half of a surrogate pair @2+0\n"
	     "3: <none>|\xED\xB0\x80\xED\xA0\x80 !half of a surrogate pair "
	     "@2+0\n4: <none>|\xFF !a byte that is not UTF-8 @2+0\nend\n",
	     PATHS("b", "a"));
}

static void
a_bad_byte_around_the_record_is_found(void **state)
{
	(void)state;
	JSON("{\"n\":\"\xFF\",\"r\":[{\"v\":1}]}",
	     "names: v|^n\n1: 1|\xFF !a byte that is not UTF-8 @2+0\nend\n",
	     .root = "r.*", PATHS("v", "^n"));
}

static void
containers_are_given_as_json(void **state)
{
	(void)state;
	JSON("{\"a\":[1, {\"b\":2}],\"t\":true,\"f\":false}\n",
	     "names: a|a.1|t|f|\n1: [1, {\"b\":2}]|{\"b\":2}|true|false|"
	     "{\"a\":[1, {\"b\":2}],\"t\":true,\"f\":false}\nend\n",
	     PATHS("a", "a.1", "t", "f", ""));
}

static void
without_paths_the_first_record_names_the_fields(void **state)
{
	(void)state;
	JSON("{\"a\":1,\"b\":{\"c\":[2],\"d\":{}}}\n{\"b\":{\"c\":3}}\n",
	     "names: a|b.c\n1: 1|[2]\n2: <none>|3\nend\n", .root = NULL);
}

static void
only_strict_json_is_read(void **state)
{
	static const char *const wrong[] = {
		"{'a':1}", "{a:1}", "[1,]", "[1 2]", "{\"a\" 1}", "[01]",
		"[1.]", "[.5]", "[+1]", "[1e]", "[-]", "[NaN]", "[tru]",
		"[True]", "[\"\\x\"]", "[\"\\u12g4\"]", "[\"\t\"]", "[1}",
		"{\"a\":1]", "{\"a\"}", "{1:2}", "[,1]", "]", "/**/1", "nul!",
	};
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct json_tape tape = { .arena = &arena };
	size_t done;
	const char *why;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		why = NULL;
		if (json_tape_parse(&tape, dbr_str_from(wrong[i]), &done,
				    &why) != JSON_WRONG || !why)
			fail_msg("accepted %s", wrong[i]);
	}
	dbr_arena_release(&arena);
}

static void
depth_is_limited(void **state)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct json_tape tape = { .arena = &arena };
	char text[300];
	size_t done;
	const char *why = NULL;

	(void)state;
	memset(text, '[', 150);
	memset(text + 150, ']', 150);
	assert_int_equal(json_tape_parse(&tape,
					 (struct dbr_str){ text + 22, 256 },
					 &done, &why), JSON_OK);
	assert_int_equal(json_tape_parse(&tape,
					 (struct dbr_str){ text + 21, 258 },
					 &done, &why), JSON_WRONG);
	assert_string_equal(why, "more than 128 levels deep");
	dbr_arena_release(&arena);
}

static void
no_text_depends_on_how_it_is_cut(void **state)
{
	static const char *const texts[] = {
		"{\"a\":12}\n{\"a\":\"\\u00fc\"}\nx\n{\"a\":[1,2.5e-3,true]}\n",
		"[\n{\"a\":12},\n{\"a\":\"y\\\"\"} , 123 , null\n]\n{\"a\":\n7}",
		"warn\n{\n\"a\": {\"b\": 1}}\nwarn\n{\"a\":2\n}",
		"[{\"a\":1},{\"a\":2}]\n[{\"a\":3}]\n",
	};
	static const char *const paths[] = { "a", "a.b", "" };

	(void)state;
	for (size_t i = 0; i < 4; i++)
		check_chunk_sizes(&(struct dump_request){
			.reader = &dbr_reader_json, .with_raw = true,
			.bytes = dbr_str_from(texts[i]),
			.options = { .paths = paths, .path_count = 3 } });
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_line_is_a_record),
		cmocka_unit_test(a_line_that_is_no_json_is_a_problem),
		cmocka_unit_test(elements_of_an_array_are_records),
		cmocka_unit_test(arrays_on_lines_are_records_of_their_own),
		cmocka_unit_test(documents_may_follow_each_other),
		cmocka_unit_test(
			a_mistake_inside_a_document_refuses_the_file),
		cmocka_unit_test(records_are_where_root_says),
		cmocka_unit_test(a_key_may_hold_dots),
		cmocka_unit_test(text_is_unescaped),
		cmocka_unit_test(a_bad_byte_around_the_record_is_found),
		cmocka_unit_test(containers_are_given_as_json),
		cmocka_unit_test(
			without_paths_the_first_record_names_the_fields),
		cmocka_unit_test(only_strict_json_is_read),
		cmocka_unit_test(depth_is_limited),
		cmocka_unit_test(no_text_depends_on_how_it_is_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
