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

/* Text with NULs in it keeps its size. */
#define CSV(text, expected, ...) \
	check_dump(&(struct dump_request){ \
		.reader = &dbr_reader_csv, .bytes = DBR_STR(text), \
		.options = { __VA_ARGS__ } }, expected)
#define CSV_RAW(text, expected) \
	check_dump(&(struct dump_request){ \
		.reader = &dbr_reader_csv, .bytes = DBR_STR(text), \
		.with_raw = true }, expected)

static void
fields_come_as_they_are_written(void **state)
{
	(void)state;
	CSV("Key,Summary\nA-1, padded \nA-2,\"a \"\"b\"\" c\"\nA-3,\n",
	    "names: Key|Summary\n2: A-1| padded \n3: A-2|a \"b\" c\n"
	    "4: A-3|\nend\n");
}

static void
the_last_line_needs_no_end(void **state)
{
	(void)state;
	CSV("a,b\n1,2", "names: a|b\n2: 1|2\nend\n");
	CSV("a,b\n1,\"2\"", "names: a|b\n2: 1|2\nend\n");
	CSV("a,b\n1,", "names: a|b\n2: 1|\nend\n");
	CSV("a,b", "names: a|b\nend\n");
}

static void
lines_are_counted_through_multi_line_fields(void **state)
{
	(void)state;
	CSV_RAW("k,t\n1,\"one\ntwo\r\nthree\"\n2,x\n",
		"names: k|t\n2-4: 1|one\\ntwo\\r\\nthree "
		"<1,\"one\\ntwo\\r\\nthree\">\n5: 2|x <2,x>\nend\n");
}

static void
any_line_end_ends_a_record(void **state)
{
	(void)state;
	CSV("a,b\r\n1,2\r\n3,4\r\n", "names: a|b\n2: 1|2\n3: 3|4\nend\n");
	CSV("a,b\r1,2\r3,4", "names: a|b\n2: 1|2\n3: 3|4\nend\n");
	CSV("a,b\n1,\"x\ry\"\n3,4\n",
	    "names: a|b\n2: 1|x\\ry\n3: 3|4\nend\n");
}

static void
a_doubled_carriage_return_makes_blank_records(void **state)
{
	(void)state;
	CSV("a,b\r\r\n1,2\r\r\n3,4\r\r\n",
	    "names: a|b\n1: blank\n2: 1|2\n2: blank\n3: 3|4\n3: blank\nend\n");
}

static void
rows_of_separators_are_blank(void **state)
{
	(void)state;
	CSV("a,b\n,\n\n  , \n,,,,\n1,2\n",
	    "names: a|b\n2: blank\n3: blank\n4: blank\n5: blank\n"
	    "6: 1|2\nend\n");
}

static void
a_row_must_be_as_wide_as_the_header(void **state)
{
	(void)state;
	CSV("a,b\n1\n1,2,3\n1,2\n",
	    "names: a|b\n2: 1 !1 fields where the header has 2\n"
	    "3: 1|2|3 !3 fields where the header has 2 @3+0\n"
	    "4: 1|2\nend\n");
}

static void
empty_fields_behind_the_header_are_dropped(void **state)
{
	(void)state;
	CSV("a,b\n1,2,, \n", "names: a|b\n2: 1|2\nend\n");
}

static void
a_header_may_end_in_empty_names(void **state)
{
	(void)state;
	CSV("a;b;\n1;2;\n", "names: a|b|\n2: 1|2|\nend\n");
}

static void
a_repeated_header_is_skipped(void **state)
{
	(void)state;
	CSV("a,b\n1,2\na,b\n3,4\n",
	    "names: a|b\n2: 1|2\n3: a|b skipped\n4: 3|4\nend\n");
}

static void
repeated_names_stay_apart(void **state)
{
	(void)state;
	CSV("Key,Comment,Comment\n1,x,y\n",
	    "names: Key|Comment|Comment\n2: 1|x|y\nend\n");
}

static void
an_unclosed_quote_refuses_the_file_where_it_opened(void **state)
{
	(void)state;
	CSV("a,b\n1,2\n3,\"4\n5,6\n7,8\n",
	    "names: a|b\n2: 1|2\nrefused 65 at t:3:2: the quote opened here "
	    "is never closed\n");
	CSV("a,b\n1,\"x\ny\n\",z\n3,\"4",
	    "names: a|b\n2-4: 1|x\\ny\\n|z !3 fields where the header has 2 "
	    "@3+0\nrefused 65 at t:5:2: the quote opened here is never "
	    "closed\n");
}

