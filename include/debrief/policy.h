/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/policy.h -- who must agree before a proposal is applied.
 *
 * A policy is a file policy/approval.yaml (debrief-policy(5)): for kinds of
 * proposals the stages they pass, in order, and the places that must sign
 * each.  A kind no rule names needs one name, anybody's.
 *
 * Everything lives in the arena.
 */
#ifndef DEBRIEF_POLICY_H
#define DEBRIEF_POLICY_H

#include <stdbool.h>
#include <stdint.h>
#include "debrief/share.h"
#include "debrief/store.h"

struct dbr_policy_stage {
	const char *state;		/* "agreed" */
	const char *const *places;	/* "giving team", "team X", a name */
	size_t place_count;
	bool needs_one;			/* any of the places, else all */
};
struct dbr_policy_rule {
	const char *const *kinds;
	size_t kind_count;
	const struct dbr_policy_stage *stages;
	size_t stage_count;
};
struct dbr_policy {
	const struct dbr_policy_rule *rules;	/* the first that names a kind */
	size_t rule_count;
};

/* A mistake is DBR_ECONFIG at file:line:column. */
enum dbr_status dbr_policy_read(struct dbr_policy *out,
				const struct dbr_share *share,
				struct dbr_arena *arena,
				struct dbr_error *err) DBR_MUST_CHECK;
/* Whom an open proposal waits for: "agreed: giving team (Test Centre)"; NULL:
 * one name is enough. */
enum dbr_status dbr_policy_waits(const char **out,
				 const struct dbr_policy *policy,
				 struct dbr_store *store, int64_t proposal_id,
				 struct dbr_arena *arena,
				 struct dbr_error *err) DBR_MUST_CHECK;

#endif
