/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/svg_read.h"
#include <string.h>

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':';
}

static void
skip(struct dbr_str *s, size_t count)
{
	s->at += count;
	s->size -= count;
}

static void
skip_space(struct dbr_str *s)
{
	while (s->size && is_space(s->at[0]))
		skip(s, 1);
}

static struct dbr_str
read_name(struct dbr_str *s)
{
	struct dbr_str name = { s->at, 0 };

	while (s->size && is_name(s->at[0])) {
		skip(s, 1);
		name.size++;
	}
	return name;
}

static bool
read_byte(struct dbr_str *s, char c)
{
	if (!s->size || s->at[0] != c)
		return false;
	skip(s, 1);
	return true;
}

/* name = "value" or name='value'. */
static bool
read_attribute(struct svg_attribute *out, struct dbr_str *s)
{
	const char *end;
	char quote;

	out->name = read_name(s);
	skip_space(s);
	if (!out->name.size || !read_byte(s, '='))
		return false;
	skip_space(s);
	if (!s->size || (s->at[0] != '"' && s->at[0] != '\''))
		return false;
	quote = s->at[0];
	skip(s, 1);
	end = s->size ? memchr(s->at, quote, s->size) : NULL;
	if (!end)
		return false;
	out->value = (struct dbr_str){ s->at, (size_t)(end - s->at) };
	skip(s, out->value.size + 1);
	return memchr(out->value.at, '<', out->value.size) == NULL;
}

static bool
read_element(struct svg_node *out, struct dbr_str *s)
{
	bool is_close = read_byte(s, '/');

	out->kind = is_close ? SVG_CLOSE : SVG_OPEN;
	out->name = read_name(s);
	skip_space(s);
	while (s->size && is_name(s->at[0])) {
		if (is_close || out->attribute_count == SVG_ATTRIBUTES_MAX ||
		    !read_attribute(&out->attributes[out->attribute_count++],
				    s))
			return false;
		skip_space(s);
	}
	out->is_empty = !is_close && read_byte(s, '/');
	return out->name.size && read_byte(s, '>');
}

void
svg_read(struct svg_node *out, struct dbr_str *rest)
{
	const char *next;

	out->attribute_count = 0;
	out->is_empty = false;
	out->name = out->text = DBR_STR_NONE;
	if (!rest->size) {
		out->kind = SVG_END;
		return;
	}
	if (read_byte(rest, '<')) {
		if (!read_element(out, rest))
			out->kind = SVG_BROKEN;
		return;
	}
	next = memchr(rest->at, '<', rest->size);
	out->kind = SVG_TEXT;
	out->text.at = rest->at;
	out->text.size = next ? (size_t)(next - rest->at) : rest->size;
	skip(rest, out->text.size);
}

struct dbr_str
svg_attribute(const struct svg_node *node, const char *name)
{
	for (size_t i = 0; i < node->attribute_count; i++)
		if (dbr_str_is(node->attributes[i].name, name))
			return node->attributes[i].value;
	return DBR_STR_NONE;
}
