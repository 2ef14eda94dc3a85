/* SPDX-License-Identifier: GPL-3.0-or-later */
/* propose_store.c -- write what a run proposes; each one is an event. */
#include <config.h>
#include "feedback/propose.h"

#include <string.h>
#include "debrief/time.h"
#include "feedback/audit.h"
#include "feedback/canonical.h"
#include "feedback/statement.h"

static enum dbr_status
append(struct dbr_store *store, const char *event, const char *rule,
       const struct dbr_buf *body, struct dbr_error *err)
{
	struct audit_event entry = {
		.happened_us = dbr_clock_now(), .actor = rule, .event = event,
		.body = body->text,
	};
	int64_t sequence;

	return audit_append(&sequence, store, &entry, err);
}

static enum dbr_status
expire_one(struct dbr_store *store, int64_t id, const char *rule,
	   struct dbr_error *err)
{
	const struct dbr_parameter at[] = { STATEMENT_I64(":id", id) };
	struct dbr_buf body = DBR_BUF_INIT;
	struct canonical_object json;
	enum dbr_status rc;

	canonical_open(&json, &body);
	canonical_add_i64(&json, "proposal", id);
	canonical_close(&json);
	rc = append(store, "expire", rule, &body, err);
	dbr_buf_release(&body);
	if (rc != DBR_OK)
		return rc;
	return statement_run(store, "UPDATE proposal SET state = 'expired'"
			     " WHERE id = :id", STATEMENT_VALUES(at), err);
}

/* All proposals sql selects (id, rule), one by one: the list changes. */
static enum dbr_status
expire_all(struct dbr_store *store, const char *sql,
	   struct statement_values values, struct dbr_error *err)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_stmt *stmt = NULL;
	bool has_row = true;
	enum dbr_status rc = dbr_stmt_open(&stmt, store, sql, err);

	while (rc == DBR_OK && has_row) {
		const char *rule;
		int64_t id;

		dbr_stmt_reset(stmt);
		statement_bind(stmt, values);
		rc = dbr_stmt_step(stmt, &has_row, err);
		if (rc != DBR_OK || !has_row)
			break;
		id = dbr_stmt_i64(stmt, 0);
		rule = statement_column(stmt, 1, &arena);
		dbr_stmt_reset(stmt);
		rc = expire_one(store, id, rule, err);
	}
	dbr_stmt_close(stmt);
	dbr_arena_release(&arena);
	return rc;
}

static const char too_old_sql[] =
	"SELECT id, rule FROM proposal WHERE state IN ('open', 'deferred')"
	" AND expires_at <= :as_of ORDER BY id LIMIT 1";
/* An open proposal for the same place gives way to the newer evidence. */
static const char replaced_sql[] =
	"SELECT id, rule FROM proposal WHERE state = 'open'"
	" AND kind = :kind AND scope = :scope"
	" AND COALESCE(module_id, 0) = :module"
	" AND (kind <> 'add-step' OR value_after = :after)"
	" AND role IS :role AND COALESCE(severity, 0) = :severity"
	" AND COALESCE(level, 0) = :level ORDER BY id LIMIT 1";
static const char insert_sql[] =
	"INSERT INTO proposal (rule, rule_version, kind, scope, module_id,"
	" role, severity, level, value_before, value_after, reason, effect,"
	" reversal, evidence, evidence_hash, state, as_of_at, expires_at)"
	" VALUES (:rule, :version, :kind, :scope, nullif(:module, 0),"
	" :role, nullif(:severity, 0), :level, :before, :after, :reason, :effect,"
	" :reversal, :evidence, :hash, 'open', :as_of, :expires)";

enum { DRAFT_VALUES = 17 };

static struct statement_values
draft_values(struct dbr_parameter at[DRAFT_VALUES], const struct draft *draft)
{
	const struct dbr_proposal *p = &draft->proposal;
	const struct dbr_parameter values[DRAFT_VALUES] = {
		STATEMENT_TEXT(":rule", p->rule),
		STATEMENT_I64(":version", p->rule_version),
		STATEMENT_TEXT(":kind", p->kind),
		STATEMENT_TEXT(":scope", p->scope),
		STATEMENT_I64(":module", draft->module_id),
		STATEMENT_TEXT(":role", p->role),
		STATEMENT_I64(":severity", p->severity),
		STATEMENT_I64(":level", p->level),
		STATEMENT_TEXT(":before", p->value_before),
		STATEMENT_TEXT(":after", p->value_after),
		STATEMENT_TEXT(":reason", p->reason),
		STATEMENT_TEXT(":effect", p->effect),
		STATEMENT_TEXT(":reversal", p->reversal),
		STATEMENT_TEXT(":evidence", p->evidence_json),
		STATEMENT_TEXT(":hash", draft->evidence_hash),
		STATEMENT_I64(":as_of", p->as_of_us),
		STATEMENT_I64(":expires", p->expires_us),
	};

	memcpy(at, values, sizeof(values));
	return (struct statement_values){ at, DRAFT_VALUES };
}

