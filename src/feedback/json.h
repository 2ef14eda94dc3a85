/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * json.h -- canonical JSON: one object, members in the order they are added
 * (callers add them sorted by key), no white space, shortest numbers.
 *
 * The same facts give the same bytes, so they can be hashed.
 */
#ifndef FEEDBACK_JSON_H
#define FEEDBACK_JSON_H

#include <stdbool.h>
#include <stdint.h>
#include "debrief/str.h"

struct json_object {
	struct dbr_buf *out;	/* borrowed */
	bool has_member;
};

void json_object_open(struct json_object *object, struct dbr_buf *out);
void json_add_text(struct json_object *object, const char *key,
		   const char *value);	/* NULL gives null */
void json_add_i64(struct json_object *object, const char *key, int64_t value);
void json_add_double(struct json_object *object, const char *key,
		     double value);
void json_object_close(struct json_object *object);

#endif
