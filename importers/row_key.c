/* SPDX-License-Identifier: GPL-3.0-or-later */
/* row_key.c -- see row_key.h. */
#include <config.h>
#include "row_key.h"

void
row_key_open(struct row_key *out, struct engine *engine)
{
	const struct target *target = engine->format.target;
	const struct binding *binding = &engine->binding;

	*out = (struct row_key){ .engine = engine, .text = DBR_BUF_INIT };
	if (!target->keys || engine->format.is_event_log)
		return;
	out->fields = dbr_arena_array(engine->arena, binding->field_count + 1,
				      sizeof(*out->fields));
	for (const int *key = target->keys; *key >= 0; key++)
		for (size_t i = 0; i < binding->field_count; i++)
			if (binding->fields[i].field.target_index ==
			    (size_t)*key)
				out->fields[out->field_count++] =
					&binding->fields[i];
}

void
row_key_close(struct row_key *key)
{
	dbr_buf_release(&key->text);
}

struct dbr_str
row_key_read(struct row_key *key, const struct dbr_record *record)
{
	const struct target *target = key->engine->format.target;

	dbr_buf_reset(&key->text);
	for (size_t i = 0; i < key->field_count; i++) {
		const struct bound_field *field = key->fields[i];
		struct dbr_str cell = binding_cell(&key->engine->binding,
						   field, record);

		if (!cell.size &&
		    target->fields[field->field.target_index].is_required)
			return DBR_STR_NONE;
		if (i)
			dbr_buf_add_char(&key->text, '\n');
		dbr_buf_add_str(&key->text, cell);
	}
	return key->text.size ? dbr_buf_str(&key->text) : DBR_STR_NONE;
}
