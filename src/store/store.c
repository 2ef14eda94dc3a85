/* SPDX-License-Identifier: GPL-3.0-or-later */
/* store.c -- open, check, upgrade, begin, commit; see debrief/store.h. */
#include <config.h>
#include "debrief/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/memory.h"
#include "store/guard.h"
#include "store/internal.h"
#include "store/seal.h"

enum { BUSY_TIMEOUT_MS = 20000 };

static enum dbr_status
status_of(int code)
{
	switch (code & 0xFF) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return DBR_EBUSY;
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_AUTH:
		return DBR_EPERM;
	case SQLITE_CANTOPEN:
		return DBR_ENOINPUT;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
	case SQLITE_TOOBIG:
		return DBR_EINPUT;
	case SQLITE_FULL:
	case SQLITE_IOERR:
		return DBR_EIO;
	default:
		return DBR_EBUG;
	}
}

static const char *
hint_of(enum dbr_status status)
{
	switch (status) {
	case DBR_EBUSY:
		return "another debrief is writing: wait for it, then again";
	case DBR_EPERM:
		return "make the file and its folder writable; to read only, "
		       "use a copy: debrief publish COPY.db makes them";
	case DBR_EIO:
		return "free some disk space or check the disk; nothing was "
		       "changed";
	default:
		return NULL;
	}
}

/* Our own SQL fails for one reason that is not our mistake. */
static bool
is_schema_broken(sqlite3 *db, struct dbr_error *err)
{
	struct dbr_buf fault = DBR_BUF_INIT;
	bool is_broken = schema_find_fault(db, &fault);

	if (is_broken) {
		dbr_fail(err, DBR_EINPUT, "the workspace is not as debrief "
			 "made it: %s", fault.text);
		dbr_fail_hint(err, "debrief fsck tells more; use a copy from "
				   "before");
	}
	dbr_buf_release(&fault);
	return is_broken;
}

enum dbr_status
store_fail(sqlite3 *db, int code, const char *doing, struct dbr_error *err)
{
	enum dbr_status status = status_of(code);
	const char *hint = hint_of(status);

	if ((code & 0xFF) == SQLITE_NOMEM)
		memory_exhausted(0);
	if (db && (code & 0xFF) == SQLITE_ERROR && is_schema_broken(db, err))
		return err->code;
	dbr_fail(err, status, "%s: %s", doing,
		 db ? sqlite3_errmsg(db) : sqlite3_errstr(code));
	if (hint)
		dbr_fail_hint(err, "%s", hint);
	return status;
}

enum dbr_status
dbr_store_run(struct dbr_store *store, const char *sql, struct dbr_error *err)
{
	int code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);

	if (code != SQLITE_OK) {
		seal_doubt(store->seal);
		return store_fail(store->db, code, "the database refused", err);
	}
	return DBR_OK;
}

static enum dbr_status
pragma_int(struct dbr_store *store, const char *sql, int *out,
	   struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, store, sql, err);

	if (rc == DBR_OK)
		rc = dbr_stmt_step(stmt, &has_row, err);
	if (rc == DBR_OK)
		*out = has_row ? (int)dbr_stmt_i64(stmt, 0) : 0;
	dbr_stmt_close(stmt);
	return rc;
}

static enum dbr_status
configure(struct dbr_store *store, struct dbr_error *err)
{
	sqlite3 *db = store->db;

	sqlite3_extended_result_codes(db, 1);
	sqlite3_busy_timeout(db, BUSY_TIMEOUT_MS);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	if (store->mode == DBR_STORE_READ)
		return dbr_store_run(store, "PRAGMA query_only = ON;", err);
	return dbr_store_run(store,
			     "PRAGMA foreign_keys = ON;"
			     "PRAGMA synchronous = FULL;",
			     err);
}

enum dbr_status
store_open_file(struct dbr_store **out, const char *path, enum dbr_store_mode mode,
	  struct dbr_error *err)
{
	struct dbr_store *store = memory_get(sizeof(*store));
	enum dbr_status rc;
	int code;

