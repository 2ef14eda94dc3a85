/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/fsck.h -- is the workspace what debrief left, and does it add up?
 *
 * Reads every row once.  What is found is data, not an error; an error is
 * what kept a check from looking.  Everything lives in the arena.
 */
#ifndef DEBRIEF_FSCK_H
#define DEBRIEF_FSCK_H

#include <stdbool.h>
#include "debrief/arena.h"
#include "debrief/store.h"

struct dbr_fsck_check {
	const char *name;	/* "content", "structure", ... */
	const char *sound;	/* what is so when nothing is found */
	const char *const *findings;	/* sentences; text in them is clean */
	size_t finding_count;	/* all of them; the first 20 are kept */
};

enum { DBR_FSCK_KEPT = 20 };

/* All checks of the store.  The audit chain is dbr_audit_verify()'s. */
enum dbr_status dbr_fsck(const struct dbr_fsck_check **out, size_t *count,
			 struct dbr_store *store, struct dbr_arena *arena,
			 struct dbr_error *err) DBR_MUST_CHECK;

#endif
