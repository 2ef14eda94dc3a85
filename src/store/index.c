/* SPDX-License-Identifier: GPL-3.0-or-later */
/* index.c -- see debrief/index.h. */
#include <config.h>
#include "debrief/index.h"

#include <string.h>
#include "base/memory.h"
#include "store/internal.h"

/* Around what was found, in snippets; taken out of every text before. */
#define FOUND_BEGIN '\x02'
#define FOUND_END '\x03'

struct dbr_index {
	sqlite3 *db;
	sqlite3_stmt *insert;
};

static enum dbr_status
prepare(sqlite3_stmt **out, sqlite3 *db, const char *sql,
	struct dbr_error *err)
{
	int code = sqlite3_prepare_v2(db, sql, -1, out, NULL);

	return code == SQLITE_OK ? DBR_OK :
				   store_fail(db, code, "index", err);
}

static enum dbr_status
make_table(struct dbr_index *index, struct dbr_error *err)
{
	int code = sqlite3_exec(index->db,
				"CREATE VIRTUAL TABLE words USING fts5(title,"
				" text, tokenize = 'porter unicode61"
				" remove_diacritics 2')", NULL, NULL, NULL);

	if (code != SQLITE_OK) {
		store_fail(index->db, code, "make an index", err);
		return dbr_fail_hint(err, "SQLite must have FTS5");
	}
	return prepare(&index->insert, index->db,
		       "INSERT INTO words (rowid, title, text)"
		       " VALUES (?1, ?2, ?3)", err);
}

enum dbr_status
dbr_index_open(struct dbr_index **out, struct dbr_error *err)
{
	struct dbr_index *index = memory_get(sizeof(*index));
	enum dbr_status rc;
	int code = sqlite3_open_v2(":memory:", &index->db,
				   SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
				   SQLITE_OPEN_NOMUTEX, NULL);

	if (code == SQLITE_OK)
		rc = make_table(index, err);
	else
		rc = store_fail(index->db, code, "make an index", err);
	if (rc != DBR_OK) {
		dbr_index_close(index);
		index = NULL;
	}
	*out = index;
	return rc;
}

void
dbr_index_close(struct dbr_index *index)
{
	if (!index)
		return;
	sqlite3_finalize(index->insert);
	sqlite3_close(index->db);
	memory_free(index);
}

/* A NUL would end the text, a mark of ours would look like a find. */
static void
bind_plain(sqlite3_stmt *stmt, int parameter, struct dbr_str text)
{
	struct dbr_buf plain = DBR_BUF_INIT;

	for (size_t i = 0; i < text.size; i++) {
		char c = text.at[i];

		dbr_buf_add_char(&plain, !c || c == FOUND_BEGIN ||
					 c == FOUND_END ? ' ' : c);
	}
	sqlite3_bind_text(stmt, parameter, plain.text, (int)plain.size,
			  SQLITE_TRANSIENT);
	dbr_buf_release(&plain);
}

enum dbr_status
dbr_index_add(struct dbr_index *index, int64_t number, struct dbr_str title,
	      struct dbr_str text, struct dbr_error *err)
{
	int code;

	sqlite3_bind_int64(index->insert, 1, number);
	bind_plain(index->insert, 2, title);
	bind_plain(index->insert, 3, text);
	code = sqlite3_step(index->insert);
	sqlite3_reset(index->insert);
	return code == SQLITE_DONE ? DBR_OK :
		store_fail(index->db, code, "index a text", err);
}

/* "word" or "begin"*: inside the quotes nothing means anything. */
static void
add_word(struct dbr_buf *query, struct dbr_str word, bool is_any)
{
	bool is_beginning = word.size > 1 && dbr_str_ends(word, "*");

	if (query->size)
		dbr_buf_add_text(query, is_any ? " OR " : " AND ");
	dbr_buf_add_char(query, '"');
	for (size_t i = 0; i < word.size - is_beginning; i++) {
		if (word.at[i] == '"')
			dbr_buf_add_char(query, '"');
		dbr_buf_add_char(query, word.at[i] ? word.at[i] : ' ');
	}
	dbr_buf_add_text(query, is_beginning ? "\"*" : "\"");
}

