/* SPDX-License-Identifier: GPL-3.0-or-later */
/* propose.c -- run every rule file; list what is stored. */
#include <config.h>
#include "feedback/propose.h"

#include <string.h>
#include "feedback/statement.h"

static const struct kind {
	const char *name;
	kind_run_fn run;
} kinds[] = {
	{ "change-owner", owner_kind_run },
	{ "fill-gap", gap_kind_run },
	{ "name-backup", backup_kind_run },
	{ "end-stale", stale_kind_run },
	{ "add-cover", cover_kind_run },
	{ "set-escalation-delay", delay_kind_run },
	{ "set-duration", estimate_kind_run },
	{ "set-rollback", estimate_kind_run },
	{ "add-step", step_kind_run },
};

static enum dbr_status
run_rule(struct proposing *proposing, const struct rule *rule,
	 struct dbr_error *err)
{
	const char *names[sizeof(kinds) / sizeof(*kinds)];
	const char *nearest;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		if (strcmp(rule->kind, kinds[i].name) == 0)
			return kinds[i].run(proposing, rule, err);
		names[i] = kinds[i].name;
	}
	dbr_fail(err, DBR_ECONFIG, "unknown kind \"%s\"", rule->kind);
	dbr_fail_at(err, rule->path, 1, 0);
	nearest = dbr_nearest(rule->kind, names,
			      sizeof(names) / sizeof(*names));
	if (nearest)
		return dbr_fail_hint(err, "did you mean \"%s\"?", nearest);
	return err->code;
}

static enum dbr_status
run_all(struct proposing *proposing, const struct dbr_share *share,
	struct dbr_error *err)
{
	const struct rule *rules = NULL;
	size_t count = 0;
	enum dbr_status rc = rule_list(&rules, &count, share,
				       proposing->arena, err);

	for (size_t i = 0; rc == DBR_OK && i < count; i++)
		rc = run_rule(proposing, &rules[i], err);
	return rc == DBR_OK ? outcome_propose(proposing, share, err) : rc;
}

static void
name_tickets(struct draft *draft, struct dbr_arena *arena)
{
	const char **names = dbr_arena_array(arena, draft->ticket_count,
					     sizeof(*names));

	for (size_t i = 0; i < draft->ticket_count; i++)
		names[i] = draft->tickets[i].ticket;
	draft->proposal.evidence_tickets = names;
	draft->proposal.evidence_count = draft->ticket_count;
}

static void
hand_out(struct dbr_propose_result *out, const struct proposing *proposing)
{
	struct dbr_proposal *proposals = dbr_arena_array(
		proposing->arena, proposing->draft_count, sizeof(*proposals));

	for (size_t i = 0; i < proposing->draft_count; i++) {
		name_tickets(&proposing->drafts[i], proposing->arena);
		proposals[i] = proposing->drafts[i].proposal;
	}
	*out = (struct dbr_propose_result){
		.proposals = proposals,
		.proposal_count = proposing->draft_count,
		.refusals = proposing->refusals,
		.refusal_count = proposing->refusal_count,
	};
}

enum dbr_status
dbr_propose(struct dbr_propose_result *out, struct dbr_store *store,
	    const struct dbr_share *share, int64_t as_of_us,
	    struct dbr_arena *arena, struct dbr_error *err)
{
	struct proposing proposing = {
		.store = store, .as_of_us = as_of_us, .arena = arena,
	};
	enum dbr_status rc = run_all(&proposing, share, err);

	if (rc == DBR_OK)
		rc = proposing_store(&proposing, err);
	if (rc == DBR_OK)
		hand_out(out, &proposing);
	return rc;
}

enum dbr_status
dbr_propose_preview(struct dbr_propose_result *out, struct dbr_store *store,
		    const struct dbr_share *share, int64_t as_of_us,
		    struct dbr_arena *arena, struct dbr_error *err)
{
	struct proposing proposing = {
		.store = store, .as_of_us = as_of_us, .arena = arena,
	};
	enum dbr_status rc = run_all(&proposing, share, err);

	if (rc == DBR_OK)
		hand_out(out, &proposing);
	return rc;
}

static const char list_sql[] =
	"SELECT p.id, p.rule, p.kind, p.scope,"
	" COALESCE(m.key, 'whole cutover'), p.role, p.state,"
	" p.rule_version, p.severity, p.level, p.value_before, p.value_after,"
	" p.reason, p.effect, p.reversal, p.evidence, p.as_of_at,"
	" p.expires_at, json_extract(p.evidence, '$.value'),"
	" json_extract(p.evidence, '$.lo'), json_extract(p.evidence, '$.hi'),"
	" json_extract(p.evidence, '$.n'),"
	" json_extract(p.evidence, '$.method'),"
	" json_extract(p.evidence, '$.unit'),"
	" json_extract(p.evidence, '$.name') FROM proposal p"
	" LEFT JOIN module m ON m.id = p.module_id"
	" WHERE :state IS NULL OR p.state = :state ORDER BY p.id";

