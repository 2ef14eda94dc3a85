/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * runbook.c -- the runbook's own tables.  A table of columns says it all; the
 * mapping (ownership, escalation) has memory and is in mapping.c.
 *
 * A file is read as the truth about the rows it has: a row it has twice is
 * rejected the second time, a row it no longer has stays.
 */
#include <config.h>
#include "runbook.h"

#include <string.h>

struct runbook_target {
	struct import_run *run;
	const struct runbook_spec *spec;
	struct writer writers[2];
	struct dbr_buf row_name;
};

static enum dbr_status
open_table(struct runbook_target *self, size_t index, struct dbr_error *err)
{
	const struct runbook_table *table = &self->spec->tables[index];
	struct writer_column columns[WRITER_COLUMNS_MAX];

	for (size_t i = 0; i < table->column_count; i++) {
		const struct runbook_column *column = &table->columns[i];
		bool is_bound = column->kind == AS_PARENT ||
			column->fallback ||
			self->run->is_bound[column->field] ||
			(column->stand_in >= 0 &&
			 self->run->is_bound[column->stand_in]);

		columns[i] = (struct writer_column){ column->name,
						     column->role };
		if (column->role != WRITER_VALUE)
			continue;
		if (!is_bound)
			columns[i].role = WRITER_ABSENT;
		else if (column->fallback && !self->run->is_bound[column->field])
			columns[i].role = WRITER_ONCE;
	}
	return writer_open(&self->writers[index], self->run, table->name,
			   columns, table->column_count, err);
}

enum dbr_status
runbook_open(void **out, struct import_run *run,
	     const struct runbook_spec *spec, struct dbr_error *err)
{
	struct runbook_target *self = dbr_arena_get(run->arena,
						    sizeof(*self));
	enum dbr_status rc = DBR_OK;

	self->run = run;
	self->spec = spec;
	self->row_name = (struct dbr_buf)DBR_BUF_INIT;
	*out = self;
	for (size_t i = 0; i < spec->table_count && rc == DBR_OK; i++)
		rc = open_table(self, i, err);
	return rc;
}

void
runbook_close(void *payload)
{
	struct runbook_target *self = payload;

	for (size_t i = 0; i < self->spec->table_count; i++)
		writer_close(&self->writers[i]);
	dbr_buf_release(&self->row_name);
}

enum dbr_status
runbook_finish(void *payload, struct dbr_error *err)
{
	(void)payload;
	(void)err;
	return DBR_OK;
}

static enum dbr_status
check_twice(struct runbook_target *self, const struct import_row *row,
	    struct row_result *out, struct dbr_error *err)
{
	struct dbr_buf key = DBR_BUF_INIT;
	int64_t count = 0;
	enum dbr_status rc;

	for (const int *field = self->spec->target->keys; *field >= 0; field++) {
		dbr_buf_add_str(&key, row->values[*field].text);
		dbr_buf_add_char(&key, '\n');
	}
	rc = run_seen(self->run, key.text, &count, err);
	dbr_buf_release(&key);
	if (rc == DBR_OK && count > 1)
		row_reject(out, self->spec->target->fields[
				self->spec->target->keys[0]].name,
			   "the file has this row twice; delete one of them");
	return rc;
}

static bool
check_word(const struct runbook_target *self, const struct runbook_word *word,
	   const struct import_row *row, struct row_result *out)
{
	struct dbr_buf list = DBR_BUF_INIT;
	struct dbr_str text = row->values[word->field].text;

	for (size_t i = 0; word->words[i]; i++) {
		if (!text.at || dbr_str_is(text, word->words[i])) {
			dbr_buf_release(&list);
			return true;
		}
		dbr_buf_addf(&list, "%s%s", i ? ", " : "", word->words[i]);
	}
	row_reject(out, self->spec->target->fields[word->field].name,
		   "expected one of %s", list.text);
	dbr_buf_release(&list);
	return false;
}

static bool
check_range(const struct runbook_target *self,
	    const struct runbook_range *range, const struct import_row *row,
	    struct row_result *out)
{
	const struct target_field *field =
		&self->spec->target->fields[range->field];
	const struct value *value = &row->values[range->field];
	double number = field->type == VALUE_INTEGER ? (double)value->integer
						     : value->real;

