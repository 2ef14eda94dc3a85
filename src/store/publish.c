/* SPDX-License-Identifier: GPL-3.0-or-later */
/* publish.c -- copies of a workspace; see debrief/publish.h. */
#include <config.h>
#include "debrief/publish.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>
#include "debrief/time.h"
#include "store/internal.h"

/* A copy on its way: made under another name beside its place. */
struct copy {
	const char *path;
	struct dbr_buf folder, made;
};

static enum dbr_status
copy_begin(struct copy *copy, const char *path, struct dbr_error *err)
{
	const char *slash = strrchr(path, '/');
	unsigned long long tag = 0;

	*copy = (struct copy){ path, DBR_BUF_INIT, DBR_BUF_INIT };
	if (getrandom(&tag, sizeof(tag), 0) != sizeof(tag))
		return dbr_fail(err, DBR_EOS, "no random numbers: %s",
				strerror(errno));
	if (slash)
		dbr_buf_add(&copy->folder, path, (size_t)(slash - path) + 1);
	else
		dbr_buf_add_text(&copy->folder, "./");
	dbr_buf_addf(&copy->made, "%s.debrief-%016llx", copy->folder.text,
		     tag);
	return DBR_OK;
}

static void
copy_end(struct copy *copy)
{
	if (copy->made.size)
		unlink(copy->made.text);
	dbr_buf_release(&copy->made);
	dbr_buf_release(&copy->folder);
}

/* O_EXCL: VACUUM INTO writes into an empty file, never through a link. */
static enum dbr_status
copy_fill(struct copy *copy, struct dbr_store *store, struct dbr_error *err)
{
	int fd = open(copy->made.text, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC,
		      0600);
	struct dbr_stmt *stmt = NULL;
	enum dbr_status rc;

	if (fd < 0)
		return dbr_fail(err, DBR_ECREATE, "cannot create \"%s\": %s",
				copy->path, strerror(errno));
	close(fd);
	/* Query-only readers may not even write elsewhere. */
	rc = dbr_store_run(store, "PRAGMA query_only = OFF", err);
	if (rc == DBR_OK)
		rc = dbr_stmt_open(&stmt, store, "VACUUM INTO ?1", err);
	if (rc == DBR_OK) {
		dbr_stmt_bind_text(stmt, 1, copy->made.text);
		rc = dbr_stmt_run(stmt, err);
	}
	dbr_stmt_close(stmt);
	return rc;
}

static enum dbr_status
sync_file(const char *path, int flags, struct dbr_error *err)
{
	int fd = open(path, flags | O_RDONLY | O_CLOEXEC);
	bool is_synced = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL);

	if (!is_synced)
		dbr_fail(err, DBR_EIO, "cannot write \"%s\": %s", path,
			 strerror(errno));
	if (fd >= 0)
		close(fd);
	return is_synced ? DBR_OK : err->code;
}

static enum dbr_status
copy_place(struct copy *copy, bool may_replace, struct dbr_error *err)
{
	enum dbr_status rc = sync_file(copy->made.text, 0, err);
	int code;

	if (rc != DBR_OK)
		return rc;
	code = may_replace ? rename(copy->made.text, copy->path)
			   : link(copy->made.text, copy->path);
	if (code != 0)
		return dbr_fail(err, DBR_ECREATE, "cannot create \"%s\": %s",
				copy->path, strerror(errno));
	if (may_replace)
		dbr_buf_reset(&copy->made);
	return sync_file(copy->folder.text, O_DIRECTORY, err);
}

/* The mark is a row like any other: sealed. */
static enum dbr_status
set_mark(struct dbr_store *store, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	char now[DBR_ISO_SIZE];
	enum dbr_status rc = dbr_stmt_open(&stmt, store,
		"INSERT INTO setting (key, value) VALUES ('published_at', ?1)"
		" ON CONFLICT DO UPDATE SET value = excluded.value", err);

	if (rc == DBR_OK) {
		dbr_stmt_bind_text(stmt, 1,
				   dbr_iso_text(now, dbr_clock_now()));
		rc = dbr_stmt_run(stmt, err);
	}
	dbr_stmt_close(stmt);
	return rc;
}

