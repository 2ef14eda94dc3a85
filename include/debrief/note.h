/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/note.h -- what people say about a migration or a quarter.
 *
 * A note is Markdown with an author and a time.  Editing it adds a revision,
 * withdrawing it adds one without words; nothing is overwritten, and each
 * revision is an event of the audit chain that holds its words too.
 *
 * A subject is a migration's key or a quarter (2026-Q3).  Notes are written
 * after the data they speak of, so they have an instant of their own: known
 * is the one up to which words count, INT64_MAX for all that were written.
 *
 * Everything returned lives in the arena.
 */
#ifndef DEBRIEF_NOTE_H
#define DEBRIEF_NOTE_H

#include <stdbool.h>
#include <stdint.h>
#include "debrief/arena.h"
#include "debrief/store.h"

enum { DBR_NOTE_MAX = 64 * 1024 };	/* bytes of one note */

struct dbr_note {
	int64_t id, revision;
	const char *subject, *kind;
	struct dbr_str text;	/* at NULL: withdrawn */
	const char *author, *why;
	int64_t written_us;
};

/* "narrative", "hard", "helped", "luck", "lesson" */
extern const char *const dbr_note_kinds[];
extern const size_t dbr_note_kind_count;

struct dbr_note_ask {
	const char *subject, *kind;	/* NULL: any */
	int64_t known_us;
	bool with_withdrawn;
};
/* Their latest revision by then, oldest note first. */
enum dbr_status dbr_note_list(const struct dbr_note **out, size_t *count,
			      struct dbr_store *store,
			      const struct dbr_note_ask *ask,
			      struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;
/* Every revision of one; none there is DBR_EUSAGE. */
enum dbr_status dbr_note_history(const struct dbr_note **out, size_t *count,
				 struct dbr_store *store, int64_t id,
				 struct dbr_arena *arena,
				 struct dbr_error *err) DBR_MUST_CHECK;

struct dbr_note_change {
	int64_t id;		/* 0: a new note about subject, of kind */
	const char *subject, *kind;
	struct dbr_str text;	/* at NULL: withdraw it */
	const char *by;		/* required */
	const char *why;	/* may be NULL */
};
/*
 * Fills *id.  DBR_EUSAGE: no such subject, kind, note or name.  DBR_EINPUT:
 * words that are not UTF-8, hold a NUL, show nothing, or pass DBR_NOTE_MAX.
 */
enum dbr_status dbr_note_write(int64_t *id, struct dbr_store *store,
			       const struct dbr_note_change *change,
			       struct dbr_error *err) DBR_MUST_CHECK;

struct dbr_review {
	const char *state;	/* "draft", "review", "published" */
	const char *facilitator, *note_taker;	/* NULL: not named */
	const char *by, *why;
	int64_t changed_us;	/* 0: never, it is a draft by default */
};
enum dbr_status dbr_review_load(struct dbr_review *out,
				struct dbr_store *store, const char *subject,
				int64_t known_us, struct dbr_arena *arena,
				struct dbr_error *err) DBR_MUST_CHECK;
/* A person left NULL stays who it was.  by is required. */
enum dbr_status dbr_review_set(struct dbr_store *store, const char *subject,
			       const struct dbr_review *review,
			       struct dbr_error *err) DBR_MUST_CHECK;

#endif
