/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * seal_row.h -- sums of row hashes, by table and batch; seal*.c only.
 */
#ifndef STORE_SEAL_ROW_H
#define STORE_SEAL_ROW_H

#include "store/seal.h"

struct seal_table {
	const char *name;
	int column_count;
	int batch_column;	/* -1: none */
};

/* Open addressing; capacity is a power of two. */
struct seal_sums {
	struct seal_sum *slots;	/* table NULL: free */
	size_t count, capacity;
	struct dbr_buf row;	/* that is being added */
};

/* sum += sign * words, modulo 2^256 */
void seal_words_add(uint64_t sum[SEAL_WORDS],
		    const uint64_t words[SEAL_WORDS], int sign);
void seal_sums_release(struct seal_sums *sums);
/* sign: +1 adds the row in values, -1 takes it away. */
void seal_sums_add(struct seal_sums *sums, const struct seal_table *table,
		   sqlite3_value *const *values, int sign);
/* Those that are not nothing, sorted by table and batch. */
const struct seal_sum *seal_sums_sorted(const struct seal_sums *sums,
					size_t *count,
					struct dbr_arena *arena);

#endif
