/* SPDX-License-Identifier: GPL-3.0-or-later */
/* note.c -- people's words, every revision of them. */
#include <config.h>
#include "debrief/note.h"

#include <inttypes.h>
#include <string.h>
#include "debrief/time.h"
#include "feedback/audit.h"
#include "feedback/canonical.h"
#include "feedback/person.h"
#include "feedback/statement.h"
#include "feedback/subject.h"

const char *const dbr_note_kinds[] = {
	"narrative", "hard", "helped", "luck", "lesson",
};
const size_t dbr_note_kind_count =
	sizeof(dbr_note_kinds) / sizeof(dbr_note_kinds[0]);

#define NOTE_COLUMNS \
	"SELECT n.id, r.revision, COALESCE(m.key, n.quarter), n.kind," \
	" r.text, r.author, r.why, r.written_at FROM note n" \
	" JOIN note_revision r ON r.note_id = n.id" \
	" LEFT JOIN migration m ON m.id = n.migration_id"

static const char latest_sql[] =
	NOTE_COLUMNS " WHERE r.revision = (SELECT MAX(l.revision)"
	" FROM note_revision l WHERE l.note_id = n.id"
	" AND l.written_at <= :known)"
	" AND (:subject IS NULL OR COALESCE(m.key, n.quarter) = :subject)"
	" AND (:kind IS NULL OR n.kind = :kind)"
	" AND (:withdrawn OR r.text IS NOT NULL) ORDER BY n.id";
static const char history_sql[] =
	NOTE_COLUMNS " WHERE n.id = :id ORDER BY r.revision";

static void
take_note(void *out, struct dbr_stmt *row, struct dbr_arena *arena)
{
	struct dbr_note *note = out;

	*note = (struct dbr_note){
		.id = dbr_stmt_i64(row, 0),
		.revision = dbr_stmt_i64(row, 1),
		.subject = statement_column(row, 2, arena),
		.kind = statement_column(row, 3, arena),
		.author = statement_column(row, 5, arena),
		.why = statement_column(row, 6, arena),
		.written_us = dbr_stmt_i64(row, 7),
	};

	if (dbr_stmt_type(row, 4) != DBR_CELL_NULL)
		note->text = dbr_arena_str(arena, dbr_stmt_str(row, 4));
}

enum dbr_status
dbr_note_list(const struct dbr_note **out, size_t *count,
	      struct dbr_store *store, const struct dbr_note_ask *ask,
	      struct dbr_arena *arena, struct dbr_error *err)
{
	const struct dbr_parameter at[] = {
		STATEMENT_I64(":known", ask->known_us),
		STATEMENT_TEXT(":subject", ask->subject),
		STATEMENT_TEXT(":kind", ask->kind),
		STATEMENT_I64(":withdrawn", ask->with_withdrawn),
	};
	struct statement_list list = {
		.sql = latest_sql, .values = STATEMENT_VALUES(at),
		.size = sizeof(**out), .take = take_note, .arena = arena,
	};
	enum dbr_status rc = statement_list(&list, store, err);

	*out = list.at;
	*count = list.count;
	return rc;
}

static enum dbr_status
fail_no_note(int64_t id, struct dbr_error *err)
{
	dbr_fail(err, DBR_EUSAGE, "there is no note %" PRId64, id);
	return dbr_fail_hint(err, "\"debrief note list\" shows them");
}

enum dbr_status
dbr_note_history(const struct dbr_note **out, size_t *count,
		 struct dbr_store *store, int64_t id, struct dbr_arena *arena,
		 struct dbr_error *err)
{
	const struct dbr_parameter at[] = { STATEMENT_I64(":id", id) };
	struct statement_list list = {
		.sql = history_sql, .values = STATEMENT_VALUES(at),
		.size = sizeof(**out), .take = take_note, .arena = arena,
	};
	enum dbr_status rc = statement_list(&list, store, err);

	*out = list.at;
	*count = list.count;
	return rc == DBR_OK && !*count ? fail_no_note(id, err) : rc;
}

static enum dbr_status
check_text(struct dbr_str text, struct dbr_error *err)
{
	size_t bad;

	if (!text.at)
		return DBR_OK;
	if (text.size > DBR_NOTE_MAX)
		return dbr_fail(err, DBR_EINPUT, "a note has at most %d bytes,"
				" this one %zu", DBR_NOTE_MAX, text.size);
	bad = dbr_str_utf8_check(text);
	if (bad < text.size)
		return dbr_fail(err, DBR_EINPUT, "a note is UTF-8; byte %zu"
				" is not", bad + 1);
	if (memchr(text.at, 0, text.size))
		return dbr_fail(err, DBR_EINPUT, "a note holds no NUL byte");
	if (!text_is_visible(text)) {
		dbr_fail(err, DBR_EINPUT, "the note says nothing");
		return dbr_fail_hint(err, "to take one back:"
				     " debrief note withdraw NUMBER");
	}
	return DBR_OK;
}

static enum dbr_status
check_kind(const char *kind, struct dbr_error *err)
{
	const char *near;

	for (size_t i = 0; i < dbr_note_kind_count; i++)
		if (strcmp(kind, dbr_note_kinds[i]) == 0)
			return DBR_OK;
	dbr_fail(err, DBR_EUSAGE, "\"%s\" is not a kind of note", kind);
	near = dbr_nearest(kind, dbr_note_kinds, dbr_note_kind_count);
	if (near)
		return dbr_fail_hint(err, "did you mean \"%s\"?", near);
	return dbr_fail_hint(err, "narrative, hard, helped, luck or lesson");
}

