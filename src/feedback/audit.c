/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback/audit.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include "debrief/feedback.h"
#include "debrief/time.h"
#include "feedback/digest.h"
#include "feedback/signature.h"
#include "feedback/statement.h"

static const char first_hash[DIGEST_TEXT_SIZE] =
	"00000000000000000000000000000000"
	"00000000000000000000000000000000";

void
audit_hash(char out[AUDIT_HASH_SIZE], const struct audit_link *link,
	   const char *previous)
{
	struct digest digest;

	digest_init(&digest);
	digest_add_i64(&digest, link->sequence);
	digest_add_i64(&digest, link->happened_us);
	digest_add(&digest, link->actor);
	digest_add(&digest, link->event);
	digest_add(&digest, link->body);
	digest_add(&digest, dbr_str_from(previous));
	digest_text(out, &digest);
}

/* Where the chain stands; sequence 0 before the first event. */
struct head {
	int64_t sequence;
	char hash[DIGEST_TEXT_SIZE];
};

static void
head_set(struct head *head, int64_t sequence, const char *hash)
{
	head->sequence = sequence;
	snprintf(head->hash, sizeof(head->hash), "%s", hash);
}

static enum dbr_status
head_load(struct head *head, struct dbr_store *store, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc;

	head_set(head, 0, first_hash);
	rc = dbr_stmt_open(&stmt, store,
			   "SELECT sequence, hash FROM audit"
			   " ORDER BY sequence DESC LIMIT 1", err);
	if (rc != DBR_OK)
		return rc;
	rc = dbr_stmt_step(stmt, &has_row, err);
	if (rc == DBR_OK && has_row)
		head_set(head, dbr_stmt_i64(stmt, 0), dbr_stmt_text(stmt, 1));
	dbr_stmt_close(stmt);
	return rc;
}

enum dbr_status
audit_append(int64_t *sequence, struct dbr_store *store,
	     const struct audit_event *event, struct dbr_error *err)
{
	struct head head;
	char hash[DIGEST_TEXT_SIZE];
	enum dbr_status rc = head_load(&head, store, err);

	if (rc != DBR_OK)
		return rc;
	*sequence = head.sequence + 1;
	const struct audit_link link = {
		.sequence = *sequence,
		.happened_us = event->happened_us,
		.actor = dbr_str_from(event->actor),
		.event = dbr_str_from(event->event),
		.body = dbr_str_from(event->body),
	};
	audit_hash(hash, &link, head.hash);
	const struct dbr_parameter values[] = {
		STATEMENT_I64(":sequence", *sequence),
		STATEMENT_I64(":happened_at", event->happened_us),
		STATEMENT_TEXT(":actor", event->actor),
		STATEMENT_TEXT(":event", event->event),
		STATEMENT_TEXT(":body", event->body),
		STATEMENT_TEXT(":previous", head.hash),
		STATEMENT_TEXT(":hash", hash),
	};
	return statement_run(store,
			     "INSERT INTO audit (sequence, happened_at, actor,"
			     " event, body, previous_hash, hash)"
			     " VALUES (:sequence, :happened_at, :actor,"
			     " :event, :body, :previous, :hash)",
			     STATEMENT_VALUES(values), err);
}

enum dbr_status
dbr_audit_add(struct dbr_store *store, const char *actor, const char *event,
	      const char *body, struct dbr_error *err)
{
	const struct audit_event noted = {
		.happened_us = dbr_clock_now(),
		.actor = actor, .event = event, .body = body,
	};
	int64_t sequence;

	return audit_append(&sequence, store, &noted, err);
}

static enum dbr_status
broken(int64_t sequence, const char *why, struct dbr_error *err)
{
	dbr_fail(err, DBR_ECHECK, "audit event %" PRId64 " %s", sequence, why);
	return dbr_fail_hint(err, "compare with a backup or a published copy;"
			     " events before it are as they were written");
}

