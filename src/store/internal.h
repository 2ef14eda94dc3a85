/* SPDX-License-Identifier: GPL-3.0-or-later */
/* internal.h -- what the files of src/store share; sqlite3.h stays here. */
#ifndef STORE_INTERNAL_H
#define STORE_INTERNAL_H

#include <sqlite3.h>
#include "debrief/store.h"

struct guard;
struct seal;

struct dbr_store {
	sqlite3 *db;
	char *path;		/* sqlite3_malloc'ed */
	enum dbr_store_mode mode;
	bool in_transaction;
	bool is_still;		/* read without locks */
	struct dbr_store_stamp stamp;
	struct seal *seal;	/* NULL: reading, or being made */
	struct guard *guard;	/* for queries of others; NULL: none yet */
};

struct dbr_stmt {
	sqlite3_stmt *stmt;
	struct dbr_store *store;
};

/* Turn SQLite's latest failure into ours; doing names what was tried.
 * SQLITE_NOMEM ends the program, as everywhere. */
enum dbr_status store_fail(sqlite3 *db, int code, const char *doing,
			   struct dbr_error *err);

/* An sqlite3_open_v2() of path as mode and permissions allow. */
int store_connect(sqlite3 **out, bool *is_still, const char *path,
		  enum dbr_store_mode mode);
/* Is there a write-ahead log with something in it? */
bool store_has_log(const char *path);
void store_stamp_take(struct dbr_store_stamp *out, const char *path);

/* Open and configure, look at nothing. */
enum dbr_status store_open_file(struct dbr_store **out, const char *path,
				enum dbr_store_mode mode,
				struct dbr_error *err);
/* As dbr_store_open() for writing, a published copy too. */
enum dbr_status store_open_copy(struct dbr_store **out, const char *path,
				struct dbr_error *err);
bool store_is_published(struct dbr_store *store);

/* Bring db (open, writable) to DBR_SCHEMA_VERSION; from is its
 * user_version.  Runs inside the caller's transaction. */
enum dbr_status schema_apply(struct dbr_store *store, int from,
			     struct dbr_error *err);
/* The first table, index or view that is not as debrief makes it, in words
 * like "table ticket is missing"; false: all are.  SQLite cannot even tell:
 * true. */
bool schema_find_fault(sqlite3 *db, struct dbr_buf *fault);

#endif