	if (!value->text.at || (number >= range->low && number <= range->high))
		return true;
	row_reject(out, field->name, "expected %s", range->expected);
	return false;
}

static bool
check_zone(const struct runbook_target *self, const struct import_row *row,
	   struct row_result *out)
{
	struct dbr_error why = DBR_ERROR_INIT;
	struct dbr_zone *zone = NULL;
	struct dbr_buf name = DBR_BUF_INIT;
	bool is_known;

	dbr_buf_add_str(&name, row->values[self->spec->zone].text);
	is_known = dbr_zone_open(&zone, name.text, &why) == DBR_OK;
	if (!is_known)
		row_reject(out, self->spec->target->fields[
			   self->spec->zone].name, "%s", why.what);
	dbr_zone_close(zone);
	dbr_buf_release(&name);
	return is_known;
}

/* What the tables themselves would refuse, the whole file with it. */
static bool
check_values(const struct runbook_target *self, const struct import_row *row,
	     struct row_result *out)
{
	const struct runbook_spec *spec = self->spec;

	for (size_t i = 0; i < RUNBOOK_WORDS && spec->words[i].words; i++)
		if (!check_word(self, &spec->words[i], row, out))
			return false;
	for (size_t i = 0; i < RUNBOOK_RANGES &&
	     spec->ranges[i].low < spec->ranges[i].high; i++)
		if (!check_range(self, &spec->ranges[i], row, out))
			return false;
	return !spec->zone || check_zone(self, row, out);
}

/* The id a column holds; out->verdict says whether the row is rejected. */
static enum dbr_status
find_id(struct runbook_target *self, const struct runbook_column *column,
	const struct value *value, int64_t *id, struct row_result *out,
	struct dbr_error *err)
{
	struct import_run *run = self->run;
	const char *name = self->spec->target->fields[column->field].name;

	switch (column->kind) {
	case AS_TEAM:
		return dictionary_get(run->dictionary, DICTIONARY_TEAM,
				      value->text, id, err);
	case AS_CUSTOMER:
		return dictionary_get(run->dictionary, DICTIONARY_CUSTOMER,
				      value->text, id, err);
	case AS_CONTACT:
		return dictionary_get(run->dictionary, DICTIONARY_OWNER,
				      value->text, id, err);
	case AS_MODULE:
		return run_find_module(run, value, name, id, out, err);
	case AS_CALENDAR:
		return run_find_calendar(run, value, name, id, out, err);
	case AS_MIGRATION_OR_ALL:
	case AS_MIGRATION_OR_STAR:
		if (dbr_str_is(value->text, "*")) {
			*id = 0;
			return DBR_OK;
		}
		return run_find_migration(run, value, name, id, out, err);
	default:
		return run_find_migration(run, value, name, id, out, err);
	}
}

/* May the column be NULL?  Then an empty cell, or "*", is an answer. */
static bool
needs_id(const struct runbook_column *column, const struct value *value)
{
	if (column->kind == AS_MIGRATION_OR_STAR)
		return !dbr_str_is(value->text, "*");
	return column->role == WRITER_KEY;
}

/* "ORB-1/review/2026-03-01T10:00:00Z": a row without a key of its own. */
static void
set_row_name(struct runbook_target *self, struct writer *writer, size_t index,
	     const struct import_row *row)
{
	dbr_buf_reset(&self->row_name);
	for (const int *field = self->spec->target->keys; *field >= 0; field++) {
		struct dbr_str text = row->values[*field].text;

		if (self->row_name.size && text.size)
			dbr_buf_add_char(&self->row_name, '/');
		dbr_buf_add_str(&self->row_name, text);
	}
	writer_set_str(writer, index, dbr_buf_str(&self->row_name));
}

/* A migration that is known need not say again whose it is. */
static enum dbr_status
check_known(struct runbook_target *self, const struct runbook_column *column,
	    const struct import_row *row, struct row_result *out,
	    struct dbr_error *err)
{
	const struct runbook_spec *spec = self->spec;
	const char *name = spec->target->fields[column->field].name;
	int64_t known = 0;
	enum dbr_status rc;