static enum dbr_status
store_tickets(const struct draft *draft, struct dbr_store *store,
	      struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	enum dbr_status rc;

	rc = dbr_stmt_open(&stmt, store,
			   "INSERT INTO proposal_evidence (proposal_id,"
			   " ordinal, ticket_id, weight, note)"
			   " VALUES (?1, ?2, nullif(?3, 0), ?4, ?5)", err);
	for (size_t i = 0; rc == DBR_OK && i < draft->ticket_count; i++) {
		dbr_stmt_bind_i64(stmt, 1, draft->proposal.id);
		dbr_stmt_bind_i64(stmt, 2, (int64_t)i + 1);
		dbr_stmt_bind_i64(stmt, 3, draft->tickets[i].id);
		dbr_stmt_bind_double(stmt, 4, draft->tickets[i].weight);
		dbr_stmt_bind_text(stmt, 5, draft->tickets[i].id ? "" :
				   draft->tickets[i].ticket);
		rc = dbr_stmt_run(stmt, err);
	}
	dbr_stmt_close(stmt);
	return rc;
}

static enum dbr_status
append_proposed(const struct draft *draft, struct dbr_store *store,
		struct dbr_error *err)
{
	const struct dbr_proposal *p = &draft->proposal;
	struct dbr_buf body = DBR_BUF_INIT;
	struct canonical_object json;
	enum dbr_status rc;

	canonical_open(&json, &body);
	canonical_add_text(&json, "after", p->value_after);
	canonical_add_i64(&json, "as_of_at", p->as_of_us);
	canonical_add_text(&json, "before", p->value_before);
	canonical_add_text(&json, "evidence_hash", draft->evidence_hash);
	canonical_add_text(&json, "kind", p->kind);
	canonical_add_i64(&json, "level", p->level);
	canonical_add_text(&json, "module", p->module);
	canonical_add_i64(&json, "proposal", p->id);
	canonical_add_text(&json, "role", p->role);
	canonical_add_i64(&json, "rule_version", p->rule_version);
	canonical_add_text(&json, "scope", p->scope);
	canonical_add_i64(&json, "severity", p->severity);
	canonical_close(&json);
	rc = append(store, "propose", p->rule, &body, err);
	dbr_buf_release(&body);
	return rc;
}

static enum dbr_status
store_draft(struct draft *draft, struct dbr_store *store,
	    struct dbr_error *err)
{
	struct dbr_parameter at[DRAFT_VALUES];
	struct statement_values values = draft_values(at, draft);
	enum dbr_status rc;

	if (draft->proposal.id)
		return DBR_OK;	/* open already, on the same evidence */
	rc = expire_all(store, replaced_sql, values, err);
	if (rc == DBR_OK)
		rc = statement_run(store, insert_sql, values, err);
	if (rc != DBR_OK)
		return rc;
	draft->proposal.id = dbr_store_last_id(store);
	rc = store_tickets(draft, store, err);
	if (rc != DBR_OK)
		return rc;
	return append_proposed(draft, store, err);
}

static enum dbr_status
store_all(struct proposing *proposing, struct dbr_error *err)
{
	const struct dbr_parameter at[] = {
		STATEMENT_I64(":as_of", proposing->as_of_us),
	};
	enum dbr_status rc = expire_all(proposing->store, too_old_sql,
					STATEMENT_VALUES(at), err);

	for (size_t i = 0; rc == DBR_OK && i < proposing->draft_count; i++)
		rc = store_draft(&proposing->drafts[i], proposing->store, err);
	return rc;
}

enum dbr_status
proposing_store(struct proposing *proposing, struct dbr_error *err)
{
	enum dbr_status rc = dbr_store_begin(proposing->store, err);

	if (rc != DBR_OK)
		return rc;
	rc = store_all(proposing, err);
	if (rc == DBR_OK)
		rc = dbr_store_commit(proposing->store, err);
	if (rc != DBR_OK)
		dbr_store_rollback(proposing->store);
	return rc;
}
