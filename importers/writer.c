/* SPDX-License-Identifier: GPL-3.0-or-later */
/* writer.c -- see writer.h. */
#include <config.h>
#include "writer.h"

#include "debrief/journal.h"

static bool
is_key(enum writer_role role)
{
	return role == WRITER_KEY || role == WRITER_KEY_OR_NULL;
}

/* Parameter n is column n-1; behind the columns: batch, line, id. */
static void
find_sql(const struct writer *writer, const char *table, struct dbr_buf *sql)
{
	const char *and = "";

	dbr_buf_addf(sql, "SELECT id FROM %s WHERE ", table);
	for (size_t i = 0; i < writer->column_count; i++) {
		const struct writer_column *column = &writer->columns[i];

		if (!is_key(column->role))
			continue;
		if (column->role == WRITER_KEY)
			dbr_buf_addf(sql, "%s%s = ?%zu", and, column->name,
				     i + 1);
		else
			dbr_buf_addf(sql, "%sifnull(%s, 0) = ifnull(?%zu, 0)",
				     and, column->name, i + 1);
		and = " AND ";
	}
}

static void
insert_sql(const struct writer *writer, const char *table,
	   struct dbr_buf *sql)
{
	dbr_buf_addf(sql, "INSERT INTO %s (", table);
	for (size_t i = 0; i < writer->column_count; i++)
		if (writer->columns[i].role != WRITER_ABSENT)
			dbr_buf_addf(sql, "%s, ", writer->columns[i].name);
	dbr_buf_add_text(sql, "batch_id, line) VALUES (");
	for (size_t i = 0; i < writer->column_count; i++)
		if (writer->columns[i].role != WRITER_ABSENT)
			dbr_buf_addf(sql, "?%zu, ", i + 1);
	dbr_buf_addf(sql, "?%zu, ?%zu)", writer->column_count + 1,
		     writer->column_count + 2);
}

static void
update_sql(const struct writer *writer, const char *table,
	   struct dbr_buf *sql)
{
	const char *or = "";

	dbr_buf_addf(sql, "UPDATE %s SET ", table);
	for (size_t i = 0; i < writer->column_count; i++)
		if (writer->columns[i].role == WRITER_VALUE)
			dbr_buf_addf(sql, "%s = ?%zu, ",
				     writer->columns[i].name, i + 1);
	dbr_buf_addf(sql, "batch_id = ?%zu, line = ?%zu WHERE id = ?%zu AND (",
		     writer->column_count + 1, writer->column_count + 2,
		     writer->column_count + 3);
	for (size_t i = 0; i < writer->column_count; i++) {
		if (writer->columns[i].role != WRITER_VALUE)
			continue;
		dbr_buf_addf(sql, "%s%s IS NOT ?%zu", or,
			     writer->columns[i].name, i + 1);
		or = " OR ";
	}
	dbr_buf_add_char(sql, ')');
}

enum dbr_status
row_confirm_open(struct dbr_stmt **out, struct import_run *run,
		 const char *table, struct dbr_error *err)
{
	struct dbr_buf sql = DBR_BUF_INIT;
	enum dbr_status rc;

	dbr_buf_addf(&sql, "UPDATE %s SET batch_id = ?1, line = ?2"
		     " WHERE id = ?3 AND EXISTS (SELECT 1"
		     "  FROM temp.import_other o WHERE o.batch_id = %s."
		     "batch_id)", table, table);
	rc = dbr_stmt_open(out, run->store, sql.text, err);
	dbr_buf_release(&sql);
	return rc;
}

enum dbr_status
row_confirm(struct dbr_stmt *confirm, const struct import_run *run,
	    size_t line, int64_t id, struct dbr_error *err)
{
	dbr_stmt_bind_i64(confirm, 1, run->batch_id);
	dbr_stmt_bind_i64(confirm, 2, (int64_t)line);
	dbr_stmt_bind_i64(confirm, 3, id);
	return dbr_stmt_run(confirm, err);
}

enum dbr_status
writer_open(struct writer *out, struct import_run *run, const char *table,
	    const struct writer_column *columns, size_t column_count,
	    struct dbr_error *err)
{
	struct dbr_buf find = DBR_BUF_INIT, insert = DBR_BUF_INIT;
	struct dbr_buf update = DBR_BUF_INIT;
	enum dbr_status rc;

