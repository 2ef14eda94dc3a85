/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sign_off.h -- the names under a proposal, by the policy of the workspace. */
#ifndef FEEDBACK_SIGN_OFF_H
#define FEEDBACK_SIGN_OFF_H

#include "debrief/feedback.h"

struct signing {
	const struct dbr_policy *policy;
	int64_t proposal_id, now_us;
	const char *kind, *before, *after;	/* of the proposal */
	const char *by, *why;
	const char *key;	/* it will be signed with; or NULL */
};

/*
 * Put by's name where it is asked for, as an event.  is_complete: nothing
 * more is needed.  DBR_EPERM when it is not this name's turn.
 */
enum dbr_status sign_off(bool *is_complete, struct dbr_store *store,
			 const struct signing *signing,
			 struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;

/* DBR_EPERM when by is none of those the policy names for this kind: who may
 * not sign may not reject, defer (verb) or revert either. */
enum dbr_status sign_off_allow(struct dbr_store *store,
			       const struct signing *signing,
			       const char *verb, struct dbr_error *err)
	DBR_MUST_CHECK;

#endif
