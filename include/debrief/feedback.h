/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/feedback.h -- evidence to proposal to decision to mapping.
 *
 * The mapping (ownership, escalation delays) is rows with valid and recorded
 * intervals: nothing is overwritten.  A rule (share/rules/NAME.sql) selects
 * evidence; the guards of METRICS section 6 decide whether it becomes a
 * proposal or a refusal that says why.  A named person decides; the decision
 * is an event in a hash-chained audit log, and reverting is another event.
 *
 * Everything returned lives in the arena.
 */
#ifndef DEBRIEF_FEEDBACK_H
#define DEBRIEF_FEEDBACK_H

#include <stdbool.h>
#include <stdint.h>
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

enum dbr_verdict_kind {
	DBR_APPROVE, DBR_REJECT, DBR_DEFER, DBR_REVERT,
};
struct dbr_decision {
	int64_t proposal_id;
	enum dbr_verdict_kind verdict;
	const char *by;		/* required */
	const char *why;	/* may be NULL */
	int64_t effective_us;	/* when the mapping changes; 0: now */
};
enum dbr_status dbr_decide(struct dbr_store *store,
			   const struct dbr_decision *decision,
			   struct dbr_error *err) DBR_MUST_CHECK;

struct dbr_owner {
	const char *scope, *module, *role, *team, *contact, *authority_note;
	int level;
	int64_t valid_from_us, valid_to_us;	/* to 0: until changed */
	int64_t recorded_us, superseded_us;	/* 0: what we know now */
};
/* Who had which role at valid_us, as known at known_us (0: now, now). */
enum dbr_status dbr_owner_list(const struct dbr_owner **out, size_t *count,
			       struct dbr_store *store, int64_t valid_us,
			       int64_t known_us, struct dbr_arena *arena,
			       struct dbr_error *err) DBR_MUST_CHECK;
/*
 * The mapping as CSV: the bytes it was imported from with only the decided
 * lines changed.  target: "ownership" or "escalation".
 */
enum dbr_status dbr_owner_export(struct dbr_buf *out, struct dbr_store *store,
				 const char *target, struct dbr_error *err)
	DBR_MUST_CHECK;

/* Recompute the chain; DBR_ECHECK names the first event that does not fit.
 * head gets "sequence hash" of the last event. */
enum dbr_status dbr_audit_verify(struct dbr_buf *head,
				 struct dbr_store *store,
				 struct dbr_error *err) DBR_MUST_CHECK;

#endif
