/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mapping_trail.c -- see debrief/trail.h.
 *
 * A row is hashed as the JSON array of what it says, with modules and teams
 * by their keys: renaming a team changes who owns.  Persons are numbers, so
 * that forgetting one leaves the hashes alone.  Only rows that changed
 * between begin and end get a new hash: one that somebody edited before
 * stays at odds with its event.
 */
#include <config.h>
#include "debrief/trail.h"

#include <inttypes.h>
#include <string.h>
#include "debrief/time.h"
#include "feedback/audit.h"
#include "feedback/canonical.h"
#include "feedback/contact_memory.h"
#include "feedback/digest.h"
#include "feedback/statement.h"

#define MEMORY(row) \
	row ".valid_from_at, " row ".valid_to_at, " row ".recorded_at, " \
	row ".superseded_at, " row ".superseded_by, " row ".audit_sequence"

/* Every row of the mapping: object, row_id, content, name. */
#define ROWS \
	"SELECT 'ownership' AS object, o.id AS row_id," \
	" json_array(o.scope, m.key, o.role, o.level, t.key, o.contact_id," \
	" o.authority_note, " MEMORY("o") ") AS content," \
	" m.key || ' ' || o.role AS name FROM ownership o" \
	" LEFT JOIN module m ON m.id = o.module_id" \
	" LEFT JOIN team t ON t.id = o.team_id" \
	" UNION ALL SELECT 'escalation', e.id, json_array(m.key, e.severity," \
	" e.level, e.delay_minutes, " MEMORY("e") ")," \
	" m.key || ' severity ' || e.severity FROM escalation e" \
	" LEFT JOIN module m ON m.id = e.module_id" \
	" UNION ALL SELECT 'estimate', e.id, json_array(m.key, e.kind," \
	" e.minutes, " MEMORY("e") ")," \
	" ifnull(m.key, 'the cutover') || ' ' || e.kind FROM estimate e" \
	" LEFT JOIN module m ON m.id = e.module_id" \
	" UNION ALL SELECT 'module_item', i.id, json_array(m.key, i.kind," \
	" i.position, i.text, i.role, i.planned_minutes, i.mitigation," \
	" i.audit_sequence), m.key || ' ' || i.kind FROM module_item i" \
	" LEFT JOIN module m ON m.id = i.module_id"

/* The last hash of each row, and the event that gave it. */
#define LAST \
	"SELECT object, row_id, max(sequence) AS sequence, hash" \
	" FROM audit_row GROUP BY object, row_id"

static const struct statement_values none;

enum dbr_status
dbr_trail_begin(struct dbr_store *store, struct dbr_error *err)
{
	return dbr_store_run(store,
		"CREATE TEMP TABLE IF NOT EXISTS trail_before (object TEXT,"
		" row_id INTEGER, content TEXT, PRIMARY KEY (object, row_id))"
		" WITHOUT ROWID; DELETE FROM temp.trail_before;"
		"INSERT INTO temp.trail_before SELECT object, row_id, content"
		" FROM (" ROWS ") WHERE EXISTS (SELECT 1 FROM audit_row)",
		err);
}

struct trail_row {
	const char *object;
	int64_t row_id;
	char hash[DIGEST_TEXT_SIZE];	/* "": the row is gone */
};

struct trail {
	const char *actor, *cause;
	struct trail_row *rows;
	size_t count;
};

static void
hash_row(char out[DIGEST_TEXT_SIZE], struct dbr_str content)
{
	struct digest digest;

	digest_init(&digest);
	digest_add(&digest, content);
	digest_text(out, &digest);
}

