/* SPDX-License-Identifier: GPL-3.0-or-later */
/* past.c -- has somebody already answered this? */
#include <config.h>
#include "feedback/propose.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include "debrief/time.h"
#include "feedback/digest.h"
#include "feedback/statement.h"

static int
order_texts(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static const char **
sorted_names(const struct draft *draft, struct dbr_arena *arena)
{
	const char **names = dbr_arena_array(arena, draft->ticket_count,
					     sizeof(*names));

	for (size_t i = 0; i < draft->ticket_count; i++)
		names[i] = draft->tickets[i].ticket;
	if (draft->ticket_count)
		qsort(names, draft->ticket_count, sizeof(*names), order_texts);
	return names;
}

/* The same change on the same tickets has the same hash, in any workspace
 * and at any as-of: weights are not part of it. */
static const char *
hash_evidence(const struct draft *draft, struct dbr_arena *arena)
{
	const struct dbr_proposal *p = &draft->proposal;
	const char **tickets = sorted_names(draft, arena);
	char hash[DIGEST_TEXT_SIZE];
	struct digest digest;

	digest_init(&digest);
	digest_add(&digest, dbr_str_from(p->rule));
	digest_add_i64(&digest, p->rule_version);
	digest_add(&digest, dbr_str_from(p->scope));
	digest_add(&digest, dbr_str_from(p->module));
	digest_add(&digest, dbr_str_from(p->role));
	digest_add_i64(&digest, p->severity);
	digest_add_i64(&digest, p->level);
	digest_add(&digest, dbr_str_from(p->value_before));
	digest_add(&digest, dbr_str_from(p->value_after));
	for (size_t i = 0; i < draft->ticket_count; i++)
		digest_add(&digest, dbr_str_from(tickets[i]));
	digest_text(hash, &digest);
	return dbr_arena_text(arena, dbr_str_from(hash));
}

/* An earlier proposal of the same change, while its tickets go by. */
struct past {
	int64_t id;
	const char *state, *by, *on;
	size_t shared_count;	/* of its tickets with the draft's */
};

struct looking {
	struct proposing *proposing;
	struct draft *draft;
	const char **names;	/* of the draft's tickets, sorted */
	struct past past;
	bool is_refused;
};

/* Half of the tickets or more, and it is the same evidence. */
static void
close_past(struct looking *l)
{
	const struct dbr_proposal *p = &l->draft->proposal;
	struct dbr_arena *arena = l->proposing->arena;
	struct dbr_refusal refusal = {
		.rule = p->rule, .module = p->module,
		.candidate = p->value_after, .severity = p->severity,
		.guard = l->past.state, .share = p->share,
	};

	if (!l->past.id || l->is_refused ||
	    2 * l->past.shared_count < l->draft->ticket_count)
		return;
	refusal.why = dbr_arena_textf(arena, "proposal %" PRId64 ", on %zu of"
				      " these %zu tickets, was %s by %s on %s",
				      l->past.id, l->past.shared_count,
				      l->draft->ticket_count, l->past.state,
				      l->past.by, l->past.on);
	proposing_refuse(l->proposing, &refusal);
	l->is_refused = true;
}

static void
take_past(struct looking *l, struct dbr_stmt *row)
{
	struct dbr_arena *arena = l->proposing->arena;
	int64_t id = dbr_stmt_i64(row, 0);
	const char *name = statement_column(row, 4, arena);

	if (id != l->past.id) {
		close_past(l);
		l->past = (struct past){
			.id = id,
			.state = statement_column(row, 1, arena),
			.by = statement_column(row, 2, arena),
			.on = statement_column(row, 3, arena),
		};
	}
	if (name && l->draft->ticket_count &&
	    bsearch(&name, l->names, l->draft->ticket_count,
		    sizeof(*l->names), order_texts))
		l->past.shared_count++;
}

#define SAME_SLOT \
	"p.kind = :kind AND p.scope = :scope" \
	" AND COALESCE(p.module_id, 0) = :module" \
	" AND p.role IS :role AND COALESCE(p.severity, 0) = :severity" \
	" AND COALESCE(p.level, 0) = :level"

/* Two quarters of data back; the other value of a delay or a duration is the
 * same change, another team or step is another one. */
static const char answered_sql[] =
	"SELECT p.id, p.state, d.decided_by,"
	" strftime('%Y-%m-%d', d.decided_at / 1000000, 'unixepoch'),"
	" COALESCE(t.ext_key, e.note) FROM proposal p"
	" JOIN decision d ON d.id ="
	" (SELECT MAX(id) FROM decision WHERE proposal_id = p.id)"
	" JOIN proposal_evidence e ON e.proposal_id = p.id"
	" LEFT JOIN ticket t ON t.id = e.ticket_id"
	" WHERE " SAME_SLOT " AND p.state IN"
	" ('rejected', 'reverted', 'approved', 'deferred')"
	" AND (p.kind LIKE 'set-%' OR p.value_after = :after)"
	" AND p.as_of_at > :since ORDER BY p.id DESC";

static const char open_sql[] =
	"SELECT p.id FROM proposal p WHERE p.state = 'open'"
	" AND p.evidence_hash = :hash AND p.expires_at > :as_of";

enum { PAST_VALUES = 10 };

static struct statement_values
past_values(struct dbr_parameter at[PAST_VALUES], const struct draft *draft)
{
	const struct dbr_proposal *p = &draft->proposal;
	int64_t memory_us = p->expires_us - p->as_of_us;
	const struct dbr_parameter values[PAST_VALUES] = {
		STATEMENT_TEXT(":kind", p->kind),
		STATEMENT_TEXT(":scope", p->scope),
		STATEMENT_I64(":module", draft->module_id),
		STATEMENT_TEXT(":role", p->role),
		STATEMENT_I64(":severity", p->severity),
		STATEMENT_I64(":level", p->level),
		STATEMENT_TEXT(":after", p->value_after),
		STATEMENT_I64(":since", p->as_of_us - memory_us),
		STATEMENT_I64(":as_of", p->as_of_us),
		STATEMENT_TEXT(":hash", draft->evidence_hash),
	};

	memcpy(at, values, sizeof(values));
	return (struct statement_values){ at, PAST_VALUES };
}

static enum dbr_status
look(struct looking *l, struct statement_values values, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc;

	rc = dbr_stmt_open(&stmt, l->proposing->store, answered_sql, err);
	if (rc != DBR_OK)
		return rc;
	statement_bind(stmt, values);
	while ((rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK && has_row)
		take_past(l, stmt);
	dbr_stmt_close(stmt);
	if (rc == DBR_OK)
		close_past(l);
	return rc;
}

enum dbr_status
proposing_add(struct proposing *proposing, const struct draft *draft,
	      struct dbr_error *err)
{
	struct draft kept = *draft;
	struct looking l = { .proposing = proposing, .draft = &kept };
	struct dbr_parameter at[PAST_VALUES];
	struct statement_values values;
	enum dbr_status rc;

	kept.evidence_hash = hash_evidence(draft, proposing->arena);
	l.names = sorted_names(draft, proposing->arena);
	values = past_values(at, &kept);
	rc = look(&l, values, err);
	if (rc != DBR_OK || l.is_refused)
		return rc;
	rc = statement_i64(&kept.proposal.id, proposing->store, open_sql,
			   values, err);
	if (rc != DBR_OK)
		return rc;
	proposing->drafts = dbr_arena_grow(proposing->arena,
					   proposing->drafts,
					   proposing->draft_count,
					   &proposing->draft_capacity,
					   sizeof(kept));
	proposing->drafts[proposing->draft_count++] = kept;
	return DBR_OK;
}

void
proposing_refuse(struct proposing *proposing,
		 const struct dbr_refusal *refusal)
{
	proposing->refusals = dbr_arena_grow(proposing->arena,
					     proposing->refusals,
					     proposing->refusal_count,
					     &proposing->refusal_capacity,
					     sizeof(*refusal));
	proposing->refusals[proposing->refusal_count++] = *refusal;
}
