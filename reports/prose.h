/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/prose.h -- people's Markdown as blocks of a document.
 *
 * cmark reads it; what comes out is built from a short list of blocks, so
 * nothing that is not on the list can be printed: paragraphs, headings,
 * lists, quotes, code.  The rest is shown as the text it is:
 *
 *   - HTML is text.  Emphasis is bold.  Tables do not exist.
 *   - A link is its words and, for http, https and mailto, its address in
 *     brackets; it cannot be clicked.  An image is its words.
 *   - Headings are moved below the one they stand under, without gaps.
 *   - Below PROSE_DEPTH_MAX levels of lists and quotes, the rest of a branch
 *     is one paragraph.
 *
 * A pure function of its bytes; anything is accepted and nothing fails.
 * What it takes grows with the size of the text: the limit on it is the
 * caller's (DBR_NOTE_MAX).
 */
#ifndef REPORTS_PROSE_H
#define REPORTS_PROSE_H

#include "reports/document.h"

enum { PROSE_DEPTH_MAX = 6 };

/* A new last child of parent, DOC_PROSE.  level is the one of its topmost
 * heading: 3 below a section's heading, 4 below a heading in it. */
struct doc_block *prose_read(struct document *doc, struct doc_block *parent,
			     struct dbr_str markdown, int level);

/* A DOC_PROSE block, for the writers. */
void prose_write_html(struct dbr_buf *out, const struct doc_block *prose);
void prose_write_markdown(struct dbr_buf *out, const struct doc_block *prose);

#endif
