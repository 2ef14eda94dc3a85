/* SPDX-License-Identifier: GPL-3.0-or-later */
/* error.c -- see debrief/error.h. */
#include <config.h>
#include "debrief/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "debrief/str.h"

static void set_text(char *out, size_t capacity, const char *fmt,
		     va_list args) DBR_PRINTF(3, 0);

static void
set_text(char *out, size_t capacity, const char *fmt, va_list args)
{
	char raw[1024];
	struct dbr_buf clean = DBR_BUF_INIT;
	size_t size;

	vsnprintf(raw, sizeof(raw), fmt, args);
	dbr_buf_add_clean(&clean, dbr_str_from(raw), 0);
	size = clean.size < capacity - 1 ? clean.size : capacity - 1;
	while (size < clean.size && size > 0 &&
	       (clean.text[size] & 0xC0) == 0x80)
		size--;
	memcpy(out, clean.text, size);
	out[size] = '\0';
	dbr_buf_release(&clean);
}

enum dbr_status
dbr_fail(struct dbr_error *err, enum dbr_status code, const char *fmt, ...)
{
	va_list args;

	err->code = code;
	err->where[0] = '\0';
	err->hint[0] = '\0';
	va_start(args, fmt);
	set_text(err->what, sizeof(err->what), fmt, args);
	va_end(args);
	return code;
}

static void set_where(struct dbr_error *err, const char *fmt, ...)
	DBR_PRINTF(2, 3);

static void
set_where(struct dbr_error *err, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	set_text(err->where, sizeof(err->where), fmt, args);
	va_end(args);
}

enum dbr_status
dbr_fail_at(struct dbr_error *err, const char *file, size_t line,
	    size_t column)
{
	if (err->where[0])
		return err->code;
	if (line && column)
		set_where(err, "%s:%zu:%zu", file, line, column);
	else if (line)
		set_where(err, "%s:%zu", file, line);
	else
		set_where(err, "%s", file);
	return err->code;
}

enum dbr_status
dbr_fail_hint(struct dbr_error *err, const char *fmt, ...)
{
	va_list args;

	if (err->hint[0])
		return err->code;
	va_start(args, fmt);
	set_text(err->hint, sizeof(err->hint), fmt, args);
	va_end(args);
	return err->code;
}
