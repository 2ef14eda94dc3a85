/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rtf.h -- the plain text of an RTF document, where it is exactly that.
 *
 * A word processor that saves an export as "tickets.csv" wraps it in RTF.
 * Paragraphs, lines, tabs, escapes, \'hh in Windows-1252 and \uN give text;
 * how it looks is passed over.  A word this does not know (a table, a field,
 * a picture, deleted text, another code page) refuses the document: what it
 * says might not be what is read.
 */
#ifndef IMPORTERS_RTF_H
#define IMPORTERS_RTF_H

#include <stdbool.h>
#include "debrief/str.h"

bool rtf_is(struct dbr_str bytes);
/* UTF-8 into out, fewer bytes than three for each of the document.  False:
 * why has what stands in the way, "a table (\trowd)". */
bool rtf_unwrap(struct dbr_buf *out, struct dbr_str document,
		struct dbr_buf *why);

#endif
