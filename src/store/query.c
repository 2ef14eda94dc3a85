/* SPDX-License-Identifier: GPL-3.0-or-later */
/* query.c -- run a guarded query, and point at its mistakes. */
#include <config.h>
#include "debrief/query.h"

#include <stdio.h>
#include <string.h>
#include "base/memory.h"
#include "store/guard.h"
#include "store/internal.h"
#include "system/clock.h"

/* A running query: the statement, and the row as it is handed on. */
struct run {
	struct guard *guard;
	struct guard_job job;
	sqlite3_stmt *stmt;
	struct dbr_arena arena;
	struct dbr_table row;
};

static bool
is_word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || (unsigned char)c >= 0x80;
}

/* Bytes of a comment or string literal that starts at i, or 0. */
static size_t
skipped_size(struct dbr_str sql, size_t i)
{
	size_t at = i + 1;

	if (sql.at[i] == '\'') {
		while (at < sql.size && sql.at[at] != '\'')
			at++;
		return at - i + 1;
	}
	if (sql.at[i] == '-' && at < sql.size && sql.at[at] == '-') {
		while (at < sql.size && sql.at[at] != '\n')
			at++;
		return at - i;
	}
	if (sql.at[i] == '/' && at < sql.size && sql.at[at] == '*') {
		for (at += 1; at + 1 < sql.size; at++)
			if (sql.at[at] == '*' && sql.at[at + 1] == '/')
				return at + 2 - i;
		return sql.size - i;
	}
	return 0;
}

/* Offset of word in sql, outside comments and strings; -1: not there. */
static long
find_word(struct dbr_str sql, const char *word)
{
	size_t size = strlen(word);

	for (size_t i = 0; size && i + size <= sql.size; i++) {
		size_t skipped = skipped_size(sql, i);

		if (skipped) {
			i += skipped - 1;
			continue;
		}
		if (sqlite3_strnicmp(sql.at + i, word, (int)size) == 0 &&
		    (i == 0 || !is_word_byte(sql.at[i - 1])) &&
		    (i + size == sql.size || !is_word_byte(sql.at[i + size])))
			return (long)i;
	}
	return -1;
}

/* Say where; offset -1 is the start of the text. */
static enum dbr_status
fail_at_offset(const struct dbr_query *query, long offset,
	       struct dbr_error *err)
{
	size_t line = query->first_line ? query->first_line : 1;
	size_t column = 1;

	for (long i = 0; i < offset && (size_t)i < query->sql.size; i++) {
		column++;
		if (query->sql.at[i] == '\n') {
			line++;
			column = 1;
		}
	}
	return dbr_fail_at(err, query->file ? query->file : "query", line,
			   column);
}

struct unknown {
	const char *prefix;	/* how SQLite says it */
	const char *kind;	/* how we say it */
	const char *const *names;
	size_t count;
};

/* "no such column: t.assignee" and its like, with the nearest name. */
static bool
fail_unknown(struct guard *guard, const char *message, char *word,
	     size_t word_size, struct dbr_error *err)
{
	const struct unknown unknowns[] = {
		{ "no such column: ", "column",
		  (const char *const *)guard->columns, guard->column_count },
		{ "no such table: ", "table",
		  (const char *const *)guard->objects, guard->object_count },
		{ "no such function: ", "function",
		  (const char *const *)guard->functions,
		  guard->function_count },
	};

	for (size_t i = 0; i < sizeof(unknowns) / sizeof(unknowns[0]); i++) {
		const struct unknown *u = &unknowns[i];
		const char *name, *dot, *near;

		if (strncmp(message, u->prefix, strlen(u->prefix)) != 0)
			continue;
		name = message + strlen(u->prefix);
		dot = strrchr(name, '.');
		snprintf(word, word_size, "%s", dot ? dot + 1 : name);
		dbr_fail(err, DBR_EINPUT, "unknown %s \"%s\"", u->kind, name);
		near = dbr_nearest(word, u->names, u->count);
		if (near && strcmp(near, word) == 0)
			dbr_fail_hint(err, "another table has it");
		else if (near)
			dbr_fail_hint(err, "there is \"%s\"", near);
		return true;
	}
	return false;
}

/* Was it the bound on queries that was met, or is there no memory at all?
 * The bound cannot be it while the most ever used and the largest piece ever
 * asked for fit under it together. */
