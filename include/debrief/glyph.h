/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/glyph.h -- what a code point does to the line it stands in.
 *
 * One list for everything that shows text: terminal, page and picture.  It
 * is a table of our own, so that the same text gives the same bytes
 * whatever Unicode version the system knows; what that table does not name
 * is shown.
 *
 * Unicode 15, General_Category and Default_Ignorable_Code_Point.
 */
#ifndef DEBRIEF_GLYPH_H
#define DEBRIEF_GLYPH_H

#include <stdint.h>

enum dbr_glyph {
	DBR_GLYPH_PLAIN,
	DBR_GLYPH_SPACE,	/* blank, tab, any line end */
	DBR_GLYPH_MARK,		/* drawn over or under the one before */
	DBR_GLYPH_HIDDEN,	/* control, invisible, or moves others */
};

/* More marks than this on one character paint over other rows. */
enum { DBR_GLYPH_MARKS_MAX = 4 };

enum dbr_glyph dbr_glyph_of(uint32_t code_point);

#endif
