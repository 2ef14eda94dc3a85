/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/numbers_check.h -- the finished pages, read again: a number that
 * stands in two places is the same number (N9).
 *
 * Section by section the HTML and the Markdown hold the same numbers, in
 * sentences and in tables; and what a figure prints beside its scale stands
 * in its own table, headline or note.  Both are looked up in the bytes that
 * will be written, not in what they were made from, so a number altered in
 * any one place is found.
 */
#ifndef REPORTS_NUMBERS_CHECK_H
#define REPORTS_NUMBERS_CHECK_H

#include "debrief/error.h"
#include "debrief/str.h"

/* DBR_EBUG, naming the section or figure and the number. */
enum dbr_status numbers_check(struct dbr_str html, struct dbr_str markdown,
			      struct dbr_error *err) DBR_MUST_CHECK;

#endif