static bool
met_heap_budget(const struct run *run)
{
	sqlite3_int64 used, now, largest;

	sqlite3_status64(SQLITE_STATUS_MEMORY_USED, &now, &used, 0);
	sqlite3_status64(SQLITE_STATUS_MALLOC_SIZE, &now, &largest, 0);
	return used + largest > run->guard->heap_budget;
}

static void
measure_heap(void)
{
	sqlite3_int64 now, highest;

	sqlite3_status64(SQLITE_STATUS_MEMORY_USED, &now, &highest, 1);
	sqlite3_status64(SQLITE_STATUS_MALLOC_SIZE, &now, &highest, 1);
}

static enum dbr_status
fail_sqlite(struct run *run, int code, struct dbr_error *err)
{
	const struct dbr_query *query = run->job.query;
	sqlite3 *db = run->guard->db;
	long offset = sqlite3_error_offset(db);
	char word[80] = "";

	if (*run->job.refused) {
		dbr_fail(err, DBR_EINPUT, "%s", run->job.refused);
		dbr_fail_hint(err, "%s", run->job.hint);
		return fail_at_offset(query, find_word(query->sql,
						       run->job.word), err);
	}
	switch (code & 0xFF) {
	case SQLITE_INTERRUPT:
		dbr_fail(err, DBR_EINPUT, "the query takes too %s",
			 run->job.is_late ? "long" : "many steps");
		dbr_fail_hint(err, "look for a join without a condition or a "
				   "recursion without an end");
		return fail_at_offset(query, -1, err);
	case SQLITE_NOMEM:
		if (!met_heap_budget(run))
			memory_exhausted(0);
		dbr_fail(err, DBR_EINPUT,
			 "the query needs more than %d MiB of memory",
			 (int)(run->guard->heap_budget >> 20));
		dbr_fail_hint(err, "sum or filter in SQL before sorting");
		return fail_at_offset(query, -1, err);
	case SQLITE_ERROR:
	case SQLITE_AUTH:
	case SQLITE_TOOBIG:
	case SQLITE_MISMATCH:
	case SQLITE_RANGE:
		break;
	default:
		return store_fail(db, code, "the database refused", err);
	}
	if (!fail_unknown(run->guard, sqlite3_errmsg(db), word, sizeof(word),
			  err))
		dbr_fail(err, DBR_EINPUT, "%s", sqlite3_errmsg(db));
	if (offset < 0)
		offset = find_word(query->sql, word);
	return fail_at_offset(query, offset, err);
}

/* Nothing but blanks and comments may follow: a second statement would be
 * left in the tail, unseen. */
static enum dbr_status
check_tail(struct run *run, const char *tail, struct dbr_error *err)
{
	const struct dbr_query *query = run->job.query;
	size_t offset = (size_t)(tail - query->sql.at);
	sqlite3_stmt *second = NULL;
	const char *rest = tail;
	int code = SQLITE_OK;

	while (code == SQLITE_OK && !second &&
	       rest < query->sql.at + query->sql.size) {
		const char *before = rest;

		code = sqlite3_prepare_v3(
			run->guard->db, rest,
			(int)(query->sql.size -
			      (size_t)(rest - query->sql.at)),
			0, &second, &rest);
		if (rest == before)
			break;
	}
	sqlite3_finalize(second);
	if (code == SQLITE_OK && !second)
		return DBR_OK;
	dbr_fail(err, DBR_EINPUT, "there is something behind the statement");
	dbr_fail_hint(err, "write one SELECT; a \";\" ends it");
	return fail_at_offset(query, (long)offset, err);
}

static enum dbr_status
prepare(struct run *run, struct dbr_error *err)
{
	const struct dbr_query *query = run->job.query;
	const char *nul = query->sql.size ? memchr(query->sql.at, '\0',
						   query->sql.size) : NULL;
	const char *tail = NULL;
	int code;

	if (nul) {
		dbr_fail(err, DBR_EINPUT, "there is a NUL byte in the query");
		return fail_at_offset(query, nul - query->sql.at, err);
	}
	if (query->sql.size > GUARD_SQL_SIZE) {
		dbr_fail(err, DBR_EINPUT, "the query is longer than %d KiB",
			 GUARD_SQL_SIZE >> 10);
		return fail_at_offset(query, -1, err);
	}
	code = sqlite3_prepare_v3(run->guard->db,
				  query->sql.at ? query->sql.at : "",
				  (int)query->sql.size, 0, &run->stmt, &tail);
	if (code != SQLITE_OK)
		return fail_sqlite(run, code, err);
	if (!run->stmt) {
		dbr_fail(err, DBR_EINPUT, "there is no statement");
		dbr_fail_hint(err, "write one SELECT");
		return fail_at_offset(query, -1, err);
	}
	if (!sqlite3_stmt_readonly(run->stmt) ||
	    sqlite3_stmt_isexplain(run->stmt) ||
	    sqlite3_column_count(run->stmt) == 0) {
		dbr_fail(err, DBR_EINPUT, "only one SELECT may be run here");
		return fail_at_offset(query, -1, err);
	}
	return check_tail(run, tail, err);
}