static enum dbr_status
make_query(struct dbr_buf *query, struct dbr_str words, bool is_any,
	   struct dbr_error *err)
{
	size_t count = 0;

	if (words.size > DBR_INDEX_QUERY_MAX)
		return dbr_fail(err, DBR_EUSAGE, "a search has at most %d"
				" bytes", DBR_INDEX_QUERY_MAX);
	while (words.at) {
		struct dbr_str word = dbr_str_trim(dbr_str_cut(&words, ' '));

		if (!word.size)
			continue;
		if (++count > DBR_INDEX_WORDS_MAX)
			return dbr_fail(err, DBR_EUSAGE, "a search has at most"
					" %d words", DBR_INDEX_WORDS_MAX);
		add_word(query, word, is_any);
	}
	if (!count)
		return dbr_fail(err, DBR_EUSAGE, "search for what?");
	return DBR_OK;
}

static void
split_snippet(struct dbr_hit *hit, struct dbr_str text,
	      struct dbr_arena *arena)
{
	struct dbr_str *pieces = NULL;
	size_t capacity = 0;
	bool is_found = false;

	text = dbr_arena_str(arena, text);
	while (text.at) {
		pieces = dbr_arena_grow(arena, pieces, hit->piece_count,
					&capacity, sizeof(*pieces));
		pieces[hit->piece_count++] =
			dbr_str_cut(&text, is_found ? FOUND_END : FOUND_BEGIN);
		is_found = !is_found;
	}
	hit->pieces = pieces;
}

static const char find_sql[] =
	"SELECT rowid, bm25(words, 2.0, 1.0),"
	" snippet(words, -1, char(2), char(3), '\xE2\x80\xA6', 24)"
	" FROM words WHERE words MATCH ?1 ORDER BY 2, 1 LIMIT ?2";

static enum dbr_status
find(const struct dbr_hit **out, size_t *count, struct dbr_index *index,
     const struct dbr_buf *query, size_t most, struct dbr_arena *arena,
     struct dbr_error *err)
{
	struct dbr_hit *hits = NULL;
	sqlite3_stmt *stmt = NULL;
	size_t capacity = 0;
	int code = SQLITE_DONE;
	enum dbr_status rc = prepare(&stmt, index->db, find_sql, err);

	*count = 0;
	if (rc != DBR_OK)
		return rc;
	sqlite3_bind_text(stmt, 1, query->text, (int)query->size,
			  SQLITE_STATIC);
	sqlite3_bind_int64(stmt, 2, (int64_t)most);
	while ((code = sqlite3_step(stmt)) == SQLITE_ROW) {
		hits = dbr_arena_grow(arena, hits, *count, &capacity,
				      sizeof(*hits));
		hits[*count] = (struct dbr_hit){
			.number = sqlite3_column_int64(stmt, 0),
			.rank = -sqlite3_column_double(stmt, 1),
		};
		split_snippet(&hits[(*count)++],
			      (struct dbr_str){
				      (const char *)sqlite3_column_text(stmt, 2),
				      (size_t)sqlite3_column_bytes(stmt, 2) },
			      arena);
	}
	if (code != SQLITE_DONE)
		rc = store_fail(index->db, code, "search", err);
	sqlite3_finalize(stmt);
	*out = hits;
	return rc;
}

enum dbr_status
dbr_index_find(const struct dbr_hit **out, size_t *count, bool *is_partial,
	       struct dbr_index *index, struct dbr_str words, size_t most,
	       struct dbr_arena *arena, struct dbr_error *err)
{
	struct dbr_buf query = DBR_BUF_INIT;
	enum dbr_status rc = make_query(&query, words, false, err);

	*is_partial = false;
	if (rc == DBR_OK)
		rc = find(out, count, index, &query, most, arena, err);
	if (rc == DBR_OK && !*count) {
		dbr_buf_reset(&query);
		rc = make_query(&query, words, true, err);
		if (rc == DBR_OK)
			rc = find(out, count, index, &query, most, arena, err);
		*is_partial = rc == DBR_OK && *count > 0;
	}
	dbr_buf_release(&query);
	return rc;
}
