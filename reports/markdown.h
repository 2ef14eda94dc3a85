/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/markdown.h -- a document as CommonMark with GitHub tables.
 *
 * The twin of html.h: same ids, same sentences, same numbers.  Figures are
 * links to files the caller writes: figures, then "-f2.svg".
 */
#ifndef REPORTS_MARKDOWN_H
#define REPORTS_MARKDOWN_H

#include "reports/document.h"

/* figures: the start of every figure's path, "figs/postmortem"; letters,
 * digits, "/", ".", "-" and "_" only. */
void markdown_write(struct dbr_buf *out, const struct document *doc,
		    const char *figures);

#endif
