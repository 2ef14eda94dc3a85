/* SPDX-License-Identifier: GPL-3.0-or-later */
/* decide.c -- a named person's verdict, in one transaction. */
#include <config.h>
#include "debrief/feedback.h"

#include <inttypes.h>
#include <string.h>
#include "debrief/time.h"
#include "debrief/trail.h"
#include "feedback/audit.h"
#include "feedback/canonical.h"
#include "feedback/mapping.h"
#include "feedback/sign_off.h"
#include "feedback/signature.h"
#include "feedback/person.h"
#include "feedback/statement.h"

static const struct verdict {
	const char *name;	/* of the event */
	const char *state;	/* of the proposal after it */
	const char *from, *or_from;	/* and before it */
} verdicts[] = {
	[DBR_APPROVE] = { "approve", "approved", "open", "deferred" },
	[DBR_REJECT] = { "reject", "rejected", "open", "deferred" },
	[DBR_DEFER] = { "defer", "deferred", "open", "open" },
	[DBR_REVERT] = { "revert", "reverted", "approved", "approved" },
};

/* One decision on its way: the proposal as stored, and what comes of it. */
struct deciding {
	const struct dbr_decision *decision;
	const struct verdict *verdict;
	struct dbr_arena arena;
	int64_t now_us;
	struct mapping_change change;
	const char *rule, *kind, *module, *value_before, *state;
	const char *evidence_hash;
	int64_t rule_version;
	int64_t approved_by_event;	/* for a revert */
	struct signer signer;		/* when the decision has a seed */
};

static void
take_proposal(struct deciding *d, struct dbr_stmt *row)
{
	struct dbr_arena *arena = &d->arena;

	d->rule = statement_column(row, 0, arena);
	d->rule_version = dbr_stmt_i64(row, 1);
	d->kind = statement_column(row, 2, arena);
	d->module = statement_column(row, 3, arena);
	d->value_before = statement_column(row, 4, arena);
	d->state = statement_column(row, 5, arena);
	d->evidence_hash = statement_column(row, 6, arena);
	d->approved_by_event = dbr_stmt_i64(row, 7);
	d->change = (struct mapping_change){
		.what = mapping_what_of(d->kind),
		.scope = statement_column(row, 8, arena),
		.role = statement_column(row, 9, arena),
		.module_id = dbr_stmt_i64(row, 10),
		.severity = (int)dbr_stmt_i64(row, 11),
		.level = (int)dbr_stmt_i64(row, 12),
		.value = statement_column(row, 13, arena),
		.effective_us = d->decision->effective_us ?
			d->decision->effective_us :
			d->now_us - d->now_us % DBR_SECOND_US,
		.recorded_us = d->now_us,
	};
}

static enum dbr_status
load_proposal(struct deciding *d, struct dbr_store *store,
	      struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc;

	rc = dbr_stmt_open(&stmt, store,
			   "SELECT p.rule, p.rule_version, p.kind, m.key,"
			   " p.value_before, p.state, p.evidence_hash,"
			   " (SELECT MAX(audit_sequence) FROM decision"
			   " WHERE proposal_id = p.id AND verdict = 'approve'),"
			   " p.scope, p.role, p.module_id, p.severity, p.level,"
			   " p.value_after FROM proposal p"
			   " LEFT JOIN module m ON m.id = p.module_id"
			   " WHERE p.id = ?1", err);
	if (rc != DBR_OK)
		return rc;
	dbr_stmt_bind_i64(stmt, 1, d->decision->proposal_id);
	rc = dbr_stmt_step(stmt, &has_row, err);
	if (rc == DBR_OK && has_row)
		take_proposal(d, stmt);
	dbr_stmt_close(stmt);
	if (rc != DBR_OK || has_row)
		return rc;
	dbr_fail(err, DBR_EUSAGE, "there is no proposal %" PRId64,
		 d->decision->proposal_id);
	return dbr_fail_hint(err, "\"debrief review\" lists them");
}

