/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/feedback.h -- evidence to proposal to decision to mapping.
 *
 * A rule (share/rules/NAME.sql) selects evidence; its guards decide whether
 * it becomes a proposal or a refusal that says why.  A named person decides;
 * the decision is an event in a hash-chained audit log, and reverting is
 * another event.  Evidence is about teams: people are only counted.
 *
 * Everything returned lives in the arena.
 */
#ifndef DEBRIEF_FEEDBACK_H
#define DEBRIEF_FEEDBACK_H

#include <stdbool.h>
#include <stdint.h>
#include "debrief/mapping.h"
#include "debrief/number.h"
#include "debrief/share.h"
#include "debrief/store.h"

struct dbr_proposal {
	int64_t id;
	const char *rule, *kind, *scope, *module, *role, *state;
	int rule_version, severity, level;	/* 0: none */
	const char *value_before, *value_after;
	const char *reason, *effect, *reversal, *evidence_json;
	int64_t as_of_us, expires_us;
	struct dbr_number share;	/* the number behind it, with interval */
	const char *const *evidence_tickets;	/* ext keys, heaviest first */
	size_t evidence_count;
	const char *waits_for;	/* dbr_policy_waits(), by who asks; or NULL */
};

struct dbr_refusal {		/* looked at, not proposed, and why */
	const char *rule, *module, *candidate;
	int severity;
	const char *guard;	/* "too-few", "no-majority", "runner-up", ... */
	const char *why;	/* with the numbers */
	struct dbr_number share;
};

struct dbr_propose_result {
	const struct dbr_proposal *proposals;
	size_t proposal_count;
	const struct dbr_refusal *refusals;
	size_t refusal_count;
};

/* Run every rule as of an instant; new proposals are stored as open. */
enum dbr_status dbr_propose(struct dbr_propose_result *out,
			    struct dbr_store *store,
			    const struct dbr_share *share, int64_t as_of_us,
			    struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;
/* The same without writing anything; works on a read-only store. */
enum dbr_status dbr_propose_preview(struct dbr_propose_result *out,
				    struct dbr_store *store,
				    const struct dbr_share *share,
				    int64_t as_of_us, struct dbr_arena *arena,
				    struct dbr_error *err) DBR_MUST_CHECK;
/* state NULL: all. */
enum dbr_status dbr_proposal_list(const struct dbr_proposal **out,
				  size_t *count, struct dbr_store *store,
				  const char *state, struct dbr_arena *arena,
				  struct dbr_error *err) DBR_MUST_CHECK;

struct dbr_policy;	/* debrief/policy.h */
struct dbr_pseudonym_key;	/* debrief/pseudonym.h */

enum dbr_verdict_kind {
	DBR_APPROVE, DBR_REJECT, DBR_DEFER, DBR_REVERT,
};
struct dbr_decision {
	int64_t proposal_id;
	enum dbr_verdict_kind verdict;
	const char *by;		/* required */
	const char *why;	/* may be NULL */
	int64_t effective_us;	/* when the mapping changes; 0: this second */
	const struct dbr_policy *policy;	/* NULL: one name is enough */
	const struct dbr_pseudonym_key *seed;	/* of by's key; NULL: unsigned */
};
/* An approval the policy wants more names for is one sign-off: the proposal
 * stays open until dbr_policy_waits() knows nobody more. */
enum dbr_status dbr_decide(struct dbr_store *store,
			   const struct dbr_decision *decision,
			   struct dbr_error *err) DBR_MUST_CHECK;

/* What happened besides decisions, inside the transaction of the event:
 * body is a JSON object with sorted keys.  Stamped by the clock. */
enum dbr_status dbr_audit_add(struct dbr_store *store, const char *actor,
			      const char *event, const char *body,
			      struct dbr_error *err) DBR_MUST_CHECK;

struct dbr_audit_event {
	int64_t sequence, happened_us;
	const char *actor, *event;
	const char *body;	/* canonical JSON */
};
enum dbr_status dbr_audit_list(const struct dbr_audit_event **out,
			       size_t *count, struct dbr_store *store,
			       struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;
/*
 * Recompute the chain and compare it with the table of decisions; DBR_ECHECK
 * names the first event that does not fit.  head gets "SEQUENCE:HASH" of
 * the last event: printed elsewhere it is an anchor.
 */
enum dbr_status dbr_audit_verify(struct dbr_buf *head,
				 struct dbr_store *store,
				 struct dbr_error *err) DBR_MUST_CHECK;
/* How many of the decisions and sign-offs carry a signature. */
enum dbr_status dbr_audit_signed(int64_t *signed_count,
				 int64_t *decision_count,
				 struct dbr_store *store,
				 struct dbr_error *err) DBR_MUST_CHECK;
/* And the event of an earlier head, "SEQUENCE:HASH", is still the same: only
 * this finds a log cut at its end or written anew. */
enum dbr_status dbr_audit_verify_anchor(struct dbr_buf *head,
					struct dbr_store *store,
					const char *anchor,
					struct dbr_error *err) DBR_MUST_CHECK;

#endif
