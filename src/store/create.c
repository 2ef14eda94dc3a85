/* SPDX-License-Identifier: GPL-3.0-or-later */
/* create.c -- a new workspace; see debrief/store.h. */
#include <config.h>
#include "store/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/memory.h"

enum { CREATE_TRY_MAX = 100 };

static enum dbr_status
fill_new(struct dbr_store *store, struct dbr_error *err)
{
	enum dbr_status rc =
		dbr_store_run(store, "PRAGMA journal_mode = WAL;", err);

	if (rc == DBR_OK)
		rc = dbr_store_begin(store, err);
	if (rc == DBR_OK)
		rc = schema_apply(store, 0, err);
	if (rc == DBR_OK)
		rc = dbr_store_commit(store, err);
	return rc;
}

/* Beside path; what a killed init leaves is not in anybody's way. */
static int
create_unnamed(char **out, const char *path)
{
	for (int i = 0; i < CREATE_TRY_MAX; i++) {
		unsigned tag;
		int fd;

		sqlite3_randomness(sizeof(tag), &tag);
		*out = sqlite3_mprintf("%s.new-%08x", path, tag);
		if (!*out)
			memory_exhausted(0);
		/* O_EXCL: never an existing file, never through a link. */
		fd = open(*out, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
		if (fd >= 0 || errno != EEXIST)
			return fd;
		sqlite3_free(*out);
		*out = NULL;
	}
	return -1;
}

/* Rename without replacing; where the file system cannot, a second name. */
static int
give_name(const char *from, const char *to)
{
	int code = renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);

	if (code == 0 || (errno != EINVAL && errno != ENOSYS))
		return code;
	code = link(from, to);
	if (code == 0)
		unlink(from);
	return code;
}

static enum dbr_status
cannot_make(const char *path, struct dbr_error *err)
{
	int error = errno;

	dbr_fail(err, DBR_ECREATE, "cannot make \"%s\": %s", path,
		 strerror(error));
	if (error == EEXIST)
		return dbr_fail_hint(err, "the workspace is there already: "
				     "debrief status shows what is in it");
	if (error == ENOENT)
		return dbr_fail_hint(err, "make the folder first: mkdir -p");
	return DBR_ECREATE;
}

enum dbr_status
dbr_store_create(const char *path, struct dbr_error *err)
{
	struct dbr_store *store = NULL;
	struct stat found;
	char *made = NULL;
	enum dbr_status rc;
	int fd = -1;

	errno = EEXIST;
	if (lstat(path, &found) != 0)
		fd = create_unnamed(&made, path);
	if (fd < 0) {
		sqlite3_free(made);
		return cannot_make(path, err);
	}
	close(fd);
	rc = store_open_file(&store, made, DBR_STORE_WRITE, err);
	if (rc == DBR_OK)
		rc = fill_new(store, err);
	dbr_store_close(store);
	if (rc == DBR_OK && give_name(made, path) != 0)
		rc = cannot_make(path, err);
	if (rc != DBR_OK)
		unlink(made);
	sqlite3_free(made);
	return rc;
}
