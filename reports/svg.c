/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/svg.h"
#include <stdio.h>
#include <string.h>
#include "reports/svg_read.h"

enum { DEPTH_MAX = 16, DOTS_AS_PATH = 20 };

/* Equal dots in a row: written as circles, or as one path when many. */
struct dot_run {
	size_t start;		/* in out */
	size_t count;
	struct dbr_str radius, color;
	struct dbr_buf path;
};

struct writer {
	struct dbr_buf *out;
	const struct svg_head *head;
	size_t group_start[DEPTH_MAX], group_content[DEPTH_MAX];
	size_t depth;
	size_t written;		/* tokens */
	struct dot_run dots;
	const char *fault;
};

void
svg_add_text(struct dbr_buf *out, struct dbr_str text)
{
	struct dbr_buf clean = DBR_BUF_INIT;

	dbr_buf_add_clean(&clean, text, 0);
	for (size_t i = 0; i < clean.size; i++) {
		char c = clean.text[i];

		if (c == '&')
			dbr_buf_add_text(out, "&amp;");
		else if (c == '<')
			dbr_buf_add_text(out, "&lt;");
		else if (c == '>')
			dbr_buf_add_text(out, "&gt;");
		else if (c == '"')
			dbr_buf_add_text(out, "&quot;");
		else if (c == '\'')
			dbr_buf_add_text(out, "&#39;");
		else
			dbr_buf_add_char(out, c);
	}
	dbr_buf_release(&clean);
}

static void
cut_back(struct dbr_buf *buf, size_t size)
{
	if (size < buf->size) {
		buf->size = size;
		buf->text[size] = '\0';
	}
}

/* "rgb(  0, 80,140)" to "#00508C"; "none" and "#..." stay. */
static void
add_paint(struct dbr_buf *out, struct dbr_str value)
{
	unsigned rgb[3] = { 0, 0, 0 };
	size_t part = 0;

	if (!dbr_str_starts(value, "rgb(")) {
		dbr_buf_add_str(out, value);
		return;
	}
	for (size_t i = 4; i < value.size && part < 3; i++) {
		if (value.at[i] >= '0' && value.at[i] <= '9')
			rgb[part] = (rgb[part] * 10 +
				     (unsigned)(value.at[i] - '0')) & 0xFFF;
		else if (value.at[i] == ',')
			part++;
	}
	dbr_buf_addf(out, "#%02X%02X%02X", rgb[0] & 0xFF, rgb[1] & 0xFF,
		     rgb[2] & 0xFF);
}

/* White space of any length as one blank. */
static void
add_squeezed(struct dbr_buf *out, struct dbr_str value)
{
	bool is_blank = false;

	value = dbr_str_trim(value);
	for (size_t i = 0; i < value.size; i++) {
		char c = value.at[i];

		is_blank |= c == ' ' || c == '\n' || c == '\t';
		if (c == ' ' || c == '\n' || c == '\t')
			continue;
		if (is_blank)
			dbr_buf_add_char(out, ' ');
		is_blank = false;
		dbr_buf_add_char(out, c);
	}
}

static void
add_attribute(struct dbr_buf *out, const char *name, struct dbr_str value)
{
	bool is_paint = !strcmp(name, "fill") || !strcmp(name, "stroke");

	if (!value.at || dbr_str_is(value, "currentColor"))
		return;
	dbr_buf_addf(out, " %s=\"", name);
	if (is_paint)
		add_paint(out, value);
	else
		add_squeezed(out, value);
	dbr_buf_add_char(out, '"');
}

static void
add_attributes(struct dbr_buf *out, const struct svg_node *node,
	       const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		add_attribute(out, names[i], svg_attribute(node, names[i]));
}

