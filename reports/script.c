/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/script.h"
#include <math.h>
#include <string.h>
#include "reports/text_width.h"

/* gnuplot draws point size 1 with a radius of 4.5 pixels. */
static const double POINT_RADIUS = 4.5;
enum { TEXT_CHARS_MAX = 400, SCRIPT_SIZE_MAX = 16 << 20 };

void
script_init(struct script *s, struct dbr_arena *arena, double width,
	    double height)
{
	*s = (struct script){ .arena = arena, .width = width,
			      .height = height };
	dbr_buf_init(&s->data);
	dbr_buf_init(&s->plot);
	dbr_buf_init(&s->labels);
}

void
script_release(struct script *s)
{
	dbr_buf_release(&s->labels);
	dbr_buf_release(&s->plot);
	dbr_buf_release(&s->data);
}

/* A hundredth of a pixel is the finest thing an SVG of gnuplot shows. */
static void
add_number(struct script *s, struct dbr_buf *out, double value)
{
	double rounded = floor(value * 100 + 0.5) / 100;

	if (!isfinite(value)) {
		s->has_bad_number = true;
		rounded = 0;
	}
	dbr_buf_addf(out, "%.10g ", rounded == 0 ? 0.0 : rounded);
}

static void
add_color(struct dbr_buf *out, enum color color)
{
	dbr_buf_addf(out, "0x%06X\n", palette_at(color)->light);
}

static void
add_pen(struct dbr_buf *out, struct pen pen)
{
	dbr_buf_addf(out, "lw %.10g", pen.width);
	/* dt counts half pixels at line width 1 and grows with it. */
	if (pen.dash > 0)
		dbr_buf_addf(out, " dt (%.10g,%.10g)",
			     2 * pen.dash / pen.width,
			     2 * pen.dash / pen.width);
}

static void
layer_close(struct script *s)
{
	if (s->layer != LAYER_NONE)
		dbr_buf_add_text(&s->data, "EOD\n");
	s->layer = LAYER_NONE;
}

/* Open a datablock and its plot element, up to "with". */
static void
layer_open(struct script *s, const char *columns)
{
	layer_close(s);
	s->layer_count++;
	dbr_buf_addf(&s->data, "$d%zu << EOD\n", s->layer_count);
	dbr_buf_addf(&s->plot, "%s$d%zu using %s with ",
		     s->layer_count > 1 ? ", " : "plot ", s->layer_count,
		     columns);
}

static bool
is_inside(const struct script *s, struct point p)
{
	return p.x >= 0 && p.x <= s->width && p.y >= 0 && p.y <= s->height;
}

void
script_rect(struct script *s, struct box box, enum color color)
{
	if (s->layer != LAYER_RECTS) {
		layer_open(s, "1:2:3:4:5:6:7");
		dbr_buf_add_text(&s->plot, "boxxyerror lc rgb variable");
		s->layer = LAYER_RECTS;
	}
	add_number(s, &s->data, (box.x0 + box.x1) / 2);
	add_number(s, &s->data, (box.y0 + box.y1) / 2);
	add_number(s, &s->data, box.x0);
	add_number(s, &s->data, box.x1);
	add_number(s, &s->data, box.y0);
	add_number(s, &s->data, box.y1);
	add_color(&s->data, color);
}

static void
lines_open(struct script *s, struct pen pen)
{
	if (s->layer == LAYER_LINES && s->pen.width == pen.width &&
	    s->pen.dash == pen.dash) {
		dbr_buf_add_text(&s->data, "\n");
		return;
	}
	layer_open(s, "1:2:3");
	dbr_buf_add_text(&s->plot, "lines ");
	add_pen(&s->plot, pen);
	dbr_buf_add_text(&s->plot, " lc rgb variable");
	s->layer = LAYER_LINES;
	s->pen = pen;
}

void
script_path(struct script *s, const struct point *points, size_t count,
	    struct pen pen)
{
	if (count < 2)
		return;
	lines_open(s, pen);
	for (size_t i = 0; i < count; i++) {
		add_number(s, &s->data, points[i].x);
		add_number(s, &s->data, points[i].y);
		add_color(&s->data, pen.color);
	}
}