/*
 * A changed event is all right when a later one, "forget", says so: that it
 * had this hash, and would now have that one.
 */
static enum dbr_status
check_forgotten(struct dbr_store *store, int64_t sequence,
		struct dbr_str was, const char *now, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false, is_vouched = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, store,
		"SELECT json_extract(e.value, '$.hash'),"
		" json_extract(e.value, '$.now') FROM audit a,"
		" json_each(a.body, '$.events') e WHERE a.event = 'forget'"
		" AND a.sequence > ?1 AND json_valid(a.body)"
		" AND json_extract(e.value, '$.sequence') = ?1"
		" ORDER BY a.sequence DESC LIMIT 1", err);

	if (rc != DBR_OK)
		return rc;
	dbr_stmt_bind_i64(stmt, 1, sequence);
	rc = dbr_stmt_step(stmt, &has_row, err);
	if (rc == DBR_OK && has_row)
		is_vouched = dbr_str_equal(dbr_stmt_str(stmt, 0), was) &&
			     dbr_str_is(dbr_stmt_str(stmt, 1), now);
	dbr_stmt_close(stmt);
	if (rc == DBR_OK && !is_vouched)
		rc = broken(sequence, "was changed after it was written", err);
	return rc;
}

/* Does the row follow the head?  Moves the head to it. */
static enum dbr_status
follow(struct head *head, struct dbr_store *store, struct dbr_stmt *row,
       struct dbr_error *err)
{
	char hash[DIGEST_TEXT_SIZE];
	enum dbr_status rc;
	struct audit_link link = {
		.sequence = dbr_stmt_i64(row, 0),
		.happened_us = dbr_stmt_i64(row, 1),
		.actor = dbr_stmt_str(row, 2),
		.event = dbr_stmt_str(row, 3),
		.body = dbr_stmt_str(row, 4),
	};

	if (link.sequence != head->sequence + 1)
		return broken(head->sequence + 1, "is missing", err);
	if (!dbr_str_is(dbr_stmt_str(row, 5), head->hash))
		return broken(link.sequence,
			      "does not follow the one before it", err);
	audit_hash(hash, &link, head->hash);
	if (!dbr_str_is(dbr_stmt_str(row, 6), hash)) {
		rc = check_forgotten(store, link.sequence,
				     dbr_stmt_str(row, 6), hash, err);
		if (rc != DBR_OK)
			return rc;
	}
	head_set(head, link.sequence, dbr_stmt_text(row, 6));
	return DBR_OK;
}

/* The anchor is an earlier head, "SEQUENCE:HASH". */
struct anchor {
	int64_t sequence;
	struct dbr_str hash;
};

static enum dbr_status
anchor_parse(struct anchor *out, const char *text, struct dbr_error *err)
{
	struct dbr_str rest = dbr_str_trim(dbr_str_from(text));
	struct dbr_str number = dbr_str_cut(&rest, ':');

	*out = (struct anchor){ .hash = dbr_str_trim(rest) };
	if (dbr_str_to_i64(number, &out->sequence) && out->sequence >= 0 &&
	    out->hash.size == DIGEST_TEXT_SIZE - 1)
		return DBR_OK;
	dbr_fail(err, DBR_EUSAGE, "\"%s\" is not an anchor", text);
	return dbr_fail_hint(err, "give the head an earlier run printed:"
			     " SEQUENCE:HASH");
}

static enum dbr_status
check_anchor(const struct anchor *anchor, const struct head *head,
	     struct dbr_error *err)
{
	if (anchor->sequence != head->sequence ||
	    dbr_str_is(anchor->hash, head->hash))
		return DBR_OK;
	dbr_fail(err, DBR_ECHECK, "the audit log was rewritten: event %" PRId64
		 " is not the anchored one", anchor->sequence);
	return dbr_fail_hint(err, "compare with a backup or published copy"
			     " that has the anchored hash");
}

