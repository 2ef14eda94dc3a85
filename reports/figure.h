/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/figure.h -- what every figure takes and gives.
 *
 * A figure is one struct of numbers and borrowed text (figures/KIND.h) drawn
 * by figure_KIND_draw.  C computes scales, ticks and label places; gnuplot
 * draws numbers; texts enter afterwards, escaped.  No figure computes a
 * statistic: intervals, limits and quantiles come in the struct, as
 * dbr_number wherever they are printed, so that figure, table and prose
 * agree.
 *
 * A figure that cannot be drawn (nothing to draw, gnuplot missing or
 * failing) is not an error: svg stays empty, problem says why, and table
 * still holds the data.  The status is DBR_OK or DBR_EBUG.
 *
 * Everything a figure gives lives in the arena passed to draw.  Texts may be
 * any bytes; they are cleaned and cut to fit when drawn.  Same input, same
 * bytes.
 */
#ifndef REPORTS_FIGURE_H
#define REPORTS_FIGURE_H

#include <stdbool.h>
#include <stdint.h>
#include "debrief/arena.h"
#include "debrief/error.h"
#include "debrief/number.h"
#include "debrief/str.h"
#include "debrief/time.h"

/* An instant that is not known. */
#define FIGURE_NO_TIME INT64_MIN

struct gallery;			/* gallery.h */
struct picture;

/* How and by whom; the same for every figure of a report but for id. */
struct figure_style {
	const char *id;		/* [a-z][a-z0-9-]*, unique in the page */
	const char *title;	/* for screen readers; NULL: a fixed one */
	const char *desc;	/* the finding; NULL: made from the numbers */
	struct gallery *gallery;	/* draws later, all at once; or NULL: */
	const char *gnuplot;	/* program path */
	int timeout_ms;		/* 0: 20 s */
	const struct dbr_zone *zone;	/* of dates shown; NULL: UTC */
};

/* The data behind a figure: raw, unescaped text, NUL-terminated. */
struct figure_table {
	size_t column_count, row_count;
	const char **columns;
	bool *is_number;	/* per column: align right */
	const char **cells;	/* row * column_count + column */
};

struct figure {
	const char *id;
	struct dbr_str svg;	/* <svg class="fig">; empty: see problem */
	const struct picture *picture;	/* with a gallery: in place of svg */
	const char *title, *desc;	/* raw text, as in the SVG */
	const char *problem;	/* NULL when drawn; else a sentence */
	struct figure_table table;
	struct dbr_str script;	/* what gnuplot was given */
};

/* A named stretch or moment on a time axis; NULL name: not labelled. */
struct figure_band {
	const char *name;
	int64_t start_us, end_us;
};
struct figure_event {
	const char *key;	/* "F1", printed bold before name; or NULL */
	const char *name;
	int64_t at_us;
};

/*
 * CSS for every figure of a page: the custom properties --ink, --blue, ...
 * on :root (light), their dark values under prefers-color-scheme and
 * :root:has(#t-dark:checked) / #t-light, the re-colouring rules, .fig, .h
 * and .tip.  Dark only on screens: print is light.
 */
void figure_css(struct dbr_buf *out);

/* The SVG as a file of its own: XML declaration, light paper behind it. */
void figure_standalone(struct dbr_buf *out, const struct figure *figure);

#endif
