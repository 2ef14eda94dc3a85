/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spool.c -- see spool.h. */
#include <config.h>
#include "spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "debrief/file.h"

enum { CHUNK_SIZE = 64 * 1024 };

static enum dbr_status
open_copy(int *out, struct dbr_error *err)
{
	const char *folder = getenv("TMPDIR");
	struct dbr_buf path = DBR_BUF_INIT;

	if (!folder || !*folder)
		folder = "/tmp";
	*out = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600);
	if (*out < 0) {
		/* Not every file system knows O_TMPFILE. */
		dbr_buf_addf(&path, "%s/debrief-XXXXXX", folder);
		*out = mkostemp(path.text, O_CLOEXEC);
		if (*out >= 0)
			unlink(path.text);
	}
	dbr_buf_release(&path);
	if (*out >= 0)
		return DBR_OK;
	dbr_fail(err, DBR_EIO, "cannot make a temporary file in \"%s\": %s",
		 folder, strerror(errno));
	return dbr_fail_hint(err, "TMPDIR names another folder");
}

static enum dbr_status
write_all(int fd, const char *bytes, size_t size, struct dbr_error *err)
{
	while (size) {
		ssize_t done = write(fd, bytes, size);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0) {
			dbr_fail(err, DBR_EIO, "cannot write a temporary "
				 "file: %s", strerror(errno));
			return dbr_fail_hint(err, "TMPDIR names another "
					     "folder");
		}
		bytes += done;
		size -= (size_t)done;
	}
	return DBR_OK;
}

static enum dbr_status
too_large(const struct spool_request *request, struct dbr_error *err)
{
	return dbr_fail(err, DBR_EINPUT, "\"%s\" is larger than %llu bytes",
			request->name, (unsigned long long)request->size_max);
}

static enum dbr_status
copy_all(int to, int from, const struct spool_request *request,
	 struct dbr_error *err)
{
	char chunk[CHUNK_SIZE];
	uint64_t total = 0;
	enum dbr_status rc = DBR_OK;

	while (rc == DBR_OK) {
		ssize_t got = read(from, chunk, sizeof(chunk));

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return dbr_fail(err, DBR_EIO,
					"cannot read \"%s\": %s",
					request->name, strerror(errno));
		if (!got)
			return DBR_OK;
		total += (uint64_t)got;
		rc = total > request->size_max
			? too_large(request, err)
			: write_all(to, chunk, (size_t)got, err);
	}
	return rc;
}

static enum dbr_status
spool(int *fd, int from, const struct spool_request *request,
      struct dbr_error *err)
{
	enum dbr_status rc = open_copy(fd, err);

	if (rc == DBR_OK)
		rc = copy_all(*fd, from, request, err);
	if (rc != DBR_OK && *fd >= 0) {
		close(*fd);
		*fd = -1;
	}
	return rc;
}

enum dbr_status
spool_open(int *fd, const struct spool_request *request,
	   struct dbr_error *err)
{
	bool is_stdin = strcmp(request->path, "-") == 0;
	int from = is_stdin ? dup(STDIN_FILENO)
			    : open(request->path,
				   O_RDONLY | O_CLOEXEC | O_NOCTTY);
	struct stat found;
	enum dbr_status rc = DBR_OK;

	*fd = -1;
	if (from < 0 || fstat(from, &found) != 0) {
		rc = dbr_fail_open(request->name, errno, err);
	} else if (S_ISDIR(found.st_mode)) {
		dbr_fail(err, DBR_ENOINPUT, "\"%s\" is a folder",
			 request->name);
		rc = dbr_fail_hint(err, "name the files in it");
	} else if (is_stdin || !S_ISREG(found.st_mode)) {
		rc = spool(fd, from, request, err);
	} else {
		*fd = from;
		return DBR_OK;
	}
	if (from >= 0)
		close(from);
	return rc;
}
