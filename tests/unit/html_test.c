/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include "reports/html.h"
#include "reports/markdown.h"
#include "unit/hostile.h"

struct page {
	struct dbr_arena arena;
	struct document doc;
	struct dbr_buf text;
	struct dbr_error err;
};

static void
page_init(struct page *p)
{
	*p = (struct page){ .arena = DBR_ARENA_INIT };
	dbr_buf_init(&p->text);
	document_init(&p->doc, &p->arena);
}

static void
page_release(struct page *p)
{
	dbr_buf_release(&p->text);
	dbr_arena_release(&p->arena);
}

/* One document with the text in every place that takes text. */
static void
put_everywhere(struct document *doc, struct dbr_str text)
{
	struct doc_block *section, *block;
	struct doc_fact *fact = document_fact(doc);
	struct doc_cell *cell;
	int kind;

	doc_text_quote(doc, &doc->title, text, DOC_PLAIN);
	doc_text_quote(doc, &doc->kicker, text, DOC_PLAIN);
	doc_text_quote(doc, &doc->footer, text, DOC_PLAIN);
	doc_text_quote(doc, &fact->name, text, DOC_PLAIN);
	doc_text_quote(doc, &fact->value, text, DOC_STRONG);
	section = document_section(doc);
	doc_text_quote(doc, &section->text, text, DOC_PLAIN);
	for (kind = DOC_HEADING; kind <= DOC_NOTE; kind++) {
		block = document_block(doc, section, (enum doc_kind)kind);
		doc_text_quote(doc, &block->text, text,
			       (enum doc_tone)(kind % (DOC_FILL + 1)));
	}
	block = document_block(doc, section, DOC_TABLE);
	block->table = document_table(doc, 1);
	doc_text_quote(doc, &block->table->columns[0].heading, text,
		       DOC_PLAIN);
	cell = document_row(doc, block->table);
	doc_text_quote(doc, &cell->text, text, DOC_SMALL);
	block = document_figure(doc, section);
	doc_text_quote(doc, &block->figure->headline, text, DOC_PLAIN);
	doc_text_quote(doc, &block->figure->note, text, DOC_PLAIN);
	block->figure->problem = dbr_arena_text(doc->arena, text);
	block = document_block(doc, section, DOC_ASK);
	block = document_block(doc, block, DOC_PARAGRAPH);
	doc_text_quote(doc, &block->text, text, DOC_CODE);
}

/* Tags of a page, in order: its shape without its words. */
static void
shape(struct dbr_buf *out, struct dbr_str page)
{
	size_t i;
	bool is_tag = false;

	dbr_buf_reset(out);
	for (i = 0; i < page.size; i++) {
		if (page.at[i] == '<')
			is_tag = true;
		if (is_tag)
			dbr_buf_add_char(out, page.at[i]);
		if (page.at[i] == '>')
			is_tag = false;
	}
}

static void
hostile_text_changes_no_tag_of_a_page(void **state)
{
	struct dbr_buf plain = DBR_BUF_INIT, now = DBR_BUF_INIT;
	struct page p;
	size_t i;

	(void)state;
	page_init(&p);
	put_everywhere(&p.doc, DBR_STR("harmless"));
	html_write(&p.text, &p.doc);
	shape(&plain, dbr_buf_str(&p.text));
	page_release(&p);
	assert_true(HOSTILE_COUNT >= 100);
	for (i = 0; i < HOSTILE_COUNT; i++) {
		page_init(&p);
		put_everywhere(&p.doc, hostile[i]);
		html_write(&p.text, &p.doc);
		if (html_check(dbr_buf_str(&p.text), &p.err) != DBR_OK)
			fail_msg("string %zu: %s", i, p.err.what);
		shape(&now, dbr_buf_str(&p.text));
		if (strcmp(now.text, plain.text) != 0)
			fail_msg("string %zu changed the tags", i);
		page_release(&p);
	}
	dbr_buf_release(&plain);
	dbr_buf_release(&now);
}

/* Raw "<" and "&" would be markup in every renderer. */
static void
hostile_text_brings_no_markup_into_markdown(void **state)
{
	struct page p;
	size_t i;

	(void)state;
	for (i = 0; i < HOSTILE_COUNT; i++) {
		const char *at;

		page_init(&p);
		put_everywhere(&p.doc, hostile[i]);
		markdown_write(&p.text, &p.doc, "figs/x");
		for (at = strchr(p.text.text, '<'); at;
		     at = strchr(at + 1, '<'))
			if (strncmp(at, "<a id=\"", 7) != 0 &&
			    strncmp(at, "</a>", 4) != 0)
				fail_msg("string %zu: %.30s", i, at);
		assert_null(strstr(p.text.text, "](http"));
		assert_null(strstr(p.text.text, "](javascript"));
		page_release(&p);
	}
}