static enum dbr_status
check_state(const struct deciding *d, struct dbr_error *err)
{
	const struct verdict *verdict = d->verdict;

	if (strcmp(d->state, verdict->from) == 0 ||
	    strcmp(d->state, verdict->or_from) == 0)
		return DBR_OK;
	if (d->decision->verdict == DBR_REVERT &&
	    strcmp(d->state, "reverted") != 0) {
		dbr_fail(err, DBR_EUSAGE, "proposal %" PRId64 " is %s: only"
			 " an approved one can be reverted",
			 d->decision->proposal_id, d->state);
		return dbr_fail_hint(err, "\"debrief review --all\" shows"
				     " the state of each");
	}
	dbr_fail(err, DBR_EUSAGE, "proposal %" PRId64 " is already %s",
		 d->decision->proposal_id, d->state);
	if (strcmp(d->state, "approved") == 0)
		return dbr_fail_hint(err, "to undo it: debrief revert %" PRId64
				     " --by NAME", d->decision->proposal_id);
	return dbr_fail_hint(err, "run \"debrief propose\" again: new evidence"
			     " makes a new proposal");
}

/* The mapping must still say what the proposal wants changed. */
static enum dbr_status
check_current(struct deciding *d, struct dbr_store *store,
	      struct dbr_error *err)
{
	const char *value = NULL;
	enum dbr_status rc = mapping_value(&value, store, &d->change,
					   &d->arena, err);

	if (rc != DBR_OK)
		return rc;
	if (strcmp(value ? value : "", d->value_before ? d->value_before : "")
	    == 0)
		return DBR_OK;
	dbr_fail(err, DBR_EUSAGE, "the mapping changed since: \"%s\" now has"
		 " \"%s\", the proposal was made against \"%s\"",
		 d->module ? d->module : "the whole cutover",
		 value ? value : "nobody",
		 d->value_before ? d->value_before : "nobody");
	return dbr_fail_hint(err, "run \"debrief propose\" again");
}

static void
add_body(struct dbr_buf *out, const struct deciding *d)
{
	const struct mapping_change *change = &d->change;
	struct canonical_object body;

	canonical_open(&body, out);
	canonical_add_text(&body, "after", change->value);
	canonical_add_text(&body, "before", d->value_before);
	canonical_add_i64(&body, "effective_at", change->effective_us);
	canonical_add_text(&body, "evidence_hash", d->evidence_hash);
	if (d->decision->seed)
		canonical_add_text(&body, "key", d->signer.public_hex);
	canonical_add_text(&body, "kind", d->kind);
	canonical_add_i64(&body, "level", change->level);
	canonical_add_text(&body, "module", d->module);
	canonical_add_i64(&body, "proposal", d->decision->proposal_id);
	if (d->decision->verdict == DBR_REVERT)
		canonical_add_i64(&body, "reverts", d->approved_by_event);
	canonical_add_text(&body, "role", change->role);
	canonical_add_text(&body, "rule", d->rule);
	canonical_add_i64(&body, "rule_version", d->rule_version);
	canonical_add_text(&body, "scope", change->scope);
	canonical_add_i64(&body, "severity", change->severity);
	canonical_add_text(&body, "why", d->decision->why ? d->decision->why : "");
	canonical_close(&body);
}

static enum dbr_status
append_event(struct deciding *d, struct dbr_store *store,
	     struct dbr_error *err)
{
	struct dbr_buf body = DBR_BUF_INIT;
	struct audit_event event = {
		.happened_us = d->now_us,
		.actor = d->decision->by,
		.event = d->verdict->name,
	};
	enum dbr_status rc;

	add_body(&body, d);
	event.body = body.text;
	rc = audit_append(&d->change.audit_sequence, store, &event, err);
	dbr_buf_release(&body);
	return rc;
}

static enum dbr_status
record(const struct deciding *d, struct dbr_store *store,
       struct dbr_error *err)
{
	const char *why = d->decision->why ? d->decision->why : "";
	const struct dbr_parameter at[] = {
		STATEMENT_I64(":proposal", d->decision->proposal_id),
		STATEMENT_TEXT(":verdict", d->verdict->name),
		STATEMENT_TEXT(":state", d->verdict->state),
		STATEMENT_TEXT(":by", d->decision->by),
		STATEMENT_TEXT(":why", why),
		STATEMENT_I64(":now", d->now_us),
		STATEMENT_I64(":event", d->change.audit_sequence),
	};
	struct statement_values values = STATEMENT_VALUES(at);
	enum dbr_status rc;

