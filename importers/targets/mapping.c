/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mapping.c -- ownership and escalation: rows with memory.
 *
 * A row is known by what it is about and from when.  The same row again is
 * unchanged; another one supersedes it and both stay.  Where a decision has
 * changed a row since, a file that still says what it said before is behind,
 * not new: it changes nothing, or every re-import would undo decisions.
 */
#include <config.h>
#include "../target.h"

#include <inttypes.h>
#include <string.h>
#include "debrief/journal.h"
#include "../run.h"
#include "../writer.h"

enum { CELLS_MAX = 10 };

struct mapping_table {
	const char *name;
	const char *const *columns;	/* keys first */
	size_t key_count, column_count;
};

struct mapping_target {
	struct import_run *run;
	const struct mapping_table *table;
	struct writer_cell cells[CELLS_MAX];
	struct dbr_stmt *current, *known, *supersede, *insert, *confirm;
};

static void
columns_equal(struct dbr_buf *sql, const struct mapping_table *table,
	      size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		dbr_buf_addf(sql, "%s%s IS ?%zu", i > from ? " AND " : "",
			     table->columns[i], i + 1);
}

static void
current_sql(struct dbr_buf *sql, const struct mapping_table *table)
{
	dbr_buf_add_text(sql, "SELECT id, audit_sequence IS NOT NULL, ");
	columns_equal(sql, table, table->key_count, table->column_count);
	dbr_buf_addf(sql, " FROM %s WHERE ", table->name);
	columns_equal(sql, table, 0, table->key_count);
	dbr_buf_add_text(sql, " AND superseded_at IS NULL");
}

static void
known_sql(struct dbr_buf *sql, const struct mapping_table *table)
{
	dbr_buf_addf(sql, "SELECT superseded_by IS NOT NULL FROM %s"
		     " WHERE audit_sequence IS NULL AND ", table->name);
	columns_equal(sql, table, 0, table->column_count);
	dbr_buf_add_text(sql, " ORDER BY 1 DESC");
}

static void
insert_sql(struct dbr_buf *sql, const struct mapping_table *table)
{
	size_t count = table->column_count;

	dbr_buf_addf(sql, "INSERT INTO %s (", table->name);
	for (size_t i = 0; i < count; i++)
		dbr_buf_addf(sql, "%s, ", table->columns[i]);
	dbr_buf_add_text(sql, "recorded_at, batch_id, line) VALUES (");
	for (size_t i = 0; i < count; i++)
		dbr_buf_addf(sql, "?%zu, ", i + 1);
	dbr_buf_addf(sql, "?%zu, ?%zu, ?%zu)", count + 1, count + 2,
		     count + 3);
}

static enum dbr_status
open_statement(struct mapping_target *self, struct dbr_stmt **out,
	       void (*write)(struct dbr_buf *, const struct mapping_table *),
	       struct dbr_error *err)
{
	struct dbr_buf sql = DBR_BUF_INIT;
	enum dbr_status rc;

	write(&sql, self->table);
	rc = dbr_stmt_open(out, self->run->store, sql.text, err);
	dbr_buf_release(&sql);
	return rc;
}

static void
supersede_sql(struct dbr_buf *sql, const struct mapping_table *table)
{
	dbr_buf_addf(sql, "UPDATE %s SET superseded_at = ?1 WHERE id = ?2",
		     table->name);
}

/* What only another reading of these bytes gave is no longer so. */
static void
withdraw_sql(struct dbr_buf *sql, const struct mapping_table *table)
{
	dbr_buf_addf(sql, "UPDATE %s SET superseded_at = ?1"
		     " WHERE superseded_at IS NULL AND audit_sequence IS NULL"
		     " AND batch_id IN (SELECT batch_id FROM"
		     " temp.import_other)", table->name);
}

static enum dbr_status
mapping_open(void **out, struct import_run *run,
	     const struct mapping_table *table, struct dbr_error *err)
{
	struct mapping_target *self = dbr_arena_get(run->arena,
						    sizeof(*self));
	enum dbr_status rc;

	self->run = run;
	self->table = table;
	*out = self;
	rc = open_statement(self, &self->current, current_sql, err);
	if (rc == DBR_OK)
		rc = open_statement(self, &self->known, known_sql, err);
	if (rc == DBR_OK)
		rc = open_statement(self, &self->insert, insert_sql, err);
	if (rc == DBR_OK)
		rc = open_statement(self, &self->supersede, supersede_sql,
				    err);
	if (rc == DBR_OK)
		rc = row_confirm_open(&self->confirm, run, table->name, err);
	return rc;
}

