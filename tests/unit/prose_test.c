/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <cmark.h>
#include <string.h>
#include "debrief/note.h"
#include "reports/html.h"
#include "reports/prose.h"
#include "unit/hostile.h"

struct page {
	struct dbr_arena arena;
	struct document doc;
	struct doc_block *prose;
	struct dbr_buf html, markdown, whole;
	struct dbr_error err;
};

static int
open_page(void **state)
{
	static struct page page;

	page = (struct page){ .arena = DBR_ARENA_INIT,
			      .err = DBR_ERROR_INIT };
	dbr_buf_init(&page.html);
	dbr_buf_init(&page.markdown);
	dbr_buf_init(&page.whole);
	*state = &page;
	return 0;
}

static int
close_page(void **state)
{
	struct page *page = *state;

	dbr_buf_release(&page->html);
	dbr_buf_release(&page->markdown);
	dbr_buf_release(&page->whole);
	dbr_arena_release(&page->arena);
	return 0;
}

static void
render(struct page *page, struct dbr_str markdown)
{
	struct doc_block *section;

	dbr_arena_release(&page->arena);
	dbr_buf_reset(&page->html);
	dbr_buf_reset(&page->markdown);
	dbr_buf_reset(&page->whole);
	document_init(&page->doc, &page->arena);
	doc_text_say(&page->doc, &page->doc.title, "Title", DOC_PLAIN);
	section = document_section(&page->doc);
	doc_text_say(&page->doc, &section->text, "Section", DOC_PLAIN);
	page->prose = prose_read(&page->doc, section, markdown, 3);
	prose_write_html(&page->html, page->prose);
	prose_write_markdown(&page->markdown, page->prose);
	html_write(&page->whole, &page->doc);
}

static const struct {
	const char *raw, *html, *markdown;
} samples[] = {
	{ "one *two* **three** `four`",
	  "<p>one <b>two</b> <b>three</b> <code>four</code></p>\n",
	  "one **two three** four\n\n" },
	{ "**a `b` c**d", "<p><b>a </b><code>b</code><b> c</b>d</p>\n",
	  "**a** b **c**d\n\n" },
	{ "<b>x</b> <script>alert(1)</script>",
	  "<p>&lt;b&gt;x&lt;/b&gt; &lt;script&gt;alert(1)&lt;/script&gt;"
	  "</p>\n",
	  "&lt;b&gt;x&lt;/b&gt; &lt;script&gt;alert\\(1\\)&lt;/script&gt;"
	  "\n\n" },
	{ "[x](javascript:alert(1)) [y](https://a.b/c)",
	  "<p>x y (<code>https://a.b/c</code>)</p>\n",
	  "x y \\(https\\://a\\.b/c\\)\n\n" },
	{ "<https://a.b>", "<p>https://a.b</p>\n", "https\\://a\\.b\n\n" },
	{ "![a map](https://a.b/c.png)", "<p>a map (image left out)</p>\n",
	  "a map \\(image left out\\)\n\n" },
	{ "# top\n\n### low\n\n## mid",
	  "<h3>top</h3>\n<h4>low</h4>\n<h4>mid</h4>\n",
	  "### top\n\n#### low\n\n#### mid\n\n" },
	{ "### low\n\n# top\n\n### low",
	  "<h3>low</h3>\n<h3>top</h3>\n<h4>low</h4>\n",
	  "### low\n\n### top\n\n#### low\n\n" },
	{ "- a\n  - b\n\n1) c",
	  "<ul>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n"
	  "<ol>\n<li>c</li>\n</ol>\n",
	  "* a\n  \n  * b\n    \n  \n\n1. c\n   \n\n" },
	{ "> a\n> - b", "<blockquote>\n<p>a</p>\n<ul>\n<li>b</li>\n</ul>\n"
	  "</blockquote>\n", "> a\n> \n> * b\n>   \n> \n\n" },
	{ "```\nif  (a)\n  <b>\n\nend\n```",
	  "<pre tabindex=\"0\"><code>if  (a)\n  &lt;b&gt;\n\nend\n"
	  "</code></pre>\n",
	  "if \\(a\\)\\\n&nbsp;&nbsp;&lt;b&gt;\\\n\\\nend\n\n" },
	{ "a\n\n---\n\nb", "<p>a</p>\n<p>b</p>\n", "a\n\nb\n\n" },
	{ "&lt;script&gt; &#x202e;x &#0;",
	  "<p>&lt;script&gt; x \xEF\xBF\xBD</p>\n",
	  "&lt;script&gt; x \xEF\xBF\xBD\n\n" },
	{ "", "", "" },
};

static void
prose_is_the_same_words_in_html_and_in_markdown(void **state)
{
	struct page *page = *state;
	struct dbr_buf wanted = DBR_BUF_INIT;

	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		render(page, dbr_str_from(samples[i].raw));
		dbr_buf_reset(&wanted);
		dbr_buf_addf(&wanted, "<div class=\"prose\">\n%s</div>\n",
			     samples[i].html);
		assert_string_equal(page->html.text, wanted.text);
		assert_string_equal(page->markdown.text, samples[i].markdown);
	}
	dbr_buf_release(&wanted);
}