static enum dbr_status
change_copy(struct copy *copy, const struct dbr_publish_change *change,
	    struct dbr_error *err)
{
	struct dbr_store *store = NULL;
	enum dbr_status rc = store_open_copy(&store, copy->made.text, err);

	if (rc == DBR_OK)
		rc = dbr_store_run(store, "PRAGMA secure_delete = ON", err);
	if (rc == DBR_OK)
		rc = dbr_store_begin(store, err);
	if (rc == DBR_OK && change)
		rc = change->run(store, change->payload, err);
	if (rc == DBR_OK)
		rc = set_mark(store, err);
	if (rc == DBR_OK)
		rc = dbr_store_commit(store, err);
	if (rc == DBR_OK && change)
		rc = dbr_store_run(store, "VACUUM", err);
	dbr_store_close(store);
	return rc;
}

static enum dbr_status
make_workspace(struct copy *copy, struct dbr_error *err)
{
	struct dbr_store *store = NULL;
	enum dbr_status rc = store_open_copy(&store, copy->made.text, err);

	if (rc == DBR_OK)
		rc = dbr_store_begin(store, err);
	if (rc == DBR_OK)
		rc = dbr_store_run(store, "DELETE FROM setting WHERE key ="
					  " 'published_at'", err);
	if (rc == DBR_OK)
		rc = dbr_store_commit(store, err);
	if (rc == DBR_OK)
		rc = dbr_store_run(store, "PRAGMA journal_mode = WAL", err);
	dbr_store_close(store);
	return rc;
}

static enum dbr_status
check_replaceable(const char *path, struct dbr_error *err)
{
	struct dbr_store *store = NULL;
	struct dbr_error ignored = DBR_ERROR_INIT;
	struct stat found;
	bool is_copy = false;

	if (lstat(path, &found) != 0)
		return DBR_OK;
	/* Why it cannot be opened does not matter: then it stays. */
	if (S_ISREG(found.st_mode) &&
	    dbr_store_open(&store, path, DBR_STORE_READ, &ignored) == DBR_OK)
		is_copy = store_is_published(store);
	dbr_store_close(store);
	if (is_copy)
		return DBR_OK;
	dbr_fail(err, DBR_ECREATE, "\"%s\" is there and is no published copy",
		 path);
	return dbr_fail_hint(err, "choose another name, or remove it first");
}

enum dbr_status
dbr_store_publish(struct dbr_store *store, const char *path,
		  const struct dbr_publish_change *change,
		  struct dbr_error *err)
{
	struct copy copy;
	enum dbr_status rc = check_replaceable(path, err);

	if (rc != DBR_OK)
		return rc;
	rc = copy_begin(&copy, path, err);
	if (rc == DBR_OK)
		rc = copy_fill(&copy, store, err);
	if (rc == DBR_OK)
		rc = change_copy(&copy, change, err);
	if (rc == DBR_OK)
		rc = copy_place(&copy, true, err);
	copy_end(&copy);
	return rc;
}

enum dbr_status
dbr_store_restore(const char *path, const char *from, struct dbr_error *err)
{
	struct dbr_store *store = NULL;
	struct copy copy;
	enum dbr_status rc = dbr_store_open(&store, from, DBR_STORE_READ, err);

	if (rc != DBR_OK)
		return rc;
	rc = copy_begin(&copy, path, err);
	if (rc == DBR_OK)
		rc = copy_fill(&copy, store, err);
	if (rc == DBR_OK)
		rc = make_workspace(&copy, err);
	if (rc == DBR_OK)
		rc = copy_place(&copy, false, err);
	copy_end(&copy);
	dbr_store_close(store);
	return rc;
}
