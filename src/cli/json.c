/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json.c -- see json.h. */
#include <config.h>
#include "cli/json.h"

#include <inttypes.h>
#include <math.h>
#include "debrief/number.h"

/* One byte of text; bytes of a character go through as they are. */
static void
add_escaped(struct dbr_buf *out, char c)
{
	switch (c) {
	case '"':
		dbr_buf_add_text(out, "\\\"");
		break;
	case '\\':
		dbr_buf_add_text(out, "\\\\");
		break;
	case '\n':
		dbr_buf_add_text(out, "\\n");
		break;
	default:
		/* "<" too, so that JSON can stand inside a page. */
		if ((unsigned char)c < 0x20 || c == 0x7F || c == '<')
			dbr_buf_addf(out, "\\u%04x", (unsigned)c);
		else
			dbr_buf_add_char(out, c);
	}
}

static void
add_quoted(struct dbr_buf *out, struct dbr_str text)
{
	dbr_buf_add_char(out, '"');
	while (text.size) {
		size_t valid = dbr_str_utf8_check(text);

		for (size_t i = 0; i < valid; i++)
			add_escaped(out, text.at[i]);
		if (valid < text.size) {
			dbr_buf_add_text(out, "\xEF\xBF\xBD");
			valid++;
		}
		text.at += valid;
		text.size -= valid;
	}
	dbr_buf_add_char(out, '"');
}

static void
begin(struct json *json, const char *key)
{
	if (json->has_sibling)
		dbr_buf_add_char(&json->text, ',');
	json->has_sibling = true;
	if (!key)
		return;
	add_quoted(&json->text, dbr_str_from(key));
	dbr_buf_add_char(&json->text, ':');
}

void
json_open(struct json *json, const char *key, char bracket)
{
	begin(json, key);
	dbr_buf_add_char(&json->text, bracket);
	json->has_sibling = false;
}

void
json_close(struct json *json, char bracket)
{
	dbr_buf_add_char(&json->text, bracket);
	json->has_sibling = true;
}

void
json_str(struct json *json, const char *key, struct dbr_str value)
{
	begin(json, key);
	add_quoted(&json->text, value);
}

void
json_text(struct json *json, const char *key, const char *value)
{
	if (value)
		json_str(json, key, dbr_str_from(value));
	else
		json_null(json, key);
}

void
json_i64(struct json *json, const char *key, int64_t value)
{
	begin(json, key);
	dbr_buf_addf(&json->text, "%" PRId64, value);
}

void
json_double(struct json *json, const char *key, double value)
{
	if (!isfinite(value)) {
		json_null(json, key);
		return;
	}
	begin(json, key);
	dbr_double_text(&json->text, value);
}

void
json_bool(struct json *json, const char *key, bool value)
{
	begin(json, key);
	dbr_buf_add_text(&json->text, value ? "true" : "false");
}

void
json_null(struct json *json, const char *key)
{
	begin(json, key);
	dbr_buf_add_text(&json->text, "null");
}

void
json_release(struct json *json)
{
	dbr_buf_release(&json->text);
}
