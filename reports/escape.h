/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/escape.h -- text as a page may show it.
 *
 * Every byte of an export is hostile, so what is drawn is first cleaned:
 * invalid UTF-8 becomes U+FFFD; control characters, bidi controls, byte
 * order marks, private use and non-characters are dropped; white space is
 * one blank; after ESCAPE_MAX bytes comes an ellipsis.  What is stored stays
 * as it came.  One function per context; there is no "already escaped".
 */
#ifndef REPORTS_ESCAPE_H
#define REPORTS_ESCAPE_H

#include "debrief/str.h"

enum { ESCAPE_MAX = 4000 };

/* For text between tags and for double-quoted attributes. */
void escape_html(struct dbr_buf *out, struct dbr_str text);
/* Somebody's text in Markdown: every character that can mean something. */
void escape_markdown(struct dbr_buf *out, struct dbr_str text);
/* Our own words and numbers in Markdown: the least that keeps them text. */
void escape_markdown_own(struct dbr_buf *out, struct dbr_str text);
/* Cleaned only: for a string in style sheets' content, ASCII letters, digits
 * and plain punctuation survive, the rest becomes a blank. */
void escape_css(struct dbr_buf *out, struct dbr_str text);

#endif
