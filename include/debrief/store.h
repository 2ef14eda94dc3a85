/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/store.h -- the workspace: one SQLite file.
 *
 * The only room that includes sqlite3.h is src/store; everybody else uses
 * these calls.  A store is opened for one purpose:
 *
 *   DBR_STORE_WRITE  imports and decisions; WAL, synchronous=FULL, foreign
 *                    keys on, waits up to 20 s for another writer
 *   DBR_STORE_READ   analyses: nothing can be written, query-only
 *
 * A file with another application_id, or a newer schema, is refused before
 * anything is written; an older one is migrated by DBR_STORE_WRITE (after a
 * backup beside it) and refused with that hint by DBR_STORE_READ.
 *
 * Statements:
 *
 *	struct dbr_stmt *q = NULL;
 *	rc = dbr_stmt_open(&q, store, "SELECT key FROM team WHERE id = ?1", err);
 *	dbr_stmt_bind_i64(q, 1, id);
 *	while ((rc = dbr_stmt_step(q, &has_row, err)) == DBR_OK && has_row)
 *		use(dbr_stmt_text(q, 0));
 *	dbr_stmt_close(q);
 *
 * Parameters count from 1, columns from 0.  Bound text is borrowed until the
 * next dbr_stmt_reset() or dbr_stmt_close(); column text dies with the next
 * step.  Out of memory inside SQLite ends the program.
 */
#ifndef DEBRIEF_STORE_H
#define DEBRIEF_STORE_H

#include <stdbool.h>
#include <stdint.h>
#include "debrief/error.h"
#include "debrief/str.h"

struct dbr_store;
struct dbr_stmt;

enum dbr_store_mode { DBR_STORE_READ, DBR_STORE_WRITE };

/* The schema this program writes, and the mark of our files ("dbrf"). */
enum { DBR_SCHEMA_VERSION = 19, DBR_APPLICATION_ID = 0x64627266 };

/* Make a new workspace file; fails when the path already exists. */
enum dbr_status dbr_store_create(const char *path, struct dbr_error *err)
	DBR_MUST_CHECK;
enum dbr_status dbr_store_open(struct dbr_store **out, const char *path,
			       enum dbr_store_mode mode,
			       struct dbr_error *err) DBR_MUST_CHECK;
void dbr_store_close(struct dbr_store *store);	/* NULL is fine */
const char *dbr_store_path(const struct dbr_store *store);

/*
 * Where the workspace or its folder may not be written, a reader cannot lock
 * anybody out.  It takes a stamp when it opens; when dbr_store_is_as() is
 * false at the end, somebody wrote meanwhile and what was read may be of two
 * minds.  The stamp of a reader that holds a lock is always good.
 */
struct dbr_store_stamp {
	uint64_t inode;		/* 0: there was a lock */
	int64_t size, changed_s, changed_ns;
};
const struct dbr_store_stamp *dbr_store_stamp(const struct dbr_store *store);
bool dbr_store_is_as(const struct dbr_store_stamp *stamp, const char *path);

/* BEGIN IMMEDIATE: waits for other writers, then nobody else can write. */
enum dbr_status dbr_store_begin(struct dbr_store *store,
				struct dbr_error *err) DBR_MUST_CHECK;
enum dbr_status dbr_store_commit(struct dbr_store *store,
				 struct dbr_error *err) DBR_MUST_CHECK;
/* Undo everything since begin; never fails visibly. */
void dbr_store_rollback(struct dbr_store *store);

/* Run constant SQL without parameters or results. */
enum dbr_status dbr_store_run(struct dbr_store *store, const char *sql,
			      struct dbr_error *err) DBR_MUST_CHECK;
int64_t dbr_store_last_id(const struct dbr_store *store);
/* Rows changed by the latest INSERT, UPDATE or DELETE. */
int64_t dbr_store_changes(const struct dbr_store *store);

enum dbr_status dbr_stmt_open(struct dbr_stmt **out, struct dbr_store *store,
			      const char *sql, struct dbr_error *err)
	DBR_MUST_CHECK;
void dbr_stmt_close(struct dbr_stmt *stmt);	/* NULL is fine */
void dbr_stmt_reset(struct dbr_stmt *stmt);	/* and forget bindings */
/* Number of the parameter called name (":as_of"), 0 when there is none. */
int dbr_stmt_parameter(const struct dbr_stmt *stmt, const char *name);
void dbr_stmt_bind_null(struct dbr_stmt *stmt, int parameter);
void dbr_stmt_bind_i64(struct dbr_stmt *stmt, int parameter, int64_t value);
void dbr_stmt_bind_double(struct dbr_stmt *stmt, int parameter, double value);
void dbr_stmt_bind_str(struct dbr_stmt *stmt, int parameter,
		       struct dbr_str value);	/* at == NULL binds NULL */
void dbr_stmt_bind_text(struct dbr_stmt *stmt, int parameter,
			const char *value);	/* NULL binds NULL */
void dbr_stmt_bind_blob(struct dbr_stmt *stmt, int parameter,
			struct dbr_str bytes);
enum dbr_status dbr_stmt_step(struct dbr_stmt *stmt, bool *has_row,
			      struct dbr_error *err) DBR_MUST_CHECK;
/* Step a statement that gives no rows, then reset it. */
enum dbr_status dbr_stmt_run(struct dbr_stmt *stmt, struct dbr_error *err)
	DBR_MUST_CHECK;

enum dbr_cell_type {
	DBR_CELL_NULL, DBR_CELL_INTEGER, DBR_CELL_REAL, DBR_CELL_TEXT,
	DBR_CELL_BLOB,
};
int dbr_stmt_column_count(const struct dbr_stmt *stmt);
const char *dbr_stmt_column_name(const struct dbr_stmt *stmt, int column);
enum dbr_cell_type dbr_stmt_type(struct dbr_stmt *stmt, int column);
int64_t dbr_stmt_i64(struct dbr_stmt *stmt, int column);
double dbr_stmt_double(struct dbr_stmt *stmt, int column);
struct dbr_str dbr_stmt_str(struct dbr_stmt *stmt, int column);
/* "" for NULL. */
const char *dbr_stmt_text(struct dbr_stmt *stmt, int column);

#endif