static void
mapping_close(void *payload)
{
	struct mapping_target *self = payload;

	dbr_stmt_close(self->current);
	dbr_stmt_close(self->known);
	dbr_stmt_close(self->insert);
	dbr_stmt_close(self->supersede);
	dbr_stmt_close(self->confirm);
}

static enum dbr_status
mapping_finish(void *payload, struct dbr_error *err)
{
	struct mapping_target *self = payload;
	struct dbr_stmt *stmt = NULL;
	enum dbr_status rc = open_statement(self, &stmt, withdraw_sql, err);

	if (rc == DBR_OK) {
		dbr_stmt_bind_i64(stmt, 1, self->run->now_us);
		rc = dbr_stmt_run(stmt, err);
	}
	dbr_stmt_close(stmt);
	return rc;
}

static void
bind_cells(const struct mapping_target *self, struct dbr_stmt *stmt)
{
	for (size_t i = 0; i < self->table->column_count; i++) {
		const struct writer_cell *cell = &self->cells[i];
		int parameter = (int)i + 1;

		if (cell->kind == WRITER_I64)
			dbr_stmt_bind_i64(stmt, parameter, cell->i64);
		else if (cell->kind == WRITER_REAL)
			dbr_stmt_bind_double(stmt, parameter, cell->real);
		else if (cell->kind == WRITER_STR)
			dbr_stmt_bind_str(stmt, parameter, cell->str);
		else
			dbr_stmt_bind_null(stmt, parameter);
	}
}

static enum dbr_status
insert_row(struct mapping_target *self, size_t line, struct dbr_error *err)
{
	int count = (int)self->table->column_count;

	bind_cells(self, self->insert);
	dbr_stmt_bind_i64(self->insert, count + 1, self->run->now_us);
	dbr_stmt_bind_i64(self->insert, count + 2, self->run->batch_id);
	dbr_stmt_bind_i64(self->insert, count + 3, (int64_t)line);
	return dbr_stmt_run(self->insert, err);
}

/* Said before, and changed by a decision since.  A row that is not there at
 * all may also have been withdrawn by another reading: it comes back. */
static enum dbr_status
was_known(struct mapping_target *self, bool has_current, bool *out,
	  struct dbr_error *err)
{
	enum dbr_status rc;

	bind_cells(self, self->known);
	rc = dbr_stmt_step(self->known, out, err);
	if (rc == DBR_OK && *out && !has_current)
		*out = dbr_stmt_i64(self->known, 0) != 0;
	dbr_stmt_reset(self->known);
	return rc;
}

static enum dbr_status
put_row(struct mapping_target *self, size_t line, enum row_verdict *verdict,
	struct dbr_error *err)
{
	bool has_row = false, is_decided = true, is_same = false;
	bool is_behind = false;
	int64_t id = 0;
	enum dbr_status rc;

	bind_cells(self, self->current);
	rc = dbr_stmt_step(self->current, &has_row, err);
	if (rc == DBR_OK && has_row) {
		id = dbr_stmt_i64(self->current, 0);
		is_decided = dbr_stmt_i64(self->current, 1) != 0;
		is_same = dbr_stmt_i64(self->current, 2) != 0;
	}
	dbr_stmt_reset(self->current);
	*verdict = ROW_UNCHANGED;
	if (rc == DBR_OK && !is_same && is_decided)
		rc = was_known(self, has_row, &is_behind, err);
	if (rc == DBR_OK && (is_same || is_behind) && id)
		rc = dbr_journal_met(self->run->journal, self->table->name,
				     id, err);
	if (rc == DBR_OK && is_same)
		return row_confirm(self->confirm, self->run, line, id, err);
	if (rc != DBR_OK || is_behind)
		return rc;
	*verdict = id ? ROW_UPDATED : ROW_INSERTED;
	if (id) {
		dbr_stmt_bind_i64(self->supersede, 1, self->run->now_us);
		dbr_stmt_bind_i64(self->supersede, 2, id);
		rc = dbr_stmt_run(self->supersede, err);
	}
	return rc == DBR_OK ? insert_row(self, line, err) : rc;
}

static void
set_i64(struct mapping_target *self, size_t cell, int64_t value)
{
	self->cells[cell] = (struct writer_cell){ .kind = WRITER_I64,
						  .i64 = value };
}

static void
set_id(struct mapping_target *self, size_t cell, int64_t id)
{
	set_i64(self, cell, id);
	if (!id)
		self->cells[cell].kind = WRITER_NULL;
}

static void
set_str(struct mapping_target *self, size_t cell, struct dbr_str text)
{
	self->cells[cell] = (struct writer_cell){
		.kind = text.at ? WRITER_STR : WRITER_NULL, .str = text };
}