/* The change as it is stored. */
struct writing {
	const struct dbr_note_change *change;
	const struct dbr_note *before;	/* NULL: a new one */
	int64_t id, revision, now_us, audit_sequence;
	const char *subject, *kind;
};

static enum dbr_status
append_event(struct writing *w, struct dbr_store *store,
	     struct dbr_error *err)
{
	const struct dbr_note_change *change = w->change;
	struct dbr_buf body = DBR_BUF_INIT, text = DBR_BUF_INIT;
	struct canonical_object json;
	struct audit_event event = {
		.happened_us = w->now_us, .actor = change->by,
		.event = "write-note",
	};
	enum dbr_status rc;

	dbr_buf_add_str(&text, change->text);
	canonical_open(&json, &body);
	canonical_add_text(&json, "kind", w->kind);
	canonical_add_i64(&json, "note", w->id);
	canonical_add_i64(&json, "revision", w->revision);
	canonical_add_text(&json, "subject", w->subject);
	canonical_add_text(&json, "text", change->text.at ? text.text : NULL);
	canonical_add_text(&json, "why", change->why ? change->why : "");
	canonical_close(&json);
	event.body = body.text;
	rc = audit_append(&w->audit_sequence, store, &event, err);
	dbr_buf_release(&text);
	dbr_buf_release(&body);
	return rc;
}

static enum dbr_status
insert_note(struct writing *w, struct dbr_store *store, struct dbr_error *err)
{
	struct subject about;
	enum dbr_status rc = subject_find(&about, store, w->subject, err);
	const struct dbr_parameter at[] = {
		STATEMENT_I64(":migration", about.migration_id),
		STATEMENT_TEXT(":quarter", about.quarter),
		STATEMENT_TEXT(":kind", w->kind),
	};

	if (rc == DBR_OK)
		rc = statement_run(store, "INSERT INTO note (migration_id,"
				   " quarter, kind) VALUES"
				   " (nullif(:migration, 0), :quarter, :kind)",
				   STATEMENT_VALUES(at), err);
	if (rc == DBR_OK)
		w->id = dbr_store_last_id(store);
	return rc;
}

static enum dbr_status
insert_revision(const struct writing *w, struct dbr_store *store,
		struct dbr_error *err)
{
	const struct dbr_note_change *change = w->change;
	struct dbr_stmt *stmt = NULL;
	enum dbr_status rc;

	rc = dbr_stmt_open(&stmt, store,
			   "INSERT INTO note_revision (note_id, revision,"
			   " text, author, why, written_at, audit_sequence)"
			   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", err);
	if (rc != DBR_OK)
		return rc;
	dbr_stmt_bind_i64(stmt, 1, w->id);
	dbr_stmt_bind_i64(stmt, 2, w->revision);
	dbr_stmt_bind_str(stmt, 3, change->text);
	dbr_stmt_bind_text(stmt, 4, change->by);
	dbr_stmt_bind_text(stmt, 5, change->why ? change->why : "");
	dbr_stmt_bind_i64(stmt, 6, w->now_us);
	dbr_stmt_bind_i64(stmt, 7, w->audit_sequence);
	rc = dbr_stmt_run(stmt, err);
	dbr_stmt_close(stmt);
	return rc;
}

static enum dbr_status
take_before(struct writing *w, struct dbr_store *store,
	    struct dbr_arena *arena, struct dbr_error *err)
{
	const struct dbr_note *notes;
	size_t count;
	enum dbr_status rc;

	if (!w->id) {
		w->revision = 1;
		w->subject = w->change->subject;
		w->kind = w->change->kind;
		return insert_note(w, store, err);
	}
	rc = dbr_note_history(&notes, &count, store, w->id, arena, err);
	if (rc != DBR_OK)
		return rc;
	w->before = &notes[count - 1];
	w->revision = w->before->revision + 1;
	w->subject = w->before->subject;
	w->kind = w->before->kind;
	if (w->change->text.at || w->before->text.at)
		return DBR_OK;
	return dbr_fail(err, DBR_EUSAGE, "note %" PRId64 " is withdrawn"
			" already", w->id);
}

static enum dbr_status
write_note(struct writing *w, struct dbr_store *store,
	   struct dbr_arena *arena, struct dbr_error *err)
{
	enum dbr_status rc = take_before(w, store, arena, err);

	if (rc == DBR_OK)
		rc = append_event(w, store, err);
	if (rc == DBR_OK)
		rc = insert_revision(w, store, err);
	return rc;
}

enum dbr_status
dbr_note_write(int64_t *id, struct dbr_store *store,
	       const struct dbr_note_change *change, struct dbr_error *err)
{
	struct writing w = { .change = change, .id = change->id };
	struct dbr_arena arena = DBR_ARENA_INIT;
	enum dbr_status rc = person_check(change->by, "a note", err);

	if (rc == DBR_OK && !change->id)
		rc = check_kind(change->kind, err);
	if (rc == DBR_OK)
		rc = check_text(change->text, err);
	if (rc == DBR_OK)
		rc = dbr_store_begin(store, err);
	if (rc != DBR_OK)
		return rc;
	w.now_us = dbr_clock_now();
	rc = write_note(&w, store, &arena, err);
	if (rc == DBR_OK)
		rc = dbr_store_commit(store, err);
	if (rc != DBR_OK)
		dbr_store_rollback(store);
	*id = w.id;
	dbr_arena_release(&arena);
	return rc;
}
