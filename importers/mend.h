/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mend.h -- rows that could not be loaded, and those that load after all.
 *
 * A reject belongs to the import that left it out, and waits until another
 * import takes it up: all that wait in a batch, when they are replayed or the
 * import says that it mends them; or one, when a file of the same name and
 * format brings a row of the same key.  What still does not load is a reject
 * of the import that took it up, so that every batch adds up alone, and
 * taking one back gives back exactly what it took.
 */
#ifndef IMPORTERS_MEND_H
#define IMPORTERS_MEND_H

#include "pipeline.h"
#include "row_key.h"

struct mend;

/* In the journal's reach, with the batch there; takes up what the request
 * mends.  close() after success or failure; NULL is fine. */
enum dbr_status mend_open(struct mend **out, struct engine *engine,
			  struct dbr_error *err) DBR_MUST_CHECK;
void mend_close(struct mend *mend);

/* Keep a row that cannot be loaded, and count it with its like. */
enum dbr_status mend_keep(struct mend *mend, const struct prepared *record,
			  const struct row_result *why, struct dbr_error *err)
	DBR_MUST_CHECK;
/* A row has been loaded. */
enum dbr_status mend_row(struct mend *mend, const struct prepared *record,
			 struct dbr_error *err) DBR_MUST_CHECK;
/* For whoever reads the records. */
struct row_key *mend_row_key(struct mend *mend);

#endif