static void
set_time(struct mapping_target *self, size_t cell, const struct value *value)
{
	set_i64(self, cell, value->integer);
	if (!value->text.at)
		self->cells[cell].kind = WRITER_NULL;
}

/* The file may not say two things about one row. */
static enum dbr_status
check_once(struct mapping_target *self, struct row_result *out,
	   struct dbr_error *err)
{
	struct dbr_buf key = DBR_BUF_INIT;
	int64_t count = 0;
	enum dbr_status rc;

	for (size_t i = 0; i < self->table->key_count; i++) {
		if (self->cells[i].kind == WRITER_STR)
			dbr_buf_add_str(&key, self->cells[i].str);
		else
			dbr_buf_addf(&key, "%" PRId64, self->cells[i].i64);
		dbr_buf_add_char(&key, '\n');
	}
	rc = run_seen(self->run, key.text, &count, err);
	dbr_buf_release(&key);
	if (rc == DBR_OK && count > 1)
		row_reject(out, self->table->columns[0], "the file has two "
			   "rows for this from the same day; give the second "
			   "another level");
	return rc;
}

static bool
check_interval(const struct value *from, const struct value *to,
	       struct row_result *out)
{
	if (!to->text.at || to->integer > from->integer)
		return true;
	row_reject(out, "valid_to", "expected an end after the beginning");
	return false;
}

enum { OWN_SCOPE, OWN_MODULE, OWN_ROLE, OWN_LEVEL, OWN_TEAM, OWN_CONTACT,
       OWN_AUTHORITY, OWN_FROM, OWN_TO };

static const struct target_field ownership_fields[] = {
	{ "scope", VALUE_TEXT, false }, { "module", VALUE_TEXT, true },
	{ "role", VALUE_TEXT, true }, { "level", VALUE_INTEGER, false },
	{ "team", VALUE_TEXT, false }, { "contact", VALUE_TEXT, false },
	{ "authority", VALUE_TEXT, false },
	{ "valid_from", VALUE_TIME, false }, { "valid_to", VALUE_TIME, false },
};
static const char *const ownership_columns[] = {
	"scope", "module_id", "role", "level", "valid_from_at", "team_id",
	"contact_id", "authority_note", "valid_to_at",
};
static const struct mapping_table ownership_table = {
	"ownership", ownership_columns, 5, 9 };
static const char *const ownership_content[] = {
	"SELECT o.scope, d.key, o.role, o.level, t.key, c.key,"
	" o.authority_note, o.valid_from_at, o.valid_to_at FROM ownership o"
	" JOIN module d ON d.id = o.module_id"
	" LEFT JOIN team t ON t.id = o.team_id"
	" LEFT JOIN contact c ON c.id = o.contact_id WHERE o.batch_id = ?1"
	" ORDER BY o.scope, d.key, o.role, o.level, o.valid_from_at",
	NULL,
};

static bool
check_owner(const struct value *values, struct row_result *out)
{
	static const char *const roles[] = { "owner", "backup", "validator",
		"comms", "rollback", "escalation" };
	size_t i = 0;

	while (i < 6 && !dbr_str_is(values[OWN_ROLE].text, roles[i]))
		i++;
	if (i == 6)
		row_reject(out, "role", "expected owner, backup, validator, "
			   "comms, rollback or escalation");
	else if (!values[OWN_TEAM].text.at && !values[OWN_CONTACT].text.at)
		row_reject(out, "team", "expected a team or a contact");
	else if (values[OWN_LEVEL].integer < 0)
		row_reject(out, "level", "expected 0 or more");
	else
		return check_interval(&values[OWN_FROM], &values[OWN_TO],
				      out);
	return false;
}

static enum dbr_status
find_scope(struct mapping_target *self, const struct value *scope,
	   struct row_result *out, struct dbr_error *err)
{
	int64_t id;

	set_str(self, 0, scope->text.at ? scope->text : DBR_STR("*"));
	if (!scope->text.at || dbr_str_is(scope->text, "*"))
		return DBR_OK;
	return run_find_migration(self->run, scope, "scope", &id, out, err);
}

static enum dbr_status
ownership_row(void *payload, const struct import_row *row,
	      struct row_result *out, struct dbr_error *err)
{
	struct mapping_target *self = payload;
	const struct value *values = row->values;
	struct dictionary *names = self->run->dictionary;
	int64_t module = 0, team = 0, contact = 0;
	enum dbr_status rc;