static void
write_root(struct writer *w)
{
	const struct svg_head *head = w->head;

	dbr_buf_addf(w->out,
		     "<svg class=\"fig\" role=\"img\" "
		     "aria-labelledby=\"%s-t %s-d\" "
		     "width=\"%.10g\" height=\"%.10g\" "
		     "viewBox=\"0 0 %.10g %.10g\" "
		     "font-family=\"'Helvetica Neue',Helvetica,Arial,"
		     "'Liberation Sans',Arimo,'Nimbus Sans',sans-serif\" "
		     "xmlns=\"http://www.w3.org/2000/svg\">\n"
		     "<title id=\"%s-t\">",
		     head->id, head->id, head->width, head->height,
		     head->width, head->height, head->id);
	svg_add_text(w->out, dbr_str_from(head->title));
	dbr_buf_addf(w->out, "</title>\n<desc id=\"%s-d\">", head->id);
	svg_add_text(w->out, dbr_str_from(head->desc));
	dbr_buf_add_text(w->out, "</desc>\n");
}

/* The token whose number stands between "[[" and "]]" in text. */
static const struct script_token *
find_token(const struct writer *w, struct dbr_str text)
{
	const char *start = text.size ? memchr(text.at, '[', text.size) : NULL;
	size_t n = 0;
	struct dbr_str rest;

	if (!start)
		return NULL;
	rest.at = start;
	rest.size = text.size - (size_t)(start - text.at);
	if (!dbr_str_starts(rest, "[["))
		return NULL;
	for (size_t i = 2; i < rest.size && rest.at[i] != ']'; i++) {
		if (rest.at[i] < '0' || rest.at[i] > '9' || n > 1000000)
			return NULL;
		n = n * 10 + (size_t)(rest.at[i] - '0');
	}
	return n < w->head->token_count ? &w->head->tokens[n] : NULL;
}

static void
write_token(struct writer *w, const struct script_token *token)
{
	static const char *const class[2][2] = {
		{ "", " class=\"s\"" },
		{ " class=\"h\"", " class=\"h s\"" },
	};

	dbr_buf_addf(w->out, "<text%s>",
		     class[token->has_halo][token->is_scale]);
	if (token->full.size) {
		dbr_buf_add_text(w->out, "<title>");
		svg_add_text(w->out, token->full);
		dbr_buf_add_text(w->out, "</title>");
	}
	if (token->bold.size) {
		dbr_buf_add_text(w->out, "<tspan font-weight=\"bold\">");
		svg_add_text(w->out, token->bold);
		dbr_buf_add_text(w->out, "</tspan>");
	}
	/* A blank at the edge of a tspan is dropped by some viewers. */
	if (token->bold.size && token->text.size)
		dbr_buf_add_text(w->out, "<tspan dx=\"0.3em\">");
	svg_add_text(w->out, token->text);
	if (token->bold.size && token->text.size)
		dbr_buf_add_text(w->out, "</tspan>");
	dbr_buf_add_text(w->out, "</text>\n");
}

static void
write_group(struct writer *w, const struct svg_node *node)
{
	static const char *const names[] = {
		"fill", "stroke", "stroke-width", "stroke-linecap",
		"stroke-linejoin", "transform", "font-size", "font-weight",
		"text-anchor",
	};
	struct dbr_str tip = svg_attribute(node, "onmousemove");
	const struct script_token *token = NULL;

	if (w->depth == DEPTH_MAX) {
		w->fault = "is nested too deep";
		return;
	}
	if (tip.at && !(token = find_token(w, tip))) {
		w->fault = "has a script";
		return;
	}
	w->group_start[w->depth] = w->out->size;
	dbr_buf_add_text(w->out, token ? "<g class=\"tip\"" : "<g");
	add_attributes(w->out, node, names, sizeof(names) / sizeof(names[0]));
	dbr_buf_add_text(w->out, ">\n");
	w->group_content[w->depth++] = w->out->size;
	if (!token)
		return;
	dbr_buf_add_text(w->out, "<title>");
	svg_add_text(w->out, token->text);
	dbr_buf_add_text(w->out, "</title>");
	w->written++;
}

static void
close_group(struct writer *w)
{
	if (!w->depth) {
		w->fault = "is not well-formed";
		return;
	}
	w->depth--;
	if (w->out->size == w->group_content[w->depth])
		cut_back(w->out, w->group_start[w->depth]);
	else
		dbr_buf_add_text(w->out, "</g>\n");
}