	*out = (struct writer){ .run = run, .table = table,
				.column_count = column_count };
	if (column_count > WRITER_COLUMNS_MAX)
		return dbr_fail(err, DBR_EBUG, "table \"%s\" is too wide",
				table);
	for (size_t i = 0; i < column_count; i++) {
		out->columns[i] = columns[i];
		if (columns[i].role == WRITER_VALUE)
			out->has_values = true;
	}
	find_sql(out, table, &find);
	insert_sql(out, table, &insert);
	update_sql(out, table, &update);
	rc = dbr_stmt_open(&out->find, run->store, find.text, err);
	if (rc == DBR_OK)
		rc = dbr_stmt_open(&out->insert, run->store, insert.text, err);
	if (rc == DBR_OK && out->has_values)
		rc = dbr_stmt_open(&out->update, run->store, update.text, err);
	if (rc == DBR_OK)
		rc = row_confirm_open(&out->confirm, run, table, err);
	dbr_buf_release(&find);
	dbr_buf_release(&insert);
	dbr_buf_release(&update);
	return rc;
}

void
writer_close(struct writer *writer)
{
	dbr_stmt_close(writer->find);
	dbr_stmt_close(writer->insert);
	dbr_stmt_close(writer->update);
	dbr_stmt_close(writer->confirm);
	dbr_stmt_close(writer->add);
	*writer = (struct writer){ .run = NULL };
}

void
writer_set_i64(struct writer *writer, size_t column, int64_t value)
{
	writer->cells[column] = (struct writer_cell){
		.kind = WRITER_I64, .i64 = value };
}

void
writer_set_id(struct writer *writer, size_t column, int64_t id)
{
	if (id)
		writer_set_i64(writer, column, id);
	else
		writer_set_null(writer, column);
}

void
writer_set_real(struct writer *writer, size_t column, double value)
{
	writer->cells[column] = (struct writer_cell){
		.kind = WRITER_REAL, .real = value };
}

void
writer_set_str(struct writer *writer, size_t column, struct dbr_str value)
{
	writer->cells[column] = (struct writer_cell){
		.kind = value.at ? WRITER_STR : WRITER_NULL, .str = value };
}

void
writer_set_text(struct writer *writer, size_t column, const char *value)
{
	writer_set_str(writer, column, dbr_str_from(value));
}

void
writer_set_null(struct writer *writer, size_t column)
{
	writer->cells[column] = (struct writer_cell){ .kind = WRITER_NULL };
}

void
writer_set_value(struct writer *writer, size_t column,
		 const struct value *value, enum value_type type)
{
	if (!value->text.at)
		writer_set_null(writer, column);
	else if (type == VALUE_TEXT || type == VALUE_DAY)
		writer_set_str(writer, column, value->text);
	else if (type == VALUE_REAL || type == VALUE_MINUTES)
		writer_set_real(writer, column, value->real);
	else
		writer_set_i64(writer, column, value->integer);
}

static void
bind_cell(struct dbr_stmt *stmt, size_t column,
	  const struct writer_cell *cell)
{
	int parameter = (int)column + 1;

	switch (cell->kind) {
	case WRITER_NULL:
		dbr_stmt_bind_null(stmt, parameter);
		break;
	case WRITER_I64:
		dbr_stmt_bind_i64(stmt, parameter, cell->i64);
		break;
	case WRITER_REAL:
		dbr_stmt_bind_double(stmt, parameter, cell->real);
		break;
	case WRITER_STR:
		dbr_stmt_bind_str(stmt, parameter, cell->str);
		break;
	}
}

enum dbr_status
writer_find(struct writer *writer, int64_t *id, struct dbr_error *err)
{
	bool has_row = false;
	enum dbr_status rc;

	for (size_t i = 0; i < writer->column_count; i++)
		if (is_key(writer->columns[i].role))
			bind_cell(writer->find, i, &writer->cells[i]);
	rc = dbr_stmt_step(writer->find, &has_row, err);
	*id = rc == DBR_OK && has_row ? dbr_stmt_i64(writer->find, 0) : 0;
	dbr_stmt_reset(writer->find);
	return rc;
}

