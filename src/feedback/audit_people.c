/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_people.c -- do notes and follow-ups say what their events tell? */
#include <config.h>
#include "feedback/audit.h"

#include "feedback/statement.h"

static const struct agreement {
	const char *sql, *why;	/* the first event that does not agree */
} agreements[] = {
	{ "SELECT r.audit_sequence FROM note_revision r"
	  " LEFT JOIN audit a ON a.sequence = r.audit_sequence"
	  " WHERE a.sequence IS NULL OR a.event <> 'write-note'"
	  " OR a.actor <> r.author"
	  " OR json_extract(a.body, '$.note') <> r.note_id"
	  " OR json_extract(a.body, '$.revision') <> r.revision"
	  " OR json_extract(a.body, '$.text') IS NOT r.text"
	  " UNION ALL "
	  "SELECT a.sequence FROM audit a WHERE a.event = 'write-note'"
	  " AND NOT EXISTS (SELECT 1 FROM note_revision r"
	  " WHERE r.audit_sequence = a.sequence) LIMIT 1",
	  "and the note it tells of disagree" },
	{ "SELECT s.audit_sequence FROM review_state s"
	  " LEFT JOIN audit a ON a.sequence = s.audit_sequence"
	  " WHERE a.sequence IS NULL OR a.event <> 'set-review'"
	  " OR a.actor <> s.changed_by"
	  " OR json_extract(a.body, '$.state') <> s.state"
	  " UNION ALL "
	  "SELECT a.sequence FROM audit a WHERE a.event = 'set-review'"
	  " AND NOT EXISTS (SELECT 1 FROM review_state s"
	  " WHERE s.audit_sequence = a.sequence) LIMIT 1",
	  "and the state of the post-mortem disagree" },
	{ "SELECT v.audit_sequence FROM action_version v"
	  " LEFT JOIN audit a ON a.sequence = v.audit_sequence"
	  " WHERE a.sequence IS NULL OR a.event NOT IN ('add-action',"
	  " 'edit-action', 'close-action', 'reopen-action')"
	  " OR a.actor <> v.written_by"
	  " OR json_extract(a.body, '$.action') <> v.action_id"
	  " OR json_extract(a.body, '$.version') <> v.version"
	  " OR json_extract(a.body, '$.state') <> v.state"
	  " OR json_extract(a.body, '$.title') <> v.title"
	  " OR json_extract(a.body, '$.goal') IS NOT v.goal_text"
	  " UNION ALL "
	  "SELECT a.sequence FROM audit a WHERE a.event IN ('add-action',"
	  " 'edit-action', 'close-action', 'reopen-action')"
	  " AND NOT EXISTS (SELECT 1 FROM action_version v"
	  " WHERE v.audit_sequence = a.sequence) LIMIT 1",
	  "and the follow-up it tells of disagree" },
	{ "SELECT a.sequence FROM audit a WHERE a.event = 'setting'"
	  " AND a.sequence = (SELECT MAX(b.sequence) FROM audit b"
	  "  WHERE b.event = 'setting' AND json_extract(b.body, '$.name')"
	  "  = json_extract(a.body, '$.name'))"
	  " AND json_extract(a.body, '$.value') IS NOT (SELECT s.value"
	  "  FROM setting s WHERE s.key = json_extract(a.body, '$.name'))"
	  " LIMIT 1", "and the setting it tells of disagree" },
};

enum dbr_status
audit_agree_people(int64_t *sequence, const char **why,
		   struct dbr_store *store, struct dbr_error *err)
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
