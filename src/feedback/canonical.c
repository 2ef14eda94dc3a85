/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback/canonical.h"

#include <inttypes.h>
#include "debrief/number.h"

static void
add_string(struct dbr_buf *out, const char *text)
{
	dbr_buf_add_char(out, '"');
	for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
		if (*at == '"' || *at == '\\')
			dbr_buf_addf(out, "\\%c", *at);
		else if (*at < 0x20 || *at == 0x7f)
			dbr_buf_addf(out, "\\u%04x", *at);
		else
			dbr_buf_add_char(out, (char)*at);
	}
	dbr_buf_add_char(out, '"');
}

static void
add_key(struct canonical_object *object, const char *key)
{
	if (object->has_member)
		dbr_buf_add_char(object->out, ',');
	object->has_member = true;
	add_string(object->out, key);
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
		add_string(object->out, value);
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
