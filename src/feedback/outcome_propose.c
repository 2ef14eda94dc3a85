/* SPDX-License-Identifier: GPL-3.0-or-later */
/* outcome_propose.c -- a change that made it worse is proposed to be taken
 * back, to be decided like any other. */
#include <config.h>
#include "feedback/propose.h"

#include <string.h>
#include "debrief/outcome.h"
#include "debrief/time.h"
#include "feedback/canonical.h"
#include "feedback/statement.h"

#define EXPIRY_US (182 * DBR_DAY_US)

/* "the measure was 10.2 before and is 31 since (...)" */
static const char *
say_reason(const struct dbr_outcome *outcome, struct dbr_arena *arena)
{
	struct dbr_buf text = DBR_BUF_INIT;
	const char *reason;

	dbr_buf_addf(&text, "%s%s%s was ", outcome->metric_title,
		     outcome->slice ? " of " : "",
		     outcome->slice ? outcome->slice : "");
	dbr_number_sentence(&text, &outcome->before);
	dbr_buf_add_text(&text, " before it and is ");
	dbr_number_sentence(&text, &outcome->after);
	dbr_buf_addf(&text, " since: worse (q = %.2g)", outcome->q);
	reason = dbr_arena_text(arena, dbr_buf_str(&text));
	dbr_buf_release(&text);
	return reason;
}

static const char *
say_evidence(const struct dbr_outcome *outcome, struct dbr_arena *arena)
{
	const struct dbr_number *after = &outcome->after;
	struct dbr_buf body = DBR_BUF_INIT;
	struct canonical_object json;
	const char *text;

	canonical_open(&json, &body);
	canonical_add_double(&json, "hi", after->hi);
	canonical_add_double(&json, "lo", after->lo);
	canonical_add_text(&json, "method", after->method);
	canonical_add_i64(&json, "n", after->n);
	canonical_add_double(&json, "q", outcome->q);
	canonical_add_i64(&json, "reverts", outcome->id);
	canonical_add_text(&json, "unit",
			   after->unit == DBR_UNIT_SHARE ? "share" : "s");
	canonical_add_double(&json, "value", after->value);
	canonical_close(&json);
	text = dbr_arena_text(arena, dbr_buf_str(&body));
	dbr_buf_release(&body);
	return text;
}

/* What the proposal did, the other way round. */
static void
turn_round(struct draft *draft, const struct dbr_outcome *outcome,
	   struct dbr_stmt *row, struct proposing *proposing)
{
	struct dbr_arena *arena = proposing->arena;

	*draft = (struct draft){ .module_id = dbr_stmt_i64(row, 7) };
	draft->proposal = (struct dbr_proposal){
		.rule = "did-it-work", .rule_version = 1,
		.kind = statement_column(row, 0, arena),
		.scope = statement_column(row, 1, arena),
		.module = outcome->module,
		.role = statement_column(row, 2, arena), .state = "open",
		.severity = (int)dbr_stmt_i64(row, 3),
		.level = (int)dbr_stmt_i64(row, 4),
		.value_before = statement_column(row, 5, arena),
		.value_after = statement_column(row, 6, arena),
		.reason = say_reason(outcome, arena),
		.effect = "the measure goes back to what it was before the"
			  " change, if the change is what made it worse",
		.reversal = "the measure does not get better within two"
			    " quarters of going back",
		.evidence_json = say_evidence(outcome, arena),
		.as_of_us = proposing->as_of_us,
		.expires_us = proposing->as_of_us + EXPIRY_US,
		.share = outcome->after,
	};
}

/* Only what the mapping can take back, and still holds. */
static enum dbr_status
propose_one(struct proposing *proposing, const struct dbr_outcome *outcome,
	    struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	struct draft draft;
	bool has_row = false;
	enum dbr_status rc;

	rc = dbr_stmt_open(&stmt, proposing->store,
			   "SELECT p.kind, p.scope, p.role, p.severity,"
			   " p.level, p.value_after, p.value_before,"
			   " p.module_id FROM proposal p WHERE p.id = ?1"
			   " AND p.state = 'approved'"
			   " AND p.kind IN ('change-owner',"
			   " 'set-escalation-delay')"
			   " AND p.value_before IS NOT NULL"
			   " AND NOT EXISTS (SELECT 1 FROM proposal l"
			   " WHERE l.id > p.id AND l.state = 'approved'"
			   " AND l.kind = p.kind AND l.scope = p.scope"
			   " AND l.module_id IS p.module_id"
			   " AND l.role IS p.role"
			   " AND l.severity IS p.severity"
			   " AND l.level IS p.level)", err);
	if (rc != DBR_OK)
		return rc;
	dbr_stmt_bind_i64(stmt, 1, outcome->id);
	rc = dbr_stmt_step(stmt, &has_row, err);
	if (rc == DBR_OK && has_row)
		turn_round(&draft, outcome, stmt, proposing);
	dbr_stmt_close(stmt);
	if (rc == DBR_OK && has_row)
		rc = proposing_add(proposing, &draft, err);
	return rc;
}

enum dbr_status
outcome_propose(struct proposing *proposing, const struct dbr_share *share,
		struct dbr_error *err)
{
	const struct dbr_outcome_ask ask = { proposing->as_of_us, NULL };
	const struct dbr_outcome *outcomes;
	size_t count;
	enum dbr_status rc = dbr_outcome_list(&outcomes, &count,
					      proposing->store, share, &ask,
					      proposing->arena, err);

	for (size_t i = 0; rc == DBR_OK && i < count; i++)
		if (outcomes[i].is_proposal &&
		    outcomes[i].verdict == DBR_OUTCOME_WORSE)
			rc = propose_one(proposing, &outcomes[i], err);
	return rc;
}
