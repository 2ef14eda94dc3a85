/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/svg.h"
#include <string.h>
#include "reports/svg_read.h"

enum { DEPTH_MAX = 16 };

static const char *const elements[] = {
	"svg", "title", "desc", "g", "path", "polygon", "circle", "rect",
	"text", "tspan",
};

static const char *const attributes[] = {
	"class", "role", "aria-labelledby", "width", "height", "viewBox",
	"xmlns", "id", "fill", "stroke", "stroke-width", "stroke-linecap",
	"stroke-linejoin", "stroke-dasharray", "transform", "font-family",
	"font-size", "font-weight", "text-anchor", "d", "points", "cx", "cy",
	"r", "x", "y", "dx", "shape-rendering",
};

static const char *const classes[] = { "fig", "h", "h s", "s", "tip" };

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static bool
is_listed(const char *const *list, size_t count, struct dbr_str name)
{
	for (size_t i = 0; i < count; i++)
		if (dbr_str_is(name, list[i]))
			return true;
	return false;
}

/* Only what numbers, colours, names and path data are made of. */
static bool
is_plain(struct dbr_str value)
{
	static const char others[] = " #.,()+-'";

	for (size_t i = 0; i < value.size; i++) {
		char c = value.at[i];
		bool is_alnum = (c >= 'a' && c <= 'z') ||
				(c >= 'A' && c <= 'Z') ||
				(c >= '0' && c <= '9');

		if (!is_alnum && (!c || !strchr(others, c)))
			return false;
	}
	for (size_t i = 0; i + 4 <= value.size; i++)
		if (!memcmp(value.at + i, "url(", 4))
			return false;
	return true;
}

static bool
is_attribute_allowed(const struct svg_node *node,
		     const struct svg_attribute *attribute)
{
	if (!is_listed(attributes, COUNT(attributes), attribute->name))
		return false;
	if (dbr_str_is(attribute->name, "xmlns"))
		return dbr_str_is(node->name, "svg") &&
		       dbr_str_is(attribute->value,
				  "http://www.w3.org/2000/svg");
	if (dbr_str_is(attribute->name, "id"))
		return (dbr_str_is(node->name, "title") ||
			dbr_str_is(node->name, "desc")) &&
		       is_plain(attribute->value);
	if (dbr_str_is(attribute->name, "class"))
		return is_listed(classes, COUNT(classes), attribute->value);
	return is_plain(attribute->value);
}

/* Named references for the five, no others: numbers could be anything. */
static bool
is_text_allowed(struct dbr_str text)
{
	static const char *const references[] = { "&amp;", "&lt;", "&gt;",
						  "&quot;", "&#39;" };

	for (size_t i = 0; i < text.size; i++) {
		struct dbr_str rest = { text.at + i, text.size - i };
		unsigned char c = (unsigned char)text.at[i];
		bool is_known = false;

		if (c < 0x20 && c != '\n')
			return false;
		for (size_t j = 0; c == '&' && j < COUNT(references); j++)
			is_known |= dbr_str_starts(rest, references[j]);
		if (c == '>' || (c == '&' && !is_known))
			return false;
	}
	return dbr_str_utf8_check(text) == text.size;
}

static const char *
find_fault(const struct svg_node *node)
{
	if (node->kind == SVG_TEXT)
		return is_text_allowed(node->text) ? NULL : "a text";
	if (!is_listed(elements, COUNT(elements), node->name))
		return "an element";
	for (size_t i = 0; i < node->attribute_count; i++)
		if (!is_attribute_allowed(node, &node->attributes[i]))
			return "an attribute";
	return NULL;
}

enum dbr_status
svg_check(struct dbr_str svg, struct dbr_error *err)
{
	struct dbr_str open[DEPTH_MAX];
	size_t depth = 0, root_count = 0;
	struct svg_node node;

	for (svg_read(&node, &svg); node.kind != SVG_END;
	     svg_read(&node, &svg)) {
		const char *fault = NULL;

		if (node.kind == SVG_BROKEN)
			return dbr_fail(err, DBR_ECHILD,
					"the picture is not well-formed");
		fault = find_fault(&node);
		if (node.kind == SVG_TEXT && !depth &&
		    dbr_str_trim(node.text).size)
			fault = "a text outside";
		if (fault)
			return dbr_fail(err, DBR_ECHILD,
					"the picture holds %s that is not "
					"allowed: \"%.*s\"", fault,
					node.name.size ? (int)node.name.size :
							 0,
					node.name.at ? node.name.at : "");
		if (node.kind == SVG_CLOSE &&
		    (!depth || !dbr_str_equal(open[--depth], node.name)))
			return dbr_fail(err, DBR_ECHILD,
					"the picture is not well-formed");
		root_count += node.kind == SVG_OPEN && !depth;
		if (node.kind == SVG_OPEN && !node.is_empty) {
			if (depth == DEPTH_MAX)
				return dbr_fail(err, DBR_ECHILD,
						"the picture is nested too "
						"deep");
			open[depth++] = node.name;
		}
	}
	if (depth || root_count != 1)
		return dbr_fail(err, DBR_ECHILD, "the picture is cut off");
	return DBR_OK;
}
