/* SPDX-License-Identifier: GPL-3.0-or-later */
/* case_insert.c -- turn "ticket key=A opened=2026-01-01" into a row. */
#include <config.h>
#include "metric/case.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include "debrief/time.h"

enum { COLUMNS_MAX = 64, ROWS_DEPTH_MAX = 4 };

struct column {
	const char *name, *type;
	const char *parent;	/* table an _id column points to */
	bool is_needed;		/* NOT NULL, no default, not the key */
	struct dbr_str given;	/* at == NULL: not given */
};

struct row {
	struct dbr_store *store;
	struct dbr_arena *arena;
	struct dbr_error *err;
	const char *path;
	size_t line;
	const char *table;
	struct column columns[COLUMNS_MAX];
	size_t column_count;
	int depth;		/* rows made for other rows */
};

static enum dbr_status insert_row(struct row *row);

static enum dbr_status
fail_row(struct row *row)
{
	return dbr_fail_at(row->err, row->path, row->line, 1);
}

static enum dbr_status
load_columns(struct row *row)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(
		&stmt, row->store,
		"SELECT c.name, c.type, c.\"notnull\" AND c.dflt_value IS NULL"
		" AND c.pk = 0, f.\"table\" FROM pragma_table_info(?1) c"
		" LEFT JOIN pragma_foreign_key_list(?1) f"
		" ON f.\"from\" = c.name ORDER BY c.cid", row->err);

	if (rc == DBR_OK)
		dbr_stmt_bind_text(stmt, 1, row->table);
	while (rc == DBR_OK && row->column_count < COLUMNS_MAX) {
		struct column *c = &row->columns[row->column_count];

		rc = dbr_stmt_step(stmt, &has_row, row->err);
		if (rc != DBR_OK || !has_row)
			break;
		*c = (struct column){
			.name = dbr_arena_text(row->arena,
					       dbr_stmt_str(stmt, 0)),
			.type = dbr_arena_text(row->arena,
					       dbr_stmt_str(stmt, 1)),
			.is_needed = dbr_stmt_i64(stmt, 2) != 0,
		};
		if (dbr_stmt_type(stmt, 3) != DBR_CELL_NULL)
			c->parent = dbr_arena_text(row->arena,
						   dbr_stmt_str(stmt, 3));
		row->column_count++;
	}
	dbr_stmt_close(stmt);
	if (rc == DBR_OK && !row->column_count) {
		rc = dbr_fail(row->err, DBR_ECONFIG, "there is no table \"%s\"",
			      row->table);
		fail_row(row);
	}
	return rc;
}

/* By name, or by name without "_id" or "_at". */
static struct column *
find_column(struct row *row, struct dbr_str name)
{
	for (size_t i = 0; i < row->column_count; i++) {
		const char *column = row->columns[i].name;
		struct dbr_str full = dbr_str_from(column);

		if (dbr_str_is(name, column))
			return &row->columns[i];
		if ((dbr_str_ends(full, "_id") || dbr_str_ends(full, "_at")) &&
		    name.size == full.size - 3 &&
		    memcmp(name.at, column, name.size) == 0)
			return &row->columns[i];
	}
	return NULL;
}

/* The column a row of this table is known by. */
static const char *
key_of(const char *table)
{
	return strcmp(table, "ticket") == 0 || strcmp(table, "iteration") == 0 ?
		       "ext_key" : "key";
}

static enum dbr_status
find_id(struct row *row, const char *table, struct dbr_str key, int64_t *id)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(
		&stmt, row->store,
		dbr_arena_textf(row->arena, "SELECT id FROM %s WHERE %s = ?1",
				table, key_of(table)), row->err);

	*id = 0;
	if (rc == DBR_OK) {
		dbr_stmt_bind_str(stmt, 1, key);
		rc = dbr_stmt_step(stmt, &has_row, row->err);
	}
	if (rc == DBR_OK && has_row)
		*id = dbr_stmt_i64(stmt, 0);
	dbr_stmt_close(stmt);
	return rc;
}

/* The id of a parent; one that is not there is made. */
static enum dbr_status
parent_id(struct row *row, const char *table, struct dbr_str key, int64_t *id)
{
	struct row parent = {
		.store = row->store, .arena = row->arena, .err = row->err,
		.path = row->path, .line = row->line, .table = table,
		.depth = row->depth + 1,
	};
	enum dbr_status rc = find_id(row, table, key, id);
	struct column *column;

	if (rc != DBR_OK || *id)
		return rc;
	if (parent.depth > ROWS_DEPTH_MAX)
		return dbr_fail(row->err, DBR_EBUG, "rows without an end");
	rc = load_columns(&parent);
	if (rc != DBR_OK)
		return rc;
	column = find_column(&parent, dbr_str_from(key_of(table)));
	if (column)
		column->given = key;
	rc = insert_row(&parent);
	*id = dbr_store_last_id(row->store);
	return rc;
}