static enum dbr_status
check_agreement(struct dbr_store *store, struct dbr_error *err)
{
	int64_t sequence = 0;
	const char *why = NULL;
	enum dbr_status rc = audit_agree(&sequence, &why, store, err);

	if (rc == DBR_OK && !why)
		rc = audit_agree_people(&sequence, &why, store, err);
	if (rc == DBR_OK && !why)
		rc = signature_check(&sequence, &why, store, err);
	if (rc != DBR_OK || why)
		return rc != DBR_OK ? rc : broken(sequence, why, err);
	rc = mapping_trail_check(&sequence, store, err);
	if (rc == DBR_OK && sequence)
		rc = broken(sequence, "and the rows it changed disagree", err);
	return rc;
}

static enum dbr_status
walk(struct head *head, const struct anchor *anchor, struct dbr_store *store,
     struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc;

	head_set(head, 0, first_hash);
	rc = dbr_stmt_open(&stmt, store,
			   "SELECT sequence, happened_at, actor, event, body,"
			   " previous_hash, hash FROM audit ORDER BY sequence",
			   err);
	if (rc != DBR_OK)
		return rc;
	while ((rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK && has_row) {
		rc = follow(head, store, stmt, err);
		if (rc == DBR_OK && anchor)
			rc = check_anchor(anchor, head, err);
		if (rc != DBR_OK)
			break;
	}
	dbr_stmt_close(stmt);
	return rc;
}

static enum dbr_status
verify(struct dbr_buf *out, struct dbr_store *store,
       const struct anchor *anchor, struct dbr_error *err)
{
	struct head head;
	enum dbr_status rc = walk(&head, anchor, store, err);

	if (rc == DBR_OK)
		rc = check_agreement(store, err);
	if (rc != DBR_OK)
		return rc;
	if (anchor && anchor->sequence > head.sequence) {
		dbr_fail(err, DBR_ECHECK, "the audit log was cut: it ends at"
			 " event %" PRId64 ", the anchor is event %" PRId64,
			 head.sequence, anchor->sequence);
		return dbr_fail_hint(err, "compare with a backup or a"
				     " published copy");
	}
	dbr_buf_addf(out, "%" PRId64 ":%s", head.sequence, head.hash);
	return DBR_OK;
}

enum dbr_status
dbr_audit_verify(struct dbr_buf *head, struct dbr_store *store,
		 struct dbr_error *err)
{
	return verify(head, store, NULL, err);
}

enum dbr_status
dbr_audit_verify_anchor(struct dbr_buf *head, struct dbr_store *store,
			const char *anchor_text, struct dbr_error *err)
{
	struct anchor anchor;
	enum dbr_status rc = anchor_parse(&anchor, anchor_text, err);

	if (rc != DBR_OK)
		return rc;
	return verify(head, store, &anchor, err);
}

enum dbr_status
dbr_audit_list(const struct dbr_audit_event **out, size_t *count,
	       struct dbr_store *store, struct dbr_arena *arena,
	       struct dbr_error *err)
{
	struct dbr_audit_event *events = NULL;
	struct dbr_stmt *stmt = NULL;
	size_t capacity = 0;
	bool has_row = false;
	enum dbr_status rc;

	*count = 0;
	rc = dbr_stmt_open(&stmt, store,
			   "SELECT sequence, happened_at, actor, event, body"
			   " FROM audit ORDER BY sequence", err);
	if (rc != DBR_OK)
		return rc;
	while ((rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK && has_row) {
		events = dbr_arena_grow(arena, events, *count, &capacity,
					sizeof(*events));
		events[(*count)++] = (struct dbr_audit_event){
			.sequence = dbr_stmt_i64(stmt, 0),
			.happened_us = dbr_stmt_i64(stmt, 1),
			.actor = statement_column(stmt, 2, arena),
			.event = statement_column(stmt, 3, arena),
			.body = statement_column(stmt, 4, arena),
		};
	}
	dbr_stmt_close(stmt);
	*out = events;
	return rc;
}
