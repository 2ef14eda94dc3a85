/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <string.h>
#include "reports/html.h"

enum { DEPTH_MAX = 64 };

struct checker {
	struct dbr_str page;
	size_t at;
	struct dbr_str open[DEPTH_MAX];
	size_t depth;
	struct dbr_error *err;
};

static const char *const known_element[] = {
	"a", "aside", "b", "blockquote", "body", "caption", "circle", "code",
	"dd", "desc", "details",
	"div", "dl", "dt", "figcaption", "figure", "form", "g", "h1", "h2",
	"h3", "h4", "h5", "head", "header", "html", "input", "label", "li", "main",
	"meta", "nav", "ol", "p", "path", "polygon", "pre", "rect", "section", "small",
	"span", "style", "summary", "svg", "table", "tbody", "td", "text",
	"th", "thead", "title", "tr", "tspan", "ul",
};
static const char *const known_attribute[] = {
	"aria-label", "aria-labelledby", "charset", "checked", "class",
	"color", "content", "cx", "cy", "d", "dx", "dy", "fill",
	"fill-opacity", "fill-rule", "font-family", "font-size",
	"font-weight", "height", "href", "http-equiv", "id", "lang", "name",
	"open", "points", "r", "role", "scope", "shape-rendering", "stroke",
	"stroke-dasharray", "stroke-linecap", "stroke-linejoin",
	"stroke-opacity", "stroke-width", "tabindex", "text-anchor",
	"transform", "type", "viewBox", "width", "x", "xmlns", "y",
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool
is_one_of(struct dbr_str word, const char *const *words, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (dbr_str_is(word, words[i]))
			return true;
	return false;
}

static enum dbr_status
refuse(const struct checker *c, const char *why, struct dbr_str what)
{
	return dbr_fail(c->err, DBR_EBUG,
			"the finished page has %s \"%.*s\" at byte %zu", why,
			(int)(what.size < 60 ? what.size : 60), what.at,
			c->at);
}

static bool
is_name(char ch)
{
	return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') ||
	       (ch >= '0' && ch <= '9') || ch == '-';
}

static struct dbr_str
take_name(struct checker *c)
{
	struct dbr_str name = { c->page.at + c->at, 0 };

	while (c->at < c->page.size && is_name(c->page.at[c->at])) {
		c->at++;
		name.size++;
	}
	return name;
}

static bool
take(struct checker *c, char ch)
{
	if (c->at >= c->page.size || c->page.at[c->at] != ch)
		return false;
	c->at++;
	return true;
}

static void
skip_space(struct checker *c)
{
	while (take(c, ' ') || take(c, '\n') || take(c, '\t'))
		;
}

static bool
contains(struct dbr_str text, const char *word)
{
	return memmem(text.at, text.size, word, strlen(word)) != NULL;
}

static enum dbr_status
check_value(struct checker *c, struct dbr_str name, struct dbr_str value)
{
	if (memchr(value.at, '<', value.size) ||
	    memchr(value.at, '>', value.size))
		return refuse(c, "an unescaped value", value);
	if (dbr_str_is(name, "href") && !dbr_str_starts(value, "#"))
		return refuse(c, "an outside reference", value);
	if (dbr_str_is(name, "xmlns")) {
		if (dbr_str_is(value, "http://www.w3.org/2000/svg"))
			return DBR_OK;
		return refuse(c, "an unknown namespace", value);
	}
	if (contains(value, "http:") || contains(value, "https:") ||
	    contains(value, "javascript:") || contains(value, "url("))
		return refuse(c, "a reference", value);
	return DBR_OK;
}

static enum dbr_status
check_attribute(struct checker *c)
{
	struct dbr_str name = take_name(c);
	struct dbr_str value;
	char quote;

	if (!is_one_of(name, known_attribute, COUNT(known_attribute)))
		return refuse(c, "the attribute", name);
	if (!take(c, '='))
		return DBR_OK;
	/* gnuplot writes single quotes. */
	quote = take(c, '"') ? '"' : take(c, '\'') ? '\'' : 0;
	if (!quote)
		return refuse(c, "an unquoted attribute", name);
	value = (struct dbr_str){ c->page.at + c->at, 0 };
	while (c->at < c->page.size && c->page.at[c->at] != quote) {
		c->at++;
		value.size++;
	}
	if (!take(c, quote))
		return refuse(c, "an unclosed attribute", name);
	return check_value(c, name, value);
}

/* Style is the only raw text; it has no way out and refers to nothing. */
static enum dbr_status
skip_style(struct checker *c)
{
	struct dbr_str rest = { c->page.at + c->at, c->page.size - c->at };
	const char *end = memmem(rest.at, rest.size, "</style>", 8);

	if (!end)
		return refuse(c, "an unclosed element", DBR_STR("style"));
	rest.size = (size_t)(end - rest.at);
	if (contains(rest, "url(") || contains(rest, "@import") ||
	    contains(rest, "expression(") || contains(rest, "<"))
		return refuse(c, "a reference in", DBR_STR("style"));
	c->at += rest.size;
	return DBR_OK;
}

static enum dbr_status
check_open(struct checker *c)
{
	struct dbr_str name = take_name(c);
	enum dbr_status rc = DBR_OK;

	if (!is_one_of(name, known_element, COUNT(known_element)))
		return refuse(c, "the element", name);
	for (skip_space(c); rc == DBR_OK && c->at < c->page.size &&
			    is_name(c->page.at[c->at]);
	     skip_space(c))
		rc = check_attribute(c);
	if (rc != DBR_OK)
		return rc;
	if (take(c, '/'))
		return take(c, '>') ? DBR_OK : refuse(c, "a bad end of", name);
	if (!take(c, '>'))
		return refuse(c, "a bad end of", name);
	if (dbr_str_is(name, "meta") || dbr_str_is(name, "input"))
		return DBR_OK;
	if (c->depth == DEPTH_MAX)
		return refuse(c, "too deep an element", name);
	c->open[c->depth++] = name;
	return dbr_str_is(name, "style") ? skip_style(c) : DBR_OK;
}

static enum dbr_status
check_close(struct checker *c)
{
	struct dbr_str name = take_name(c);

	if (!take(c, '>') || !c->depth ||
	    !dbr_str_equal(c->open[c->depth - 1], name))
		return refuse(c, "a wrong end of", name);
	c->depth--;
	return DBR_OK;
}

enum dbr_status
html_check(struct dbr_str page, struct dbr_error *err)
{
	static const char doctype[] = "<!DOCTYPE html>\n";
	struct checker c = { .page = page, .err = err };
	enum dbr_status rc = DBR_OK;

	if (!dbr_str_starts(page, doctype))
		return refuse(&c, "no", DBR_STR("<!DOCTYPE html>"));
	if (dbr_str_utf8_check(page) != page.size)
		return refuse(&c, "bytes that are not", DBR_STR("UTF-8"));
	c.at = sizeof(doctype) - 1;
	while (rc == DBR_OK && c.at < page.size) {
		if (!take(&c, '<'))
			c.at++;
		else if (take(&c, '/'))
			rc = check_close(&c);
		else
			rc = check_open(&c);
	}
	if (rc == DBR_OK && c.depth)
		rc = refuse(&c, "an unclosed element", c.open[c.depth - 1]);
	return rc;
}
