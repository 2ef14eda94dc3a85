/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdlib.h>
#include <string.h>
#include "debrief/arena.h"
#include "reports/numbers_check.h"

#define NARROW_NO_BREAK "\xE2\x80\xAF"

enum { PARTS_MAX = 200 };

/* The numbers of one part of a page, in the order they were met. */
struct numbers {
	struct dbr_str *at;
	size_t count, capacity;
};

/* Part 0 is what stands before the first section. */
struct page {
	struct dbr_arena *arena;
	struct dbr_str text;	/* what is left to read */
	struct numbers parts[PARTS_MAX];
	size_t part;
	/* Of the figure that is open: what it prints, and what it rests on. */
	struct numbers drawn, said;
	struct dbr_str figure;
	bool is_figure, is_drawing, is_scale;
	struct dbr_error *err;
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
starts(struct dbr_str text, const char *prefix)
{
	return dbr_str_starts(text, prefix);
}

static void
skip(struct dbr_str *text, size_t size)
{
	size = size < text->size ? size : text->size;
	text->at += size;
	text->size -= size;
}

static void
numbers_add(struct page *page, struct numbers *numbers, struct dbr_str number)
{
	numbers->at = dbr_arena_grow(page->arena, numbers->at, numbers->count,
				     &numbers->capacity,
				     sizeof(*numbers->at));
	numbers->at[numbers->count++] = dbr_arena_str(page->arena, number);
}

/* Where a number goes on: a digit, a point or a thin blank before one. */
static size_t
number_step(struct dbr_str text)
{
	size_t thin = sizeof(NARROW_NO_BREAK) - 1;

	if (text.size && is_digit(text.at[0]))
		return 1;
	if (text.size > 1 && text.at[0] == '.' && is_digit(text.at[1]))
		return 1;
	if (text.size > 2 && text.at[0] == '\\' && text.at[1] == '.' &&
	    is_digit(text.at[2]))
		return 2;
	if (text.size > thin && starts(text, NARROW_NO_BREAK) &&
	    is_digit(text.at[thin]))
		return thin;
	return 0;
}

/* The number at the start of text without "\", thin blanks and the zeros
 * that only a date writes. */
static struct dbr_str
take_number(struct dbr_buf *out, struct dbr_str *text)
{
	size_t step;

	dbr_buf_reset(out);
	for (; (step = number_step(*text)); skip(text, step)) {
		char c = text->at[step - 1];

		if (c != '.' && !is_digit(c))
			continue;
		if (out->size == 1 && out->text[0] == '0' && is_digit(c))
			dbr_buf_reset(out);
		dbr_buf_add_char(out, c);
	}
	return dbr_buf_str(out);
}

static void
note_number(struct page *page, struct dbr_str number)
{
	if (page->is_drawing) {
		if (!page->is_scale)
			numbers_add(page, &page->drawn, number);
		return;
	}
	if (page->is_figure)
		numbers_add(page, &page->said, number);
	numbers_add(page, &page->parts[page->part], number);
}

static bool
has_number(const struct numbers *numbers, struct dbr_str number)
{
	size_t i;

	for (i = 0; i < numbers->count; i++)
		if (dbr_str_equal(numbers->at[i], number))
			return true;
	return false;
}

/* What the figure prints must stand in its words or its table. */
static enum dbr_status
close_figure(struct page *page)
{
	size_t i;

	page->is_figure = false;
	for (i = 0; i < page->drawn.count; i++)
		if (!has_number(&page->said, page->drawn.at[i]))
			return dbr_fail(page->err, DBR_EBUG,
					"figure \"%.*s\" shows %.*s, which "
					"its table and its words do not",
					DBR_STR_ARG(page->figure),
					DBR_STR_ARG(page->drawn.at[i]));
	return DBR_OK;
}

/* Up to and with the next stop; to the end without one. */
static void
skip_past(struct dbr_str *text, const char *stop)
{
	while (text->size && !starts(*text, stop))
		skip(text, 1);
	skip(text, strlen(stop));
}

static void
open_figure(struct page *page)
{
	struct dbr_str rest = page->text;

	skip(&rest, strlen("<figure id=\""));
	page->figure = dbr_str_cut(&rest, '"');
	page->is_figure = true;
	page->drawn.count = page->said.count = 0;
}

static bool
next_part(struct page *page)
{
	page->part++;
	return page->part < PARTS_MAX;
}

/* Of the axis; or a name that was cut, maybe inside a number. */
static bool
is_scale(struct dbr_str text)
{
	if (starts(text, "<text class=\"s\"") ||
	    starts(text, "<text class=\"h s\""))
		return true;
	skip_past(&text, ">");
	return starts(text, "<title>");
}

static enum dbr_status
html_tag(struct page *page)
{
	static const char *const unread[][2] = {
		{ "<head", "</head>" }, { "<form", "</form>" },
		{ "<nav", "</nav>" },	{ "<title", "</title>" },
		{ "<desc", "</desc>" }, { "<caption", "</caption>" },
	};
	size_t i;

	for (i = 0; i < sizeof(unread) / sizeof(unread[0]); i++)
		if (starts(page->text, unread[i][0]) &&
		    !starts(page->text, "<header")) {
			skip_past(&page->text, unread[i][1]);
			return DBR_OK;
		}
	if (starts(page->text, "<section") && !next_part(page))
		return dbr_fail(page->err, DBR_EBUG, "too many sections");
	if (starts(page->text, "<figure"))
		open_figure(page);
	else if (starts(page->text, "</figure") &&
		 close_figure(page) != DBR_OK)
		return page->err->code;
	else if (starts(page->text, "<svg"))
		page->is_drawing = true;
	else if (starts(page->text, "</svg"))
		page->is_drawing = false;
	else if (starts(page->text, "<text"))
		page->is_scale = is_scale(page->text);
	skip_past(&page->text, ">");
	return DBR_OK;
}

static enum dbr_status
read_html(struct page *page)
{
	struct dbr_buf number = DBR_BUF_INIT;
	enum dbr_status rc = DBR_OK;

	while (rc == DBR_OK && page->text.size) {
		if (page->text.at[0] == '<')
			rc = html_tag(page);
		else if (starts(page->text, "&#39;"))
			skip(&page->text, strlen("&#39;"));
		else if (is_digit(page->text.at[0]))
			note_number(page, take_number(&number, &page->text));
		else
			skip(&page->text, 1);
	}
	dbr_buf_release(&number);
	return rc;
}

/* "## 3 Title (5 min)": the page says the minutes in its contents. */
static void
skip_minutes(struct page *page, struct dbr_str line_end)
{
	struct dbr_str line = { page->text.at,
				(size_t)(line_end.at - page->text.at) };
	size_t i = 0;

	if (!dbr_str_ends(line, " min)"))
		return;
	for (i = 1; i < line.size && is_digit(line.at[i]); i++)
		;
	if (i > 1 && dbr_str_is((struct dbr_str){ line.at + i,
						  line.size - i }, " min)"))
		skip(&page->text, line.size);
}

/* What begins a line in Markdown: margins, bullets and "1. ", which the page
 * counts by itself. */
static void
skip_margin(struct dbr_str *text)
{
	static const char item[] = "1. ";

	skip(text, 1);
	for (;;) {
		if (text->size && strchr(" >*", text->at[0]))
			skip(text, 1);
		else if (starts(*text, item))
			skip(text, sizeof(item) - 1);
		else
			return;
	}
}

static struct dbr_str
find_line_end(struct dbr_str text)
{
	while (text.size && text.at[0] != '\n')
		skip(&text, 1);
	return text;
}

static enum dbr_status
read_markdown(struct page *page)
{
	struct dbr_buf number = DBR_BUF_INIT;
	enum dbr_status rc = DBR_OK;

	while (rc == DBR_OK && page->text.size) {
		struct dbr_str *text = &page->text;

		if (starts(*text, "<a id=\"s") && !next_part(page))
			rc = dbr_fail(page->err, DBR_EBUG,
				      "too many sections");
		if (text->at[0] == '\n')
			skip_margin(text);
		else if (text->at[0] == '<')
			skip_past(text, ">");
		else if (starts(*text, "![")) {
			skip_past(text, "](");
			skip_past(text, ")");
		} else if (starts(*text, "&#39;"))
			skip(text, strlen("&#39;"));
		else if (text->at[0] == '(') {
			skip_minutes(page, find_line_end(*text));
			skip(text, text->size && text->at[0] == '(');
		} else if (is_digit(text->at[0]))
			note_number(page, take_number(&number, text));
		else
			skip(text, text->at[0] == '\\' ? 2 : 1);
	}
	dbr_buf_release(&number);
	return rc;
}

static int
by_bytes(const void *a, const void *b)
{
	const struct dbr_str *x = a, *y = b;
	size_t size = x->size < y->size ? x->size : y->size;
	int order = size ? memcmp(x->at, y->at, size) : 0;

	return order ? order : (x->size > y->size) - (x->size < y->size);
}

/* The first number that only one of them has, or has more often. */
static enum dbr_status
compare_part(struct page *html, struct page *markdown, size_t part)
{
	struct numbers *a = &html->parts[part], *b = &markdown->parts[part];
	size_t i = 0;
	bool is_html;

	if (a->count)
		qsort(a->at, a->count, sizeof(*a->at), by_bytes);
	if (b->count)
		qsort(b->at, b->count, sizeof(*b->at), by_bytes);
	while (i < a->count && i < b->count &&
	       dbr_str_equal(a->at[i], b->at[i]))
		i++;
	if (i == a->count && i == b->count)
		return DBR_OK;
	is_html = i == b->count ||
		  (i < a->count && by_bytes(&a->at[i], &b->at[i]) < 0);
	return dbr_fail(html->err, DBR_EBUG,
			"section %zu has %.*s in the %s and not in the %s",
			part, DBR_STR_ARG(is_html ? a->at[i] : b->at[i]),
			is_html ? "page" : "Markdown",
			is_html ? "Markdown" : "page");
}

enum dbr_status
numbers_check(struct dbr_str html, struct dbr_str markdown,
	      struct dbr_error *err)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct page *pages = dbr_arena_array(&arena, 2, sizeof(*pages));
	enum dbr_status rc;
	size_t i;

	pages[0] = (struct page){ .arena = &arena, .text = html, .err = err };
	pages[1] = (struct page){ .arena = &arena, .text = markdown,
				  .err = err };
	rc = read_html(&pages[0]);
	if (rc == DBR_OK)
		rc = read_markdown(&pages[1]);
	if (rc == DBR_OK && pages[0].part != pages[1].part)
		rc = dbr_fail(err, DBR_EBUG, "the page has %zu sections, the "
			      "Markdown %zu", pages[0].part, pages[1].part);
	for (i = 0; rc == DBR_OK && i <= pages[0].part; i++)
		rc = compare_part(&pages[0], &pages[1], i);
	dbr_arena_release(&arena);
	return rc;
}
