/* SPDX-License-Identifier: GPL-3.0-or-later */
/* content.c -- see content.h. */
#include <config.h>
#include "content.h"

#include <sodium.h>
#include <stdio.h>

/* Type, size and bytes, so that no two rows share an encoding. */
static void
add_cell(crypto_hash_sha256_state *state, struct dbr_stmt *stmt, int column)
{
	/* The type first: reading a number as text changes it. */
	int type = (int)dbr_stmt_type(stmt, column);
	struct dbr_str text = dbr_stmt_str(stmt, column);
	char head[48];
	int size = snprintf(head, sizeof(head), "%d:%zu:", type, text.size);

	crypto_hash_sha256_update(state, (const unsigned char *)head,
				  (unsigned long long)size);
	if (text.size)
		crypto_hash_sha256_update(state,
					  (const unsigned char *)text.at,
					  text.size);
}

static enum dbr_status
add_rows(crypto_hash_sha256_state *state, struct dbr_store *store,
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
	unsigned char hash[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_state state;
	enum dbr_status rc = DBR_OK;

	crypto_hash_sha256_init(&state);
	for (size_t i = 0; selects[i] && rc == DBR_OK; i++)
		rc = add_rows(&state, store, selects[i], batch_id, err);
	crypto_hash_sha256_final(&state, hash);
	sodium_bin2hex(out, CONTENT_HASH_SIZE, hash, sizeof(hash));
	return rc;
}