static void
bind(struct run *run)
{
	const struct dbr_query *query = run->job.query;

	for (size_t i = 0; i < query->parameter_count; i++) {
		const struct dbr_parameter *p = &query->parameters[i];
		int at = sqlite3_bind_parameter_index(run->stmt, p->name);
		int code = SQLITE_OK;

		if (at && p->type == DBR_PARAMETER_I64)
			code = sqlite3_bind_int64(run->stmt, at, p->i64);
		else if (at)
			code = sqlite3_bind_text(run->stmt, at, p->text, -1,
						 SQLITE_STATIC);
		if (code == SQLITE_NOMEM)
			memory_exhausted(0);
	}
}

static void
describe(struct run *run)
{
	struct dbr_table *row = &run->row;

	row->column_count = (size_t)sqlite3_column_count(run->stmt);
	row->row_count = 1;
	row->cells = dbr_arena_array(&run->arena, row->column_count,
				     sizeof(*row->cells));
	row->columns = dbr_arena_array(&run->arena, row->column_count,
				       sizeof(*row->columns));
	for (size_t i = 0; i < row->column_count; i++)
		row->columns[i] = dbr_arena_text(
			&run->arena, dbr_str_from(sqlite3_column_name(
					     run->stmt, (int)i)));
}

/* Slices into SQLite's memory: they live until the next step. */
static struct dbr_cell
cell_of(sqlite3_stmt *stmt, int column)
{
	struct dbr_cell cell = { .type = DBR_CELL_NULL };

	switch (sqlite3_column_type(stmt, column)) {
	case SQLITE_INTEGER:
		cell.type = DBR_CELL_INTEGER;
		cell.integer = sqlite3_column_int64(stmt, column);
		cell.real = (double)cell.integer;
		break;
	case SQLITE_FLOAT:
		cell.type = DBR_CELL_REAL;
		cell.real = sqlite3_column_double(stmt, column);
		break;
	case SQLITE_TEXT:
		cell.type = DBR_CELL_TEXT;
		cell.text.at = (const char *)sqlite3_column_text(stmt, column);
		cell.text.size = (size_t)sqlite3_column_bytes(stmt, column);
		break;
	case SQLITE_BLOB:
		cell.type = DBR_CELL_BLOB;
		cell.text.at = sqlite3_column_blob(stmt, column);
		cell.text.size = (size_t)sqlite3_column_bytes(stmt, column);
		break;
	default:
		break;
	}
	return cell;
}

/* What is done with a result: columns once, then every row. */
struct sink {
	enum dbr_status (*columns)(void *payload, const struct dbr_table *row,
				   struct dbr_error *err);
	dbr_query_row_fn row;	/* NULL: the columns are all that is asked */
	void *payload;
};

static enum dbr_status
step_all(struct run *run, const struct sink *sink, struct dbr_error *err)
{
	for (;;) {
		int code = sqlite3_step(run->stmt);
		enum dbr_status rc;

		if (code == SQLITE_DONE)
			return DBR_OK;
		if (code != SQLITE_ROW)
			return fail_sqlite(run, code, err);
		for (size_t i = 0; i < run->row.column_count; i++)
			run->row.cells[i] = cell_of(run->stmt, (int)i);
		rc = sink->row(sink->payload, &run->row, err);
		if (rc != DBR_OK)
			return rc;
	}
}

static enum dbr_status
run_all(struct run *run, const struct sink *sink, struct dbr_error *err)
{
	enum dbr_status rc = prepare(run, err);

	if (rc != DBR_OK)
		return rc;
	bind(run);
	describe(run);
	if (sink->columns)
		rc = sink->columns(sink->payload, &run->row, err);
	if (rc == DBR_OK && sink->row)
		rc = step_all(run, sink, err);
	return rc;
}

