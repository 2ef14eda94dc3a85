/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/search.h -- what was learnt before: notes, follow-ups, decisions
 * and migrations that have these words.  Everything lives in the arena.
 */
#ifndef DEBRIEF_SEARCH_H
#define DEBRIEF_SEARCH_H

#include "debrief/index.h"
#include "debrief/store.h"

struct dbr_found {
	const char *kind;	/* "lesson", "narrative", "action", "decision",
				 * "migration", ... */
	int64_t id;		/* of the note, the action, the proposal */
	const char *about;	/* a migration's key, a quarter, a module */
	int64_t at_us;		/* when it was written; 0: unknown */
	struct dbr_str text;
	struct dbr_hit hit;
};

struct dbr_search_ask {
	struct dbr_str words;
	const char *kind;	/* NULL: any */
	int64_t known_us;	/* as it stood then; INT64_MAX: now */
	size_t most;
};

/* Best first; *is_partial: nothing has all of the words. */
enum dbr_status dbr_search(const struct dbr_found **out, size_t *count,
			   bool *is_partial, struct dbr_store *store,
			   const struct dbr_search_ask *ask,
			   struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;

#endif
