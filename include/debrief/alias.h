/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/alias.h -- other words for words, everywhere in a workspace.
 *
 * A word is found in any case, composed or decomposed, in the bytes of a
 * rejected row also as Latin-1, UTF-16 and JSON escapes; never inside a
 * longer word.  Columns that hold debrief's own vocabulary are left alone.
 */
#ifndef DEBRIEF_ALIAS_H
#define DEBRIEF_ALIAS_H

#include <stdbool.h>
#include "debrief/arena.h"
#include "debrief/store.h"

struct dbr_aliases;

struct dbr_aliases *dbr_aliases_open(struct dbr_arena *arena);
/* from must have at least three bytes, shorter ones are left out; an earlier
 * alias of the same word stays. */
void dbr_aliases_add(struct dbr_aliases *aliases, struct dbr_str from,
		     const char *to);
/* Append text with its words replaced; whether there were any. */
bool dbr_aliases_apply(const struct dbr_aliases *aliases, struct dbr_buf *out,
		       struct dbr_str text);
/* Every text and blob of every table but the audit, which is a chain: see
 * dbr_forget().  In the caller's transaction. */
enum dbr_status dbr_aliases_store(int64_t *row_count, struct dbr_store *store,
				  const struct dbr_aliases *aliases,
				  struct dbr_error *err) DBR_MUST_CHECK;

#endif
