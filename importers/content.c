/* SPDX-License-Identifier: GPL-3.0-or-later */
/* content.c -- see content.h. */
#include <config.h>
#include "content.h"

#include <sodium.h>
#include <string.h>

enum { WORDS = 4 };		/* of 64 bits, lowest first */

struct content {
	uint64_t sum[WORDS], row_count;
	struct dbr_buf row;
};

static void
add_number(struct dbr_buf *out, int type, uint64_t number)
{
	char bytes[9] = { (char)type };

	for (int i = 0; i < 8; i++)
		bytes[1 + i] = (char)(number >> (8 * i));
	dbr_buf_add(out, bytes, sizeof(bytes));
}

/* Type, size and bytes, so that no two rows share an encoding. */
static void
add_cell(struct dbr_buf *row, struct dbr_stmt *stmt, int column)
{
	enum dbr_cell_type type = dbr_stmt_type(stmt, column);
	struct dbr_str text;
	uint64_t bits;
	double real;

	switch (type) {
	case DBR_CELL_NULL:
		dbr_buf_add_char(row, (char)type);
		return;
	case DBR_CELL_INTEGER:
		add_number(row, type, (uint64_t)dbr_stmt_i64(stmt, column));
		return;
	case DBR_CELL_REAL:
		real = dbr_stmt_double(stmt, column);
		memcpy(&bits, &real, sizeof(bits));
		add_number(row, type, bits);
		return;
	default:
		text = dbr_stmt_str(stmt, column);
		add_number(row, type, text.size);
		dbr_buf_add_str(row, text);
	}
}

/* Modulo 2^256. */
static void
add_hash(uint64_t sum[WORDS], const unsigned char *hash)
{
	unsigned carry = 0;

	for (int i = 0; i < WORDS; i++) {
		uint64_t word = 0, once;

		for (int k = 7; k >= 0; k--)
			word = word << 8 | hash[8 * i + k];
		once = sum[i] + word;
		sum[i] = once + carry;
		carry = (once < word) + (sum[i] < once);
	}
}

static enum dbr_status
add_rows(struct content *content, size_t select, struct dbr_stmt *stmt,
	 struct dbr_error *err)
{
	unsigned char hash[crypto_generichash_BYTES];
	int column_count = dbr_stmt_column_count(stmt);
	bool has_row = false;
	enum dbr_status rc;

	while ((rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK &&
	       has_row) {
		dbr_buf_reset(&content->row);
		dbr_buf_add_char(&content->row, (char)select);
		for (int i = 0; i < column_count; i++)
			add_cell(&content->row, stmt, i);
		crypto_generichash(hash, sizeof(hash),
				   (const unsigned char *)content->row.text,
				   content->row.size, NULL, 0);
		add_hash(content->sum, hash);
		content->row_count++;
	}
	return rc;
}

static void
finish(char out[CONTENT_HASH_SIZE], struct content *content)
{
	unsigned char hash[crypto_generichash_BYTES];

	dbr_buf_reset(&content->row);
	for (int i = 0; i < WORDS; i++)
		add_number(&content->row, 0, content->sum[i]);
	add_number(&content->row, 0, content->row_count);
	crypto_generichash(hash, sizeof(hash),
			   (const unsigned char *)content->row.text,
			   content->row.size, NULL, 0);
	sodium_bin2hex(out, CONTENT_HASH_SIZE, hash, sizeof(hash));
}

enum dbr_status
content_hash(char out[CONTENT_HASH_SIZE], struct dbr_store *store,
	     const char *const *selects, int64_t batch_id,
	     struct dbr_error *err)
{
	struct content content = { .row = DBR_BUF_INIT };
	enum dbr_status rc = DBR_OK;

	for (size_t i = 0; selects[i] && rc == DBR_OK; i++) {
		struct dbr_stmt *stmt = NULL;

		rc = dbr_stmt_open(&stmt, store, selects[i], err);
		if (rc != DBR_OK)
			break;
		dbr_stmt_bind_i64(stmt, 1, batch_id);
		rc = add_rows(&content, i, stmt, err);
		dbr_stmt_close(stmt);
	}
	if (rc == DBR_OK)
		finish(out, &content);
	dbr_buf_release(&content.row);
	return rc;
}