/* Four corners, each edge along an axis: bars, which want crisp edges. */
static bool
read_rectangle(double box[4], struct dbr_str points)
{
	char copy[128];
	double x[4], y[4];
	int used = 0;

	if (!points.size || points.size >= sizeof(copy))
		return false;
	memcpy(copy, points.at, points.size);
	copy[points.size] = '\0';
	if (sscanf(copy, "%lf,%lf %lf,%lf %lf,%lf %lf,%lf %n", &x[0], &y[0],
		   &x[1], &y[1], &x[2], &y[2], &x[3], &y[3], &used) != 8 ||
	    copy[used])
		return false;
	if (y[0] != y[1] || x[1] != x[2] || y[2] != y[3] || x[3] != x[0])
		return false;
	box[0] = x[0] < x[1] ? x[0] : x[1];
	box[1] = y[1] < y[2] ? y[1] : y[2];
	box[2] = x[0] < x[1] ? x[1] - x[0] : x[0] - x[1];
	box[3] = y[1] < y[2] ? y[2] - y[1] : y[1] - y[2];
	return true;
}

static void
write_polygon(struct writer *w, const struct svg_node *node)
{
	struct dbr_str points = svg_attribute(node, "points");
	double box[4];

	if (read_rectangle(box, points)) {
		dbr_buf_addf(w->out,
			     "<rect x=\"%.10g\" y=\"%.10g\" width=\"%.10g\" "
			     "height=\"%.10g\"",
			     box[0], box[1], box[2], box[3]);
		add_attribute(w->out, "fill", svg_attribute(node, "fill"));
		dbr_buf_add_text(w->out,
				 " shape-rendering=\"crispEdges\"/>\n");
		return;
	}
	dbr_buf_add_text(w->out, "<polygon");
	add_attribute(w->out, "points", points);
	add_attribute(w->out, "fill", svg_attribute(node, "fill"));
	dbr_buf_add_text(w->out, " stroke=\"none\"/>\n");
}

static void
dots_end(struct writer *w)
{
	struct dot_run *run = &w->dots;
	double radius;

	if (run->count >= DOTS_AS_PATH &&
	    dbr_str_to_double(run->radius, &radius)) {
		cut_back(w->out, run->start);
		dbr_buf_addf(w->out, "<path d=\"%s\" stroke=\"",
			     run->path.text);
		add_paint(w->out, run->color);
		dbr_buf_addf(w->out,
			     "\" stroke-width=\"%.10g\" "
			     "stroke-linecap=\"round\"/>\n", 2 * radius);
	}
	run->count = 0;
}

/* "translate(x,y) scale(r)" into its three numbers, as text. */
static bool
read_place(struct dbr_str out[3], struct dbr_str transform)
{
	if (!dbr_str_starts(transform, "translate("))
		return false;
	transform.at += strlen("translate(");
	transform.size -= strlen("translate(");
	out[0] = dbr_str_cut(&transform, ',');
	out[1] = dbr_str_cut(&transform, ')');
	dbr_str_cut(&transform, '(');
	out[2] = dbr_str_cut(&transform, ')');
	for (size_t i = 0; i < 3; i++) {
		double ignored;

		if (!dbr_str_to_double(out[i], &ignored))
			return false;
	}
	return true;
}

/* gpPt6 is gnuplot's filled circle, the only point a script asks for. */
static void
write_dot(struct writer *w, const struct svg_node *node)
{
	struct dbr_str color = svg_attribute(node, "color");
	struct dot_run *run = &w->dots;
	struct dbr_str place[3];

	if (!dbr_str_is(svg_attribute(node, "xlink:href"), "#gpPt6") ||
	    !read_place(place, svg_attribute(node, "transform"))) {
		w->fault = "has an unknown point";
		return;
	}
	if (run->count && (!dbr_str_equal(run->radius, place[2]) ||
			   !dbr_str_equal(run->color, color)))
		dots_end(w);
	if (!run->count) {
		run->start = w->out->size;
		run->radius = place[2];
		run->color = color;
		dbr_buf_reset(&run->path);
	}
	run->count++;
	dbr_buf_addf(&run->path, "M%.*s %.*sh0", DBR_STR_ARG(place[0]),
		     DBR_STR_ARG(place[1]));
	dbr_buf_addf(w->out, "<circle cx=\"%.*s\" cy=\"%.*s\" r=\"%.*s\"",
		     DBR_STR_ARG(place[0]), DBR_STR_ARG(place[1]),
		     DBR_STR_ARG(place[2]));
	add_attribute(w->out, "fill", color);
	dbr_buf_add_text(w->out, " stroke=\"none\"/>\n");
}