static struct dbr_number
take_number(struct dbr_stmt *row, struct dbr_arena *arena)
{
	bool is_share = dbr_str_is(dbr_stmt_str(row, 23), "share");
	const char *name = statement_column(row, 24, arena);

	return (struct dbr_number){
		.name = name ? name : is_share ? "share" : "p90",
		.unit = is_share ? DBR_UNIT_SHARE : DBR_UNIT_SECONDS,
		.unit_text = "", .level = 0.95,
		.has_value = dbr_stmt_type(row, 18) != DBR_CELL_NULL,
		.value = dbr_stmt_double(row, 18),
		.has_lo = dbr_stmt_type(row, 19) != DBR_CELL_NULL,
		.lo = dbr_stmt_double(row, 19),
		.has_hi = dbr_stmt_type(row, 20) != DBR_CELL_NULL,
		.hi = dbr_stmt_double(row, 20),
		.n = dbr_stmt_i64(row, 21),
		.method = statement_column(row, 22, arena),
		.why_empty = "no evidence stored",
	};
}

static struct dbr_proposal
take_proposal(struct dbr_stmt *row, struct dbr_arena *arena)
{
	return (struct dbr_proposal){
		.id = dbr_stmt_i64(row, 0),
		.rule = statement_column(row, 1, arena),
		.kind = statement_column(row, 2, arena),
		.scope = statement_column(row, 3, arena),
		.module = statement_column(row, 4, arena),
		.role = statement_column(row, 5, arena),
		.state = statement_column(row, 6, arena),
		.rule_version = (int)dbr_stmt_i64(row, 7),
		.severity = (int)dbr_stmt_i64(row, 8),
		.level = (int)dbr_stmt_i64(row, 9),
		.value_before = statement_column(row, 10, arena),
		.value_after = statement_column(row, 11, arena),
		.reason = statement_column(row, 12, arena),
		.effect = statement_column(row, 13, arena),
		.reversal = statement_column(row, 14, arena),
		.evidence_json = statement_column(row, 15, arena),
		.as_of_us = dbr_stmt_i64(row, 16),
		.expires_us = dbr_stmt_i64(row, 17),
		.share = take_number(row, arena),
	};
}

static enum dbr_status
read_tickets(struct dbr_proposal *proposal, struct dbr_stmt *stmt,
	     struct dbr_arena *arena, struct dbr_error *err)
{
	const char **names = NULL;
	size_t capacity = 0;
	bool has_row = false;
	enum dbr_status rc;

	dbr_stmt_bind_i64(stmt, 1, proposal->id);
	while ((rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK && has_row) {
		names = dbr_arena_grow(arena, names, proposal->evidence_count,
				       &capacity, sizeof(*names));
		names[proposal->evidence_count++] =
			statement_column(stmt, 0, arena);
	}
	proposal->evidence_tickets = names;
	dbr_stmt_reset(stmt);
	return rc;
}

enum dbr_status
dbr_proposal_list(const struct dbr_proposal **out, size_t *count,
		  struct dbr_store *store, const char *state,
		  struct dbr_arena *arena, struct dbr_error *err)
{
	const struct dbr_parameter at[] = { STATEMENT_TEXT(":state", state) };
	struct dbr_stmt *list = NULL, *tickets = NULL;
	struct dbr_proposal *proposals = NULL;
	size_t capacity = 0;
	bool has_row = false;
	enum dbr_status rc;

	*count = 0;
	rc = dbr_stmt_open(&list, store, list_sql, err);
	if (rc == DBR_OK)
		rc = dbr_stmt_open(&tickets, store,
				   "SELECT COALESCE(t.ext_key, e.note)"
				   " FROM proposal_evidence e"
				   " LEFT JOIN ticket t ON t.id = e.ticket_id"
				   " WHERE e.proposal_id = ?1"
				   " ORDER BY e.ordinal", err);
	if (rc != DBR_OK)
		goto out;
	statement_bind(list, STATEMENT_VALUES(at));
	while ((rc = dbr_stmt_step(list, &has_row, err)) == DBR_OK && has_row) {
		proposals = dbr_arena_grow(arena, proposals, *count, &capacity,
					   sizeof(*proposals));
		proposals[*count] = take_proposal(list, arena);
		rc = read_tickets(&proposals[(*count)++], tickets, arena, err);
		if (rc != DBR_OK)
			goto out;
	}
out:
	*out = proposals;
	dbr_stmt_close(tickets);
	dbr_stmt_close(list);
	return rc;
}