static enum dbr_status
read_changed(struct trail *trail, struct dbr_store *store,
	     struct dbr_arena *arena, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	size_t capacity = 0;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, store,
		"SELECT n.object, n.row_id, n.content FROM (" ROWS ") n"
		" LEFT JOIN temp.trail_before b USING (object, row_id)"
		" WHERE n.content IS NOT b.content"
		" UNION ALL SELECT b.object, b.row_id, NULL"
		" FROM temp.trail_before b WHERE NOT EXISTS (SELECT 1 FROM ("
		ROWS ") n WHERE n.object = b.object AND n.row_id = b.row_id)"
		" ORDER BY 1, 2", err);

	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK && has_row) {
		struct trail_row *row;

		trail->rows = dbr_arena_grow(arena, trail->rows, trail->count,
					     &capacity, sizeof(*row));
		row = &trail->rows[trail->count++];
		*row = (struct trail_row){
			.object = statement_column(stmt, 0, arena),
			.row_id = dbr_stmt_i64(stmt, 1),
		};
		if (dbr_stmt_type(stmt, 2) != DBR_CELL_NULL)
			hash_row(row->hash, dbr_stmt_str(stmt, 2));
	}
	dbr_stmt_close(stmt);
	return rc;
}

static void
digest_row(struct digest *digest, struct dbr_str object, int64_t row_id,
	   struct dbr_str hash)
{
	digest_add(digest, object);
	digest_add_i64(digest, row_id);
	digest_add(digest, hash);
}

static enum dbr_status
append(int64_t *sequence, struct dbr_store *store,
       const struct trail *trail, struct dbr_error *err)
{
	struct audit_event event = {
		.happened_us = dbr_clock_now(), .actor = trail->actor,
		.event = "change-mapping",
	};
	char hash[DIGEST_TEXT_SIZE];
	struct dbr_buf body = DBR_BUF_INIT;
	struct canonical_object json;
	struct digest digest;
	enum dbr_status rc;

	digest_init(&digest);
	for (size_t i = 0; i < trail->count; i++)
		digest_row(&digest, dbr_str_from(trail->rows[i].object),
			   trail->rows[i].row_id,
			   dbr_str_from(trail->rows[i].hash));
	digest_text(hash, &digest);
	canonical_open(&json, &body);
	canonical_add_text(&json, "cause", trail->cause);
	canonical_add_text(&json, "rows", hash);
	canonical_add_i64(&json, "rows_changed", (int64_t)trail->count);
	canonical_close(&json);
	event.body = body.text;
	rc = audit_append(sequence, store, &event, err);
	dbr_buf_release(&body);
	return rc;
}

static enum dbr_status
store_rows(struct dbr_store *store, int64_t sequence,
	   const struct trail *trail, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	enum dbr_status rc = dbr_stmt_open(&stmt, store,
		"INSERT INTO audit_row VALUES (?1, ?2, ?3, ?4)", err);

	for (size_t i = 0; rc == DBR_OK && i < trail->count; i++) {
		dbr_stmt_bind_i64(stmt, 1, sequence);
		dbr_stmt_bind_text(stmt, 2, trail->rows[i].object);
		dbr_stmt_bind_i64(stmt, 3, trail->rows[i].row_id);
		dbr_stmt_bind_text(stmt, 4, trail->rows[i].hash);
		rc = dbr_stmt_run(stmt, err);
	}
	dbr_stmt_close(stmt);
	return rc;
}

enum dbr_status
dbr_trail_end(struct dbr_store *store, const char *actor, const char *cause,
	      struct dbr_error *err)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct trail trail = { .actor = actor, .cause = cause };
	int64_t sequence = 0;
	enum dbr_status rc = read_changed(&trail, store, &arena, err);

	if (rc == DBR_OK && trail.count)
		rc = append(&sequence, store, &trail, err);
	if (rc == DBR_OK && trail.count)
		rc = store_rows(store, sequence, &trail, err);
	dbr_arena_release(&arena);
	return rc == DBR_OK ? contact_memory_keep(store, err) : rc;
}

