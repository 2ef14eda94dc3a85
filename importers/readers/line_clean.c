/* SPDX-License-Identifier: GPL-3.0-or-later */
/* line_clean.c -- see line_clean.h. */
#include <config.h>
#include "line_clean.h"

#include <string.h>

enum { ESCAPE = 0x1B, BELL = 0x07 };

bool
line_needs_cleaning(struct dbr_str line)
{
	return line.size && (memchr(line.at, ESCAPE, line.size) ||
			     memchr(line.at, '\r', line.size));
}

static bool
is_within(char c, char least, char most)
{
	return c >= least && c <= most;
}

/* "ESC [ parameters final" (ECMA-48, 5.4) */
static size_t
control_size(struct dbr_str text)
{
	size_t i = 2;

	while (i < text.size && is_within(text.at[i], ' ', '?'))
		i++;
	return i < text.size && is_within(text.at[i], '@', '~') ? i + 1 : i;
}

/* "ESC ] anything BEL" or "... ESC \" */
static size_t
command_size(struct dbr_str text)
{
	for (size_t i = 2; i < text.size; i++) {
		if (text.at[i] == BELL)
			return i + 1;
		if (text.at[i] == ESCAPE && i + 1 < text.size &&
		    text.at[i + 1] == '\\')
			return i + 2;
	}
	return text.size;
}

/* Bytes of the escape sequence that text begins with. */
static size_t
escape_size(struct dbr_str text)
{
	size_t i = 1;

	if (text.size < 2)
		return 1;
	if (text.at[1] == '[')
		return control_size(text);
	if (text.at[1] == ']')
		return command_size(text);
	while (i < text.size && is_within(text.at[i], ' ', '/'))
		i++;
	return i < text.size && is_within(text.at[i], '0', '~') ? i + 1 : i;
}

static void
add_without_escapes(struct dbr_buf *out, struct dbr_str text)
{
	while (text.size) {
		const char *found = memchr(text.at, ESCAPE, text.size);
		size_t plain = found ? (size_t)(found - text.at) : text.size;
		size_t skipped;

		dbr_buf_add(out, text.at, plain);
		text.at += plain;
		text.size -= plain;
		skipped = text.size ? escape_size(text) : 0;
		text.at += skipped;
		text.size -= skipped;
	}
}

void
line_clean(struct dbr_buf *out, struct dbr_str line,
	   const struct line_clean *how)
{
	size_t start = out->size, kept;
	const char *last;

	if (how->keep_ansi)
		dbr_buf_add_str(out, line);
	else
		add_without_escapes(out, line);
	while (out->size > start && out->text[out->size - 1] == '\r')
		out->text[--out->size] = '\0';
	if (how->keep_cr || out->size == start)
		return;
	last = memrchr(out->text + start, '\r', out->size - start);
	if (!last)
		return;
	kept = out->size - (size_t)(last + 1 - out->text);
	memmove(out->text + start, last + 1, kept);
	out->size = start + kept;
	out->text[out->size] = '\0';
}
