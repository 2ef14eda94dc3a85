/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * seal.h -- what every table held when debrief last wrote it.
 *
 * Table seal keeps, for each table and batch, how many rows there are and
 * the sum, modulo 2^256, of the BLAKE2b-256 hashes of those rows.  A sum
 * does not ask for an order, so one changed row costs two hashes: SQLite's
 * preupdate hook tells both versions of it, and the differences are written
 * with the COMMIT they belong to.  Whatever changes a row behind debrief's
 * back, a bit that flips or a hand with the sqlite3 shell, no longer adds up;
 * a later update of that row does not hide it, because it takes away what is
 * there, not what was.
 *
 * It is no defence against somebody who recomputes the sums.
 */
#ifndef STORE_SEAL_H
#define STORE_SEAL_H

#include <sqlite3.h>
#include "debrief/arena.h"
#include "debrief/store.h"

struct seal;

enum { SEAL_WORDS = 4 };	/* of 64 bits, lowest first */

struct seal_sum {
	const char *table;
	int64_t batch_id;	/* 0: the table has none, or the row */
	int64_t row_count;
	uint64_t words[SEAL_WORDS];
};

/* Watch the changes of a store that is open for writing. */
enum dbr_status seal_open(struct seal **out, struct dbr_store *store,
			  struct dbr_error *err) DBR_MUST_CHECK;
void seal_close(struct seal *seal);	/* NULL is fine */
/* Write what has changed since; before COMMIT, inside its transaction. */
enum dbr_status seal_write(struct seal *seal, struct dbr_error *err)
	DBR_MUST_CHECK;
/* The transaction was given up. */
void seal_forget(struct seal *seal);
/* A statement failed half way: what the hook told is not what is there. */
void seal_doubt(struct seal *seal);

/* Add up every row of every table; sums sorted by table and batch. */
enum dbr_status seal_read(const struct seal_sum **out, size_t *count,
			  struct dbr_store *store, struct dbr_arena *arena,
			  struct dbr_error *err) DBR_MUST_CHECK;
/* The sums as table seal has them, sorted alike. */
enum dbr_status seal_load(const struct seal_sum **out, size_t *count,
			  struct dbr_store *store, struct dbr_arena *arena,
			  struct dbr_error *err) DBR_MUST_CHECK;
/* Seal what is there now, whatever was written down before. */
enum dbr_status seal_renew(struct dbr_store *store, struct dbr_error *err)
	DBR_MUST_CHECK;

#endif