void
script_line(struct script *s, struct point from, struct point to,
	    struct pen pen)
{
	script_path(s, (struct point[]){ from, to }, 2, pen);
}

void
script_polygon(struct script *s, const struct point *points, size_t count,
	       enum color color)
{
	if (count < 3)
		return;
	layer_open(s, "1:2");
	dbr_buf_addf(&s->plot, "filledcurves closed lc rgb 0x%06X",
		     palette_at(color)->light);
	for (size_t i = 0; i <= count; i++) {
		add_number(s, &s->data, points[i % count].x);
		add_number(s, &s->data, points[i % count].y);
		dbr_buf_add_char(&s->data, '\n');
	}
	dbr_buf_add_text(&s->data, "EOD\n");
	s->layer = LAYER_NONE;
}

void
script_band(struct script *s, const struct band_corner *corners, size_t count,
	    enum color color)
{
	if (count < 2)
		return;
	layer_open(s, "1:2:3");
	dbr_buf_addf(&s->plot, "filledcurves lc rgb 0x%06X",
		     palette_at(color)->light);
	for (size_t i = 0; i < count; i++) {
		add_number(s, &s->data, corners[i].x);
		add_number(s, &s->data, corners[i].lo);
		add_number(s, &s->data, corners[i].hi);
		dbr_buf_add_char(&s->data, '\n');
	}
	dbr_buf_add_text(&s->data, "EOD\n");
	s->layer = LAYER_NONE;
}

void
script_dot(struct script *s, struct point at, double radius, enum color color)
{
	if (!is_inside(s, at))
		return;
	if (s->layer != LAYER_DOTS) {
		layer_open(s, "1:2:3:4");
		dbr_buf_add_text(&s->plot,
				 "points pt 7 ps variable lc rgb variable");
		s->layer = LAYER_DOTS;
	}
	add_number(s, &s->data, at.x);
	add_number(s, &s->data, at.y);
	dbr_buf_addf(&s->data, "%.4g ", radius / POINT_RADIUS);
	add_color(&s->data, color);
}

static struct dbr_str
clean_text(struct script *s, const char *text)
{
	struct dbr_buf buf = DBR_BUF_INIT;
	struct dbr_str clean;

	dbr_buf_add_clean(&buf, dbr_str_from(text), TEXT_CHARS_MAX);
	clean = dbr_arena_str(s->arena, dbr_buf_str(&buf));
	dbr_buf_release(&buf);
	return clean;
}

/* Start a label: its token and its place. */
static struct script_token *
label_open(struct script *s, struct point at)
{
	s->tokens = dbr_arena_grow(s->arena, s->tokens, s->token_count,
				   &s->token_capacity, sizeof(*s->tokens));
	s->tokens[s->token_count] = (struct script_token){ .has_halo = false };
	dbr_buf_addf(&s->labels, "set label %zu \"[[%zu]]\" at first ",
		     ++s->label_count, s->token_count);
	add_number(s, &s->labels, at.x);
	dbr_buf_add_text(&s->labels, ", first ");
	add_number(s, &s->labels, at.y);
	return &s->tokens[s->token_count++];
}

void
script_tip_dot(struct script *s, struct point at, double radius,
	       enum color color, const char *tip)
{
	if (!is_inside(s, at))
		return;
	if (!tip) {
		script_dot(s, at, radius, color);
		return;
	}
	label_open(s, at)->text = clean_text(s, tip);
	dbr_buf_addf(&s->labels,
		     "hypertext point pt 7 ps %.4g lc rgb 0x%06X front\n",
		     radius / POINT_RADIUS, palette_at(color)->light);
}

static struct script_token *
text_open(struct script *s, struct point at, struct font font)
{
	struct script_token *token = label_open(s, at);
	const char *anchor = font.flags & FONT_RIGHT	? "right" :
			     font.flags & FONT_CENTER	? "center" :
							  "left";

	dbr_buf_addf(&s->labels,
		     "%s font \"sans%s,%.10g\" tc rgb 0x%06X front\n",
		     anchor, font.flags & FONT_BOLD ? " Bold" : "", font.size,
		     palette_at(font.color)->light);
	token->has_halo = (font.flags & FONT_HALO) != 0;
	token->is_scale = (font.flags & FONT_SCALE) != 0;
	return token;
}