/* The twin, read again, is words, lists, quotes and headings. */
static void
check_twin(const struct page *page)
{
	cmark_node *root = cmark_parse_document(page->markdown.text,
						page->markdown.size, 0);
	cmark_iter *iter = cmark_iter_new(root);

	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		cmark_node_type type =
			cmark_node_get_type(cmark_iter_get_node(iter));

		assert_int_not_equal(type, CMARK_NODE_HTML_BLOCK);
		assert_int_not_equal(type, CMARK_NODE_HTML_INLINE);
		assert_int_not_equal(type, CMARK_NODE_LINK);
		assert_int_not_equal(type, CMARK_NODE_IMAGE);
		assert_int_not_equal(type, CMARK_NODE_CODE_BLOCK);
		assert_int_not_equal(type, CMARK_NODE_CODE);
	}
	cmark_iter_free(iter);
	cmark_node_free(root);
}

static void
check_page(struct page *page)
{
	if (html_check(dbr_buf_str(&page->whole), &page->err) != DBR_OK)
		fail_msg("%s\n%s", page->err.what, page->html.text);
	assert_null(strstr(page->html.text, "<a"));
	assert_null(strstr(page->html.text, "<img"));
	assert_null(strstr(page->html.text, "\xE2\x80\xAE"));
	check_twin(page);
}

static void
hostile_words_stay_words(void **state)
{
	/* Alone, and behind what opens a block or an inline. */
	static const char *const before[] = {
		"", "> ", "- ", "1. ", "# ", "    ", "```\n", "~~~ ", "<div>\n",
		"a **", "[", "![x](", "[x]: ", "`", "<", "&", "\\",
	};
	struct page *page = *state;
	struct dbr_buf raw = DBR_BUF_INIT;

	for (size_t i = 0; i < sizeof(hostile) / sizeof(*hostile); i++)
		for (size_t k = 0; k < sizeof(before) / sizeof(*before); k++) {
			dbr_buf_reset(&raw);
			dbr_buf_add_text(&raw, before[k]);
			dbr_buf_add_str(&raw, hostile[i]);
			render(page, dbr_buf_str(&raw));
			check_page(page);
		}
	dbr_buf_release(&raw);
}

static const char *const nests[] = {
	"> ", "- ", ">", "*a **b ", "[", "![[]()", "[a](", "<!--", "_a*b",
	"1. ", "`a``", "&", "\\", "> - ", "    ", "\t", "#", "[x]:y\n\n",
	"- a\n", "a\n\n", "***", "<a href=x>", "](", "[a](<b",
};

/* As deep and as often as a note can be long: no crash, no long wait (the
 * runner's own limit), and never a page that is refused. */
static void
a_note_as_long_as_allowed_is_drawn_whatever_it_repeats(void **state)
{
	struct page *page = *state;
	struct dbr_buf raw = DBR_BUF_INIT;

	for (size_t i = 0; i < sizeof(nests) / sizeof(*nests); i++) {
		dbr_buf_reset(&raw);
		while (raw.size + strlen(nests[i]) < DBR_NOTE_MAX)
			dbr_buf_add_text(&raw, nests[i]);
		render(page, dbr_buf_str(&raw));
		check_page(page);
	}
	dbr_buf_release(&raw);
}

static int
depth_of(const struct doc_block *block)
{
	int deepest = 0;

	for (const struct doc_block *child = block->first; child;
	     child = child->next) {
		int depth = depth_of(child) + (child->kind == DOC_QUOTE);

		deepest = depth > deepest ? depth : deepest;
	}
	return deepest;
}

static void
quotes_below_the_deepest_level_are_one_paragraph(void **state)
{
	struct page *page = *state;

	render(page, dbr_str_from("> > > > > deep"));
	assert_int_equal(depth_of(page->prose), PROSE_DEPTH_MAX - 1);
	render(page, dbr_str_from("> > > > > > deep"));
	assert_int_equal(depth_of(page->prose), PROSE_DEPTH_MAX);
	render(page, dbr_str_from("> > > > > > > > deep *er*"));
	assert_int_equal(depth_of(page->prose), PROSE_DEPTH_MAX);
	assert_non_null(strstr(page->html.text, "deep <b>er</b>"));
}

static void
long_words_are_not_cut(void **state)
{
	struct page *page = *state;
	struct dbr_buf raw = DBR_BUF_INIT;

	for (int i = 0; i < 10000; i++)
		dbr_buf_add_text(&raw, "\xC3\xA9");
	render(page, dbr_buf_str(&raw));
	assert_non_null(strstr(page->html.text, raw.text));
	dbr_buf_release(&raw);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_page, close_page)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(prose_is_the_same_words_in_html_and_in_markdown),
		TEST(hostile_words_stay_words),
		TEST(a_note_as_long_as_allowed_is_drawn_whatever_it_repeats),
		TEST(quotes_below_the_deepest_level_are_one_paragraph),
		TEST(long_words_are_not_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
