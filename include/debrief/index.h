/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/index.h -- words to the texts that have them, best first.
 *
 * The index is built in memory when somebody searches and is gone
 * afterwards: what people write is small, an index that is never stored is
 * never stale, and any shell can open the workspace.  SQLite's FTS5 does the
 * work (BM25; letters without accents and case; English endings).
 *
 * Words are words: nothing in them is an operator.  A trailing * asks for
 * what begins so.
 */
#ifndef DEBRIEF_INDEX_H
#define DEBRIEF_INDEX_H

#include <stdbool.h>
#include <stdint.h>
#include "debrief/arena.h"

struct dbr_index;

enum { DBR_INDEX_WORDS_MAX = 32, DBR_INDEX_QUERY_MAX = 1000 };

enum dbr_status dbr_index_open(struct dbr_index **out, struct dbr_error *err)
	DBR_MUST_CHECK;
void dbr_index_close(struct dbr_index *index);	/* NULL is fine */
/* title weighs more than text; number is the caller's and not 0. */
enum dbr_status dbr_index_add(struct dbr_index *index, int64_t number,
			      struct dbr_str title, struct dbr_str text,
			      struct dbr_error *err) DBR_MUST_CHECK;

struct dbr_hit {
	int64_t number;
	double rank;		/* larger is better */
	/* Some words around those found: pieces, found and not in turn, the
	 * first not.  Raw: whoever shows them cleans them. */
	const struct dbr_str *pieces;
	size_t piece_count;
};
/*
 * Texts with all of the words; when there are none, with any of them, and
 * *is_partial says so.  DBR_EUSAGE: no word, or more than the limits.
 */
enum dbr_status dbr_index_find(const struct dbr_hit **out, size_t *count,
			       bool *is_partial, struct dbr_index *index,
			       struct dbr_str words, size_t most,
			       struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;

#endif
