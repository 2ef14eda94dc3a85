/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * outcome_changes.h -- what was changed: proposals a person approved and
 * follow-ups a person closed, by an instant.
 */
#ifndef FEEDBACK_OUTCOME_CHANGES_H
#define FEEDBACK_OUTCOME_CHANGES_H

#include "debrief/action.h"
#include "debrief/outcome.h"

struct change {
	struct dbr_outcome outcome;	/* nothing measured yet */
	const char *comparison;	/* of a goal, or NULL */
	double goal;
};

/* Oldest change first. */
enum dbr_status changes_list(const struct change **out, size_t *count,
			     struct dbr_store *store,
			     const struct dbr_share *share,
			     const struct dbr_outcome_ask *ask,
			     struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;

#endif