static void
a_quote_that_swallowed_records_refuses_the_file(void **state)
{
	(void)state;
	CSV("a,b\n1,\"Fix\n2,x\n3,\"y\"\n4,z\n",
	    "names: a|b\nrefused 65 at t:4:2: the quote opened in line 2 is "
	    "followed by text where it closes; it may have swallowed "
	    "records\n");
	CSV("a,b\n1,\"Fix \"it\n2,\"x\n3,y\n",
	    "names: a|b\nrefused 65 at t:2:2: the quote opened in line 2 is "
	    "followed by text where it closes; it may have swallowed "
	    "records\n");
	CSV("a,b\n1,\"Fix \"it\n2,\"x\",\n3,y\n",
	    "names: a|b\nrefused 65 at t:2:2: the quote opened in line 2 is "
	    "followed by text where it closes; it may have swallowed "
	    "records\n");
}

static void
a_stray_quote_rejects_its_own_record(void **state)
{
	(void)state;
	CSV("a,b\n2,\"a \"b\" c\"\n3,ok\n",
	    "names: a|b\n2: 2|a \"b\" c !text behind a closing quote\n"
	    "3: 3|ok\nend\n");
	CSV("a,b\n\"2\nx\",\"a\"b\"\n3,ok\n",
	    "names: a|b\n2-3: 2\\nx|a\"b !text behind a closing quote\n"
	    "4: 3|ok\nend\n");
}

static void
a_quote_inside_an_unquoted_field_is_text(void **state)
{
	(void)state;
	CSV("a,b\"c\n1,5\" disk\n2,the \"walled\" one\n3, \"x\ny,z\n",
	    "names: a|b\"c\n2: 1|5\" disk\n3: 2|the \"walled\" one\n"
	    "4: 3| \"x\n5: y|z\nend\n");
	CSV("a,b,c\n1,he said, \"yes\" twice\n",
	    "names: a|b|c\n2: 1|he said| \"yes\" twice\nend\n");
}

static void
tab_separated_text_may_do_without_quoting(void **state)
{
	(void)state;
	CSV("a\tb\n1\t\"Native\" charts\n\"so\t2\n3\t\"x\ty\"\n"
	    "4\t\"z\nz\"\n5\t\"u\n",
	    "names: a|b\n2: 1|\"Native\" charts\n3: \"so|2\n"
	    "4: 3|x\\x09y\n5-6: 4|z\\nz\n7: 5|\"u\nend\n");
	CSV("a\tb\n1\t\"x\"y\0\n2\tz\n",
	    "names: a|b\nrefused 65 at t:2:2: the quote opened in line 2 is "
	    "followed by text where it closes; it may have swallowed "
	    "records\n");
	CSV("a\tb\n\"x\"y\tz\tz\n",
	    "names: a|b\nrefused 65 at t:2:1: the quote opened in line 2 is "
	    "followed by text where it closes; it may have swallowed "
	    "records\n");
}

static void
blanks_around_quotes_are_layout(void **state)
{
	(void)state;
	CSV("a, \"b\"\n1, \"x, y\" \n 2 ,z\n",
	    "names: a|b\n2: 1|x, y\n3:  2 |z\nend\n");
}

static void
a_bad_byte_rejects_its_row_with_its_place(void **state)
{
	(void)state;
	CSV("a,b\n1,x\0y\n2,ab\xC3(\n3,Z\xC3\xBCrich\n\"\0\",1\n",
	    "names: a|b\n2: 1|x\\x00y !a NUL byte @2+1\n"
	    "3: 2|ab\xC3( !a byte that is not UTF-8 @2+2\n"
	    "4: 3|Z\xC3\xBCrich\n5: \\x00|1 !a NUL byte @1+0\nend\n");
}

static void
a_header_with_a_bad_byte_refuses_the_file(void **state)
{
	(void)state;
	CSV("a,\0b\n1,2\n", "refused 65 at t:1:2: the header cannot be read: "
	    "a NUL byte\n");
	CSV("a,\"b\"c\"\n1,2\n", "refused 65 at t:1: the header cannot be "
	    "read: text behind a closing quote\n");
}

static void
the_delimiter_is_found(void **state)
{
	(void)state;
	CSV("a;b;c\n1,5;2;3\n", "names: a|b|c\n2: 1,5|2|3\nend\n");
	CSV("a\tb\n1, 5\t2\n", "names: a|b\n2: 1, 5|2\nend\n");
	CSV("a|b\n\"x,y\"|2\n", "names: a|b\n2: x,y|2\nend\n");
	CSV("only\n1\n2\n", "names: only\n2: 1\n3: 2\nend\n");
	CSV("\"x;y\",b\n1,2\n", "names: x;y|b\n2: 1|2\nend\n");
}

