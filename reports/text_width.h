/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/text_width.h -- how wide a text will be.
 *
 * Every family a figure asks for (Helvetica, Arial, Liberation Sans, Arimo,
 * Nimbus Sans) has Helvetica's advance widths, so places computed from this
 * table hold on every system.
 */
#ifndef REPORTS_TEXT_WIDTH_H
#define REPORTS_TEXT_WIDTH_H

#include <stdbool.h>
#include "debrief/str.h"

/* In the unit of size (pixels).  text is valid UTF-8. */
double text_width(struct dbr_str text, double size, bool is_bold);

/*
 * Append text if it fits into width, else its longest start that fits with
 * an ellipsis.  Returns whether all of it fitted.
 */
bool text_cut(struct dbr_buf *out, struct dbr_str text, double width,
	      double size, bool is_bold);

#endif
