/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include "debrief/reader.h"
#include "reader_dump.h"

#define STAMP "^(?<at>\\d\\d:\\d\\d) (?<body>.*)$"
#define RUNDECK \
	"^\\^(?<at>[^|]*)\\|(?<event>[^|]*)\\|(?<level>[^|]*)\\|" \
	"(?:\\{(?<meta>(?:\\\\.|[^}\\\\])*+)\\})?\\|" \
	"(?<body>(?:\\\\.|[^\\\\^])*+)\\^$"

static const char *const names[] = { "one", "two", "three" };

#define LINES(text, expected, ...) \
	check_dump(&(struct dump_request){ \
		.reader = &dbr_reader_lines, .bytes = DBR_STR(text), \
		.options = { .pattern_names = names, __VA_ARGS__ } }, expected)
#define PATTERNS(...) \
	.patterns = (const char *const[]){ __VA_ARGS__ }, \
	.pattern_count = sizeof((const char *const[]){ __VA_ARGS__ }) / \
			 sizeof(char *)

static void
named_groups_are_fields(void **state)
{
	(void)state;
	LINES("10:00 start\n10:05 end\n",
	      "names: at|body|pattern\n1: 10:00|start|one\n"
	      "2: 10:05|end|one\nend\n", PATTERNS(STAMP));
}

static void
fields_of_all_patterns_are_one_list(void **state)
{
	(void)state;
	LINES("A 1\nB x 2\nB y\n",
	      "names: n|who|pattern\n1: 1|<none>|one\n2: 2|x|two\n"
	      "3: <none>|y|two\nend\n",
	      PATTERNS("^A (?<n>\\d)", "^B (?<who>\\w)(?: (?<n>\\d))?"));
}

static void
the_first_pattern_in_order_wins(void **state)
{
	(void)state;
	LINES("any thing\nstart x\nany\nstart y\n",
	      "names: x|pattern\n1: any thing|two\n2: x|one\n3: any|two\n"
	      "4: y|one\nend\n",
	      PATTERNS("^start (?<x>.*)$", "^(?<x>.*)$"));
}

static void
a_line_nothing_matches_is_a_problem(void **state)
{
	(void)state;
	LINES("10:00 a\nwhat\n10:01 b",
	      "names: at|body|pattern\n1: 10:00|a|one\n"
	      "2:  !no pattern matches\n3: 10:01|b|one\nend\n",
	      PATTERNS(STAMP));
}

static void
a_line_nothing_matches_may_continue_the_one_before(void **state)
{
	(void)state;
	LINES("preamble\n10:00 a\n  at x\n\n  at y\n\n10:01 b\n\n",
	      "names: at|body|pattern\n1:  !no pattern matches\n"
	      "2-6: 10:00|a\\n  at x\\n\\n  at y|one\n7-8: 10:01|b|one\nend\n",
	      PATTERNS(STAMP), .has_continuation = true);
}

static void
what_continues_goes_to_body_though_no_group_has_the_name(void **state)
{
	(void)state;
	LINES("10:00\nmore\n", "names: at|body|pattern\n"
	      "1-2: 10:00|\\nmore|one\nend\n",
	      PATTERNS("^(?<at>\\d\\d:\\d\\d)$"), .has_continuation = true);
}

static void
lines_that_say_nothing_are_skipped(void **state)
{
	(void)state;
	LINES("# note\n10:00 a\n\n# note\nx\n",
	      "names: at|body|pattern\n1:  skipped\n2-3: 10:00|a|one\n"
	      "4:  skipped\n5:  !no pattern matches\nend\n",
	      PATTERNS(STAMP), .skip_pattern = "^#",
	      .has_continuation = true);
	LINES("# note\n\n10:00 a\n",
	      "names: at|body|pattern\n1:  skipped\n2: blank\n"
	      "3: 10:00|a|one\nend\n",
	      PATTERNS(STAMP), .skip_pattern = "^#");
}