static void
a_declared_delimiter_is_not_second_guessed(void **state)
{
	(void)state;
	CSV("a,b;c\n1,2;3\n", "names: a,b|c\n2: 1,2|3\nend\n",
	    .delimiter = ';');
}

static void
a_preamble_is_no_header(void **state)
{
	(void)state;
	CSV("sep=;\na,x;b\n1;2\n", "names: a,x|b\n3: 1|2\nend\n");
	CSV("\"sep=|\"\r\na|b\r\n1|2\r\n", "names: a|b\n3: 1|2\nend\n");
	CSV("#TYPE System.Object\n\"a\",\"b\"\n\"1\",\"2\"\n",
	    "names: a|b\n3: 1|2\nend\n");
	CSV("UTF-8\n\na,b\n1,2\n", "names: a|b\n4: 1|2\nend\n");
}

static void
several_header_rows_are_passed(void **state)
{
	(void)state;
	CSV("Q1,Q2\n\"How\nwas it?\",Why\n{id:1},{id:2}\n9,fine\n",
	    "names: Q1|Q2\n5: 9|fine\nend\n", .header_rows = 3);
	CSV("Q1,Q2\n1,2\n", "refused 65 at t:3: 3 header rows are expected, "
	    "2 found\n", .header_rows = 3);
}

static void
a_file_without_a_header_is_refused(void **state)
{
	(void)state;
	CSV("", "refused 65 at t:1: 1 header rows are expected, 0 found\n");
	CSV("\n\n", "refused 65 at t:3: 1 header rows are expected, 0 "
	    "found\n");
}

static void
rows_saved_inside_one_cell_are_refused(void **state)
{
	(void)state;
	CSV("\"a,b,c\";;\n\"1,2,3\";;\n",
	    "refused 65 at t:1: whole rows are inside one quoted cell: a "
	    "spreadsheet with another separator than \",\" has saved this "
	    "file\n");
}

static void
a_very_long_field_refuses_the_file(void **state)
{
	struct dbr_buf text = DBR_BUF_INIT, found = DBR_BUF_INIT;
	struct dump_request request = { .reader = &dbr_reader_csv };

	(void)state;
	dbr_buf_add_text(&text, "a,b\n1,\"");
	for (int i = 0; i < DBR_FIELD_MAX / 8 + 10; i++)
		dbr_buf_add_text(&text, "1234567\n");
	request.bytes = dbr_buf_str(&text);
	reader_dump(&found, &request);
	assert_string_equal(found.text, "names: a|b\nrefused 65 at t:2:2: a "
			    "field is longer than 1048576 bytes\n");
	dbr_buf_release(&text);
	dbr_buf_release(&found);
}

static void
a_field_as_long_as_the_limit_is_read(void **state)
{
	struct dbr_buf text = DBR_BUF_INIT, found = DBR_BUF_INIT;
	struct dump_request request = { .reader = &dbr_reader_csv };

	(void)state;
	dbr_buf_add_text(&text, "a,b\n1,\"");
	for (int i = 0; i < DBR_FIELD_MAX; i++)
		dbr_buf_add_char(&text, 'x');
	dbr_buf_add_text(&text, "\"\n2,y\n");
	request.bytes = dbr_buf_str(&text);
	reader_dump(&found, &request);
	assert_non_null(strstr(found.text, "xxx\n3: 2|y\nend\n"));
	dbr_buf_release(&text);
	dbr_buf_release(&found);
}

static void
many_columns_are_read_and_too_many_refused(void **state)
{
	struct dbr_buf text = DBR_BUF_INIT, found = DBR_BUF_INIT;
	struct dump_request request = { .reader = &dbr_reader_csv };

	(void)state;
	for (int i = 1; i < DBR_FIELD_COUNT_MAX; i++)
		dbr_buf_add_text(&text, "c,");
	dbr_buf_add_text(&text, "c\n");
	request.bytes = dbr_buf_str(&text);
	reader_dump(&found, &request);
	assert_non_null(strstr(found.text, "c|c\nend\n"));
	dbr_buf_reset(&found);
	text.text[text.size - 1] = ',';
	dbr_buf_add_text(&text, "c\n");
	request.bytes = dbr_buf_str(&text);
	reader_dump(&found, &request);
	assert_string_equal(found.text, "refused 65 at t:1: a record has more "
			    "than 65536 fields\n");
	dbr_buf_release(&text);
	dbr_buf_release(&found);
}