	*store = (struct dbr_store){ .mode = mode };
	store->path = sqlite3_mprintf("%s", path);
	code = store_connect(&store->db, &store->is_still, path, mode);
	if (store->is_still)
		store_stamp_take(&store->stamp, path);
	if (code != SQLITE_OK)
		rc = store_fail(store->db, code, "cannot open the workspace",
				err);
	else
		rc = configure(store, err);
	if (rc != DBR_OK) {
		dbr_fail_at(err, path, 0, 0);
		dbr_store_close(store);
		return rc;
	}
	*out = store;
	return DBR_OK;
}

/* Keep what was there before a schema change, beside it. */
static enum dbr_status
back_up(struct dbr_store *store, int version, struct dbr_error *err)
{
	char *path = sqlite3_mprintf("%s.schema-%d.bak", store->path, version);
	sqlite3_backup *backup;
	sqlite3 *copy = NULL;
	int code = sqlite3_open(path, &copy);

	backup = code == SQLITE_OK
			 ? sqlite3_backup_init(copy, "main", store->db, "main")
			 : NULL;
	if (backup) {
		sqlite3_backup_step(backup, -1);
		code = sqlite3_backup_finish(backup);
	}
	if (!backup || code != SQLITE_OK)
		dbr_fail(err, DBR_EIO, "cannot back up before the upgrade: %s",
			 sqlite3_errmsg(copy));
	sqlite3_close(copy);
	sqlite3_free(path);
	return backup && code == SQLITE_OK ? DBR_OK : err->code;
}

static enum dbr_status
upgrade(struct dbr_store *store, int version, struct dbr_error *err)
{
	enum dbr_status rc = back_up(store, version, err);

	if (rc == DBR_OK)
		rc = dbr_store_begin(store, err);
	if (rc != DBR_OK)
		return rc;
	rc = schema_apply(store, version, err);
	if (rc == DBR_OK)
		rc = dbr_store_commit(store, err);
	if (rc != DBR_OK)
		dbr_store_rollback(store);
	return rc;
}

/* A copy that broke off: SQLite reads what is missing of the last page as
 * zeros.  While there is a log, the end may be in there. */
static enum dbr_status
check_length(struct dbr_store *store, struct dbr_error *err)
{
	struct stat found;
	int page_size = 0;
	enum dbr_status rc;

	rc = pragma_int(store, "PRAGMA page_size", &page_size, err);
	if (rc == DBR_OK && page_size && stat(store->path, &found) == 0 &&
	    found.st_size % page_size && !store_has_log(store->path)) {
		rc = dbr_fail(err, DBR_EINPUT, "the workspace was cut off: "
			      "its last page is incomplete");
		dbr_fail_hint(err, "copy it again from where it came");
	}
	return rc;
}

static enum dbr_status
check_version(struct dbr_store *store, struct dbr_error *err)
{
	int id = 0, version = 0;
	enum dbr_status rc =
		pragma_int(store, "PRAGMA application_id", &id, err);

	if (rc == DBR_OK)
		rc = pragma_int(store, "PRAGMA user_version", &version, err);
	if (rc != DBR_OK)
		return rc;
	if (id != DBR_APPLICATION_ID) {
		dbr_fail(err, DBR_EINPUT, "this is not a debrief workspace");
		return dbr_fail_hint(err, "debrief init makes one; exports are "
					  "read with debrief import");
	}
	rc = check_length(store, err);
	if (rc != DBR_OK)
		return rc;
	if (version > DBR_SCHEMA_VERSION) {
		dbr_fail(err, DBR_EINPUT,
			 "the workspace has schema %d, this debrief knows %d",
			 version, DBR_SCHEMA_VERSION);
		return dbr_fail_hint(err, "use the newer debrief that made it");
	}
	if (version == DBR_SCHEMA_VERSION)
		return DBR_OK;
	if (store->mode == DBR_STORE_WRITE)
		return upgrade(store, version, err);
	dbr_fail(err, DBR_EINPUT, "the workspace has the older schema %d, "
		 "this debrief needs %d", version, DBR_SCHEMA_VERSION);
	return dbr_fail_hint(err, "any writing command upgrades it, for "
				  "example debrief import");
}

