/* SPDX-License-Identifier: GPL-3.0-or-later */
/* content.c -- see content.h. */
#include <config.h>
#include "content.h"

#include <sodium.h>

/* Type, size and bytes, so that no two rows share an encoding. */
static void
add_cell(crypto_generichash_state *state, struct dbr_stmt *stmt, int column)
{
	/* The type first: reading a number as text changes it. */
	enum dbr_cell_type type = dbr_stmt_type(stmt, column);
	struct dbr_str text = dbr_stmt_str(stmt, column);
	unsigned char head[9] = { (unsigned char)type };

	for (int i = 0; i < 8; i++)
		head[1 + i] = (unsigned char)((uint64_t)text.size >> (8 * i));
	crypto_generichash_update(state, head, sizeof(head));
	if (text.size)
		crypto_generichash_update(state,
					  (const unsigned char *)text.at,
					  text.size);
}

static enum dbr_status
add_rows(crypto_generichash_state *state, struct dbr_store *store,
	 const char *sql, int64_t batch_id, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, store, sql, err);

	if (rc != DBR_OK)
		return rc;
	dbr_stmt_bind_i64(stmt, 1, batch_id);
	while ((rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK && has_row)
		for (int i = 0; i < dbr_stmt_column_count(stmt); i++)
			add_cell(state, stmt, i);
	dbr_stmt_close(stmt);
	return rc;
}

enum dbr_status
content_hash(char out[CONTENT_HASH_SIZE], struct dbr_store *store,
	     const char *const *selects, int64_t batch_id,
	     struct dbr_error *err)
{
	unsigned char hash[crypto_generichash_BYTES];
	crypto_generichash_state state;
	enum dbr_status rc = DBR_OK;

	crypto_generichash_init(&state, NULL, 0, sizeof(hash));
	for (size_t i = 0; selects[i] && rc == DBR_OK; i++)
		rc = add_rows(&state, store, selects[i], batch_id, err);
	crypto_generichash_final(&state, hash, sizeof(hash));
	sodium_bin2hex(out, CONTENT_HASH_SIZE, hash, sizeof(hash));
	return rc;
}
