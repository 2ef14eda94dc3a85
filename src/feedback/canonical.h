/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * canonical.h -- canonical JSON: one object, members in the order they are
 * added (callers add them sorted by key), no white space, shortest numbers.
 *
 * The same facts give the same bytes, so they can be hashed.
 */
#ifndef FEEDBACK_CANONICAL_H
#define FEEDBACK_CANONICAL_H

#include <stdbool.h>
#include <stdint.h>
#include "debrief/str.h"

struct canonical_object {
	struct dbr_buf *out; /* borrowed */
	bool has_member;
};

void canonical_open(struct canonical_object *object, struct dbr_buf *out);
void canonical_add_text(struct canonical_object *object, const char *key,
			const char *value); /* NULL gives null */
void canonical_add_i64(struct canonical_object *object, const char *key,
		       int64_t value);
void canonical_add_double(struct canonical_object *object, const char *key,
			  double value);
void canonical_close(struct canonical_object *object);

#endif
