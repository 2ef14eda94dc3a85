/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/html.h -- a document as one self-contained HTML file.
 *
 * No script, no reference to anything outside, a content security policy
 * before all content; light, dark and print from one style sheet.  The same
 * document gives the same bytes.
 */
#ifndef REPORTS_HTML_H
#define REPORTS_HTML_H

#include "reports/document.h"

void html_write(struct dbr_buf *out, const struct document *doc);
/* One text, escaped, with the marks of its tones. */
void html_text(struct dbr_buf *out, const struct doc_text *text);
/* The style sheet; footer is printed at the foot of every page. */
void html_style(struct dbr_buf *out, const struct document *doc);

/*
 * Read a finished page again and refuse what must never be in one: an
 * element or attribute that is not on the list, an unclosed element, a
 * reference to anything but a place in the page.  DBR_EBUG when it fails:
 * the page must not be written.
 */
enum dbr_status html_check(struct dbr_str page, struct dbr_error *err)
	DBR_MUST_CHECK;

#endif
