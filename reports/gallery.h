/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/gallery.h -- the pictures of one report, drawn by one gnuplot.
 *
 * A figure whose style has a gallery hands in its script and gets a picture
 * that stays empty until gallery_draw.  One process draws them all: seven
 * take it 40 ms, seven processes 180.  When it fails, each picture is drawn
 * by a process of its own, so that one that cannot be drawn costs only
 * itself; when it hangs or cannot be started, nothing more is asked of it.
 */
#ifndef REPORTS_GALLERY_H
#define REPORTS_GALLERY_H

#include "debrief/arena.h"
#include "reports/svg.h"

struct picture {
	struct svg_head head;
	struct dbr_str script;
	struct dbr_str svg;	/* empty: problem says why */
	const char *problem;
};

struct gallery {
	struct dbr_arena *arena;
	const char *gnuplot;
	int timeout_ms;		/* of a process; 0: 20 s */
	struct picture **pictures;
	size_t count, capacity;
};

/* head and script are borrowed for as long as the arena lives. */
struct picture *gallery_add(struct gallery *gallery,
			    const struct svg_head *head,
			    struct dbr_str script);
void gallery_draw(struct gallery *gallery);

/* One script, at once: its checked SVG. */
enum dbr_status picture_draw(struct dbr_buf *svg, const char *gnuplot,
			     int timeout_ms, const struct picture *picture,
			     struct dbr_error *err) DBR_MUST_CHECK;

#endif