/* All texts of six bytes over an alphabet where every byte matters. */
static void
no_text_depends_on_how_it_is_cut(void **state)
{
	static const char alphabet[] = "a,\"\n\r ";
	char text[6];
	size_t total = 1;

	(void)state;
	for (size_t i = 0; i < sizeof(text); i++)
		total *= sizeof(alphabet) - 1;
	for (size_t n = 0; n < total; n++) {
		struct dump_request request = {
			.reader = &dbr_reader_csv, .with_raw = true,
			.bytes = { text, sizeof(text) },
		};
		size_t rest = n;

		for (size_t i = 0; i < sizeof(text); i++) {
			text[i] = alphabet[rest % (sizeof(alphabet) - 1)];
			rest /= sizeof(alphabet) - 1;
		}
		check_chunk_sizes(&request);
	}
}

/* The dump of a text whose lines end so, told with LF. */
static void
dump_with_ends(struct dbr_buf *out, const char *text, char end)
{
	char own[32];
	size_t size = strlen(text);
	struct dump_request request = {
		.reader = &dbr_reader_csv, .bytes = { own, size },
		.options = { .delimiter = ',' },
	};

	for (size_t i = 0; i <= size; i++)
		own[i] = text[i] == '\n' ? end : text[i];
	dbr_buf_reset(out);
	reader_dump(out, &request);
	for (size_t i = 0; i + 1 < out->size; i++)
		if (out->text[i] == '\\' && out->text[i + 1] == 'r')
			out->text[i + 1] = 'n';
}

/* Where lines end in CR alone, libcsv reads every record. */
static void
a_plain_record_is_what_libcsv_makes_of_it(void **state)
{
	static const char alphabet[] = "a,\"\n ";
	struct dbr_buf plain = DBR_BUF_INIT, odd = DBR_BUF_INIT;
	char text[] = "k,t\n1234567\n";

	(void)state;
	for (size_t n = 0; n < 78125; n++) {
		size_t rest = n;

		for (size_t i = 0; i < 7; i++) {
			text[4 + i] = alphabet[rest % 5];
			rest /= 5;
		}
		dump_with_ends(&plain, text, '\n');
		dump_with_ends(&odd, text, '\r');
		assert_string_equal(plain.text, odd.text);
	}
	dbr_buf_release(&plain);
	dbr_buf_release(&odd);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_come_as_they_are_written),
		cmocka_unit_test(the_last_line_needs_no_end),
		cmocka_unit_test(lines_are_counted_through_multi_line_fields),
		cmocka_unit_test(any_line_end_ends_a_record),
		cmocka_unit_test(
			a_doubled_carriage_return_makes_blank_records),
		cmocka_unit_test(rows_of_separators_are_blank),
		cmocka_unit_test(a_row_must_be_as_wide_as_the_header),
		cmocka_unit_test(empty_fields_behind_the_header_are_dropped),
		cmocka_unit_test(a_header_may_end_in_empty_names),
		cmocka_unit_test(a_repeated_header_is_skipped),
		cmocka_unit_test(repeated_names_stay_apart),
		cmocka_unit_test(
			an_unclosed_quote_refuses_the_file_where_it_opened),
		cmocka_unit_test(
			a_quote_that_swallowed_records_refuses_the_file),
		cmocka_unit_test(a_stray_quote_rejects_its_own_record),
		cmocka_unit_test(a_quote_inside_an_unquoted_field_is_text),
		cmocka_unit_test(tab_separated_text_may_do_without_quoting),
		cmocka_unit_test(blanks_around_quotes_are_layout),
		cmocka_unit_test(a_bad_byte_rejects_its_row_with_its_place),
		cmocka_unit_test(a_header_with_a_bad_byte_refuses_the_file),
		cmocka_unit_test(the_delimiter_is_found),
		cmocka_unit_test(a_declared_delimiter_is_not_second_guessed),
		cmocka_unit_test(a_preamble_is_no_header),
		cmocka_unit_test(several_header_rows_are_passed),
		cmocka_unit_test(a_file_without_a_header_is_refused),
		cmocka_unit_test(rows_saved_inside_one_cell_are_refused),
		cmocka_unit_test(a_very_long_field_refuses_the_file),
		cmocka_unit_test(a_field_as_long_as_the_limit_is_read),
		cmocka_unit_test(many_columns_are_read_and_too_many_refused),
		cmocka_unit_test(no_text_depends_on_how_it_is_cut),
		cmocka_unit_test(a_plain_record_is_what_libcsv_makes_of_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
