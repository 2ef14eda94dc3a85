/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * content.h -- BLAKE2b-256 over what a batch left in the store.
 *
 * Rows are taken without surrogate keys, batch and line; their hashes are
 * added modulo 2^256 and hashed again: the same records give the same hash,
 * whatever order or dialect they came in, and nothing has to be sorted.
 */
#ifndef IMPORTERS_CONTENT_H
#define IMPORTERS_CONTENT_H

#include "debrief/store.h"

enum { CONTENT_HASH_SIZE = 65 };	/* hexadecimal, with its NUL */

/* selects: NULL-terminated, each with parameter ?1 = batch. */
enum dbr_status content_hash(char out[CONTENT_HASH_SIZE],
			     struct dbr_store *store,
			     const char *const *selects, int64_t batch_id,
			     struct dbr_error *err) DBR_MUST_CHECK;

#endif
