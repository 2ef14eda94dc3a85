/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_agree.c -- the log against the tables it tells of. */
#include <config.h>
#include "feedback/audit.h"

#include "feedback/statement.h"

struct agreement {
	const char *sql, *why;
};

/* What the events tell must be what the tables hold; each query gives the
 * first event that is not. */
static const struct agreement agreements[] = {
	{ "SELECT d.audit_sequence FROM decision d"
	  " LEFT JOIN audit a ON a.sequence = d.audit_sequence"
	  " WHERE a.sequence IS NULL OR a.event <> d.verdict"
	  " OR a.actor <> d.decided_by"
	  " OR json_extract(a.body, '$.proposal') <> d.proposal_id"
	  " OR ifnull(json_extract(a.body, '$.why'), '') <> d.why"
	  " UNION ALL "
	  "SELECT a.sequence FROM audit a"
	  " LEFT JOIN decision d ON d.audit_sequence = a.sequence"
	  " WHERE a.event IN ('approve', 'reject', 'defer', 'revert')"
	  " AND d.id IS NULL LIMIT 1",
	  "and the table of decisions disagree" },
	{ "SELECT s.audit_sequence FROM sign_off s"
	  " LEFT JOIN audit a ON a.sequence = s.audit_sequence"
	  " WHERE a.sequence IS NULL OR a.event <> 'sign-off'"
	  " OR a.actor <> s.signed_by"
	  " OR json_extract(a.body, '$.proposal') <> s.proposal_id"
	  " OR json_extract(a.body, '$.stage') <> s.stage"
	  " OR json_extract(a.body, '$.place') <> s.place"
	  " UNION ALL "
	  "SELECT a.sequence FROM audit a WHERE a.event = 'sign-off'"
	  " AND NOT EXISTS (SELECT 1 FROM sign_off s"
	  " WHERE s.audit_sequence = a.sequence) LIMIT 1",
	  "and the sign-offs disagree" },
	{ "SELECT a.sequence FROM audit a WHERE a.event = 'propose'"
	  " AND NOT EXISTS (SELECT 1 FROM proposal p"
	  " WHERE p.id = json_extract(a.body, '$.proposal')"
	  " AND p.value_after = json_extract(a.body, '$.after')"
	  " AND p.evidence_hash = json_extract(a.body, '$.evidence_hash'))"
	  " LIMIT 1",
	  "and the proposal it tells of disagree" },
	{ "SELECT a.sequence FROM audit a WHERE a.event = 'approve'"
	  " AND NOT EXISTS (SELECT 1 FROM ownership o"
	  " JOIN team t ON t.id = o.team_id"
	  " WHERE o.audit_sequence = a.sequence"
	  " AND t.key = json_extract(a.body, '$.after')"
	  " AND o.valid_from_at = json_extract(a.body, '$.effective_at'))"
	  " AND NOT EXISTS (SELECT 1 FROM escalation e"
	  " WHERE e.audit_sequence = a.sequence AND e.delay_minutes ="
	  " CAST(json_extract(a.body, '$.after') AS REAL)"
	  " AND e.valid_from_at = json_extract(a.body, '$.effective_at'))"
	  " AND NOT EXISTS (SELECT 1 FROM estimate e"
	  " WHERE e.audit_sequence = a.sequence AND e.minutes ="
	  " CAST(json_extract(a.body, '$.after') AS REAL)"
	  " AND e.valid_from_at = json_extract(a.body, '$.effective_at'))"
	  " AND NOT (json_extract(a.body, '$.kind') = 'end-stale'"
	  " AND EXISTS (SELECT 1 FROM ownership o"
	  " WHERE o.superseded_by = a.sequence))"
	  " AND NOT EXISTS (SELECT 1 FROM module_item i"
	  " WHERE i.audit_sequence = a.sequence"
	  " AND i.text = json_extract(a.body, '$.after'))"
	  " AND NOT (json_extract(a.body, '$.kind') = 'add-step'"
	  " AND EXISTS (SELECT 1 FROM audit r WHERE r.event = 'revert'"
	  " AND json_extract(r.body, '$.reverts') = a.sequence))"
	  " LIMIT 1",
	  "and the mapping it made disagree" },
	{ "WITH last AS (SELECT json_extract(body, '$.proposal') AS id,"
	  " max(sequence) AS sequence, event FROM audit"
	  " WHERE event IN ('propose', 'approve', 'reject', 'defer',"
	  " 'revert', 'expire') GROUP BY 1)"
	  "SELECT coalesce(l.sequence, 1) FROM proposal p"
	  " LEFT JOIN last l ON l.id = p.id"
	  " WHERE p.state <> CASE l.event WHEN 'approve' THEN 'approved'"
	  " WHEN 'reject' THEN 'rejected' WHEN 'revert' THEN 'reverted'"
	  " WHEN 'defer' THEN 'deferred' WHEN 'expire' THEN 'expired'"
	  " ELSE 'open' END LIMIT 1",
	  "and the state of its proposal disagree" },
};

enum dbr_status
audit_agree(int64_t *sequence, const char **why, struct dbr_store *store,
	    struct dbr_error *err)
{
	const struct statement_values none = { 0 };
	enum dbr_status rc = DBR_OK;

	*sequence = 0;
	for (size_t i = 0; rc == DBR_OK && !*sequence &&
	     i < sizeof(agreements) / sizeof(*agreements); i++) {
		*why = agreements[i].why;
		rc = statement_i64(sequence, store, agreements[i].sql, none,
				   err);
	}
	if (!*sequence)
		*why = NULL;
	return rc;
}
