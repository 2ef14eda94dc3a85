/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/pdf.h -- the page on paper: Chromium or WeasyPrint prints it.
 *
 * The program is one of a fixed list of paths, gets a folder of its own as
 * home and profile, no word of the user's environment and no network, and
 * reads a copy of the page; what it made is checked before it replaces
 * anything.
 */
#ifndef REPORTS_PDF_H
#define REPORTS_PDF_H

#include "debrief/error.h"
#include "debrief/str.h"

/* The last line of a PDF of ours: a comment, by which it is known again. */
#define PDF_MARK "% debrief report\n"

/* printer NULL: the first of the list that is there.  DBR_ECHILD when there
 * is none or it did not print. */
enum dbr_status pdf_write(const char *path, struct dbr_str page,
			  const char *printer, struct dbr_error *err)
	DBR_MUST_CHECK;

#endif
