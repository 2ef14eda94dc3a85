/* SPDX-License-Identifier: GPL-3.0-or-later */
/* line_change.h -- a changed file: as its new text or as a unified diff. */
#ifndef FEEDBACK_LINE_CHANGE_H
#define FEEDBACK_LINE_CHANGE_H

#include "debrief/arena.h"

/* A piece of whole lines, before and after; size 0: not there. */
struct line_change {
	struct dbr_str old, new;
};

struct line_changes {
	const char *file_name;
	struct line_change *at;	/* in order; together, the whole file */
	size_t count;
};

void line_changes_text(struct dbr_buf *out,
		       const struct line_changes *changes);
/* Nothing when nothing changed; `git apply` takes it. */
void line_changes_diff(struct dbr_buf *out,
		       const struct line_changes *changes);

#endif
