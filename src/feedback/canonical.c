/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback/canonical.h"

#include <inttypes.h>
#include "debrief/number.h"

static void
add_key(struct canonical_object *object, const char *key)
{
	if (object->has_member)
		dbr_buf_add_char(object->out, ',');
	object->has_member = true;
	dbr_buf_add_quoted(object->out, dbr_str_from(key));
	dbr_buf_add_char(object->out, ':');
}

void
canonical_open(struct canonical_object *object, struct dbr_buf *out)
{
	*object = (struct canonical_object){.out = out};
	dbr_buf_add_char(out, '{');
}

void
canonical_add_text(struct canonical_object *object, const char *key,
		   const char *value)
{
	add_key(object, key);
	if (value)
		dbr_buf_add_quoted(object->out, dbr_str_from(value));
	else
		dbr_buf_add_text(object->out, "null");
}

void
canonical_add_i64(struct canonical_object *object, const char *key,
		  int64_t value)
{
	add_key(object, key);
	dbr_buf_addf(object->out, "%" PRId64, value);
}

void
canonical_add_double(struct canonical_object *object, const char *key,
		     double value)
{
	add_key(object, key);
	dbr_double_text(object->out, value);
}

void
canonical_close(struct canonical_object *object)
{
	dbr_buf_add_char(object->out, '}');
}