static enum dbr_status
bind_given(struct row *row, struct dbr_stmt *stmt, int at,
	   const struct column *c)
{
	struct dbr_str name = dbr_str_from(c->name);
	int64_t number;
	double real;

	if (dbr_str_ends(name, "_at") && dbr_iso_parse(c->given, &number)) {
		dbr_stmt_bind_i64(stmt, at, number);
	} else if (strcmp(c->type, "TEXT") == 0) {
		dbr_stmt_bind_str(stmt, at, c->given);
	} else if (c->parent && !dbr_str_to_i64(c->given, &number)) {
		enum dbr_status rc = parent_id(row, c->parent, c->given,
					       &number);

		if (rc != DBR_OK)
			return rc;
		dbr_stmt_bind_i64(stmt, at, number);
	} else if (dbr_str_to_i64(c->given, &number)) {
		dbr_stmt_bind_i64(stmt, at, number);
	} else if (dbr_str_to_double(c->given, &real)) {
		dbr_stmt_bind_double(stmt, at, real);
	} else {
		dbr_fail(row->err, DBR_ECONFIG, "\"%.*s\" does not fit \"%s\"",
			 DBR_STR_ARG(c->given), c->name);
		return fail_row(row);
	}
	return DBR_OK;
}

/* Something of its own for what must not be NULL and was not given. */
static enum dbr_status
bind_needed(struct row *row, struct dbr_stmt *stmt, int at,
	    const struct column *c)
{
	int64_t id = (int64_t)row->line;
	enum dbr_status rc = DBR_OK;

	if (c->parent && strcmp(c->parent, "batch") == 0) {
		id = 1;
	} else if (c->parent) {
		rc = parent_id(row, c->parent, DBR_STR("unnamed"), &id);
	} else if (strcmp(c->type, "TEXT") == 0) {
		dbr_stmt_bind_text(stmt, at,
				   dbr_arena_textf(row->arena, "line-%zu",
						   row->line));
		return DBR_OK;
	}
	if (rc == DBR_OK)
		dbr_stmt_bind_i64(stmt, at, id);
	return rc;
}

static const char *
insert_sql(struct row *row)
{
	struct dbr_buf sql = DBR_BUF_INIT;
	const char *text;
	int used = 0;

	dbr_buf_addf(&sql, "INSERT INTO %s (", row->table);
	for (size_t i = 0; i < row->column_count; i++)
		if (row->columns[i].given.at || row->columns[i].is_needed)
			dbr_buf_addf(&sql, "%s\"%s\"", used++ ? ", " : "",
				     row->columns[i].name);
	dbr_buf_add_text(&sql, ") VALUES (");
	for (int i = 1; i <= used; i++)
		dbr_buf_addf(&sql, "%s?%d", i > 1 ? ", " : "", i);
	dbr_buf_add_char(&sql, ')');
	text = dbr_arena_text(row->arena, dbr_buf_str(&sql));
	dbr_buf_release(&sql);
	return text;
}

static enum dbr_status
insert_row(struct row *row)
{
	struct dbr_stmt *stmt = NULL;
	int used = 0;
	enum dbr_status rc = dbr_stmt_open(&stmt, row->store, insert_sql(row),
					   row->err);

	for (size_t i = 0; i < row->column_count && rc == DBR_OK; i++) {
		const struct column *c = &row->columns[i];

		if (c->given.at)
			rc = bind_given(row, stmt, ++used, c);
		else if (c->is_needed)
			rc = bind_needed(row, stmt, ++used, c);
	}
	if (rc == DBR_OK)
		rc = dbr_stmt_run(stmt, row->err);
	dbr_stmt_close(stmt);
	if (rc != DBR_OK)
		fail_row(row);
	return rc;
}

/* Cut the next word; a "quoted value" keeps its blanks. */
static struct dbr_str
next_word(struct dbr_str *rest)
{
	struct dbr_str word;
	bool is_quoted = false;
	size_t i = 0;

	*rest = dbr_str_trim(*rest);
	for (; i < rest->size && (is_quoted || rest->at[i] != ' '); i++)
		if (rest->at[i] == '"')
			is_quoted = !is_quoted;
	word = (struct dbr_str){ rest->at, i };
	rest->at += i;
	rest->size -= i;
	return word;
}

static enum dbr_status
give(struct row *row, struct dbr_str word)
{
	struct dbr_str value = word;
	struct dbr_str name = dbr_str_cut(&value, '=');
	struct column *column = find_column(row, name);

	if (!column || !value.at) {
		dbr_fail(row->err, DBR_ECONFIG, "\"%.*s\" is not column=value "
			 "of \"%s\"", DBR_STR_ARG(word), row->table);
		return fail_row(row);
	}
	if (value.size >= 2 && value.at[0] == '"') {
		value.at++;
		value.size -= 2;
	}
	column->given = value;
	return DBR_OK;
}

enum dbr_status
case_insert(struct dbr_store *store, struct dbr_str text, const char *path,
	    size_t line, struct dbr_error *err)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct row *row = dbr_arena_get(&arena, sizeof(*row));
	enum dbr_status rc;

	row->store = store;
	row->arena = &arena;
	row->err = err;
	row->path = path;
	row->line = line;
	row->table = dbr_arena_text(&arena, next_word(&text));
	rc = load_columns(row);
	while (rc == DBR_OK && text.size)
		rc = give(row, next_word(&text));
	if (rc == DBR_OK)
		rc = insert_row(row);
	dbr_arena_release(&arena);
	return rc;
}
