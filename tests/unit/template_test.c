/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include "reports/template.h"

struct parsed {
	struct dbr_arena arena;
	struct dbr_error err;
	struct template template;
	enum dbr_status rc;
};

static void
parse(struct parsed *p, const char *text)
{
	*p = (struct parsed){ .arena = DBR_ARENA_INIT };
	p->rc = template_parse(&p->template, dbr_str_from(text), "r.md",
			       &p->arena, &p->err);
}

static void
blank_lines_separate_blocks(void **state)
{
	struct parsed p;

	(void)state;
	parse(&p, "<!-- a comment\n# not a title\n-->\n"
		  "# Title\n\n## Plan {8}\n\nwords\nmore words\n\n"
		  "- one\n  still one\n- two\n");
	assert_int_equal(p.rc, DBR_OK);
	assert_int_equal(p.template.count, 4);
	assert_int_equal(p.template.blocks[0].kind, TEMPLATE_TITLE);
	assert_int_equal(p.template.blocks[0].place.line, 4);
	assert_int_equal(p.template.blocks[1].kind, TEMPLATE_SECTION);
	assert_int_equal(p.template.blocks[1].minutes, 8);
	assert_int_equal(p.template.blocks[2].text_count, 1);
	assert_true(p.template.blocks[3].is_list);
	assert_int_equal(p.template.blocks[3].text_count, 2);
	dbr_arena_release(&p.arena);
}

static void
values_are_names_with_a_field_and_nouns(void **state)
{
	const struct template_run *runs;
	struct parsed p;

	(void)state;
	parse(&p, "About **{{x.n|row|rows}}** and \\{{{y}}.\n");
	assert_int_equal(p.rc, DBR_OK);
	runs = p.template.blocks[0].texts[0].pieces[0].runs;
	assert_int_equal(p.template.blocks[0].texts[0].pieces[0].run_count, 5);
	assert_true(dbr_str_is(runs[0].words, "About "));
	assert_string_equal(runs[1].path.source, "x");
	assert_string_equal(runs[1].path.field, "n");
	assert_string_equal(runs[1].path.many, "rows");
	assert_int_equal(runs[1].tone, DOC_STRONG);
	assert_int_equal(runs[1].path.place.column, 9);
	assert_true(dbr_str_is(runs[2].words, " and {"));
	assert_null(runs[3].path.field);
	dbr_arena_release(&p.arena);
}

static void
question_marks_open_pieces(void **state)
{
	const struct template_text *text;
	struct parsed p;

	(void)state;
	parse(&p, "@figure gantt plan line=promises\n"
		  "title: ? a.verdict met not-proven and b.rows some: yes\n"
		  "  ? else: no\n"
		  "note: always\n");
	assert_int_equal(p.rc, DBR_OK);
	assert_string_equal(p.template.blocks[0].word, "figure");
	assert_int_equal(p.template.blocks[0].argument_count, 3);
	assert_string_equal(p.template.blocks[0].arguments[2].key, "line");
	assert_int_equal(p.template.blocks[0].attribute_count, 2);
	text = &p.template.blocks[0].attributes[0].text;
	assert_int_equal(text->count, 2);
	assert_int_equal(text->pieces[0].when, TEMPLATE_IF);
	assert_int_equal(text->pieces[0].condition_count, 2);
	assert_int_equal(text->pieces[0].conditions[0].word_count, 2);
	assert_int_equal(text->pieces[1].when, TEMPLATE_ELSE);
	dbr_arena_release(&p.arena);
}

static const struct {
	const char *text, *what, *where;
} mistakes[] = {
	{ "a {{b\n", "\"{{\" without \"}}\"", "r.md:1:3" },
	{ "\nab {{b c}}\n", "\"b c\" is not a name", "r.md:2:4" },
	{ "{{x|row}}\n", "a value with one noun", "r.md:1:1" },
	{ "? x some text\n", "\"?\" without \":\"", "r.md:1:1" },
	{ "? x: text\n", "a condition needs a word", "r.md:1:1" },
	{ "a **b\n", "** or ` is not closed", "r.md:1:1" },
	{ "## Plan {soon}\n", "braces hold minutes", "r.md:1:4" },
	{ "## Plan {0}\n", "braces hold minutes", "r.md:1:4" },
	{ "@figure gantt x=\n", "\"x=\" is not key=value", "r.md:1:15" },
	{ "@figure a b\ntext\n", "expected \"name: words\"", "r.md:2:1" },
	{ "@table x\n- item\n", "no list can stand here", "r.md:2:1" },
	{ "<!-- never\nends", "\"<!--\" without \"-->\"", "r.md:2:1" },
};

static void
mistakes_are_reported_where_they_are(void **state)
{
	struct parsed p;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(mistakes) / sizeof(mistakes[0]); i++) {
		parse(&p, mistakes[i].text);
		assert_int_equal(p.rc, DBR_ECONFIG);
		assert_non_null(strstr(p.err.what, mistakes[i].what));
		assert_string_equal(p.err.where, mistakes[i].where);
		dbr_arena_release(&p.arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blank_lines_separate_blocks),
		cmocka_unit_test(values_are_names_with_a_field_and_nouns),
		cmocka_unit_test(question_marks_open_pieces),
		cmocka_unit_test(mistakes_are_reported_where_they_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
