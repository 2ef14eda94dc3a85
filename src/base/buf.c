/* SPDX-License-Identifier: GPL-3.0-or-later */
/* buf.c -- growing text; see debrief/str.h. */
#include <config.h>
#include "debrief/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "base/memory.h"

/* What text points to while nothing is owned; never written to. */
char dbr_buf_empty[1];

void
dbr_buf_init(struct dbr_buf *buf)
{
	*buf = (struct dbr_buf)DBR_BUF_INIT;
}

void
dbr_buf_release(struct dbr_buf *buf)
{
	if (buf->capacity)
		memory_free(buf->text);
	dbr_buf_init(buf);
}

void
dbr_buf_reset(struct dbr_buf *buf)
{
	buf->size = 0;
	if (buf->capacity)
		buf->text[0] = '\0';
}

void
dbr_buf_reserve(struct dbr_buf *buf, size_t extra)
{
	size_t wanted = buf->size + extra + 1;
	size_t capacity = buf->capacity ? buf->capacity : 64;

	if (wanted < extra)
		memory_exhausted(extra);
	if (wanted <= buf->capacity)
		return;
	while (capacity < wanted)
		if (__builtin_mul_overflow(capacity, (size_t)2, &capacity))
			memory_exhausted(wanted);
	if (buf->capacity) {
		buf->text = memory_resize(buf->text, capacity);
	} else {
		buf->text = memory_get(capacity);
		buf->text[0] = '\0';
	}
	buf->capacity = capacity;
}

void
dbr_buf_add(struct dbr_buf *buf, const void *bytes, size_t size)
{
	if (!size)
		return;
	dbr_buf_reserve(buf, size);
	memcpy(buf->text + buf->size, bytes, size);
	buf->size += size;
	buf->text[buf->size] = '\0';
}

void
dbr_buf_add_str(struct dbr_buf *buf, struct dbr_str s)
{
	dbr_buf_add(buf, s.at, s.size);
}

void
dbr_buf_add_text(struct dbr_buf *buf, const char *text)
{
	dbr_buf_add(buf, text, strlen(text));
}

void
dbr_buf_add_char(struct dbr_buf *buf, char c)
{
	dbr_buf_add(buf, &c, 1);
}

void
dbr_buf_addf(struct dbr_buf *buf, const char *fmt, ...)
{
	va_list args, again;
	int size;

	va_start(args, fmt);
	va_copy(again, args);
	size = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	if (size > 0) {
		dbr_buf_reserve(buf, (size_t)size);
		vsnprintf(buf->text + buf->size, (size_t)size + 1, fmt, again);
		buf->size += (size_t)size;
	}
	va_end(again);
}

struct dbr_str
dbr_buf_str(const struct dbr_buf *buf)
{
	return (struct dbr_str){ buf->text, buf->size };
}

static bool
needs_escape(unsigned char c)
{
	return c < 0x20 || c == '"' || c == '\\' || c == 0x7f;
}

void
dbr_buf_add_quoted(struct dbr_buf *buf, struct dbr_str s)
{
	dbr_buf_add_char(buf, '"');
	while (s.size) {
		size_t plain = 0;
		unsigned char c;

		while (plain < s.size && !needs_escape((unsigned char)s.at[plain]))
			plain++;
		dbr_buf_add(buf, s.at, plain);
		if (plain == s.size)
			break;
		c = (unsigned char)s.at[plain];
		dbr_buf_addf(buf, c == '"' || c == '\\' ? "\\%c" : "\\u%04x",
			     c);
		s.at += plain + 1;
		s.size -= plain + 1;
	}
	dbr_buf_add_char(buf, '"');
}
