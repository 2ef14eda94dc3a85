/* SPDX-License-Identifier: GPL-3.0-or-later */
/* run.c -- names to ids; see run.h. */
#include <config.h>
#include "run.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { BUCKETS = 4096, ENTRIES_MAX = 100000 };

struct entry {
	struct entry *next;
	struct dbr_str name;
	int64_t id;
};

struct dictionary {
	struct import_run *run;
	struct dbr_arena arena;
	struct entry *buckets[DICTIONARY_KINDS][BUCKETS];
	size_t entry_count;
	struct dbr_stmt *find[DICTIONARY_KINDS], *add[DICTIONARY_KINDS];
	struct dbr_stmt *see, *seen;
};

static const char *const find_sql[DICTIONARY_KINDS] = {
	"SELECT id FROM team WHERE key = ?1",
	"SELECT id FROM contact WHERE key = ?1",
	"SELECT id FROM (SELECT COALESCE((SELECT id FROM contact"
	"   WHERE key = ?1), (SELECT MIN(id) FROM contact WHERE name = ?1"
	"   AND batch_id IS NOT NULL HAVING COUNT(*) = 1)) AS id)"
	" WHERE id IS NOT NULL",
	"SELECT id FROM customer WHERE key = ?1",
	"SELECT id FROM migration WHERE key = ?1 COLLATE NOCASE"
	" ORDER BY key = ?1 DESC LIMIT 1",
	"SELECT id FROM module WHERE key = ?1 COLLATE NOCASE"
	" OR title = ?1 COLLATE NOCASE ORDER BY key = ?1 DESC LIMIT 1",
	"SELECT id FROM calendar WHERE key = ?1",
};
static const char *const add_sql[DICTIONARY_KINDS] = {
	"INSERT INTO team (key) VALUES (?1)",
	"INSERT INTO contact (key, name) VALUES (?1, ?1)",
	"INSERT INTO contact (key, name) VALUES (?1, ?1)",
	"INSERT INTO customer (key) VALUES (?1)",
	NULL, NULL, NULL,
};

enum dbr_status
dictionary_open(struct dictionary **out, struct import_run *run,
		struct dbr_error *err)
{
	struct dictionary *dictionary = dbr_arena_get(run->arena,
						      sizeof(*dictionary));
	enum dbr_status rc = DBR_OK;

	dictionary->run = run;
	*out = dictionary;
	for (size_t i = 0; i < DICTIONARY_KINDS && rc == DBR_OK; i++) {
		rc = dbr_stmt_open(&dictionary->find[i], run->store,
				   find_sql[i], err);
		if (rc == DBR_OK && add_sql[i])
			rc = dbr_stmt_open(&dictionary->add[i], run->store,
					   add_sql[i], err);
	}
	if (rc == DBR_OK)
		rc = dbr_store_run(run->store,
			"CREATE TEMP TABLE IF NOT EXISTS import_seen ("
			"key TEXT PRIMARY KEY, count INTEGER NOT NULL)"
			" WITHOUT ROWID;"
			"DELETE FROM temp.import_seen", err);
	if (rc == DBR_OK)
		rc = dbr_stmt_open(&dictionary->see, run->store,
			"INSERT INTO temp.import_seen VALUES (?1, 1)"
			" ON CONFLICT (key) DO UPDATE SET count = count + 1",
			err);
	if (rc == DBR_OK)
		rc = dbr_stmt_open(&dictionary->seen, run->store,
			"SELECT count FROM temp.import_seen WHERE key = ?1",
			err);
	return rc;
}

void
dictionary_close(struct dictionary *dictionary)
{
	if (!dictionary)
		return;
	for (size_t i = 0; i < DICTIONARY_KINDS; i++) {
		dbr_stmt_close(dictionary->find[i]);
		dbr_stmt_close(dictionary->add[i]);
	}
	dbr_stmt_close(dictionary->see);
	dbr_stmt_close(dictionary->seen);
	dbr_arena_release(&dictionary->arena);
}

/* FNV-1a. */
static size_t
bucket_of(struct dbr_str name)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < name.size; i++)
		hash = (hash ^ (unsigned char)name.at[i]) * 16777619u;
	return hash % BUCKETS;
}

static enum dbr_status
ask_store(struct dictionary *dictionary, enum dictionary_kind kind,
	  struct dbr_str name, int64_t *id, struct dbr_error *err)
{
	struct dbr_stmt *find = dictionary->find[kind];
	struct dbr_stmt *add = dictionary->add[kind];
	bool has_row = false;
	enum dbr_status rc;

	dbr_stmt_bind_str(find, 1, name);
	rc = dbr_stmt_step(find, &has_row, err);
	*id = rc == DBR_OK && has_row ? dbr_stmt_i64(find, 0) : 0;
	dbr_stmt_reset(find);
	if (rc != DBR_OK || has_row || !add)
		return rc;
	dbr_stmt_bind_str(add, 1, name);
	rc = dbr_stmt_run(add, err);
	*id = dbr_store_last_id(dictionary->run->store);
	return rc;
}

enum dbr_status
dictionary_get(struct dictionary *dictionary, enum dictionary_kind kind,
	       struct dbr_str name, int64_t *id, struct dbr_error *err)
{
	struct entry **bucket;
	struct entry *entry;
	enum dbr_status rc;