static void
a_record_may_run_to_its_end_mark(void **state)
{
	(void)state;
	LINES("^text/x-rundeck-log-v2.0^\n"
	      "^10:00|stepbegin||{node=a|step=1}|^\n"
	      "^10:01||ERROR|{node=a}|two\nlines \\^ and\n\nthree^\n"
	      "^10:02|stepend||{node=a}|^\n^END^\n",
	      "names: at|event|level|meta|body|pattern\n1:  skipped\n"
	      "2: 10:00|stepbegin||node=a|step=1||one\n"
	      "3-6: 10:01||ERROR|node=a|two\\nlines \\^ and\\n\\nthree|one\n"
	      "7: 10:02|stepend||node=a||one\n8:  skipped\nend\n",
	      PATTERNS(RUNDECK),
	      .skip_pattern = "^\\^(?:END|text/x-rundeck-log-v[\\d.]+)\\^$",
	      .record_start = "^\\^", .record_end = "(?<!\\\\)\\^$");
}

static void
a_record_cut_off_is_a_problem(void **state)
{
	(void)state;
	LINES("^10:00||||lost\n^10:01||||kept^\n^10:02||||running\n",
	      "names: at|event|level|meta|body|pattern\n"
	      "1:  !the record is not complete\n"
	      "2: 10:01||||kept|one\n3:  !the record is not complete\nend\n",
	      PATTERNS("^\\^(?<at>[^|]*)\\|(?<event>[^|]*)\\|(?<level>[^|]*)"
		       "\\|(?<meta>[^|]*)\\|(?<body>[^^]*)\\^$"),
	      .record_start = "^\\^", .record_end = "\\^$");
}

static void
a_record_may_run_to_the_next_start(void **state)
{
	(void)state;
	LINES("lost\n10:00 a\n b\n\n10:01 c\n# end\n10:02 d",
	      "names: at|body|pattern\n1:  !no pattern matches\n"
	      "2-4: 10:00|a\\n b|one\n5: 10:01|c|one\n6:  skipped\n"
	      "7: 10:02|d|one\nend\n",
	      PATTERNS(STAMP), .record_start = "^\\d\\d:",
	      .skip_pattern = "^#");
}

static void
colours_and_overwritten_text_are_gone(void **state)
{
	(void)state;
	LINES("\x1b[1;31m10:00\x1b[0m red\x1b[K\n"
	      "10:01 1%\r10:02 50%\r10:03 100%\r\n"
	      "10:04 \x1b]8;;http://x\x07link\x1b]8;;\x1b\\ \x1b(Bend\r\n",
	      "names: at|body|pattern\n1: 10:00|red|one\n"
	      "2: 10:03|100%|one\n3: 10:04|link end|one\nend\n",
	      PATTERNS(STAMP));
	LINES("10:00 \x1b[31mred\n10:01 a\rb\r\n",
	      "names: at|body|pattern\n1: 10:00|\\x1B[31mred|one\n"
	      "2: 10:01|a\\rb|one\nend\n", PATTERNS("(?s)" STAMP),
	      .keep_ansi = true, .keep_cr = true);
}

static void
the_raw_line_keeps_its_colours(void **state)
{
	(void)state;
	check_dump(&(struct dump_request){
		.reader = &dbr_reader_lines, .with_raw = true,
		.bytes = DBR_STR("10:00 \x1b[31mred\r\nx\r\n"),
		.options = { .pattern_names = names, PATTERNS(STAMP),
			     .has_continuation = true } },
		"names: at|body|pattern\n"
		"1-2: 10:00|red\\nx|one <10:00 \\x1B[31mred\\nx>\nend\n");
}

static void
a_bad_byte_rejects_its_line_with_its_place(void **state)
{
	(void)state;
	LINES("10:00 a\0b\n10:01 \xFC\n10:02 \xC3\xBC\n\xFF\n",
	      "names: at|body|pattern\n1:  !a NUL byte @0+7\n"
	      "2:  !a byte that is not UTF-8 @0+6\n"
	      "3: 10:02|\xC3\xBC|one\n"
	      "4:  !a byte that is not UTF-8\nend\n",
	      PATTERNS(STAMP), .has_continuation = true);
}

