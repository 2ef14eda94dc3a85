/* SPDX-License-Identifier: GPL-3.0-or-later */
/* seal.c -- see seal.h. */
#include <config.h>
#include "store/seal.h"

#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "store/internal.h"
#include "store/seal_row.h"

enum { COLUMNS_MAX = 200, SUM_SIZE = 8 * SEAL_WORDS };

struct seal {
	struct dbr_store *store;
	struct dbr_arena arena;	/* of the tables */
	struct seal_table *tables;
	size_t table_count;
	struct seal_sums changes;
	bool is_doubtful;
};

/* Ours in this file, but for the seal itself and what SQLite keeps. */
static enum dbr_status
load_tables(struct seal_table **out, size_t *count, struct dbr_store *store,
	    struct dbr_arena *arena, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	size_t capacity = 0;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, store,
		"SELECT s.name, COUNT(*), ifnull(MAX(CASE c.name"
		" WHEN 'batch_id' THEN c.cid END), -1)"
		" FROM main.sqlite_schema s, pragma_table_info(s.name) c"
		" WHERE s.type = 'table' AND s.name <> 'seal' AND s.sql"
		" NOT LIKE 'CREATE VIRTUAL%' AND s.name NOT LIKE 'sqlite~_%'"
		" ESCAPE '~' GROUP BY s.name ORDER BY s.name", err);

	*out = NULL;
	*count = 0;
	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK && has_row) {
		*out = dbr_arena_grow(arena, *out, *count, &capacity,
				      sizeof(**out));
		(*out)[(*count)++] = (struct seal_table){
			dbr_arena_text(arena, dbr_stmt_str(stmt, 0)),
			(int)dbr_stmt_i64(stmt, 1), (int)dbr_stmt_i64(stmt, 2),
		};
		if (dbr_stmt_i64(stmt, 1) > COLUMNS_MAX)
			rc = dbr_fail(err, DBR_EBUG, "table \"%s\" is too wide",
				      dbr_stmt_text(stmt, 0));
	}
	dbr_stmt_close(stmt);
	return rc;
}

static int
compare_name(const void *name, const void *table)
{
	return strcmp(name, ((const struct seal_table *)table)->name);
}

static const struct seal_table *
find_table(const struct seal *seal, const char *name)
{
	return seal->tables ? bsearch(name, seal->tables, seal->table_count,
				      sizeof(*seal->tables), compare_name)
			    : NULL;
}

/* One version of the row that is about to change. */
static void
note_row(struct seal *seal, const struct seal_table *table,
	 int (*get)(sqlite3 *, int, sqlite3_value **), int sign)
{
	sqlite3_value *values[COLUMNS_MAX];

	for (int i = 0; i < table->column_count; i++) {
		int code = get(seal->store->db, i, &values[i]);

		if (code == SQLITE_NOMEM)
			memory_exhausted(0);
		if (code != SQLITE_OK) {
			seal->is_doubtful = true;
			return;
		}
	}
	seal_sums_add(&seal->changes, table, values, sign);
}

static void
note_change(void *payload, sqlite3 *db, int operation, const char *database,
	    const char *name, sqlite3_int64 old_id, sqlite3_int64 new_id)
{
	struct seal *seal = payload;
	const struct seal_table *table;

	(void)db;
	(void)old_id;
	(void)new_id;
	if (strcmp(database, "main") != 0)
		return;
	table = find_table(seal, name);
	if (!table)
		return;
	if (operation != SQLITE_INSERT)
		note_row(seal, table, sqlite3_preupdate_old, -1);
	if (operation != SQLITE_DELETE)
		note_row(seal, table, sqlite3_preupdate_new, 1);
}

enum dbr_status
seal_open(struct seal **out, struct dbr_store *store, struct dbr_error *err)
{
	struct seal *seal = memory_get(sizeof(*seal));
	enum dbr_status rc;

	*seal = (struct seal){ .store = store, .arena = DBR_ARENA_INIT };
	rc = load_tables(&seal->tables, &seal->table_count, store,
			 &seal->arena, err);
	if (rc != DBR_OK) {
		seal_close(seal);
		return rc;
	}
	sqlite3_preupdate_hook(store->db, note_change, seal);
	*out = seal;
	return DBR_OK;
}

void
seal_close(struct seal *seal)
{
	if (!seal)
		return;
	sqlite3_preupdate_hook(seal->store->db, NULL, NULL);
	seal_sums_release(&seal->changes);
	dbr_arena_release(&seal->arena);
	memory_free(seal);
}

void
seal_forget(struct seal *seal)
{
	if (!seal)
		return;
	seal_sums_release(&seal->changes);
	seal->is_doubtful = false;
}

void
seal_doubt(struct seal *seal)
{
	if (seal)
		seal->is_doubtful = true;
}

static void
words_to_bytes(unsigned char bytes[SUM_SIZE], const uint64_t *words)
{
	for (int i = 0; i < SUM_SIZE; i++)
		bytes[i] = (unsigned char)(words[i / 8] >> (8 * (i % 8)));
}

static void
bytes_to_words(uint64_t *words, struct dbr_str bytes)
{
	memset(words, 0, SUM_SIZE);
	for (size_t i = 0; i < SUM_SIZE && i < bytes.size; i++)
		words[i / 8] |= (uint64_t)(unsigned char)bytes.at[i]
				<< (8 * (i % 8));
}

