/* SPDX-License-Identifier: GPL-3.0-or-later */
/* review.c -- is a post-mortem a draft, in review or published, says who? */
#include <config.h>
#include "debrief/note.h"

#include <string.h>
#include "debrief/time.h"
#include "feedback/audit.h"
#include "feedback/canonical.h"
#include "feedback/person.h"
#include "feedback/statement.h"
#include "feedback/subject.h"

static const char *const states[] = { "draft", "review", "published" };

enum { STATE_COUNT = sizeof(states) / sizeof(states[0]) };

enum dbr_status
dbr_review_load(struct dbr_review *out, struct dbr_store *store,
		const char *subject, int64_t known_us,
		struct dbr_arena *arena, struct dbr_error *err)
{
	const struct dbr_parameter at[] = {
		STATEMENT_TEXT(":subject", subject),
		STATEMENT_I64(":known", known_us),
	};
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc;

	*out = (struct dbr_review){ .state = "draft", .why = "" };
	rc = dbr_stmt_open(&stmt, store,
			   "SELECT s.state, s.facilitator, s.note_taker,"
			   " s.changed_by, s.why, s.changed_at"
			   " FROM review_state s"
			   " LEFT JOIN migration m ON m.id = s.migration_id"
			   " WHERE COALESCE(m.key, s.quarter) = :subject"
			   " AND s.changed_at <= :known"
			   " ORDER BY s.id DESC LIMIT 1", err);
	if (rc != DBR_OK)
		return rc;
	statement_bind(stmt, STATEMENT_VALUES(at));
	rc = dbr_stmt_step(stmt, &has_row, err);
	if (rc == DBR_OK && has_row)
		*out = (struct dbr_review){
			.state = statement_column(stmt, 0, arena),
			.facilitator = statement_column(stmt, 1, arena),
			.note_taker = statement_column(stmt, 2, arena),
			.by = statement_column(stmt, 3, arena),
			.why = statement_column(stmt, 4, arena),
			.changed_us = dbr_stmt_i64(stmt, 5),
		};
	dbr_stmt_close(stmt);
	return rc;
}

static enum dbr_status
check_state(const char *state, struct dbr_error *err)
{
	const char *near;

	for (size_t i = 0; i < STATE_COUNT; i++)
		if (strcmp(state, states[i]) == 0)
			return DBR_OK;
	dbr_fail(err, DBR_EUSAGE, "\"%s\" is not a state of a post-mortem",
		 state);
	near = dbr_nearest(state, states, STATE_COUNT);
	return dbr_fail_hint(err, "%s%s", near ? "did you mean " : "it is "
			     "draft, review or ", near ? near : "published");
}

static enum dbr_status
append_event(int64_t *sequence, struct dbr_store *store,
	     const char *subject, const struct dbr_review *review,
	     struct dbr_error *err)
{
	struct dbr_buf body = DBR_BUF_INIT;
	struct canonical_object json;
	struct audit_event event = {
		.happened_us = review->changed_us, .actor = review->by,
		.event = "set-review",
	};
	enum dbr_status rc;

	canonical_open(&json, &body);
	canonical_add_text(&json, "facilitator", review->facilitator);
	canonical_add_text(&json, "note_taker", review->note_taker);
	canonical_add_text(&json, "state", review->state);
	canonical_add_text(&json, "subject", subject);
	canonical_add_text(&json, "why", review->why);
	canonical_close(&json);
	event.body = body.text;
	rc = audit_append(sequence, store, &event, err);
	dbr_buf_release(&body);
	return rc;
}

static enum dbr_status
insert_state(struct dbr_store *store, const char *word,
	     const struct dbr_review *review, struct dbr_error *err)
{
	struct subject about;
	int64_t sequence = 0;
	enum dbr_status rc = subject_find(&about, store, word, err);

	if (rc == DBR_OK)
		rc = append_event(&sequence, store, word, review, err);
	if (rc != DBR_OK)
		return rc;
	const struct dbr_parameter at[] = {
		STATEMENT_I64(":migration", about.migration_id),
		STATEMENT_TEXT(":quarter", about.quarter),
		STATEMENT_TEXT(":state", review->state),
		STATEMENT_TEXT(":facilitator", review->facilitator),
		STATEMENT_TEXT(":note_taker", review->note_taker),
		STATEMENT_TEXT(":by", review->by),
		STATEMENT_TEXT(":why", review->why),
		STATEMENT_I64(":now", review->changed_us),
		STATEMENT_I64(":event", sequence),
	};
	return statement_run(store,
			     "INSERT INTO review_state (migration_id, quarter,"
			     " state, facilitator, note_taker, changed_by,"
			     " why, changed_at, audit_sequence) VALUES"
			     " (nullif(:migration, 0), :quarter, :state,"
			     " :facilitator, :note_taker, :by, :why, :now,"
			     " :event)", STATEMENT_VALUES(at), err);
}

static enum dbr_status
set_state(struct dbr_store *store, const char *subject,
	  const struct dbr_review *review, struct dbr_arena *arena,
	  struct dbr_error *err)
{
	struct dbr_review before, after = *review;
	enum dbr_status rc = dbr_review_load(&before, store, subject,
					     INT64_MAX, arena, err);

	if (rc != DBR_OK)
		return rc;
	if (!after.facilitator)
		after.facilitator = before.facilitator;
	if (!after.note_taker)
		after.note_taker = before.note_taker;
	if (!after.why)
		after.why = "";
	after.changed_us = dbr_clock_now();
	return insert_state(store, subject, &after, err);
}

enum dbr_status
dbr_review_set(struct dbr_store *store, const char *subject,
	       const struct dbr_review *review, struct dbr_error *err)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	enum dbr_status rc = person_check(review->by, "a new state", err);

	if (rc == DBR_OK && review->facilitator)
		rc = person_check(review->facilitator, "a facilitator", err);
	if (rc == DBR_OK && review->note_taker)
		rc = person_check(review->note_taker, "a note-taker", err);
	if (rc == DBR_OK)
		rc = check_state(review->state, err);
	if (rc == DBR_OK)
		rc = dbr_store_begin(store, err);
	if (rc != DBR_OK)
		return rc;
	rc = set_state(store, subject, review, &arena, err);
	if (rc == DBR_OK)
		rc = dbr_store_commit(store, err);
	if (rc != DBR_OK)
		dbr_store_rollback(store);
	dbr_arena_release(&arena);
	return rc;
}