/* Are the rows of an event those it was written with? */
static enum dbr_status
check_event(bool *agrees, struct dbr_store *store, int64_t sequence,
	    struct dbr_str wanted, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	char hash[DIGEST_TEXT_SIZE];
	struct digest digest;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, store,
		"SELECT object, row_id, hash FROM audit_row WHERE sequence ="
		" ?1 ORDER BY 1, 2", err);

	if (rc != DBR_OK)
		return rc;
	dbr_stmt_bind_i64(stmt, 1, sequence);
	digest_init(&digest);
	while ((rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK && has_row)
		digest_row(&digest, dbr_stmt_str(stmt, 0),
			   dbr_stmt_i64(stmt, 1), dbr_stmt_str(stmt, 2));
	dbr_stmt_close(stmt);
	digest_text(hash, &digest);
	*agrees = dbr_str_is(wanted, hash);
	return rc;
}

static enum dbr_status
check_events(int64_t *sequence, struct dbr_store *store,
	     struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false, agrees = true;
	enum dbr_status rc = statement_i64(sequence, store,
		"SELECT r.sequence FROM audit_row r LEFT JOIN audit a"
		" ON a.sequence = r.sequence"
		" WHERE a.event IS NOT 'change-mapping' LIMIT 1", none, err);

	if (rc != DBR_OK || *sequence)
		return rc;
	rc = dbr_stmt_open(&stmt, store,
		"SELECT sequence, json_extract(body, '$.rows') FROM audit"
		" WHERE event = 'change-mapping' ORDER BY sequence", err);
	while (rc == DBR_OK && agrees &&
	       (rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK &&
	       has_row) {
		*sequence = dbr_stmt_i64(stmt, 0);
		rc = check_event(&agrees, store, *sequence,
				 dbr_stmt_str(stmt, 1), err);
	}
	dbr_stmt_close(stmt);
	if (agrees)
		*sequence = 0;
	return rc;
}

static enum dbr_status
fail_row(struct dbr_stmt *row, const char *how, struct dbr_error *err)
{
	bool has_name = dbr_stmt_type(row, 2) != DBR_CELL_NULL;

	dbr_fail(err, DBR_ECHECK, "row %" PRId64 " of %s%s%.*s%s %s audit"
		 " event %" PRId64 " told of it", dbr_stmt_i64(row, 1),
		 dbr_stmt_text(row, 0), has_name ? " (" : "",
		 DBR_STR_ARG(dbr_stmt_str(row, 2)), has_name ? ")" : "", how,
		 dbr_stmt_i64(row, 5));
	return dbr_fail_hint(err, "the mapping was changed past debrief;"
			     " compare it with a backup or a published copy");
}

static enum dbr_status
check_row(struct dbr_stmt *row, struct dbr_error *err)
{
	struct dbr_str was = dbr_stmt_str(row, 4);
	char now[DIGEST_TEXT_SIZE] = "";

	if (dbr_stmt_type(row, 3) != DBR_CELL_NULL)
		hash_row(now, dbr_stmt_str(row, 3));
	if (dbr_str_is(was, now))
		return DBR_OK;
	return fail_row(row, !now[0] ? "was removed after" : !was.size ?
			"was put in after" : "was changed after", err);
}

enum dbr_status
mapping_trail_check(int64_t *sequence, struct dbr_store *store,
		    struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc = check_events(sequence, store, err);

	if (rc != DBR_OK || *sequence)
		return rc;
	rc = dbr_stmt_open(&stmt, store,
		"WITH last AS (" LAST ")"
		" SELECT object, row_id, n.name, n.content, last.hash,"
		" ifnull(last.sequence, (SELECT max(sequence) FROM audit_row))"
		" FROM (" ROWS ") n LEFT JOIN last USING (object, row_id)"
		" WHERE EXISTS (SELECT 1 FROM audit_row)"
		" UNION ALL SELECT object, row_id, NULL, NULL, hash, sequence"
		" FROM last WHERE hash <> '' AND NOT EXISTS (SELECT 1 FROM ("
		ROWS ") n WHERE n.object = last.object"
		" AND n.row_id = last.row_id) ORDER BY 1, 2", err);
	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK && has_row)
		rc = check_row(stmt, err);
	dbr_stmt_close(stmt);
	return rc;
}