static void
bind_origin(struct writer *writer, struct dbr_stmt *stmt, size_t line)
{
	int after = (int)writer->column_count;

	dbr_stmt_bind_i64(stmt, after + 1, writer->run->batch_id);
	dbr_stmt_bind_i64(stmt, after + 2, (int64_t)line);
}

static enum dbr_status
insert_row(struct writer *writer, struct dbr_stmt *insert, size_t line,
	   int64_t *id, struct dbr_error *err)
{
	enum dbr_status rc;

	for (size_t i = 0; i < writer->column_count; i++)
		if (writer->columns[i].role != WRITER_ABSENT)
			bind_cell(insert, i, &writer->cells[i]);
	bind_origin(writer, insert, line);
	rc = dbr_stmt_run(insert, err);
	*id = dbr_store_last_id(writer->run->store);
	return rc;
}

enum dbr_status
writer_open_add(struct writer *writer, struct dbr_error *err)
{
	const char *comma = " ON CONFLICT (";
	struct dbr_buf sql = DBR_BUF_INIT;
	enum dbr_status rc;

	insert_sql(writer, writer->table, &sql);
	for (size_t i = 0; i < writer->column_count; i++) {
		if (!is_key(writer->columns[i].role))
			continue;
		dbr_buf_addf(&sql, "%s%s", comma, writer->columns[i].name);
		comma = ", ";
	}
	dbr_buf_add_text(&sql, ") DO NOTHING");
	rc = dbr_stmt_open(&writer->add, writer->run->store, sql.text, err);
	dbr_buf_release(&sql);
	writer->expects_new = true;
	return rc;
}

enum dbr_status
writer_add(struct writer *writer, size_t line, int64_t *id,
	   struct dbr_error *err)
{
	enum dbr_status rc;

	*id = 0;
	if (!writer->expects_new)
		return DBR_OK;
	rc = insert_row(writer, writer->add, line, id, err);
	if (!dbr_store_changes(writer->run->store))
		*id = 0;
	writer->expects_new = *id != 0;
	return rc;
}

static enum dbr_status
update_row(struct writer *writer, size_t line, int64_t id, bool *has_changed,
	   struct dbr_error *err)
{
	enum dbr_status rc;

	for (size_t i = 0; i < writer->column_count; i++)
		if (writer->columns[i].role == WRITER_VALUE)
			bind_cell(writer->update, i, &writer->cells[i]);
	bind_origin(writer, writer->update, line);
	dbr_stmt_bind_i64(writer->update, (int)writer->column_count + 3, id);
	rc = dbr_stmt_run(writer->update, err);
	*has_changed = rc == DBR_OK && dbr_store_changes(writer->run->store);
	return rc;
}

enum dbr_status
writer_put(struct writer *writer, size_t line, enum row_verdict *verdict,
	   int64_t *id, struct dbr_error *err)
{
	enum dbr_status rc = DBR_OK;

	*id = 0;
	if (writer->add)
		rc = writer_add(writer, line, id, err);
	*verdict = ROW_INSERTED;
	if (rc != DBR_OK || *id)
		return rc;
	rc = writer_find(writer, id, err);
	return rc == DBR_OK ? writer_put_at(writer, line, verdict, id, err)
			    : rc;
}

enum dbr_status
writer_put_at(struct writer *writer, size_t line, enum row_verdict *verdict,
	      int64_t *id, struct dbr_error *err)
{
	bool has_changed = false;
	enum dbr_status rc = DBR_OK;

	if (!*id) {
		*verdict = ROW_INSERTED;
		writer->expects_new = true;
		return insert_row(writer, writer->insert, line, id, err);
	}
	if (writer->has_values)
		rc = update_row(writer, line, *id, &has_changed, err);
	*verdict = has_changed ? ROW_UPDATED : ROW_UNCHANGED;
	if (rc == DBR_OK && !has_changed)
		rc = row_confirm(writer->confirm, writer->run, line, *id,
				 err);
	if (rc == DBR_OK && !has_changed)
		rc = dbr_journal_met(writer->run->journal, writer->table, *id,
				     err);
	return rc;
}

enum row_verdict
verdict_join(enum row_verdict a, enum row_verdict b)
{
	if (a == ROW_INSERTED || b == ROW_INSERTED)
		return ROW_INSERTED;
	return a == ROW_UPDATED || b == ROW_UPDATED ? ROW_UPDATED
						    : ROW_UNCHANGED;
}
