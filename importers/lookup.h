/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lookup.h -- names that stand in another file of the same export.
 *
 * A JSON document beside the file, or one folder above it, says who an id is.
 * Without that file nobody is found and ids stay as they are.
 */
#ifndef IMPORTERS_LOOKUP_H
#define IMPORTERS_LOOKUP_H

#include "format.h"

struct lookup {
	struct lookup_name *names;	/* sorted by id */
	size_t count;
};

/* path is that of the file being read; all of it lives in the arena. */
enum dbr_status lookup_open(struct lookup *out,
			    const struct format_lookup *wanted,
			    const char *path, struct dbr_arena *arena,
			    struct dbr_error *err) DBR_MUST_CHECK;
/* The name of an id; at == NULL: unknown. */
struct dbr_str lookup_find(const struct lookup *lookup, struct dbr_str id);

#endif
