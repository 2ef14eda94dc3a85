/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/file.h -- whole files in, whole files out.
 */
#ifndef DEBRIEF_FILE_H
#define DEBRIEF_FILE_H

#include "debrief/error.h"
#include "debrief/str.h"

/*
 * Write bytes so that path is either what it was or all of it: a new file
 * beside it, fsync, rename, fsync the folder.  A symbolic link at path is
 * replaced, never followed; anything else that is not a regular file (a
 * folder, /dev/null) is refused.  mode as for open(2), usually 0600.
 *   DBR_ECREATE  the file cannot be made
 *   DBR_EIO      writing failed; path is as it was
 */
enum dbr_status dbr_file_write(const char *path, struct dbr_str bytes,
			       unsigned mode, struct dbr_error *err)
	DBR_MUST_CHECK;

/*
 * Append the whole file to out.
 *   DBR_ENOINPUT  missing, a folder, not allowed to read
 *   DBR_EINPUT    more than max bytes
 *   DBR_EIO       reading failed
 */
enum dbr_status dbr_file_read(struct dbr_buf *out, const char *path,
			      size_t max, struct dbr_error *err)
	DBR_MUST_CHECK;

/* What every reader says of a file it cannot open, with what to do; error as
 * in errno.  Returns DBR_ENOINPUT. */
enum dbr_status dbr_fail_open(const char *name, int error,
			      struct dbr_error *err);

#endif
