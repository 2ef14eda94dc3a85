/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * runbook.c -- the runbook's own tables: migrations, modules, timeline,
 * contacts, targets, SLA, invitations.  A table of columns says it all; the
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

	for (const int *field = self->spec->keys; *field >= 0; field++) {
		dbr_buf_add_str(&key, row->values[*field].text);
		dbr_buf_add_char(&key, '\n');
	}
	rc = run_seen(self->run, key.text, &count, err);
	dbr_buf_release(&key);
	if (rc == DBR_OK && count > 1)
		row_reject(out, self->spec->target->fields[
				self->spec->keys[0]].name,
			   "the file has this row twice; delete one of them");
	return rc;
}

static bool
check_word(const struct runbook_target *self, const struct import_row *row,
	   struct row_result *out)
{
	const struct runbook_word *word = &self->spec->word;
	struct dbr_buf list = DBR_BUF_INIT;
	struct dbr_str text;

	if (!word->words)
		return true;
	text = row->values[word->field].text;
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
	case AS_MODULE:
		return run_find_module(run, value, name, id, out, err);
	case AS_MIGRATION_OR_ALL:
		if (dbr_str_is(value->text, "*")) {
			*id = 0;
			return DBR_OK;
		}
		return run_find_migration(run, value, name, id, out, err);
	default:
		return run_find_migration(run, value, name, id, out, err);
	}
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
	if (column->kind == AS_VALUE) {
		if (!value->text.at && column->fallback)
			writer_set_text(writer, index, column->fallback);
		else
			writer_set_value(writer, index, value, type);
		return DBR_OK;
	}
	rc = find_id(self, column, value, &id, out, err);
	writer_set_id(writer, index, id);
	if (rc == DBR_OK && !id && out->verdict != ROW_REJECTED &&
	    column->role == WRITER_KEY)
		row_reject(out, self->spec->target->fields[
			   column->field].name, "expected a name, the cell "
			   "is empty");
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
	if (!check_word(self, row, out))
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