static const struct {
	const char *body, *what;
} refused[] = {
	{ "<script>alert(1)</script>", "the element \"script\"" },
	{ "<p onclick=\"x\">a</p>", "the attribute \"onclick\"" },
	{ "<p style=\"x\">a</p>", "the attribute \"style\"" },
	{ "<img alt=\"x\">", "the element \"img\"" },
	{ "<iframe></iframe>", "the element \"iframe\"" },
	{ "<a href=\"https://x.y\">a</a>", "an outside reference" },
	{ "<a href=\"//x.y\">a</a>", "an outside reference" },
	{ "<p class=\"url(x)\">a</p>", "a reference" },
	{ "<svg xmlns=\"http://x\"></svg>", "an unknown namespace" },
	{ "<p class=x>a</p>", "an unquoted attribute" },
	{ "<p><b></p></b>", "a wrong end of \"p\"" },
	{ "<p>open", "a wrong end of \"body\"" },
	{ "<style>@import x</style>", "a reference in \"style\"" },
	{ "<style>p{background:url(x)}</style>", "a reference in \"style\"" },
	{ "a < b", "the element \"\"" },
	{ "<!-- x -->", "the element \"\"" },
	{ "<p class=\"a<b\">a</p>", "an unescaped value" },
	{ "\xC3(", "bytes that are not \"UTF-8\"" },
};

static void
a_page_with_anything_live_is_refused(void **state)
{
	struct page p;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		page_init(&p);
		dbr_buf_addf(&p.text, "<!DOCTYPE html>\n<html><body>%s"
				      "</body></html>\n",
			     refused[i].body);
		assert_int_equal(html_check(dbr_buf_str(&p.text), &p.err),
				 DBR_EBUG);
		if (!strstr(p.err.what, refused[i].what))
			fail_msg("%s: %s", refused[i].body, p.err.what);
		page_release(&p);
	}
}

static void
a_page_says_its_policy_before_any_content(void **state)
{
	const char *policy, *title;
	struct page p;

	(void)state;
	page_init(&p);
	put_everywhere(&p.doc, DBR_STR("x"));
	html_write(&p.text, &p.doc);
	policy = strstr(p.text.text, "Content-Security-Policy");
	title = strstr(p.text.text, "<title>");
	assert_true(policy && title && policy < title);
	assert_non_null(strstr(p.text.text, "default-src &#39;none&#39;"));
	assert_non_null(strstr(p.text.text, "lang=\"en\""));
	assert_null(strstr(p.text.text, "<script"));
	page_release(&p);
}

static void
a_section_is_written_with_its_asides_beside_it(void **state)
{
	struct doc_block *section, *aside;
	const char *at;
	struct page p;

	(void)state;
	page_init(&p);
	section = document_section(&p.doc);
	section->minutes = 8;
	doc_text_say(&p.doc, &section->text, "Plan", DOC_PLAIN);
	aside = document_block(&p.doc, section, DOC_HOW);
	aside = document_block(&p.doc, aside, DOC_PARAGRAPH);
	doc_text_say(&p.doc, &aside->text, "Look.", DOC_PLAIN);
	aside = document_block(&p.doc, section, DOC_PARAGRAPH);
	doc_text_say(&p.doc, &aside->text, "Late ", DOC_PLAIN);
	doc_text_say(&p.doc, &aside->text, "missed", DOC_BAD);
	html_write(&p.text, &p.doc);
	at = strstr(p.text.text, "<section");
	assert_non_null(at);
	assert_string_equal(
		at,
		"<section id=\"s1\"><div class=\"keep\">"
		"<h2><span class=\"no\">1</span>Plan</h2>\n"
		"<p>Late <span class=\"bad\">missed</span></p>\n"
		"</div>\n"
		"<aside class=\"side\">\n<div><h3>How to read it</h3>\n"
		"<p>Look.</p>\n</div>\n</aside>\n</section>\n"
		"</main>\n</body></html>\n");
	assert_non_null(strstr(p.text.text, "This report in 8 minutes"));
	page_release(&p);
}

static void
a_figure_that_is_missing_says_why_and_opens_its_table(void **state)
{
	struct doc_block *figure;
	struct page p;

	(void)state;
	page_init(&p);
	figure = document_figure(&p.doc, document_section(&p.doc));
	figure->figure->problem = "gnuplot was not found";
	figure->figure->table = document_table(&p.doc, 1);
	doc_text_quote(&p.doc,
		       &document_row(&p.doc, figure->figure->table)->text,
		       DBR_STR("42"), DOC_PLAIN);
	html_write(&p.text, &p.doc);
	assert_non_null(strstr(p.text.text, "<p class=\"missing\">"
					    "gnuplot was not found</p>"));
	assert_non_null(strstr(p.text.text, "<details open>"));
	assert_int_equal(html_check(dbr_buf_str(&p.text), &p.err), DBR_OK);
	page_release(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hostile_text_changes_no_tag_of_a_page),
		cmocka_unit_test(hostile_text_brings_no_markup_into_markdown),
		cmocka_unit_test(a_page_with_anything_live_is_refused),
		cmocka_unit_test(a_page_says_its_policy_before_any_content),
		cmocka_unit_test(a_section_is_written_with_its_asides_beside_it),
		cmocka_unit_test(
			a_figure_that_is_missing_says_why_and_opens_its_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
