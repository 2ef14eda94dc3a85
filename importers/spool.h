/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * spool.h -- a descriptor that can be read more than once.
 *
 * A regular file is opened as it is.  Standard input ("-") and anything else
 * (a pipe, /dev/fd/63) is copied to an unlinked file in $TMPDIR that only
 * this process can reach.
 */
#ifndef IMPORTERS_SPOOL_H
#define IMPORTERS_SPOOL_H

#include <stdint.h>
#include "debrief/error.h"

struct spool_request {
	const char *path;
	const char *name;	/* for messages */
	uint64_t size_max;	/* bytes; more is DBR_EINPUT */
};

/* *fd is -1 after a failure, else the caller's to close. */
enum dbr_status spool_open(int *fd, const struct spool_request *request,
			   struct dbr_error *err) DBR_MUST_CHECK;

#endif
