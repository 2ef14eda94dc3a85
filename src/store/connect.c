/* SPDX-License-Identifier: GPL-3.0-or-later */
/* connect.c -- how a file is opened, by what may be done beside it. */
#include <config.h>
#include "store/internal.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/memory.h"
#include "debrief/str.h"

static bool
may_write(const char *path)
{
	return faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0;
}

/* SQLite keeps its log and its locks in files beside the workspace. */
static bool
may_write_beside(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct dbr_buf folder = DBR_BUF_INIT;
	bool may;

	if (slash)
		dbr_buf_add(&folder, path, (size_t)(slash - path) + 1);
	else
		dbr_buf_add_text(&folder, ".");
	may = may_write(folder.text);
	dbr_buf_release(&folder);
	return may;
}

bool
store_has_log(const char *path)
{
	struct dbr_buf log = DBR_BUF_INIT;
	struct stat found;
	bool has_log;

	dbr_buf_addf(&log, "%s-wal", path);
	has_log = stat(log.text, &found) == 0 && found.st_size > 0;
	dbr_buf_release(&log);
	return has_log;
}

static int
open_still(sqlite3 **out, const char *path, int flags)
{
	struct dbr_buf uri = DBR_BUF_INIT;
	int code;

	dbr_buf_add_text(&uri, "file:");
	for (const char *at = path; *at; at++)
		if (strchr("?#%", *at))
			dbr_buf_addf(&uri, "%%%02X", (unsigned char)*at);
		else
			dbr_buf_add_char(&uri, *at);
	dbr_buf_add_text(&uri, "?immutable=1");
	code = sqlite3_open_v2(uri.text, out,
			       flags | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI,
			       NULL);
	dbr_buf_release(&uri);
	return code;
}

/*
 * A reader opens for writing, too, where it may: only so can SQLite clear
 * away its files beside the workspace at the end.  Where it may not, a file
 * without a log is read as it lies, without locks: see dbr_store_stamp.
 */
int
store_connect(sqlite3 **out, bool *is_still, const char *path,
	      enum dbr_store_mode mode)
{
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;

	*is_still = false;
	/* SQLite would open it to read, and leave a log. */
	if (mode == DBR_STORE_WRITE && !may_write(path))
		return SQLITE_READONLY;
	if (mode == DBR_STORE_WRITE ||
	    (may_write(path) && may_write_beside(path)))
		return sqlite3_open_v2(path, out,
				       flags | SQLITE_OPEN_READWRITE, NULL);
	if (store_has_log(path))
		return sqlite3_open_v2(path, out,
				       flags | SQLITE_OPEN_READONLY, NULL);
	*is_still = true;
	return open_still(out, path, flags);
}

void
store_stamp_take(struct dbr_store_stamp *out, const char *path)
{
	struct stat found;

	*out = (struct dbr_store_stamp){ .inode = 0 };
	if (stat(path, &found) != 0)
		return;
	out->inode = found.st_ino;
	out->size = found.st_size;
	out->changed_s = found.st_mtim.tv_sec;
	out->changed_ns = found.st_mtim.tv_nsec;
}

bool
dbr_store_is_as(const struct dbr_store_stamp *stamp, const char *path)
{
	struct dbr_store_stamp now;

	if (!stamp->inode)
		return true;
	store_stamp_take(&now, path);
	return now.inode == stamp->inode && now.size == stamp->size &&
	       now.changed_s == stamp->changed_s &&
	       now.changed_ns == stamp->changed_ns && !store_has_log(path);
}

const struct dbr_store_stamp *
dbr_store_stamp(const struct dbr_store *store)
{
	return &store->stamp;
}