bool
store_is_published(struct dbr_store *store)
{
	/* A workspace that cannot say so is none. */
	struct dbr_error ignored = DBR_ERROR_INIT;
	int is_published = 0;

	return pragma_int(store, "SELECT 1 FROM setting WHERE key ="
				 " 'published_at'", &is_published,
			  &ignored) == DBR_OK && is_published;
}

static enum dbr_status
refuse_published(struct dbr_store *store, struct dbr_error *err)
{
	if (!store_is_published(store))
		return DBR_OK;
	dbr_fail(err, DBR_EPERM, "this is a published copy: it is read only");
	return dbr_fail_hint(err, "work in the workspace it came from; debrief"
				  " init --from COPY makes a new one");
}

enum dbr_status
store_open_copy(struct dbr_store **out, const char *path,
		struct dbr_error *err)
{
	enum dbr_status rc = store_open_file(out, path, DBR_STORE_WRITE, err);

	if (rc != DBR_OK)
		return rc;
	rc = check_version(*out, err);
	if (rc == DBR_OK)
		rc = seal_open(&(*out)->seal, *out, err);
	if (rc != DBR_OK) {
		dbr_fail_at(err, path, 0, 0);
		dbr_store_close(*out);
		*out = NULL;
	}
	return rc;
}

static enum dbr_status
open_to_read(struct dbr_store **out, const char *path, struct dbr_error *err)
{
	enum dbr_status rc = store_open_file(out, path, DBR_STORE_READ, err);

	if (rc != DBR_OK)
		return rc;
	rc = check_version(*out, err);
	if (rc == DBR_ENOINPUT) {
		*err = (struct dbr_error)DBR_ERROR_INIT;
		rc = dbr_fail(err, DBR_EPERM, "what was written last is in a "
			      "log that cannot be read without writing");
		dbr_fail_hint(err, "%s", hint_of(DBR_EPERM));
	}
	if (rc != DBR_OK) {
		dbr_fail_at(err, path, 0, 0);
		dbr_store_close(*out);
		*out = NULL;
	}
	return rc;
}

enum dbr_status
dbr_store_open(struct dbr_store **out, const char *path,
	       enum dbr_store_mode mode, struct dbr_error *err)
{
	enum dbr_status rc;

	if (access(path, F_OK) != 0)
		return dbr_fail(err, DBR_ENOINPUT,
				"there is no workspace \"%s\"", path);
	if (mode == DBR_STORE_READ)
		return open_to_read(out, path, err);
	rc = store_open_copy(out, path, err);
	if (rc == DBR_OK)
		rc = refuse_published(*out, err);
	if (rc == DBR_EPERM && *out) {
		dbr_fail_at(err, path, 0, 0);
		dbr_store_close(*out);
		*out = NULL;
	}
	return rc;
}

void
dbr_store_close(struct dbr_store *store)
{
	if (!store)
		return;
	guard_close(store->guard);
	seal_close(store->seal);
	sqlite3_close(store->db);
	sqlite3_free(store->path);
	memory_free(store);
}

const char *
dbr_store_path(const struct dbr_store *store)
{
	return store->path;
}

enum dbr_status
dbr_store_begin(struct dbr_store *store, struct dbr_error *err)
{
	enum dbr_status rc = dbr_store_run(store, "BEGIN IMMEDIATE", err);

	store->in_transaction = rc == DBR_OK;
	seal_forget(store->seal);
	return rc;
}

enum dbr_status
dbr_store_commit(struct dbr_store *store, struct dbr_error *err)
{
	enum dbr_status rc = seal_write(store->seal, err);

	if (rc == DBR_OK)
		rc = dbr_store_run(store, "COMMIT", err);
	if (rc != DBR_OK)
		return rc;
	store->in_transaction = false;
	seal_forget(store->seal);
	return DBR_OK;
}

void
dbr_store_rollback(struct dbr_store *store)
{
	/* When this fails, SQLite has rolled back by itself already, or will
	 * when the file is next opened. */
	if (store->in_transaction)
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	store->in_transaction = false;
	seal_forget(store->seal);
}

int64_t
dbr_store_last_id(const struct dbr_store *store)
{
	return sqlite3_last_insert_rowid(store->db);
}

int64_t
dbr_store_changes(const struct dbr_store *store)
{
	return sqlite3_changes64(store->db);
}