static enum dbr_status
query_run(struct dbr_store *store, const struct dbr_query *query,
	  const struct sink *sink, struct dbr_error *err)
{
	struct run run = { .arena = DBR_ARENA_INIT };
	struct guard_job *outer;	/* of a query whose row we are in */
	sqlite3_int64 heap_before;
	enum dbr_status rc = guard_get(&run.guard, store, err);

	if (rc != DBR_OK)
		return rc;
	run.job = (struct guard_job){
		.query = query,
		.steps_left = run.guard->step_budget,
		.cpu_until_ms = query->cpu_ms_max ?
			clock_cpu_ms() + query->cpu_ms_max : 0,
	};
	outer = run.guard->job;
	run.guard->job = &run.job;
	heap_before = sqlite3_hard_heap_limit64(run.guard->heap_budget);
	measure_heap();
	rc = run_all(&run, sink, err);
	sqlite3_finalize(run.stmt);
	sqlite3_hard_heap_limit64(heap_before);
	run.guard->job = outer;
	dbr_arena_release(&run.arena);
	return rc;
}

enum dbr_status
dbr_query_each(struct dbr_store *store, const struct dbr_query *query,
	       dbr_query_row_fn row, void *payload, struct dbr_error *err)
{
	const struct sink sink = { .row = row, .payload = payload };

	return query_run(store, query, &sink, err);
}

/* A result that is kept, with what it has grown to. */
struct keep {
	struct dbr_table *table;
	struct dbr_arena *arena;
	const struct dbr_query *query;
	size_t capacity, text_size;
};

static enum dbr_status
keep_columns(void *payload, const struct dbr_table *row, struct dbr_error *err)
{
	struct keep *keep = payload;
	struct dbr_table *table = keep->table;

	(void)err;
	table->column_count = row->column_count;
	table->columns = dbr_arena_array(keep->arena, row->column_count,
					 sizeof(*table->columns));
	for (size_t i = 0; i < row->column_count; i++)
		table->columns[i] = dbr_arena_text(
			keep->arena, dbr_str_from(row->columns[i]));
	return DBR_OK;
}

static enum dbr_status
keep_row(void *payload, const struct dbr_table *row, struct dbr_error *err)
{
	struct keep *keep = payload;
	struct dbr_table *table = keep->table;
	size_t used = table->row_count * row->column_count;

	for (size_t i = 0; i < row->column_count; i++) {
		struct dbr_cell cell = row->cells[i];

		table->cells = dbr_arena_grow(keep->arena, table->cells,
					      used + i, &keep->capacity,
					      sizeof(cell));
		keep->text_size += cell.text.size;
		if (cell.text.at)
			cell.text = dbr_arena_str(keep->arena, cell.text);
		table->cells[used + i] = cell;
	}
	table->row_count++;
	if (used + row->column_count <= GUARD_CELL_COUNT &&
	    keep->text_size <= GUARD_TEXT_SIZE)
		return DBR_OK;
	dbr_fail(err, DBR_EINPUT, "the result is larger than %d cells or %d MiB",
		 GUARD_CELL_COUNT, GUARD_TEXT_SIZE >> 20);
	dbr_fail_hint(err, "sum or filter in SQL, or add a LIMIT");
	return fail_at_offset(keep->query, -1, err);
}

static enum dbr_status
query_keep(struct dbr_table *out, struct dbr_store *store,
	   const struct dbr_query *query, struct dbr_arena *arena,
	   dbr_query_row_fn row, struct dbr_error *err)
{
	struct keep keep = { .table = out, .arena = arena, .query = query };
	const struct sink sink = { keep_columns, row, &keep };

	*out = (struct dbr_table){ 0 };
	return query_run(store, query, &sink, err);
}

enum dbr_status
dbr_query_run(struct dbr_table *out, struct dbr_store *store,
	      const struct dbr_query *query, struct dbr_arena *arena,
	      struct dbr_error *err)
{
	return query_keep(out, store, query, arena, keep_row, err);
}

enum dbr_status
dbr_query_check(struct dbr_table *out, struct dbr_store *store,
		const struct dbr_query *query, struct dbr_arena *arena,
		struct dbr_error *err)
{
	return query_keep(out, store, query, arena, NULL, err);
}