static void
write_path(struct writer *w, const struct svg_node *node)
{
	static const char *const names[] = { "stroke", "stroke-dasharray",
					     "d" };

	dbr_buf_add_text(w->out, "<path");
	add_attributes(w->out, node, names, 3);
	dbr_buf_add_text(w->out, "/>\n");
}

/* Everything up to the end of the element just opened. */
static void
skip_element(struct writer *w, const struct svg_node *open,
	     struct dbr_str *rest)
{
	struct dbr_str name = open->name;
	struct svg_node node;

	if (open->is_empty)
		return;
	do {
		svg_read(&node, rest);
		if (node.kind == SVG_END || node.kind == SVG_BROKEN) {
			w->fault = "is cut off";
			return;
		}
	} while (node.kind != SVG_CLOSE || !dbr_str_equal(node.name, name));
}

static void
write_text(struct writer *w, struct dbr_str *rest)
{
	const struct script_token *token;
	struct svg_node text, close;

	svg_read(&text, rest);
	svg_read(&close, rest);
	token = text.kind == SVG_TEXT ? find_token(w, text.text) : NULL;
	if (!token || close.kind != SVG_CLOSE) {
		w->fault = "has a text of its own";
		return;
	}
	write_token(w, token);
	w->written++;
}

static void
write_element(struct writer *w, const struct svg_node *node,
	      struct dbr_str *rest)
{
	if (!dbr_str_is(node->name, "use"))
		dots_end(w);
	if (dbr_str_is(node->name, "g"))
		write_group(w, node);
	else if (dbr_str_is(node->name, "use"))
		write_dot(w, node);
	else if (dbr_str_is(node->name, "polygon"))
		write_polygon(w, node);
	else if (dbr_str_is(node->name, "path"))
		write_path(w, node);
	else if (dbr_str_is(node->name, "text"))
		write_text(w, rest);
	else if (dbr_str_is(node->name, "title") ||
		 dbr_str_is(node->name, "desc") ||
		 dbr_str_is(node->name, "defs") ||
		 dbr_str_is(node->name, "rect"))
		skip_element(w, node, rest);
	else
		w->fault = "has an unknown element";
}

static void
write_body(struct writer *w, struct dbr_str *rest)
{
	struct svg_node node;

	for (svg_read(&node, rest); !w->fault; svg_read(&node, rest)) {
		if (node.kind == SVG_OPEN) {
			write_element(w, &node, rest);
		} else if (node.kind == SVG_CLOSE) {
			dots_end(w);
			if (dbr_str_is(node.name, "svg"))
				return;
			close_group(w);
		} else if (node.kind != SVG_TEXT) {
			w->fault = "is cut off";
		} else if (dbr_str_trim(node.text).size) {
			w->fault = "has a text of its own";
		}
	}
}

enum dbr_status
svg_finish(struct dbr_buf *out, struct dbr_str raw,
	   const struct svg_head *head, struct dbr_error *err)
{
	struct writer w = { .out = out, .head = head };
	struct svg_node node = { .kind = SVG_BROKEN };

	dbr_buf_init(&w.dots.path);
	while (raw.size && !dbr_str_starts(raw, "<svg")) {
		raw.at++;
		raw.size--;
	}
	if (raw.size)
		svg_read(&node, &raw);
	if (node.kind == SVG_OPEN) {
		write_root(&w);
		write_body(&w, &raw);
		dbr_buf_add_text(out, "</svg>\n");
	} else {
		w.fault = "is missing";
	}
	if (!w.fault && (w.depth || dbr_str_trim(raw).size))
		w.fault = "is not well-formed";
	if (!w.fault && w.written < head->token_count)
		w.fault = "lacks some of its texts";
	dbr_buf_release(&w.dots.path);
	if (w.fault)
		return dbr_fail(err, DBR_ECHILD, "gnuplot's picture %s",
				w.fault);
	return svg_check(dbr_buf_str(out), err);
}