	if (self->run->is_bound[column->field])
		return row_reject(out, name,
				  "expected a name, the cell is empty");
	rc = dictionary_get(self->run->dictionary, DICTIONARY_MIGRATION,
			    row->values[spec->target->keys[0]].text, &known, err);
	if (rc != DBR_OK || known)
		return rc;
	return row_reject(out, name, "a new migration needs a customer, the "
			  "file has none");
}

static enum dbr_status
set_column(struct runbook_target *self, size_t table, size_t index,
	   const struct import_row *row, struct row_result *out,
	   struct dbr_error *err)
{
	const struct runbook_column *column =
		&self->spec->tables[table].columns[index];
	const struct value *value = &row->values[column->field];
	enum value_type type =
		self->spec->target->fields[column->field].type;
	struct writer *writer = &self->writers[table];
	int64_t id = 0;
	enum dbr_status rc;

	if (column->kind == AS_PARENT)
		return DBR_OK;
	if (!value->text.at && column->stand_in >= 0)
		value = &row->values[column->stand_in];
	if (column->kind == AS_ROW_NAME && !value->text.at) {
		set_row_name(self, writer, index, row);
		return DBR_OK;
	}
	if (column->kind == AS_VALUE || column->kind == AS_ROW_NAME) {
		if (!value->text.at && column->fallback)
			writer_set_text(writer, index, column->fallback);
		else
			writer_set_value(writer, index, value, type);
		return DBR_OK;
	}
	rc = find_id(self, column, value, &id, out, err);
	writer_set_id(writer, index, id);
	if (rc == DBR_OK && !id && column->kind == AS_CUSTOMER)
		return check_known(self, column, row, out, err);
	if (rc == DBR_OK && !id && out->verdict != ROW_REJECTED &&
	    needs_id(column, value))
		row_reject(out, self->spec->target->fields[
			   column->field].name, "expected a name%s, the cell "
			   "is empty", column->kind == AS_MIGRATION_OR_STAR
			   ? " (or * for every one)" : "");
	return rc;
}

static bool
wants_table(const struct runbook_table *table, const struct import_row *row)
{
	if (table->needs < 0 || row->values[table->needs].text.at)
		return true;
	return table->or_needs >= 0 && row->values[table->or_needs].text.at;
}

static enum dbr_status
put_tables(struct runbook_target *self, const struct import_row *row,
	   struct row_result *out, struct dbr_error *err)
{
	const struct runbook_spec *spec = self->spec;
	int64_t parent = 0;
	enum dbr_status rc = DBR_OK;

	for (size_t t = 0; t < spec->table_count && rc == DBR_OK; t++) {
		enum row_verdict verdict;

		if (!wants_table(&spec->tables[t], row))
			continue;
		for (size_t i = 0; i < spec->tables[t].column_count; i++)
			if (spec->tables[t].columns[i].kind == AS_PARENT)
				writer_set_i64(&self->writers[t], i, parent);
		rc = writer_put(&self->writers[t], row->line, &verdict,
				&parent, err);
		out->verdict = verdict_join(out->verdict, verdict);
	}
	return rc;
}

enum dbr_status
runbook_row(void *payload, const struct import_row *row,
	    struct row_result *out, struct dbr_error *err)
{
	struct runbook_target *self = payload;
	const struct runbook_spec *spec = self->spec;
	enum dbr_status rc = DBR_OK;

	out->verdict = ROW_UNCHANGED;
	if (!check_values(self, row, out))
		return DBR_OK;
	for (size_t t = 0; t < spec->table_count; t++)
		for (size_t i = 0; i < spec->tables[t].column_count; i++) {
			if (rc != DBR_OK || out->verdict == ROW_REJECTED)
				return rc;
			rc = set_column(self, t, i, row, out, err);
		}
	if (rc == DBR_OK && out->verdict != ROW_REJECTED)
		rc = check_twice(self, row, out, err);
	if (rc != DBR_OK || out->verdict == ROW_REJECTED)
		return rc;
	return put_tables(self, row, out, err);
}