	rc = statement_run(store,
			   "INSERT INTO decision (proposal_id, verdict,"
			   " decided_by, why, decided_at, audit_sequence)"
			   " VALUES (:proposal, :verdict, :by, :why, :now,"
			   " :event)", values, err);
	if (rc != DBR_OK)
		return rc;
	return statement_run(store,
			     "UPDATE proposal SET state = :state"
			     " WHERE id = :proposal", values, err);
}

static enum dbr_status
apply(struct deciding *d, struct dbr_store *store, struct dbr_error *err)
{
	if (d->decision->verdict == DBR_APPROVE)
		return mapping_set(store, &d->change, err);
	if (d->decision->verdict == DBR_REVERT)
		return mapping_revert(store, &d->change,
				      d->approved_by_event, err);
	return DBR_OK;
}

/* Whether this name may decide; an approval fills its place. */
static enum dbr_status
sign(bool *is_complete, struct deciding *d, struct dbr_store *store,
     struct dbr_error *err)
{
	const struct signing signing = {
		.policy = d->decision->policy,
		.proposal_id = d->decision->proposal_id, .now_us = d->now_us,
		.kind = d->kind, .before = d->value_before,
		.after = d->change.value, .by = d->decision->by,
		.why = d->decision->why,
		.key = d->decision->seed ? d->signer.public_hex : NULL,
	};

	if (d->decision->verdict != DBR_APPROVE)
		return sign_off_allow(store, &signing, d->verdict->name, err);
	return sign_off(is_complete, store, &signing, &d->arena, err);
}

static enum dbr_status
decide(struct deciding *d, struct dbr_store *store, struct dbr_error *err)
{
	bool is_complete = true;
	enum dbr_status rc = load_proposal(d, store, err);

	if (rc == DBR_OK)
		rc = check_state(d, err);
	if (rc == DBR_OK && d->decision->verdict == DBR_APPROVE)
		rc = check_current(d, store, err);
	if (rc == DBR_OK)
		rc = sign(&is_complete, d, store, err);
	if (rc != DBR_OK || !is_complete)
		return rc;
	rc = append_event(d, store, err);
	if (rc == DBR_OK)
		rc = apply(d, store, err);
	if (rc == DBR_OK)
		rc = record(d, store, err);
	return rc;
}

static enum dbr_status
decide_and_sign(struct deciding *d, struct dbr_store *store,
		struct dbr_error *err)
{
	const struct dbr_pseudonym_key *seed = d->decision->seed;
	enum dbr_status rc;

	rc = seed ? signer_open(&d->signer, store, seed, d->decision->by,
				d->now_us, err) :
		    signer_spare(store, d->decision->by, err);
	if (rc == DBR_OK)
		rc = dbr_trail_begin(store, err);
	if (rc == DBR_OK)
		rc = decide(d, store, err);
	if (rc == DBR_OK)
		rc = dbr_trail_end(store, d->decision->by, d->verdict->name,
				   err);
	return rc == DBR_OK && seed ? signer_sign(&d->signer, store, err) : rc;
}

enum dbr_status
dbr_decide(struct dbr_store *store, const struct dbr_decision *decision,
	   struct dbr_error *err)
{
	struct deciding d = {
		.decision = decision,
		.verdict = &verdicts[decision->verdict],
		.arena = DBR_ARENA_INIT,
	};
	enum dbr_status rc;

	rc = person_check(decision->by, "a decision", err);
	if (rc != DBR_OK)
		return rc;
	d.now_us = dbr_clock_now();
	rc = dbr_store_begin(store, err);
	if (rc != DBR_OK)
		return rc;
	rc = decide_and_sign(&d, store, err);
	if (rc == DBR_OK)
		rc = dbr_store_commit(store, err);
	if (rc != DBR_OK)
		dbr_store_rollback(store);
	signer_close(&d.signer);
	dbr_arena_release(&d.arena);
	return rc;
}
