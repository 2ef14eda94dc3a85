/* SPDX-License-Identifier: GPL-3.0-or-later */
/* file.c -- see debrief/file.h. */
#include <config.h>
#include "debrief/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_SIZE = 64 * 1024, TRY_MAX = 100, TEMPORARY_SIZE = 32 };

/* A path cut into its folder, held open, and the name in it. */
struct place {
	int folder;
	const char *path, *name;
	char temporary[TEMPORARY_SIZE];	/* name in the folder, or "" */
};

static enum dbr_status
cannot_create(const char *path, struct dbr_error *err)
{
	return dbr_fail(err, DBR_ECREATE, "cannot create \"%s\": %s", path,
			strerror(errno));
}

static enum dbr_status
cannot_write(const char *path, struct dbr_error *err)
{
	return dbr_fail(err, DBR_EIO, "cannot write \"%s\": %s", path,
			strerror(errno));
}

static enum dbr_status
place_open(struct place *out, const char *path, struct dbr_error *err)
{
	const char *slash = strrchr(path, '/');
	struct dbr_buf folder = DBR_BUF_INIT;

	out->path = path;
	out->name = slash ? slash + 1 : path;
	if (slash)
		dbr_buf_add(&folder, path, (size_t)(slash - path) + 1);
	else
		dbr_buf_add_text(&folder, ".");
	out->folder = open(folder.text, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	dbr_buf_release(&folder);
	return out->folder < 0 ? cannot_create(path, err) : DBR_OK;
}

static enum dbr_status
check_replaceable(const struct place *place, struct dbr_error *err)
{
	struct stat found;

	if (!*place->name)
		return dbr_fail(err, DBR_ECREATE,
				"cannot create \"%s\": no file name",
				place->path);
	if (fstatat(place->folder, place->name, &found,
		    AT_SYMLINK_NOFOLLOW) != 0 ||
	    S_ISREG(found.st_mode) || S_ISLNK(found.st_mode))
		return DBR_OK;
	return dbr_fail(err, DBR_ECREATE,
			"cannot create \"%s\": it is %s", place->path,
			S_ISDIR(found.st_mode) ? "a folder"
					       : "not a regular file");
}

/* mkostemp(3), but below an open folder and with the mode the umask leaves. */
static int
create_temporary(struct place *place, unsigned mode)
{
	for (int i = 0; i < TRY_MAX; i++) {
		unsigned long long tag = 0;
		int fd;

		if (getrandom(&tag, sizeof(tag), 0) != sizeof(tag))
			return -1;
		snprintf(place->temporary, sizeof(place->temporary),
			 ".debrief-%016llx", tag);
		fd = openat(place->folder, place->temporary,
			    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW |
			    O_CLOEXEC, mode);
		if (fd >= 0)
			return fd;
		place->temporary[0] = '\0';
		if (errno != EEXIST)
			return -1;
	}
	return -1;
}

static bool
write_all(int fd, struct dbr_str bytes)
{
	while (bytes.size) {
		ssize_t done = write(fd, bytes.at, bytes.size);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false;
		bytes.at += done;
		bytes.size -= (size_t)done;
	}
	return true;
}

/* File systems that cannot sync a folder say EINVAL. */
static bool
sync_folder(int folder)
{
	return fsync(folder) == 0 || errno == EINVAL || errno == EROFS;
}

enum dbr_status
dbr_file_write(const char *path, struct dbr_str bytes, unsigned mode,
	       struct dbr_error *err)
{
	struct place place = { .folder = -1 };
	int fd = -1;
	enum dbr_status rc;

	rc = place_open(&place, path, err);
	if (rc == DBR_OK)
		rc = check_replaceable(&place, err);
	if (rc != DBR_OK)
		goto out;
	fd = create_temporary(&place, mode);
	if (fd < 0) {
		rc = cannot_create(path, err);
		goto out;
	}
	if (!write_all(fd, bytes) || fsync(fd) != 0) {
		rc = cannot_write(path, err);
		goto out;
	}
	if (renameat(place.folder, place.temporary, place.folder,
		     place.name) != 0) {
		rc = cannot_create(path, err);
		goto out;
	}
	place.temporary[0] = '\0';
	if (!sync_folder(place.folder))
		rc = cannot_write(path, err);
out:
	if (fd >= 0)
		close(fd);
	if (place.temporary[0])
		unlinkat(place.folder, place.temporary, 0);
	if (place.folder >= 0)
		close(place.folder);
	return rc;
}

static enum dbr_status
read_all(struct dbr_buf *out, int fd, const char *path, size_t max,
	 struct dbr_error *err)
{
	size_t start = out->size;

	for (;;) {
		ssize_t got;

		dbr_buf_reserve(out, READ_SIZE);
		got = read(fd, out->text + out->size, READ_SIZE);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return dbr_fail(err, DBR_EIO,
					"cannot read \"%s\": %s", path,
					strerror(errno));
		out->size += (size_t)got;
		out->text[out->size] = '\0';
		if (out->size - start > max)
			return dbr_fail(err, DBR_EINPUT,
					"\"%s\" has more than %zu bytes",
					path, max);
		if (!got)
			return DBR_OK;
	}
}

enum dbr_status
dbr_fail_open(const char *name, int error, struct dbr_error *err)
{
	dbr_fail(err, DBR_ENOINPUT, "cannot open \"%s\": %s", name,
		 strerror(error));
	if (error == ENOENT || error == ENOTDIR)
		return dbr_fail_hint(err, "check the name and the folder: "
				     "ls shows what there is");
	if (error == EACCES || error == EPERM)
		return dbr_fail_hint(err, "give yourself leave to read it: "
				     "chmod u+r FILE");
	return DBR_ENOINPUT;
}

enum dbr_status
dbr_file_read(struct dbr_buf *out, const char *path, size_t max,
	      struct dbr_error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	struct stat found;
	enum dbr_status rc;

	if (fd < 0 || fstat(fd, &found) != 0)
		rc = dbr_fail_open(path, errno, err);
	else if (S_ISDIR(found.st_mode))
		rc = dbr_fail(err, DBR_ENOINPUT,
			      "cannot read \"%s\": it is a folder", path);
	else
		rc = read_all(out, fd, path, max, err);
	if (fd >= 0)
		close(fd);
	return rc;
}