	out->verdict = ROW_UNCHANGED;
	if (!check_owner(values, out))
		return DBR_OK;
	rc = find_scope(self, &values[OWN_SCOPE], out, err);
	if (rc == DBR_OK && out->verdict != ROW_REJECTED)
		rc = run_find_module(self->run, &values[OWN_MODULE], "module",
				     &module, out, err);
	set_i64(self, 1, module);
	set_str(self, 2, values[OWN_ROLE].text);
	set_i64(self, 3, values[OWN_LEVEL].integer);
	set_i64(self, 4, values[OWN_FROM].integer);
	if (rc == DBR_OK && out->verdict != ROW_REJECTED)
		rc = check_once(self, out, err);
	if (rc != DBR_OK || out->verdict == ROW_REJECTED)
		return rc;
	rc = dictionary_get(names, DICTIONARY_TEAM, values[OWN_TEAM].text,
			    &team, err);
	if (rc == DBR_OK)
		rc = dictionary_get(names, DICTIONARY_OWNER,
				    values[OWN_CONTACT].text, &contact, err);
	set_id(self, 5, team);
	set_id(self, 6, contact);
	set_str(self, 7, values[OWN_AUTHORITY].text);
	set_time(self, 8, &values[OWN_TO]);
	return rc == DBR_OK ? put_row(self, row->line, &out->verdict, err)
			    : rc;
}

static enum dbr_status
ownership_open(void **out, struct import_run *run, struct dbr_error *err)
{
	return mapping_open(out, run, &ownership_table, err);
}

const struct target target_ownership = {
	.name = "runbook-ownership", .priority = 4,
	.fields = ownership_fields, .field_count = 9,
	.open = ownership_open, .row = ownership_row,
	.finish = mapping_finish, .close = mapping_close,
	.content = ownership_content, .keeps_bytes = "ownership",
};

enum { ESC_MODULE, ESC_SEVERITY, ESC_LEVEL, ESC_DELAY, ESC_FROM, ESC_TO };

static const struct target_field escalation_fields[] = {
	{ "module", VALUE_TEXT, true }, { "severity", VALUE_INTEGER, true },
	{ "level", VALUE_INTEGER, false },
	{ "delay_minutes", VALUE_REAL, true },
	{ "valid_from", VALUE_TIME, false }, { "valid_to", VALUE_TIME, false },
};
static const char *const escalation_columns[] = {
	"module_id", "severity", "level", "valid_from_at", "delay_minutes",
	"valid_to_at",
};
static const struct mapping_table escalation_table = {
	"escalation", escalation_columns, 4, 6 };
static const char *const escalation_content[] = {
	"SELECT d.key, e.severity, e.level, e.delay_minutes,"
	" e.valid_from_at, e.valid_to_at FROM escalation e"
	" JOIN module d ON d.id = e.module_id WHERE e.batch_id = ?1"
	" ORDER BY d.key, e.severity, e.level, e.valid_from_at",
	NULL,
};

static enum dbr_status
escalation_row(void *payload, const struct import_row *row,
	       struct row_result *out, struct dbr_error *err)
{
	struct mapping_target *self = payload;
	const struct value *values = row->values;
	int64_t module = 0;
	enum dbr_status rc;

	out->verdict = ROW_UNCHANGED;
	if (values[ESC_SEVERITY].integer < 1 ||
	    values[ESC_SEVERITY].integer > 5)
		return row_reject(out, "severity", "expected 1 (worst) to 5");
	if (values[ESC_DELAY].real <= 0)
		return row_reject(out, "delay_minutes",
				  "expected more than 0 minutes");
	if (!check_interval(&values[ESC_FROM], &values[ESC_TO], out))
		return DBR_OK;
	rc = run_find_module(self->run, &values[ESC_MODULE], "module",
			     &module, out, err);
	set_i64(self, 0, module);
	set_i64(self, 1, values[ESC_SEVERITY].integer);
	set_i64(self, 2, values[ESC_LEVEL].text.at
		? values[ESC_LEVEL].integer : 1);
	set_i64(self, 3, values[ESC_FROM].integer);
	self->cells[4] = (struct writer_cell){
		.kind = WRITER_REAL, .real = values[ESC_DELAY].real };
	set_time(self, 5, &values[ESC_TO]);
	if (rc == DBR_OK && out->verdict != ROW_REJECTED)
		rc = check_once(self, out, err);
	if (rc != DBR_OK || out->verdict == ROW_REJECTED)
		return rc;
	return put_row(self, row->line, &out->verdict, err);
}

static enum dbr_status
escalation_open(void **out, struct import_run *run, struct dbr_error *err)
{
	return mapping_open(out, run, &escalation_table, err);
}

const struct target target_escalation = {
	.name = "runbook-escalation", .priority = 5,
	.fields = escalation_fields, .field_count = 6,
	.open = escalation_open, .row = escalation_row,
	.finish = mapping_finish, .close = mapping_close,
	.content = escalation_content, .keeps_bytes = "escalation",
};
