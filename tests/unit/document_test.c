/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include "reports/document.h"
#include "reports/escape.h"
#include "reports/markdown.h"

static const struct {
	const char *raw, *html, *markdown;
} escapes[] = {
	{ "a<b>&\"'", "a&lt;b&gt;&amp;&quot;&#39;",
	  "a&lt;b&gt;&amp;\\\"\\'" },
	{ "&#x3c;", "&amp;#x3c;", "&amp;\\#x3c;" },
	{ "a\r\n\t b", "a b", "a b" },
	{ "x\x01\x1b[31m", "x[31m", "x\\[31m" },
	{ "\xC3(", "\xEF\xBF\xBD(", "\xEF\xBF\xBD\\(" },
	{ "\xEF\xBF\xBD", "\xEF\xBF\xBD", "\xEF\xBF\xBD" },
	{ "a\xE2\x80\xAE" "b\xEF\xBB\xBF", "ab", "ab" },
	{ "\xEE\x80\x80\xEF\xBF\xBE", "", "" },
	{ "\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80" },
	{ "\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD",
	  "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD" },
	{ "1 | 2 *x* [l](u) `c`", "1 | 2 *x* [l](u) `c`",
	  "1 \\| 2 \\*x\\* \\[l\\]\\(u\\) \\`c\\`" },
	{ "http://x.y", "http://x.y", "http\\://x\\.y" },
};

static void
text_is_cleaned_and_escaped_for_where_it_goes(void **state)
{
	struct dbr_buf out = DBR_BUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(escapes) / sizeof(escapes[0]); i++) {
		dbr_buf_reset(&out);
		escape_html(&out, dbr_str_from(escapes[i].raw));
		assert_string_equal(out.text, escapes[i].html);
		dbr_buf_reset(&out);
		escape_markdown(&out, dbr_str_from(escapes[i].raw));
		assert_string_equal(out.text, escapes[i].markdown);
	}
	dbr_buf_release(&out);
}

static void
a_zero_byte_in_text_disappears(void **state)
{
	struct dbr_buf out = DBR_BUF_INIT;

	(void)state;
	escape_html(&out, DBR_STR("a\0b"));
	assert_string_equal(out.text, "ab");
	dbr_buf_release(&out);
}

static void
long_text_is_cut_at_a_character_with_an_ellipsis(void **state)
{
	struct dbr_buf raw = DBR_BUF_INIT, out = DBR_BUF_INIT;
	int i;

	(void)state;
	for (i = 0; i < ESCAPE_MAX; i++)
		dbr_buf_add_text(&raw, "\xC3\xA9");
	escape_html(&out, dbr_buf_str(&raw));
	assert_int_equal(out.size, ESCAPE_MAX + 3);
	assert_int_equal(dbr_str_utf8_check(dbr_buf_str(&out)), out.size);
	assert_true(dbr_str_ends(dbr_buf_str(&out), "\xE2\x80\xA6"));
	dbr_buf_release(&raw);
	dbr_buf_release(&out);
}

static void
a_css_string_cannot_be_left(void **state)
{
	struct dbr_buf out = DBR_BUF_INIT;

	(void)state;
	escape_css(&out, DBR_STR("a\"}</style><script>\\"));
	assert_string_equal(out.text, "a    style  script  ");
	dbr_buf_release(&out);
}

static void
fill_small_document(struct document *doc)
{
	struct doc_block *section, *list;
	struct doc_table *table;
	struct doc_cell *row;

	doc_text_say(doc, &doc->title, "Title: ", DOC_PLAIN);
	doc_text_quote(doc, &doc->title, DBR_STR("A|B"), DOC_PLAIN);
	doc_text_say(doc, &document_fact(doc)->name, "Go-live", DOC_PLAIN);
	doc_text_say(doc, &doc->facts[0].value, "15 Apr", DOC_PLAIN);
	section = document_section(doc);
	section->minutes = 5;
	doc_text_say(doc, &section->text, "First", DOC_PLAIN);
	table = document_table(doc, 2);
	table->columns[1].is_number = true;
	doc_text_say(doc, &table->columns[0].heading, "Name", DOC_PLAIN);
	doc_text_say(doc, &table->columns[1].heading, "n", DOC_PLAIN);
	row = document_row(doc, table);
	doc_text_quote(doc, &row[0].text, DBR_STR("x | y"), DOC_PLAIN);
	doc_text_say(doc, &row[1].text, "12", DOC_STRONG);
	document_block(doc, section, DOC_TABLE)->table = table;
	list = document_block(doc, section, DOC_LIST);
	doc_text_say(doc, &document_block(doc, list, DOC_ITEM)->text,
		     "one", DOC_PLAIN);
}

static void
a_document_is_written_as_markdown(void **state)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_buf out = DBR_BUF_INIT;
	struct document doc;

	(void)state;
	document_init(&doc, &arena);
	fill_small_document(&doc);
	markdown_write(&out, &doc, "figs/x");
	assert_string_equal(out.text,
			    "[//]: # (Made by debrief report)\n\n"
			    "# Title: A\\|B\n\n"
			    "* Go-live: 15 Apr\n\n"
			    "<a id=\"s1\"></a>\n\n"
			    "## 1 First (5 min)\n\n"
			    "| Name | n |\n"
			    "| --- | --: |\n"
			    "| x \\| y | **12** |\n\n"
			    "* one\n\n");
	dbr_buf_release(&out);
	dbr_arena_release(&arena);
}

static void
a_table_without_rows_says_why(void **state)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_buf out = DBR_BUF_INIT;
	struct document doc;
	struct doc_block *section;

	(void)state;
	document_init(&doc, &arena);
	section = document_section(&doc);
	section = document_block(&doc, section, DOC_TABLE);
	section->table = document_table(&doc, 1);
	doc_text_say(&doc, &section->table->empty, "No cutover.", DOC_PLAIN);
	markdown_write(&out, &doc, "figs/x");
	assert_non_null(strstr(out.text, "\n\nNo cutover.\n\n"));
	assert_null(strchr(out.text, '|'));
	dbr_buf_release(&out);
	dbr_arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_cleaned_and_escaped_for_where_it_goes),
		cmocka_unit_test(a_zero_byte_in_text_disappears),
		cmocka_unit_test(long_text_is_cut_at_a_character_with_an_ellipsis),
		cmocka_unit_test(a_css_string_cannot_be_left),
		cmocka_unit_test(a_document_is_written_as_markdown),
		cmocka_unit_test(a_table_without_rows_says_why),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
