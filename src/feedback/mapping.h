/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mapping.h -- change the mapping without overwriting it.
 *
 * Both calls belong inside the transaction of the decision whose audit event
 * they name.
 */
#ifndef FEEDBACK_MAPPING_H
#define FEEDBACK_MAPPING_H

#include "debrief/mapping.h"

enum mapping_what {
	MAPPING_OWNER,		/* a row of ownership */
	MAPPING_END,		/* the same, ended with nobody after it */
	MAPPING_DELAY,		/* of escalation */
	MAPPING_ESTIMATE,	/* of estimate: role says which */
	MAPPING_STEP,		/* a step of a module's checklist */
};
/* What an approved proposal of a kind changes. */
enum mapping_what mapping_what_of(const char *kind);

struct mapping_change {
	enum mapping_what what;
	const char *scope, *role;	/* not of a delay */
	int64_t module_id;
	int severity;		/* escalation only */
	int level;
	const char *value;	/* key of a team, minutes, or a step */
	int64_t effective_us;	/* when it becomes so */
	int64_t recorded_us;	/* when we know it */
	int64_t audit_sequence;
};

/*
 * What holds in the slot of change at effective_us: a team's or contact's
 * key or minutes; NULL when nobody does.  DBR_EINPUT when two rows do.
 */
enum dbr_status mapping_value(const char **out, struct dbr_store *store,
			      const struct mapping_change *change,
			      struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;
enum dbr_status mapping_set(struct dbr_store *store,
			    const struct mapping_change *change,
			    struct dbr_error *err) DBR_MUST_CHECK;
/*
 * Undo the change event made: from effective_us on it is as before; never
 * was, when it had not taken effect yet.  Fails when a later decision
 * changed the same rows.
 */
enum dbr_status mapping_revert(struct dbr_store *store,
			       const struct mapping_change *change,
			       int64_t event, struct dbr_error *err)
	DBR_MUST_CHECK;

#endif
