/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * line_clean.h -- what a terminal would have shown of a line.
 */
#ifndef READERS_LINE_CLEAN_H
#define READERS_LINE_CLEAN_H

#include "debrief/str.h"

struct line_clean {
	bool keep_ansi;		/* else colours and cursor moves go */
	bool keep_cr;		/* else text behind a CR overwrites */
};

bool line_needs_cleaning(struct dbr_str line);
void line_clean(struct dbr_buf *out, struct dbr_str line,
		const struct line_clean *how);

#endif
