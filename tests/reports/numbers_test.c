/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A number altered in one place of a finished report is found. */
#include <config.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "reports/numbers_check.h"
#include "reports/svg.h"
#include "tests/reports/figure_samples.h"

static const char page[] =
	"<html><head><title>9</title></head><body><header class=\"mast\">"
	"<h1>Late by 7.0 days</h1><nav>5 min</nav></header>"
	"<section id=\"s1\"><h2><span class=\"no\">1</span>Incidents</h2>"
	"<p>27 came, n = 1\xE2\x80\xAF" "337.</p>"
	"<table><tr><td>it&#39;s</td><td>2.1</td></tr></table>"
	"<figure id=\"f1\"><h3>27 incidents</h3><svg width=\"760\">"
	"<title>8</title><text class=\"s\">100</text>"
	"<text><tspan>27</tspan> observed</text>"
	"<text>17 Feb</text></svg><table><tr><td>2026-02-17</td><td>27</td>"
	"</tr></table></figure></section></body></html>";

static const char twin[] =
	"# Late by 7.0 days\n\n<a id=\"s1\"></a>\n\n## 1 Incidents (5 min)\n\n"
	"27 came, n \\= 1\xE2\x80\xAF" "337\\.\n\n| it\\'s | 2\\.1 |\n\n"
	"<a id=\"f1\"></a>\n\n### 27 incidents\n\n"
	"![27 incidents](figs/one-f1.svg)\n\n| 2026\\-02\\-17 | 27 |\n";

static enum dbr_status
check(const char *html, const char *markdown, struct dbr_error *err)
{
	*err = (struct dbr_error)DBR_ERROR_INIT;
	return numbers_check(dbr_str_from(html), dbr_str_from(markdown), err);
}

/* The page counts the items of a list; Markdown writes "1. " for each. */
static void
the_count_of_a_list_is_no_number(void **state)
{
	struct dbr_error err;

	(void)state;
	assert_int_equal(check("<ol><li>two 3</li><li>four</li></ol>",
			       "x\n1. two 3\n1. four\n> 1. five\n", &err),
			 DBR_OK);
	assert_int_equal(check("<ol><li>two 3</li></ol>",
			       "x\n1. two 4\n", &err), DBR_EBUG);
}

/* text with the first `from` after `behind` made `to`. */
static const char *
altered(struct dbr_arena *arena, const char *text, const char *const change[3])
{
	const char *at = strstr(text, change[0]);

	assert_non_null(at);
	at = strstr(at, change[1]);
	assert_non_null(at);
	return dbr_arena_textf(arena, "%.*s%s%s", (int)(at - text), text,
			       change[2], at + strlen(change[1]));
}

static void
two_pages_of_one_report_agree(void **state)
{
	struct dbr_error err;

	(void)state;
	if (check(page, twin, &err) != DBR_OK)
		fail_msg("%s", err.what);
}

static void
a_number_altered_in_one_place_is_found(void **state)
{
	static const char *const in_page[][3] = {
		{ "<h1>", "7.0", "7.1" },	/* title */
		{ "<p>", "27", "28" },		/* sentence */
		{ "<p>", "337", "373" },
		{ "<td>it", "2.1", "2.2" },	/* table */
		{ "<tspan>", "27", "28" },	/* figure */
		{ "</tspan>", "17", "18" },	/* its date */
		{ "02-17", "27", "26" },	/* its table */
		{ "<h3>", "27", "" },		/* gone */
	};
	static const char *const in_twin[][3] = {
		{ "# Late", "7.0", "8.0" }, { "Incidents", "27", "72" },
		{ "it", "2\\.1", "2\\.10" }, { "svg", "27", "2" },
		{ "02\\-17", "27", "27 28" },
	};
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err;

	(void)state;
	for (size_t i = 0; i < sizeof(in_page) / sizeof(in_page[0]); i++)
		if (check(altered(&arena, page, in_page[i]), twin, &err) !=
		    DBR_EBUG)
			fail_msg("page %zu", i);
	for (size_t i = 0; i < sizeof(in_twin) / sizeof(in_twin[0]); i++)
		if (check(page, altered(&arena, twin, in_twin[i]), &err) !=
		    DBR_EBUG)
			fail_msg("Markdown %zu", i);
	dbr_arena_release(&arena);
}

static void
the_message_names_the_place_and_the_number(void **state)
{
	static const char *const sentence[3] = { "<p>", "27", "28" };
	static const char *const picture[3] = { "<tspan>", "27", "28" };
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err;

	(void)state;
	assert_int_equal(check(altered(&arena, page, sentence), twin, &err),
			 DBR_EBUG);
	assert_string_equal(err.what, "section 1 has 27 in the Markdown and "
				      "not in the page");
	assert_int_equal(check(altered(&arena, page, picture), twin, &err),
			 DBR_EBUG);
	assert_string_equal(err.what, "figure \"f1\" shows 28, which its "
				      "table and its words do not");
	dbr_arena_release(&arena);
}

/* A sample with its own table and description is a section by itself. */
static void
check_sample(const struct figure_sample *sample)
{
	const struct figure_style style = { .id = sample->name,
					    .gnuplot = GNUPLOT_PATH };
	struct dbr_buf html = DBR_BUF_INIT, markdown = DBR_BUF_INIT;
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err = DBR_ERROR_INIT;
	const struct figure_table *t;
	struct figure figure;

	assert_int_equal(sample->draw(&figure, &style, &arena, &err), DBR_OK);
	t = &figure.table;
	dbr_buf_addf(&html, "<figure id=\"%s\">", sample->name);
	dbr_buf_add_str(&html, figure.svg);
	for (size_t i = 0; i < t->column_count; i++)
		dbr_buf_addf(&markdown, "%s | ", t->columns[i]);
	for (size_t i = 0; i < t->column_count * t->row_count; i++) {
		svg_add_text(&markdown, dbr_str_from(t->cells[i]));
		dbr_buf_add_text(&markdown, " | ");
	}
	dbr_buf_add_str(&html, dbr_buf_str(&markdown));
	dbr_buf_add_text(&html, "</figure>");
	if (numbers_check(dbr_buf_str(&html), dbr_buf_str(&markdown), &err) !=
	    DBR_OK)
		fail_msg("%s: %s", sample->name, err.what);
	dbr_buf_release(&markdown);
	dbr_buf_release(&html);
	dbr_arena_release(&arena);
}

static void
what_a_figure_prints_is_in_its_table(void **state)
{
	(void)state;
	if (access(GNUPLOT_PATH, X_OK) != 0)
		skip();
	for (size_t i = 0; i < sample_set_count; i++)
		for (size_t j = 0; j < *sample_sets[i].count; j++)
			if (sample_sets[i].samples[j].is_drawn)
				check_sample(&sample_sets[i].samples[j]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_pages_of_one_report_agree),
		cmocka_unit_test(a_number_altered_in_one_place_is_found),
		cmocka_unit_test(the_count_of_a_list_is_no_number),
		cmocka_unit_test(the_message_names_the_place_and_the_number),
		cmocka_unit_test(what_a_figure_prints_is_in_its_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
