/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include "reports/svg.h"
#include "unit/hostile.h"

#define XMLNS "xmlns=\"http://www.w3.org/2000/svg\""

/* What gnuplot would write around body; the result, or NULL with err. */
static const char *
finish(struct dbr_arena *arena, const char *body,
       const struct script_token *token, struct dbr_error *err)
{
	const struct svg_head head = {
		.id = "f1", .title = "T & <t>", .desc = "D",
		.width = 760, .height = 100,
		.tokens = token, .token_count = token ? 1 : 0,
	};
	struct dbr_buf out = DBR_BUF_INIT;
	const char *raw = dbr_arena_textf(
		arena,
		"<?xml version=\"1.0\"?>\n<svg \n viewBox=\"0 0 760 100\"\n"
		XMLNS " xmlns:xlink=\"http://www.w3.org/1999/xlink\">\n"
		"<title>Gnuplot</title><desc>Produced by</desc>\n"
		"<g id=\"gnuplot_canvas\">%s</g></svg>\n", body);
	enum dbr_status rc = svg_finish(&out, dbr_str_from(raw), &head, err);
	const char *text = rc == DBR_OK ?
		dbr_arena_text(arena, dbr_buf_str(&out)) : NULL;

	dbr_buf_release(&out);
	return text;
}

static void
expect_part(const char *body, const char *part)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err = DBR_ERROR_INIT;
	const char *svg = finish(&arena, body, NULL, &err);

	if (!svg)
		fail_msg("%s", err.what);
	if (!strstr(svg, part))
		fail_msg("no \"%s\" in:\n%s", part, svg);
	dbr_arena_release(&arena);
}

static void
expect_refused(const char *body)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err = DBR_ERROR_INIT;

	if (finish(&arena, body, NULL, &err))
		fail_msg("accepted: %s", body);
	assert_int_equal(err.code, DBR_ECHILD);
	dbr_arena_release(&arena);
}

static void
the_root_is_ours_with_title_and_description(void **state)
{
	(void)state;
	expect_part("<path d='M0,0 L1,1'/>",
		    "<svg class=\"fig\" role=\"img\" "
		    "aria-labelledby=\"f1-t f1-d\" width=\"760\"");
	expect_part("<path d='M0,0 L1,1'/>",
		    "<title id=\"f1-t\">T &amp; &lt;t&gt;</title>\n"
		    "<desc id=\"f1-d\">D</desc>");
}

static void
padded_colours_become_hexadecimal(void **state)
{
	(void)state;
	expect_part("<path stroke='rgb(  0,  80, 140)'  d='M0,0 L1,1  '/>",
		    "<path stroke=\"#00508C\" d=\"M0,0 L1,1\"/>");
}

static void
a_referenced_point_becomes_a_circle(void **state)
{
	(void)state;
	expect_part("<use xlink:href='#gpPt6' transform='translate(10.00,"
		    "20.00) scale(2.70)' color='rgb(255, 255, 255)'/>",
		    "<circle cx=\"10.00\" cy=\"20.00\" r=\"2.70\" "
		    "fill=\"#FFFFFF\" stroke=\"none\"/>");
}

static void
many_equal_points_become_one_path(void **state)
{
	struct dbr_buf body = DBR_BUF_INIT;

	(void)state;
	for (int i = 0; i < 20; i++)
		dbr_buf_addf(&body, "<use xlink:href='#gpPt6' transform="
			     "'translate(%d,2) scale(1.5)' color="
			     "'rgb(1,2,3)'/>\n", i);
	expect_part(body.text, "<path d=\"M0 2h0M1 2h0M2 2h0");
	expect_part(body.text, "M19 2h0\" stroke=\"#010203\" "
			       "stroke-width=\"3\" stroke-linecap=\"round\"/>");
	dbr_buf_release(&body);
}

static void
bars_are_crisp_and_slanted_shapes_are_not(void **state)
{
	(void)state;
	expect_part("<g stroke='none' shape-rendering='crispEdges'><polygon "
		    "fill = 'rgb(1, 2, 3)' points = '0.00,10.01 20.01,10.01 "
		    "20.01,0.00 0.00,0.00 '/></g>",
		    "<rect x=\"0\" y=\"0\" width=\"20.01\" height=\"10.01\" "
		    "fill=\"#010203\" shape-rendering=\"crispEdges\"/>");
	expect_part("<g stroke='none' shape-rendering='crispEdges'><polygon "
		    "fill = 'rgb(1, 2, 3)' points = '0,10 20,11 20,0 '/></g>",
		    "<g stroke=\"none\">\n<polygon points=\"0,10 20,11 20,0\" "
		    "fill=\"#010203\" stroke=\"none\"/>");
}

