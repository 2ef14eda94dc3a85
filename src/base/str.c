/* SPDX-License-Identifier: GPL-3.0-or-later */
/* str.c -- slices; see debrief/str.h. */
#include <config.h>
#include "debrief/str.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "debrief/glyph.h"

struct dbr_str
dbr_str_from(const char *text)
{
	if (!text)
		return DBR_STR_NONE;
	return (struct dbr_str){ text, strlen(text) };
}

bool
dbr_str_equal(struct dbr_str a, struct dbr_str b)
{
	return a.size == b.size &&
	       (a.size == 0 || memcmp(a.at, b.at, a.size) == 0);
}

bool
dbr_str_is(struct dbr_str s, const char *text)
{
	return dbr_str_equal(s, dbr_str_from(text));
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool
dbr_str_equal_nocase(struct dbr_str a, struct dbr_str b)
{
	if (a.size != b.size)
		return false;
	for (size_t i = 0; i < a.size; i++)
		if (lower(a.at[i]) != lower(b.at[i]))
			return false;
	return true;
}

bool
dbr_str_starts(struct dbr_str s, const char *prefix)
{
	size_t size = strlen(prefix);

	return s.size >= size && (!size || memcmp(s.at, prefix, size) == 0);
}

bool
dbr_str_is_formula(struct dbr_str s)
{
	/* the last four are the wide forms of = + - @ */
	static const char *const starts[] = {
		"=", "+", "-", "@", "\t", "\r", "\n", "\xEF\xBC\x9D",
		"\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0",
	};

	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
		if (dbr_str_starts(s, starts[i]))
			return true;
	return false;
}

bool
dbr_str_ends(struct dbr_str s, const char *suffix)
{
	size_t size = strlen(suffix);

	return s.size >= size &&
	       (!size || memcmp(s.at + s.size - size, suffix, size) == 0);
}

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct dbr_str
dbr_str_trim(struct dbr_str s)
{
	while (s.size && is_blank(s.at[0])) {
		s.at++;
		s.size--;
	}
	while (s.size && is_blank(s.at[s.size - 1]))
		s.size--;
	return s;
}

struct dbr_str
dbr_str_cut(struct dbr_str *rest, char sep)
{
	struct dbr_str head = *rest;
	const char *found = rest->size ? memchr(rest->at, sep, rest->size)
				       : NULL;

	if (!found) {
		*rest = DBR_STR_NONE;
		return head;
	}
	head.size = (size_t)(found - rest->at);
	rest->at = found + 1;
	rest->size -= head.size + 1;
	return head;
}

bool
dbr_str_to_i64(struct dbr_str s, int64_t *out)
{
	bool negative = s.size && s.at[0] == '-';
	size_t i = negative || (s.size && s.at[0] == '+');
	int64_t value = 0;

	if (i >= s.size)
		return false;
	for (; i < s.size; i++) {
		int digit = s.at[i] - '0';

		if (digit < 0 || digit > 9 ||
		    __builtin_mul_overflow(value, 10, &value) ||
		    __builtin_sub_overflow(value, digit, &value))
			return false;
	}
	if (!negative && value == INT64_MIN)
		return false;
	*out = negative ? value : -value;
	return true;
}

static bool
is_decimal_byte(char c)
{
	return (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.' ||
	       c == 'e' || c == 'E';
}

bool
dbr_str_to_double(struct dbr_str s, double *out)
{
	char copy[64];
	char *end;
	double value;

	if (s.size == 0 || s.size >= sizeof(copy))
		return false;
	for (size_t i = 0; i < s.size; i++)
		if (!is_decimal_byte(s.at[i]))
			return false;
	memcpy(copy, s.at, s.size);
	copy[s.size] = '\0';
	/* The program never leaves the C locale, so "." is the point. */
	value = strtod(copy, &end);
	if (*end || !isfinite(value))
		return false;
	*out = value;
	return true;
}

/* Size of the valid UTF-8 character at p, or 0. */
static size_t
utf8_size(const unsigned char *p, size_t left)
{
	size_t size = p[0] < 0x80 ? 1 : p[0] >= 0xC2 && p[0] < 0xE0 ? 2 :
		      (p[0] & 0xF0) == 0xE0 ? 3 :
		      p[0] >= 0xF0 && p[0] < 0xF5 ? 4 : 0;

	if (!size || size > left)
		return 0;
	for (size_t i = 1; i < size; i++)
		if ((p[i] & 0xC0) != 0x80)
			return 0;
	if ((p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xED && p[1] > 0x9F) ||
	    (p[0] == 0xF0 && p[1] < 0x90) || (p[0] == 0xF4 && p[1] > 0x8F))
		return 0;
	return size;
}

size_t
dbr_str_utf8_check(struct dbr_str s)
{
	const unsigned char *p = (const unsigned char *)s.at;
	size_t i = 0;

	while (i < s.size) {
		size_t size = p[i] < 0x80 ? 1 : utf8_size(p + i, s.size - i);

		if (!size)
			return i;
		i += size;
	}
	return i;
}

static unsigned
utf8_value(const unsigned char *p, size_t size)
{
	unsigned value = size == 1 ? p[0] : p[0] & (0x7Fu >> size);

	for (size_t i = 1; i < size; i++)
		value = value << 6 | (p[i] & 0x3F);
	return value;
}

/* The glyph at the start of s; *size are its bytes, one when it is none. */
static enum dbr_glyph
next_glyph(size_t *size, struct dbr_str s)
{
	const unsigned char *p = (const unsigned char *)s.at;

	*size = utf8_size(p, s.size);
	if (*size)
		return dbr_glyph_of(utf8_value(p, *size));
	*size = 1;
	return DBR_GLYPH_HIDDEN;
}

void
dbr_buf_add_clean(struct dbr_buf *buf, struct dbr_str s, size_t max_chars)
{
	size_t chars = 0, size, marks = 0;
	bool blank = false;

	for (; s.size; s.at += size, s.size -= size) {
		enum dbr_glyph glyph = next_glyph(&size, s);

		marks = glyph == DBR_GLYPH_MARK ? marks + 1 : 0;
		blank = blank || glyph == DBR_GLYPH_SPACE;
		if (glyph == DBR_GLYPH_SPACE || marks > DBR_GLYPH_MARKS_MAX)
			continue;
		if (max_chars && chars + blank >= max_chars) {
			dbr_buf_add_text(buf, "\xE2\x80\xA6");
			return;
		}
		if (blank && chars++)
			dbr_buf_add_char(buf, ' ');
		if (glyph == DBR_GLYPH_HIDDEN)
			dbr_buf_add_text(buf, "\xEF\xBF\xBD");
		else
			dbr_buf_add(buf, s.at, size);
		blank = false;
		chars++;
	}
}

static size_t
min3(size_t a, size_t b, size_t c)
{
	size_t least = a < b ? a : b;

	return least < c ? least : c;
}

enum { NEAREST_WORD_MAX = 64 };

static bool
are_swapped(const char *a, const char *b)
{
	return lower(a[0]) == lower(b[-1]) && lower(a[-1]) == lower(b[0]);
}

/* Letters put in, left out, put for another, or two of them swapped. */
static size_t
edit_distance(const char *a, const char *b)
{
	size_t rows[3][NEAREST_WORD_MAX + 1];
	size_t b_size = strlen(b), i = 0;

	for (size_t j = 0; j <= b_size; j++)
		rows[0][j] = j;
	for (; a[i]; i++) {
		const size_t *before = rows[(i + 2) % 3];
		const size_t *above = rows[i % 3];
		size_t *row = rows[(i + 1) % 3];

		row[0] = i + 1;
		for (size_t j = 0; j < b_size; j++) {
			size_t cost = lower(a[i]) != lower(b[j]);

			row[j + 1] = min3(above[j + 1] + 1, row[j] + 1,
					  above[j] + cost);
			if (i && j && are_swapped(a + i, b + j) &&
			    before[j - 1] + 1 < row[j + 1])
				row[j + 1] = before[j - 1] + 1;
		}
	}
	return rows[i % 3][b_size];
}

const char *
dbr_nearest(const char *word, const char *const *names, size_t count)
{
	const char *best = NULL;
	size_t word_size = strlen(word);
	/* A short word has neighbours that mean something else: "xml", "md". */
	size_t best_distance = word_size < 4 ? 2 : word_size / 3 + 2;

	if (word_size > NEAREST_WORD_MAX)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		size_t distance;

		if (strlen(names[i]) > NEAREST_WORD_MAX)
			continue;
		distance = edit_distance(word, names[i]);
		if (distance < best_distance) {
			best = names[i];
			best_distance = distance;
		}
	}
	return best;
}