static void
a_mistake_in_a_pattern_is_named(void **state)
{
	(void)state;
	LINES("x\n", "refused 78 at : pattern \"one\": missing closing "
	      "parenthesis at byte 7\n", PATTERNS("^(?<a>"));
	LINES("x\n", "refused 78 at : pattern \"skip_pattern\": missing "
	      "terminating ] for character class at byte 2\n",
	      PATTERNS("x"), .skip_pattern = "[");
}

/* The classic: without a limit each line would take 2^30 steps. */
static void
a_pattern_that_gives_up_is_unknown_and_never_no_match(void **state)
{
	const struct dbr_reader_options options = {
		.pattern_names = names,
		PATTERNS("^(?:a+)+$", "^(?<x>.*)$"),
		.has_continuation = true,
	};
	struct dbr_memory_source memory = { .done = 0 };
	struct dbr_source source = dbr_source_memory(&memory, "t");
	struct dbr_buf text = DBR_BUF_INIT;
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_record record;
	bool has_record = true;
	size_t unknown = 0;
	void *self;

	(void)state;
	for (int i = 0; i < 100000; i++)
		dbr_buf_add_text(&text, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\n");
	memory.bytes = dbr_buf_str(&text);
	assert_int_equal(dbr_reader_lines.open(&self, &source, &options,
					       &err), DBR_OK);
	while (dbr_reader_lines.next(self, &record, &has_record, &err) ==
	       DBR_OK && has_record) {
		assert_string_equal(record.problem, "unknown: pattern \"one\" "
				    "gave up");
		unknown++;
	}
	assert_int_equal(unknown, 100000);
	dbr_reader_lines.close(self);
	dbr_buf_release(&text);
}

static void
no_text_depends_on_how_it_is_cut(void **state)
{
	static const char alphabet[] = "1^x\n\r\x1b";
	static const char *const patterns[] = { "^\\^(?<a>[^^]*)\\^$",
						"^1(?<b>.*)$" };
	const struct dbr_reader_options ways[] = {
		{ .pattern_names = names, .patterns = patterns,
		  .pattern_count = 2 },
		{ .pattern_names = names, .patterns = patterns,
		  .pattern_count = 2, .has_continuation = true,
		  .skip_pattern = "^\\^\\^$" },
		{ .pattern_names = names, .patterns = patterns,
		  .pattern_count = 2, .record_start = "^\\^",
		  .record_end = "\\^$" },
		{ .pattern_names = names, .patterns = patterns,
		  .pattern_count = 2, .record_start = "^[1^]" },
	};
	char text[5];
	size_t total = 1;

	(void)state;
	for (size_t i = 0; i < sizeof(text); i++)
		total *= sizeof(alphabet) - 1;
	for (size_t n = 0; n < total; n++) {
		size_t rest = n;

		for (size_t i = 0; i < sizeof(text); i++) {
			text[i] = alphabet[rest % (sizeof(alphabet) - 1)];
			rest /= sizeof(alphabet) - 1;
		}
		check_chunk_sizes(&(struct dump_request){
			.reader = &dbr_reader_lines, .options = ways[n % 4],
			.bytes = { text, sizeof(text) }, .with_raw = true });
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(named_groups_are_fields),
		cmocka_unit_test(fields_of_all_patterns_are_one_list),
		cmocka_unit_test(the_first_pattern_in_order_wins),
		cmocka_unit_test(a_line_nothing_matches_is_a_problem),
		cmocka_unit_test(
			a_line_nothing_matches_may_continue_the_one_before),
		cmocka_unit_test(
		    what_continues_goes_to_body_though_no_group_has_the_name),
		cmocka_unit_test(lines_that_say_nothing_are_skipped),
		cmocka_unit_test(a_record_may_run_to_its_end_mark),
		cmocka_unit_test(a_record_cut_off_is_a_problem),
		cmocka_unit_test(a_record_may_run_to_the_next_start),
		cmocka_unit_test(colours_and_overwritten_text_are_gone),
		cmocka_unit_test(the_raw_line_keeps_its_colours),
		cmocka_unit_test(a_bad_byte_rejects_its_line_with_its_place),
		cmocka_unit_test(a_mistake_in_a_pattern_is_named),
		cmocka_unit_test(
			a_pattern_that_gives_up_is_unknown_and_never_no_match),
		cmocka_unit_test(no_text_depends_on_how_it_is_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