static void
what_a_page_must_not_hold_is_refused(void **state)
{
	static const char *const bodies[] = {
		"<script>alert(1)</script>", "<a href='x'/>",
		"<image href='x'/>", "<foreignObject/>", "<style>x</style>",
		"<text>words of its own</text>", "words of its own",
		"<use xlink:href='#gpPt5' transform='translate(1,2) "
		"scale(1)'/>",
		"<use xlink:href='http://x/#gpPt6' transform='translate(1,2) "
		"scale(1)'/>",
		"<use xlink:href='#gpPt6' transform='translate(x,2) "
		"scale(1)'/>",
		"<g onmousemove=\"alert(1)\"/>", "<!-- x -->",
		"<![CDATA[x]]>", "<path d='M0,0", "<path d='url(x)'/>",
		"<path d='&#x3c;'/>", "</g></g></g>", "<g>",
		"<text>[[7]]</text>", "<text>[[0]]<b/></text>",
		"<g transform='\"><script>'/><path d='M0'/>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++)
		expect_refused(bodies[i]);
}

static void
check_refuses(const char *svg)
{
	struct dbr_error err = DBR_ERROR_INIT;

	if (svg_check(dbr_str_from(svg), &err) == DBR_OK)
		fail_msg("accepted: %s", svg);
}

static void
the_check_stands_on_its_own(void **state)
{
	static const char *const broken[] = {
		"", "<svg>", "<svg></g></svg>", "<svg/><svg/>", "x<svg/>",
		"<svg onload='x'/>", "<svg style='x'/>",
		"<svg href='x'/>", "<svg xlink:href='x'/>",
		"<svg xmlns='http://evil'/>", "<svg><g class='x'/></svg>",
		"<svg><g id='x'/></svg>", "<svg><script/></svg>",
		"<svg><a/></svg>", "<svg><use/></svg>",
		"<svg><path d='url(#x)'/></svg>",
		"<svg><path d='javascript:x'/></svg>",
		"<svg><text>&#60;</text></svg>", "<svg><text>a & b</text></svg>",
		"<svg><text>a > b</text></svg>", "<svg><text>\x01</text></svg>",
		"<svg><text>\xff</text></svg>", "<svg><!----></svg>",
	};
	struct dbr_error err = DBR_ERROR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++)
		check_refuses(broken[i]);
	assert_int_equal(svg_check(DBR_STR("<svg class='fig' " XMLNS "><g>"
					   "<text>a &amp; b</text></g></svg>"),
				   &err), DBR_OK);
}

/* Unescaped, it is the text again; escaped, it holds nothing live. */
static void
check_inert(const char *svg, struct dbr_str raw, const char *before)
{
	struct dbr_buf clean = DBR_BUF_INIT, seen = DBR_BUF_INIT;
	static const struct {
		const char *reference;
		char c;
	} references[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' },
			   { "&quot;", '"' }, { "&#39;", '\'' } };
	const char *p = strstr(svg, before);

	assert_non_null(p);
	for (p += strlen(before); *p != '<'; p++) {
		size_t i = 0;

		assert_true(*p != '\0' && *p != '>' && *p != '"');
		while (*p == '&' && i < 5 &&
		       strncmp(p, references[i].reference,
			       strlen(references[i].reference)) != 0)
			i++;
		assert_true(*p != '&' || i < 5);
		dbr_buf_add_char(&seen, *p == '&' ? references[i].c : *p);
		if (*p == '&')
			p += strlen(references[i].reference) - 1;
	}
	dbr_buf_add_clean(&clean, raw, 0);
	assert_string_equal(seen.text, clean.text);
	dbr_buf_release(&seen);
	dbr_buf_release(&clean);
}

static void
hostile_text_ends_as_inert_text(void **state)
{
	(void)state;
	assert_true(HOSTILE_COUNT >= 60);
	for (size_t i = 0; i < HOSTILE_COUNT; i++) {
		struct dbr_arena arena = DBR_ARENA_INIT;
		struct dbr_error err = DBR_ERROR_INIT;
		const struct script_token token = { .text = hostile[i],
						    .full = hostile[i] };
		const char *svg = finish(
			&arena,
			"<g><text>[[0]]</text></g><g onmousemove=\"gnuplot_svg."
			"showHypertext(evt,'[[0]]')\"><title> </title><use "
			"xlink:href='#gpPt6' transform='translate(1,2) "
			"scale(1)' color='rgb(1,2,3)'/></g>", &token, &err);

		if (!svg)
			fail_msg("%zu: %s", i, err.what);
		check_inert(svg, hostile[i], "<text><title>");
		check_inert(svg, hostile[i], "<g class=\"tip\">\n<title>");
		dbr_arena_release(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_root_is_ours_with_title_and_description),
		cmocka_unit_test(padded_colours_become_hexadecimal),
		cmocka_unit_test(a_referenced_point_becomes_a_circle),
		cmocka_unit_test(many_equal_points_become_one_path),
		cmocka_unit_test(bars_are_crisp_and_slanted_shapes_are_not),
		cmocka_unit_test(what_a_page_must_not_hold_is_refused),
		cmocka_unit_test(the_check_stands_on_its_own),
		cmocka_unit_test(hostile_text_ends_as_inert_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
