/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/draw.h -- what the figures share: a canvas of 760 pixels, rows
 * with names at the left, texts of numbers, the data table, and the way
 * from a script to an SVG.
 */
#ifndef REPORTS_DRAW_H
#define REPORTS_DRAW_H

#include "reports/figure.h"
#include "reports/scale.h"
#include "reports/script.h"

enum {
	FIGURE_WIDTH = 760,
	SIZE_LABEL = 12,
	SIZE_NOTE = 11,	/* ticks, units, qualifiers */
};

struct draft {
	struct figure *out;
	const struct figure_style *style;
	struct dbr_arena *arena;
	struct script script;
};

/* Start a figure: everything in out is set, svg and problem are empty. */
void draft_begin(struct draft *draft, struct figure *out,
		 const struct figure_style *style, struct dbr_arena *arena);
/* Nothing to draw: sentence says why.  Used in place of draft_finish. */
enum dbr_status draft_give_up(struct draft *draft, const char *sentence);
/*
 * Draw what the script holds.  title and desc are used where the style has
 * none; the draft is released.
 */
enum dbr_status draft_finish(struct draft *draft, const char *title,
			     const char *desc, struct dbr_error *err);

struct font font(enum color color, double size, int flags);
/* Of ticks and axis titles: they are no numbers of the report. */
struct font scale_font(int flags);
struct pen pen(enum color color, double width);
struct pen pen_dashed(enum color color, double width, double dash);
double text_width_of(const char *text, struct font font);

/* Texts in the arena, as number.h prints them. */
const char *number_text(struct dbr_arena *arena, const struct dbr_number *n);
const char *interval_text(struct dbr_arena *arena, const struct dbr_number *n);
const char *count_text(struct dbr_arena *arena, int64_t count);
const char *duration_text(struct dbr_arena *arena, double seconds);
const char *double_text(struct dbr_arena *arena, double value);
/* "17 Feb", with the time of day "17 Feb 14:00"; in the style's zone. */
const char *day_text(const struct draft *draft, int64_t at_us);
const char *moment_text(const struct draft *draft, int64_t at_us);
/* ISO 8601 UTC; empty for FIGURE_NO_TIME. */
const char *iso_text(struct dbr_arena *arena, int64_t at_us);

/* The data table.  A column name that starts with "#" is a number. */
void table_begin(struct draft *draft, const char *const *columns,
		 size_t column_count, size_t row_count);
/* The cells of a row, to be set by the caller; all start as "". */
const char **table_row(struct draft *draft, size_t row);

/* Across the whole figure. */
void draw_row_rule(struct draft *draft, double y);
/* Name, and below it the qualifier when there is one; cut to width. */
void draw_row_name(struct draft *draft, struct point at, double width,
		   struct font name_font, const char *const name[2]);
/* What the widest of two texts per row needs, at most max. */
double row_name_width(const char *const (*names)[2], size_t count, double max);

/* Labels along a line: where, how wide, and in which lane they fit. */
struct lane_label {
	double x;		/* middle; moved to stay inside */
	double width;
	int lane;		/* 0 is nearest; -1: no room */
};
enum { LANES_MAX = 3 };
/* Sets x and lane; labels come in any order.  Returns the lanes used. */
int lanes_assign(struct lane_label *labels, size_t count, double lo, double hi);

/* Push ascending positions apart to gap, inside lo..hi where they fit. */
void labels_spread(double *positions, size_t count, double gap,
		   const double range[2]);

#endif
