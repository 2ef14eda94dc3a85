/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bulk.h -- indexes of an empty table are made when it is full.
 *
 * Keeping them while rows come in writes a page here and there for every
 * row; sorting once writes each page once.  The natural key stays: it finds
 * the same row twice.  Inside the transaction, so that nothing of it shows.
 */
#ifndef IMPORTERS_BULK_H
#define IMPORTERS_BULK_H

#include "debrief/arena.h"
#include "debrief/store.h"

struct bulk {
	const char *make_again;	/* SQL; NULL: nothing was put off */
};

/* table NULL, or with rows in it: nothing is done. */
enum dbr_status bulk_begin(struct bulk *out, struct dbr_store *store,
			   const char *table, struct dbr_arena *arena,
			   struct dbr_error *err) DBR_MUST_CHECK;
enum dbr_status bulk_end(const struct bulk *bulk, struct dbr_store *store,
			 struct dbr_error *err) DBR_MUST_CHECK;

#endif
