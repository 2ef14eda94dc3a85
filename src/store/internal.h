/* SPDX-License-Identifier: GPL-3.0-or-later */
/* internal.h -- what the files of src/store share; sqlite3.h stays here. */
#ifndef STORE_INTERNAL_H
#define STORE_INTERNAL_H

#include <sqlite3.h>
#include "debrief/store.h"

struct guard;

struct dbr_store {
	sqlite3 *db;
	char *path;		/* sqlite3_malloc'ed */
	enum dbr_store_mode mode;
	bool in_transaction;
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

/* Bring db (open, writable) to DBR_SCHEMA_VERSION; from is its
 * user_version.  Runs inside the caller's transaction. */
enum dbr_status schema_apply(struct dbr_store *store, int from,
			     struct dbr_error *err);

#endif