/* What seal has for it, plus the change. */
static enum dbr_status
write_sum(struct dbr_stmt *find, struct dbr_stmt *put,
	  const struct seal_sum *change, struct dbr_error *err)
{
	struct seal_sum sum = *change;
	unsigned char bytes[SUM_SIZE];
	bool has_row = false;
	enum dbr_status rc;

	dbr_stmt_bind_text(find, 1, change->table);
	dbr_stmt_bind_i64(find, 2, change->batch_id);
	rc = dbr_stmt_step(find, &has_row, err);
	if (rc == DBR_OK && has_row) {
		uint64_t words[SEAL_WORDS];

		bytes_to_words(words, dbr_stmt_str(find, 1));
		seal_words_add(sum.words, words, 1);
		sum.row_count += dbr_stmt_i64(find, 0);
	}
	dbr_stmt_reset(find);
	if (rc != DBR_OK)
		return rc;
	words_to_bytes(bytes, sum.words);
	dbr_stmt_bind_text(put, 1, sum.table);
	dbr_stmt_bind_i64(put, 2, sum.batch_id);
	dbr_stmt_bind_i64(put, 3, sum.row_count);
	dbr_stmt_bind_blob(put, 4, (struct dbr_str){ (const char *)bytes,
						     SUM_SIZE });
	return dbr_stmt_run(put, err);
}

static enum dbr_status
write_sums(struct dbr_store *store, const struct seal_sum *sums, size_t count,
	   struct dbr_error *err)
{
	struct dbr_stmt *find = NULL, *put = NULL;
	enum dbr_status rc = dbr_stmt_open(&find, store,
		"SELECT row_count, sum FROM seal WHERE object = ?1"
		" AND batch_id = ?2", err);

	if (rc == DBR_OK)
		rc = dbr_stmt_open(&put, store,
			"INSERT INTO seal (object, batch_id, row_count, sum)"
			" VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET"
			" row_count = excluded.row_count, sum = excluded.sum",
			err);
	for (size_t i = 0; i < count && rc == DBR_OK; i++)
		rc = write_sum(find, put, &sums[i], err);
	dbr_stmt_close(find);
	dbr_stmt_close(put);
	return rc;
}

enum dbr_status
seal_write(struct seal *seal, struct dbr_error *err)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	const struct seal_sum *sums;
	size_t count;
	enum dbr_status rc;

	if (!seal)
		return DBR_OK;
	if (seal->is_doubtful) {
		rc = seal_renew(seal->store, err);
	} else {
		sums = seal_sums_sorted(&seal->changes, &count, &arena);
		rc = write_sums(seal->store, sums, count, err);
	}
	dbr_arena_release(&arena);
	return rc;
}

static enum dbr_status
read_table(struct seal_sums *sums, const struct seal_table *table,
	   struct dbr_store *store, struct dbr_error *err)
{
	char *sql = sqlite3_mprintf("SELECT * FROM main.\"%w\" NOT INDEXED",
				    table->name);
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc;

	if (!sql)
		memory_exhausted(0);
	rc = dbr_stmt_open(&stmt, store, sql, err);
	sqlite3_free(sql);
	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK && has_row) {
		sqlite3_value *values[COLUMNS_MAX];

		for (int i = 0; i < table->column_count; i++)
			values[i] = sqlite3_column_value(stmt->stmt, i);
		seal_sums_add(sums, table, values, 1);
	}
	dbr_stmt_close(stmt);
	return rc;
}

enum dbr_status
seal_read(const struct seal_sum **out, size_t *count, struct dbr_store *store,
	  struct dbr_arena *arena, struct dbr_error *err)
{
	struct seal_sums sums = { .slots = NULL };
	struct seal_table *tables;
	size_t table_count;
	enum dbr_status rc = load_tables(&tables, &table_count, store, arena,
					 err);

	for (size_t i = 0; i < table_count && rc == DBR_OK; i++)
		rc = read_table(&sums, &tables[i], store, err);
	if (rc == DBR_OK)
		*out = seal_sums_sorted(&sums, count, arena);
	seal_sums_release(&sums);
	return rc;
}

enum dbr_status
seal_load(const struct seal_sum **out, size_t *count, struct dbr_store *store,
	  struct dbr_arena *arena, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	struct seal_sum *sums = NULL;
	size_t capacity = 0;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, store,
		"SELECT object, batch_id, row_count, sum FROM seal"
		" WHERE row_count <> 0 OR sum <> zeroblob(32)"
		" ORDER BY object, batch_id", err);

	*count = 0;
	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK && has_row) {
		struct seal_sum *sum;

		sums = dbr_arena_grow(arena, sums, *count, &capacity,
				      sizeof(*sums));
		sum = &sums[(*count)++];
		*sum = (struct seal_sum){
			dbr_arena_text(arena, dbr_stmt_str(stmt, 0)),
			dbr_stmt_i64(stmt, 1), dbr_stmt_i64(stmt, 2), { 0 },
		};
		bytes_to_words(sum->words, dbr_stmt_str(stmt, 3));
	}
	dbr_stmt_close(stmt);
	*out = sums;
	return rc;
}

enum dbr_status
seal_renew(struct dbr_store *store, struct dbr_error *err)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	const struct seal_sum *sums;
	size_t count;
	enum dbr_status rc = seal_read(&sums, &count, store, &arena, err);

	if (rc == DBR_OK)
		rc = dbr_store_run(store, "DELETE FROM seal", err);
	if (rc == DBR_OK)
		rc = write_sums(store, sums, count, err);
	dbr_arena_release(&arena);
	return rc;
}
