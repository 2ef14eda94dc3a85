/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/text_width.h"

/* Advance widths in 1/1000 of the size.  Regular and bold. */
enum { ASCII_FIRST = 0x20, ASCII_LAST = 0x7E, LATIN_FIRST = 0xA0,
       LATIN_LAST = 0x17F };

static const unsigned short ascii[2][ASCII_LAST - ASCII_FIRST + 1] = { {
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333,
	278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278,
	584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
	500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944,
	667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556,
	278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
	278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
}, {
	278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333,
	278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333,
	584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278,
	556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944,
	667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556,
	333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556,
	333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
} };

static const unsigned short latin[2][LATIN_LAST - LATIN_FIRST + 1] = { {
	278, 333, 556, 556, 556, 556, 260, 556, 333, 737, 370, 556, 584, 333,
	737, 552, 400, 549, 333, 333, 333, 576, 537, 278, 333, 333, 365, 556,
	834, 834, 834, 611, 667, 667, 667, 667, 667, 667, 1000, 722, 667, 667,
	667, 667, 278, 278, 278, 278, 722, 722, 778, 778, 778, 778, 778, 584,
	778, 722, 722, 722, 722, 667, 667, 611, 556, 556, 556, 556, 556, 556,
	889, 500, 556, 556, 556, 556, 278, 278, 278, 278, 556, 556, 556, 556,
	556, 556, 556, 549, 611, 556, 556, 556, 556, 500, 556, 500, 667, 556,
	667, 556, 667, 556, 722, 500, 722, 500, 722, 500, 722, 500, 722, 615,
	722, 556, 667, 556, 667, 556, 667, 556, 667, 556, 667, 556, 778, 556,
	778, 556, 778, 556, 778, 556, 722, 556, 722, 556, 278, 278, 278, 278,
	278, 278, 278, 222, 278, 278, 735, 444, 500, 222, 667, 500, 500, 556,
	222, 556, 222, 556, 292, 556, 334, 556, 222, 722, 556, 722, 556, 722,
	556, 604, 723, 556, 778, 556, 778, 556, 778, 556, 1000, 944, 722, 333,
	722, 333, 722, 333, 667, 500, 667, 500, 667, 500, 667, 500, 611, 278,
	611, 375, 611, 278, 722, 556, 722, 556, 722, 556, 722, 556, 722, 556,
	722, 556, 944, 722, 667, 500, 667, 611, 500, 611, 500, 611, 500, 222,
}, {
	278, 333, 556, 556, 556, 556, 280, 556, 333, 737, 370, 556, 584, 333,
	737, 552, 400, 549, 333, 333, 333, 576, 556, 278, 333, 333, 365, 556,
	834, 834, 834, 611, 722, 722, 722, 722, 722, 722, 1000, 722, 667, 667,
	667, 667, 278, 278, 278, 278, 722, 722, 778, 778, 778, 778, 778, 584,
	778, 722, 722, 722, 722, 667, 667, 611, 556, 556, 556, 556, 556, 556,
	889, 556, 556, 556, 556, 556, 278, 278, 278, 278, 611, 611, 611, 611,
	611, 611, 611, 549, 611, 611, 611, 611, 611, 556, 611, 556, 722, 556,
	722, 556, 722, 556, 722, 556, 722, 556, 722, 556, 722, 556, 722, 719,
	722, 611, 667, 556, 667, 556, 667, 556, 667, 556, 667, 556, 778, 611,
	778, 611, 778, 611, 778, 611, 722, 611, 722, 611, 278, 278, 278, 278,
	278, 278, 278, 278, 278, 278, 785, 556, 556, 278, 722, 556, 556, 611,
	278, 611, 278, 611, 385, 611, 479, 611, 278, 722, 611, 722, 611, 722,
	611, 708, 723, 611, 778, 611, 778, 611, 778, 611, 1000, 944, 722, 389,
	722, 389, 722, 389, 667, 556, 667, 556, 667, 556, 667, 556, 611, 333,
	611, 479, 611, 333, 722, 611, 722, 611, 722, 611, 722, 611, 722, 611,
	722, 611, 944, 778, 667, 556, 667, 611, 500, 611, 500, 611, 500, 278,
} };

/* What figures themselves print beyond Latin. */
static const struct {
	unsigned from, to, width;
} others[] = {
	{ 0x0300, 0x036F, 0 },	/* combining marks */
	{ 0x2009, 0x200A, 200 },	/* thin and hair space */
	{ 0x2010, 0x2011, 333 },
	{ 0x2012, 0x2013, 556 },
	{ 0x2014, 0x2015, 1000 },
	{ 0x2018, 0x2019, 278 },
	{ 0x2022, 0x2022, 350 },
	{ 0x2026, 0x2026, 1000 },
	{ 0x202F, 0x202F, 200 },	/* narrow no-break space */
	{ 0x20AC, 0x20AC, 556 },
	{ 0x2190, 0x2193, 1000 },
	{ 0x2212, 0x2212, 584 },
	{ 0x2264, 0x2265, 549 },
	{ 0x0370, 0x058F, 720 },	/* Greek, Cyrillic: on the safe side */
	{ 0x0590, 0x10FF, 700 },
};
enum { WIDTH_UNKNOWN = 1000 };	/* CJK, emoji */

/* The code point at *i of valid UTF-8; moves *i behind it. */
static unsigned
next_code_point(struct dbr_str text, size_t *i)
{
	unsigned char lead = (unsigned char)text.at[(*i)++];
	unsigned value;
	size_t extra = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0;

	value = extra ? lead & (0x3Fu >> extra) : lead;
	for (; extra && *i < text.size; extra--)
		value = value << 6 | ((unsigned char)text.at[(*i)++] & 0x3F);
	return value;
}

static unsigned
code_point_width(unsigned code_point, bool is_bold)
{
	if (code_point >= ASCII_FIRST && code_point <= ASCII_LAST)
		return ascii[is_bold][code_point - ASCII_FIRST];
	if (code_point >= LATIN_FIRST && code_point <= LATIN_LAST)
		return latin[is_bold][code_point - LATIN_FIRST];
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (code_point >= others[i].from && code_point <= others[i].to)
			return others[i].width;
	return WIDTH_UNKNOWN;
}

double
text_width(struct dbr_str text, double size, bool is_bold)
{
	double width = 0;

	for (size_t i = 0; i < text.size;)
		width += code_point_width(next_code_point(text, &i), is_bold);
	return width * size / 1000;
}

bool
text_cut(struct dbr_buf *out, struct dbr_str text, double width, double size,
	 bool is_bold)
{
	static const char ellipsis[] = "\xE2\x80\xA6";
	double room = width - size;	/* an ellipsis is 1 em wide */
	double used = 0;
	size_t end = 0;

	if (text_width(text, size, is_bold) <= width) {
		dbr_buf_add_str(out, text);
		return true;
	}
	for (size_t i = 0; i < text.size; end = i) {
		size_t next = i;

		used += code_point_width(next_code_point(text, &next),
					 is_bold) * size / 1000;
		if (used > room)
			break;
		i = next;
	}
	dbr_buf_add_str(out, dbr_str_trim((struct dbr_str){ text.at, end }));
	dbr_buf_add_text(out, ellipsis);
	return false;
}
