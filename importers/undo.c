/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * undo.c -- one import taken back; see debrief/import.h.
 *
 * The rows are the journal's business (debrief/journal.h).  Here is what
 * else an import has led to: later imports that agree with it, proposals,
 * decisions, the attribution of tickets, and the word in the audit log.
 */
#include <config.h>
#include "debrief/import.h"

#include <inttypes.h>
#include "attribution.h"
#include "debrief/feedback.h"
#include "debrief/journal.h"
#include "debrief/time.h"
#include "debrief/trail.h"
#include "identity.h"

struct undo {
	struct dbr_store *store;
	const struct dbr_undo_request *request;
	struct dbr_undo_result *result;
	struct dbr_arena *arena;
	size_t capacity;
};

/* Columns of the first row, if any, of SQL about batch ?1. */
static enum dbr_status
ask(struct undo *undo, const char *sql, int64_t batch_id, int64_t out[2],
    bool *has_row, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	enum dbr_status rc = dbr_stmt_open(&stmt, undo->store, sql, err);

	*has_row = false;
	if (rc != DBR_OK)
		return rc;
	dbr_stmt_bind_i64(stmt, 1, batch_id);
	rc = dbr_stmt_step(stmt, has_row, err);
	for (int i = 0; rc == DBR_OK && *has_row && i < 2; i++)
		out[i] = dbr_stmt_i64(stmt, i);
	dbr_stmt_close(stmt);
	return rc;
}

static enum dbr_status
run_for(struct undo *undo, const char *sql, int64_t batch_id,
	struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	enum dbr_status rc = dbr_stmt_open(&stmt, undo->store, sql, err);

	if (rc == DBR_OK) {
		dbr_stmt_bind_i64(stmt, 1, batch_id);
		rc = dbr_stmt_run(stmt, err);
	}
	dbr_stmt_close(stmt);
	return rc;
}

static enum dbr_status
check_batch(struct undo *undo, int64_t batch_id, struct dbr_error *err)
{
	int64_t found[2];
	bool has_row;
	enum dbr_status rc = ask(undo,
		"SELECT undone_at IS NOT NULL, NOT EXISTS (SELECT 1"
		"  FROM batch_row r WHERE r.batch_id = b.id) AND NOT EXISTS"
		"  (SELECT 1 FROM row_before r WHERE r.batch_id = b.id)"
		"  AND (inserted_count + updated_count + unchanged_count > 0"
		"   OR EXISTS (SELECT 1 FROM reject r"
		"    WHERE r.batch_id = b.id))"
		" FROM batch b WHERE id = ?1", batch_id, found, &has_row, err);

	if (rc != DBR_OK)
		return rc;
	if (!has_row) {
		dbr_fail(err, DBR_EUSAGE, "there is no batch %" PRId64,
			 batch_id);
		return dbr_fail_hint(err, "debrief status lists them");
	}
	if (found[0])
		return dbr_fail(err, DBR_EUSAGE, "batch %" PRId64 " was "
				"undone before", batch_id);
	if (!found[1])
		return DBR_OK;
	dbr_fail(err, DBR_EINPUT, "batch %" PRId64 " was imported by a "
		 "debrief that kept no journal", batch_id);
	return dbr_fail_hint(err, "import the files again into a new "
			     "workspace: debrief --db new.db init");
}

#define OF_BATCH(table, id) \
	" JOIN batch_row r ON r.batch_id = ?1 AND r.kind = 'made'" \
	" AND r.table_name = '" table "'" \
	" AND " id " BETWEEN r.first_id AND r.last_id "

/* What a person has decided on stays as it was decided on. */
static enum dbr_status
check_decided(struct undo *undo, int64_t batch_id, struct dbr_error *err)
{
	int64_t found[2];
	bool has_row;
	enum dbr_status rc = ask(undo,
		"SELECT d.proposal_id, 0 FROM proposal_evidence e"
		OF_BATCH("ticket", "e.ticket_id")
		" JOIN decision d ON d.proposal_id = e.proposal_id"
		"  AND d.verdict <> 'defer'"
		" UNION SELECT d.proposal_id, 0 FROM ownership o"
		OF_BATCH("ownership", "o.id")
		" JOIN decision d ON d.id = o.superseded_by"
		" UNION SELECT d.proposal_id, 0 FROM escalation o"
		OF_BATCH("escalation", "o.id")
		" JOIN decision d ON d.id = o.superseded_by"
		" LIMIT 1", batch_id, found, &has_row, err);

	if (rc != DBR_OK || !has_row)
		return rc;
	dbr_fail(err, DBR_EINPUT, "batch %" PRId64 " cannot be undone: the "
		 "decision on proposal %" PRId64 " stands on it", batch_id,
		 found[0]);
	return dbr_fail_hint(err, "import a corrected file: decisions are "
			     "kept with what they were made on");
}

