/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/script.h -- the only writer of gnuplot text.
 *
 * The canvas is counted in pixels from the top left, as in the SVG that
 * comes out.  Shapes are drawn in the order of the calls; calls of one kind
 * in a row share a datablock.  Texts lie above all shapes.
 *
 * gnuplot never receives a byte that came from input: a script is made of
 * constants, %.10g numbers and tokens [[n]].  svg_finish puts the texts
 * where the tokens are.  script_finish refuses anything else (S1).
 */
#ifndef REPORTS_SCRIPT_H
#define REPORTS_SCRIPT_H

#include <stdbool.h>
#include "debrief/arena.h"
#include "debrief/error.h"
#include "debrief/str.h"
#include "reports/palette.h"

struct point {
	double x, y;
};

struct box {
	double x0, y0, x1, y1;
};

static inline struct point
point_at(double x, double y)
{
	return (struct point){ x, y };
}

struct pen {
	enum color color;
	double width;
	double dash;	/* length of dashes and gaps; 0: solid */
};

enum font_flags {
	FONT_LEFT = 0,
	FONT_RIGHT = 1,
	FONT_CENTER = 2,
	FONT_BOLD = 4,
	FONT_HALO = 8,	/* paper around it, over gridlines */
	FONT_SCALE = 16,	/* of the scale, not of the data */
};

struct font {
	enum color color;
	double size;
	int flags;	/* enum font_flags */
};

/* A text that replaces [[n]]: cleaned, not yet escaped. */
struct script_token {
	struct dbr_str text, bold;	/* bold is printed before text */
	struct dbr_str full;	/* tooltip, when text was cut */
	bool has_halo, is_scale;
};

/* A corner of a band: from lo to hi at x. */
struct band_corner {
	double x, lo, hi;
};

enum layer { LAYER_NONE, LAYER_RECTS, LAYER_LINES, LAYER_DOTS };

struct script {
	struct dbr_arena *arena;
	double width, height;
	struct dbr_buf data, plot, labels;
	enum layer layer;	/* what the open datablock holds */
	struct pen pen;		/* of LAYER_LINES */
	size_t layer_count, label_count;
	struct script_token *tokens;
	size_t token_count, token_capacity;
	bool has_bad_number;
};

void script_init(struct script *s, struct dbr_arena *arena, double width,
		 double height);
void script_release(struct script *s);

void script_rect(struct script *s, struct box box, enum color color);
void script_line(struct script *s, struct point from, struct point to,
		 struct pen pen);
void script_path(struct script *s, const struct point *points, size_t count,
		 struct pen pen);
void script_polygon(struct script *s, const struct point *points,
		    size_t count, enum color color);
void script_band(struct script *s, const struct band_corner *corners,
		 size_t count, enum color color);
void script_dot(struct script *s, struct point at, double radius,
		enum color color);
/* A dot above all shapes that shows tip when pointed at. */
void script_tip_dot(struct script *s, struct point at, double radius,
		    enum color color, const char *tip);
/* at.y is the middle of the line.  Text may be any bytes. */
void script_text(struct script *s, struct point at, struct font font,
		 const char *text);
/* "bold text"; either may be NULL. */
void script_text2(struct script *s, struct point at, struct font font,
		  const char *bold, const char *text);
/* Cut with an ellipsis to width; the full text becomes a tooltip. */
void script_text_cut(struct script *s, struct point at, struct font font,
		     double width, const char *text);

/*
 * The finished script, in the arena; tokens stay valid as long as it.
 * DBR_EBUG when it holds what it must not.
 */
enum dbr_status script_finish(struct dbr_str *out, struct script *s,
			      struct dbr_error *err) DBR_MUST_CHECK;

#endif
