/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdint.h>
#include <string.h>
#include "debrief/glyph.h"
#include "reports/escape.h"

#define REPLACEMENT "\xEF\xBF\xBD"
#define ELLIPSIS "\xE2\x80\xA6"

typedef void (*escape_fn)(struct dbr_buf *out, struct dbr_str character);

/* Size of the valid character at the start of text, 0 when there is none. */
static size_t
character_size(struct dbr_str text)
{
	unsigned char first = (unsigned char)text.at[0];
	size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;

	if (size > text.size)
		return 0;
	text.size = size;
	return dbr_str_utf8_check(text) == size ? size : 0;
}

static uint32_t
character_value(struct dbr_str c)
{
	static const unsigned char mask[] = { 0, 0x7F, 0x1F, 0x0F, 0x07 };
	uint32_t value = (unsigned char)c.at[0] & mask[c.size];
	size_t i;

	for (i = 1; i < c.size; i++)
		value = value << 6 | ((unsigned char)c.at[i] & 0x3F);
	return value;
}

static void
escape_each(struct dbr_buf *out, struct dbr_str text, escape_fn escape)
{
	size_t done = 0, written = 0, marks = 0;
	bool was_space = false;

	while (done < text.size && written < ESCAPE_MAX) {
		struct dbr_str c = { text.at + done, text.size - done };
		enum dbr_glyph glyph;

		c.size = character_size(c);
		done += c.size ? c.size : 1;
		if (!c.size)
			c = DBR_STR(REPLACEMENT);
		glyph = dbr_glyph_of(character_value(c));
		marks = glyph == DBR_GLYPH_MARK ? marks + 1 : 0;
		if (glyph == DBR_GLYPH_HIDDEN || marks > DBR_GLYPH_MARKS_MAX ||
		    (glyph == DBR_GLYPH_SPACE && was_space))
			continue;
		was_space = glyph == DBR_GLYPH_SPACE;
		if (was_space)
			c = DBR_STR(" ");
		escape(out, c);
		written += c.size;
	}
	if (done < text.size)
		dbr_buf_add_text(out, ELLIPSIS);
}

static void
html_character(struct dbr_buf *out, struct dbr_str c)
{
	switch (c.at[0]) {
	case '&':
		dbr_buf_add_text(out, "&amp;");
		break;
	case '<':
		dbr_buf_add_text(out, "&lt;");
		break;
	case '>':
		dbr_buf_add_text(out, "&gt;");
		break;
	case '"':
		dbr_buf_add_text(out, "&quot;");
		break;
	case '\'':
		dbr_buf_add_text(out, "&#39;");
		break;
	default:
		dbr_buf_add_str(out, c);
	}
}

static void
markdown_character(struct dbr_buf *out, struct dbr_str c)
{
	if (strchr("&<>", c.at[0])) {
		html_character(out, c);
		return;
	}
	if (strchr("\\`*_{}[]()#+-.!|~^$:=@\"'", c.at[0]))
		dbr_buf_add_char(out, '\\');
	dbr_buf_add_str(out, c);
}

static void
markdown_own_character(struct dbr_buf *out, struct dbr_str c)
{
	if (strchr("&<>", c.at[0])) {
		html_character(out, c);
		return;
	}
	if (strchr("\\`*_[]|", c.at[0]))
		dbr_buf_add_char(out, '\\');
	dbr_buf_add_str(out, c);
}

static void
css_character(struct dbr_buf *out, struct dbr_str c)
{
	bool is_plain = (c.at[0] >= '0' && c.at[0] <= '9') ||
			(c.at[0] >= 'A' && c.at[0] <= 'Z') ||
			(c.at[0] >= 'a' && c.at[0] <= 'z') ||
			strchr(" .,-", c.at[0]);

	dbr_buf_add_char(out, is_plain ? c.at[0] : ' ');
}

void
escape_html(struct dbr_buf *out, struct dbr_str text)
{
	escape_each(out, text, html_character);
}

void
escape_markdown(struct dbr_buf *out, struct dbr_str text)
{
	escape_each(out, text, markdown_character);
}

void
escape_markdown_own(struct dbr_buf *out, struct dbr_str text)
{
	escape_each(out, text, markdown_own_character);
}

void
escape_css(struct dbr_buf *out, struct dbr_str text)
{
	escape_each(out, text, css_character);
}