/* Open proposals lose their evidence and expire. */
static enum dbr_status
expire_proposals(struct undo *undo, int64_t batch_id, struct dbr_error *err)
{
	int64_t found[2] = { 0, 0 };
	bool has_row;
	enum dbr_status rc = ask(undo,
		"SELECT COUNT(DISTINCT e.proposal_id), 0"
		" FROM proposal_evidence e" OF_BATCH("ticket", "e.ticket_id")
		" JOIN proposal p ON p.id = e.proposal_id"
		"  AND p.state <> 'expired'", batch_id, found, &has_row, err);

	undo->result->expired_count += found[0];
	if (rc == DBR_OK)
		rc = run_for(undo, "UPDATE proposal SET state = 'expired'"
			" WHERE id IN (SELECT e.proposal_id"
			"  FROM proposal_evidence e"
			OF_BATCH("ticket", "e.ticket_id") ")", batch_id, err);
	if (rc == DBR_OK)
		rc = run_for(undo, "DELETE FROM proposal_evidence"
			" WHERE ticket_id IN (SELECT e.ticket_id"
			"  FROM proposal_evidence e"
			OF_BATCH("ticket", "e.ticket_id") ")", batch_id, err);
	return rc;
}

static enum dbr_status
note_event(struct undo *undo, int64_t batch_id, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, undo->store,
		"SELECT json_object('batch', id, 'file', file_name,"
		" 'sha256', file_hash, 'why', ?2) FROM batch WHERE id = ?1",
		err);

	if (rc == DBR_OK) {
		dbr_stmt_bind_i64(stmt, 1, batch_id);
		dbr_stmt_bind_text(stmt, 2, undo->request->why
				   ? undo->request->why : "");
		rc = dbr_stmt_step(stmt, &has_row, err);
	}
	if (rc == DBR_OK)
		rc = dbr_audit_add(undo->store, undo->request->by, "undo",
				   dbr_stmt_text(stmt, 0), err);
	dbr_stmt_close(stmt);
	return rc;
}

static enum dbr_status
undo_one(struct undo *undo, int64_t batch_id, struct dbr_error *err)
{
	enum dbr_status rc = check_decided(undo, batch_id, err);

	if (rc == DBR_OK)
		rc = expire_proposals(undo, batch_id, err);
	if (rc == DBR_OK)
		rc = dbr_journal_undo(undo->store, batch_id, dbr_clock_now(),
				      err);
	if (rc == DBR_OK)
		rc = note_event(undo, batch_id, err);
	if (rc != DBR_OK)
		return rc;
	undo->result->batches = dbr_arena_grow(undo->arena,
		undo->result->batches, undo->result->batch_count,
		&undo->capacity, sizeof(*undo->result->batches));
	undo->result->batches[undo->result->batch_count++] = batch_id;
	return DBR_OK;
}

static enum dbr_status
fail_later(int64_t batch_id, const int64_t *later, size_t count,
	   struct dbr_error *err)
{
	struct dbr_buf list = DBR_BUF_INIT;

	for (size_t i = 0; i < count && i < 5; i++)
		dbr_buf_addf(&list, "%s%" PRId64, i ? ", " : "", later[i]);
	if (count > 5)
		dbr_buf_add_text(&list, ", ...");
	dbr_fail(err, DBR_EINPUT, "batch %" PRId64 " cannot be undone alone: "
		 "batch%s %s changed or confirmed its rows", batch_id,
		 count > 1 ? "es" : "", list.text);
	dbr_buf_release(&list);
	return dbr_fail_hint(err, "debrief undo %" PRId64 " --with-later "
			     "takes them back too, newest first", batch_id);
}

/* What stands on it goes first, newest first; every round takes one away. */
static enum dbr_status
undo_chain(struct undo *undo, int64_t batch_id, struct dbr_error *err)
{
	int64_t later[DBR_JOURNAL_LATER_MAX], next = batch_id;
	size_t count = 0;
	enum dbr_status rc;

	do {
		next = batch_id;
		rc = dbr_journal_later(later, &count, undo->store, next, err);
		if (rc == DBR_OK && count && !undo->request->with_later)
			rc = fail_later(batch_id, later, count, err);
		while (rc == DBR_OK && count) {
			next = later[0];
			rc = dbr_journal_later(later, &count, undo->store,
					       next, err);
		}
		if (rc == DBR_OK)
			rc = undo_one(undo, next, err);
	} while (rc == DBR_OK && next != batch_id);
	return rc;
}

enum dbr_status
dbr_import_undo(struct dbr_undo_result *out, struct dbr_store *store,
		const struct dbr_undo_request *request,
		struct dbr_arena *arena, struct dbr_error *err)
{
	struct undo undo = { .store = store, .request = request,
			     .result = out, .arena = arena };
	enum dbr_status rc = dbr_store_begin(store, err);

	*out = (struct dbr_undo_result){ .batches = NULL };
	if (rc != DBR_OK)
		return rc;
	rc = check_batch(&undo, request->batch_id, err);
	if (rc == DBR_OK)
		rc = dbr_trail_begin(store, err);
	if (rc == DBR_OK)
		rc = identity_unresolve(store, err);
	/* Worked out again below; nothing may stand on what goes. */
	if (rc == DBR_OK)
		rc = dbr_store_run(store, "DELETE FROM attribution", err);
	if (rc == DBR_OK)
		rc = undo_chain(&undo, request->batch_id, err);
	if (rc == DBR_OK)
		rc = identity_resolve(store, err);
	if (rc == DBR_OK)
		rc = attribution_rebuild(store, 0, err);
	if (rc == DBR_OK)
		rc = dbr_trail_end(store, request->by, "undo", err);
	if (rc == DBR_OK && !request->dry_run)
		rc = dbr_store_commit(store, err);
	if (rc != DBR_OK || request->dry_run)
		dbr_store_rollback(store);
	return rc;
}
