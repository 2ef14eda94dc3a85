/* SPDX-License-Identifier: GPL-3.0-or-later */
/* row_key.h -- what a record calls its row, whether it loads or not. */
#ifndef IMPORTERS_ROW_KEY_H
#define IMPORTERS_ROW_KEY_H

#include "engine.h"

struct row_key {
	struct engine *engine;
	const struct bound_field **fields;	/* of the format */
	size_t field_count;
	struct dbr_buf text;
};

/* No field in an event log, whose rows share them, nor where the format does
 * not read all it needs. */
void row_key_open(struct row_key *out, struct engine *engine);
void row_key_close(struct row_key *key);
/* Until the next call; at == NULL: the row does not say which it is.  Asks
 * the binding, so it belongs to whoever has that. */
struct dbr_str row_key_read(struct row_key *key,
			    const struct dbr_record *record);

#endif