	*id = 0;
	if (!name.size)
		return DBR_OK;
	bucket = &dictionary->buckets[kind][bucket_of(name)];
	for (entry = *bucket; entry; entry = entry->next)
		if (dbr_str_equal(entry->name, name)) {
			*id = entry->id;
			return DBR_OK;
		}
	rc = ask_store(dictionary, kind, name, id, err);
	if (rc != DBR_OK || dictionary->entry_count >= ENTRIES_MAX)
		return rc;
	entry = dbr_arena_get(&dictionary->arena, sizeof(*entry));
	entry->name = dbr_arena_str(&dictionary->arena, name);
	entry->id = *id;
	entry->next = *bucket;
	*bucket = entry;
	dictionary->entry_count++;
	return DBR_OK;
}

void
run_warn(struct import_run *run, const char *fmt, ...)
{
	char text[400];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	if (run->warning_count++)
		dbr_buf_add_char(&run->warnings, '\n');
	dbr_buf_add_clean(&run->warnings, dbr_str_from(text), 0);
}

enum dbr_status
run_seen(struct import_run *run, const char *key, int64_t *count,
	 struct dbr_error *err)
{
	struct dictionary *dictionary = run->dictionary;
	bool has_row = false;
	enum dbr_status rc;

	dbr_stmt_bind_text(dictionary->see, 1, key);
	rc = dbr_stmt_run(dictionary->see, err);
	if (rc != DBR_OK)
		return rc;
	dbr_stmt_bind_text(dictionary->seen, 1, key);
	rc = dbr_stmt_step(dictionary->seen, &has_row, err);
	*count = has_row ? dbr_stmt_i64(dictionary->seen, 0) : 0;
	dbr_stmt_reset(dictionary->seen);
	return rc;
}

/* Every name there is; they live in the arena. */
static enum dbr_status
read_names(struct import_run *run, const char *sql, struct dbr_arena *arena,
	   struct text_list *out, struct dbr_error *err)
{
	const char **names = NULL;
	struct dbr_stmt *stmt = NULL;
	size_t count = 0, capacity = 0;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, run->store, sql, err);

	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK && has_row) {
		names = dbr_arena_grow(arena, names, count, &capacity,
				       sizeof(*names));
		names[count++] = dbr_arena_text(arena, dbr_stmt_str(stmt, 0));
	}
	dbr_stmt_close(stmt);
	*out = (struct text_list){ names, count };
	return rc;
}

struct naming {			/* what a wrong name was meant to name */
	const char *what, *sql, *column;
};

static enum dbr_status
reject_unknown(struct import_run *run, const struct naming *naming,
	       struct dbr_str name, struct row_result *out,
	       struct dbr_error *err)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_buf clean = DBR_BUF_INIT;
	struct text_list names = { NULL, 0 };
	const char *nearest;
	enum dbr_status rc;

	dbr_buf_add_clean(&clean, name, 40);
	rc = read_names(run, naming->sql, &arena, &names, err);
	nearest = dbr_nearest(clean.text, names.at, names.count);
	if (rc == DBR_OK && nearest)
		row_reject(out, naming->column, "there is no %s \"%s\"; the "
			   "nearest is \"%s\"", naming->what, clean.text,
			   nearest);
	else if (rc == DBR_OK)
		row_reject(out, naming->column, "there is no %s \"%s\"; "
			   "import the %ss first", naming->what, clean.text,
			   naming->what);
	dbr_buf_release(&clean);
	dbr_arena_release(&arena);
	return rc;
}

enum dbr_status
run_find_migration(struct import_run *run, const struct value *value,
		   const char *column, int64_t *id, struct row_result *out,
		   struct dbr_error *err)
{
	struct dbr_str name = value->text.size
		? value->text : dbr_str_from(run->request->migration);
	enum dbr_status rc = dictionary_get(run->dictionary,
					    DICTIONARY_MIGRATION, name, id,
					    err);

	if (rc != DBR_OK || *id || !name.size)
		return rc;
	return reject_unknown(run, &(struct naming){ "migration",
			      "SELECT key FROM migration", column },
			      name, out, err);
}

enum dbr_status
run_find_module(struct import_run *run, const struct value *value,
		const char *column, int64_t *id, struct row_result *out,
		struct dbr_error *err)
{
	enum dbr_status rc = dictionary_get(run->dictionary,
					    DICTIONARY_MODULE, value->text,
					    id, err);

	if (rc != DBR_OK || *id || !value->text.size)
		return rc;
	return reject_unknown(run, &(struct naming){ "module",
			      "SELECT key FROM module", column },
			      value->text, out, err);
}

enum dbr_status
run_find_calendar(struct import_run *run, const struct value *value,
		  const char *column, int64_t *id, struct row_result *out,
		  struct dbr_error *err)
{
	enum dbr_status rc = dictionary_get(run->dictionary,
					    DICTIONARY_CALENDAR, value->text,
					    id, err);

	if (rc != DBR_OK || *id || !value->text.size)
		return rc;
	return reject_unknown(run, &(struct naming){ "calendar",
			      "SELECT key FROM calendar", column },
			      value->text, out, err);
}
