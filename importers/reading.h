/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reading.h -- the same bytes again: as before, or otherwise.
 *
 * Of one file the latest reading counts.  Read as before, it repeats that
 * batch when nothing came of it, and its rejects are listed once.  Read with
 * other options (a zone that was wrong), it takes the place of what the other
 * readings gave, older or not: temp.import_other holds their batches while
 * the import runs, and a row it confirms becomes this batch's own.
 */
#ifndef IMPORTERS_READING_H
#define IMPORTERS_READING_H

#include "engine.h"

enum dbr_status reading_begin(struct engine *engine, const char *options,
			      struct dbr_error *err) DBR_MUST_CHECK;
/* When every record is in and counted. */
enum dbr_status reading_end(struct engine *engine, struct dbr_error *err)
	DBR_MUST_CHECK;

#endif