void
script_text(struct script *s, struct point at, struct font font,
	    const char *text)
{
	struct dbr_str clean = clean_text(s, text);

	if (clean.size)
		text_open(s, at, font)->text = clean;
}

void
script_text2(struct script *s, struct point at, struct font font,
	     const char *bold, const char *text)
{
	struct script_token *token = text_open(s, at, font);

	token->bold = clean_text(s, bold);
	token->text = clean_text(s, text);
}

void
script_text_cut(struct script *s, struct point at, struct font font,
		double width, const char *text)
{
	struct dbr_str clean = clean_text(s, text);
	struct dbr_buf cut = DBR_BUF_INIT;
	struct script_token *token;

	if (clean.size) {
		token = text_open(s, at, font);
		if (!text_cut(&cut, clean, width, font.size,
			      font.flags & FONT_BOLD))
			token->full = clean;
		token->text = dbr_arena_str(s->arena, dbr_buf_str(&cut));
	}
	dbr_buf_release(&cut);
}

static void
add_preamble(struct dbr_buf *out, const struct script *s)
{
	dbr_buf_addf(out,
		     "set encoding utf8\n"
		     "set term svg size %.10g,%.10g dynamic noenhanced butt "
		     "font \"sans,12\" linewidth 1\n"
		     "unset key; set border 0; set tics nomirror scale 0; "
		     "unset xtics; unset ytics\n"
		     "set style fill solid 1 noborder\n"
		     "set lmargin at screen 0; set rmargin at screen 1; "
		     "set tmargin at screen 1; set bmargin at screen 0\n"
		     "set xrange [0:%.10g]; set yrange [%.10g:0]\n",
		     s->width, s->height, s->width, s->height);
}

/*
 * S1: what could reach a shell, a file or a second command is not in a
 * script, whatever a caller passed.
 */
static const char *
find_forbidden(const char *script)
{
	static const char *const words[] = { "system", "load", "call", "eval" };

	for (const char *p = script; *p; p++) {
		unsigned char c = (unsigned char)*p;

		if ((c < 0x20 && c != '\n' && c != '\t') || c > 0x7E)
			return "a byte that is not printable ASCII";
		if (strchr("`@!|\\", c))
			return "a shell or macro character";
		if (c == '<' && p[1] == '<')
			p++;
		else if (c == '<')
			return "a redirection";
	}
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strstr(script, words[i]))
			return words[i];
	return NULL;
}

enum dbr_status
script_finish(struct dbr_str *out, struct script *s, struct dbr_error *err)
{
	struct dbr_buf text = DBR_BUF_INIT;
	const char *forbidden;

	layer_close(s);
	if (!s->layer_count)
		script_line(s, point_at(0, 0), point_at(0, 0),
			    (struct pen){ COLOR_PAPER, 1, 0 });
	layer_close(s);
	add_preamble(&text, s);
	dbr_buf_add_str(&text, dbr_buf_str(&s->data));
	dbr_buf_add_str(&text, dbr_buf_str(&s->labels));
	dbr_buf_add_str(&text, dbr_buf_str(&s->plot));
	dbr_buf_add_text(&text, "\nprint \"DBR-OK\"\n");
	*out = (struct dbr_str){ dbr_arena_text(s->arena, dbr_buf_str(&text)),
				 text.size };
	dbr_buf_release(&text);
	forbidden = find_forbidden(out->at);
	if (strlen(out->at) != out->size || out->size > SCRIPT_SIZE_MAX)
		forbidden = "a NUL, or more than 16 MiB";
	if (forbidden)
		return dbr_fail(err, DBR_EBUG, "a gnuplot script holds %s",
				forbidden);
	if (s->has_bad_number)
		return dbr_fail(err, DBR_EBUG,
				"a gnuplot script holds a number that is "
				"not finite");
	return DBR_OK;
}
