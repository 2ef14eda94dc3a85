/* SPDX-License-Identifier: GPL-3.0-or-later */
/* journal_undo.c -- taking an import back; see debrief/journal.h. */
#include <config.h>
#include "debrief/journal.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include "store/journal_table.h"

struct undoing {
	struct dbr_store *store;
	struct dbr_arena arena;
	struct journal_tables tables;
	int64_t batch_id;
};

/*
 * Of rows ?1 made or changed, those a later batch changed or found so.  Names
 * of teams and customers are nobody's own; a contact that was only a name
 * until a later batch described it is that batch's; of a reject that a later
 * batch took up, that batch keeps what it made of it.
 */
static const char later_sql[] =
	"WITH mine AS (SELECT CASE table_name WHEN 'ticket_cells'"
	"   THEN 'ticket' ELSE table_name END AS table_name, first_id,"
	"   last_id FROM batch_row WHERE batch_id = ?1 AND kind = 'made'"
	"  AND table_name NOT IN ('team', 'customer', 'reject')"
	"  UNION ALL SELECT DISTINCT CASE table_name WHEN 'ticket_cells'"
	"   THEN 'ticket' ELSE table_name END, row_id, row_id FROM row_before"
	"  WHERE batch_id = ?1 AND table_name <> 'reject')"
	" SELECT o.batch_id FROM mine m JOIN batch_row o"
	"  ON o.table_name = m.table_name AND o.first_id <= m.last_id"
	"  AND o.last_id >= m.first_id"
	"  WHERE o.kind = 'met' AND o.batch_id > ?1"
	" UNION SELECT o.batch_id FROM mine m JOIN row_before o"
	"  ON o.table_name = m.table_name"
	"  AND o.row_id BETWEEN m.first_id AND m.last_id"
	"  WHERE o.batch_id > ?1 AND NOT (o.table_name = 'contact'"
	"   AND EXISTS (SELECT 1 FROM row_before a"
	"    WHERE a.batch_id = o.batch_id AND a.table_name = 'contact'"
	"    AND a.row_id = o.row_id AND a.column_name = 'batch_id'"
	"    AND a.value IS NULL))"
	" UNION SELECT id FROM batch WHERE repeats_batch = ?1"
	"  AND undone_at IS NULL"
	" ORDER BY 1 DESC";

enum dbr_status
dbr_journal_later(int64_t later[DBR_JOURNAL_LATER_MAX], size_t *count,
		  struct dbr_store *store, int64_t batch_id,
		  struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = true;
	enum dbr_status rc = dbr_stmt_open(&stmt, store, later_sql, err);

	*count = 0;
	if (rc != DBR_OK)
		return rc;
	dbr_stmt_bind_i64(stmt, 1, batch_id);
	while (*count < DBR_JOURNAL_LATER_MAX &&
	       (rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK && has_row)
		later[(*count)++] = dbr_stmt_i64(stmt, 0);
	dbr_stmt_close(stmt);
	return rc;
}

static bool
is_name(const struct journal_table *table)
{
	return strcmp(table->name, "team") == 0 ||
	       strcmp(table->name, "customer") == 0 ||
	       strcmp(table->name, "contact") == 0;
}

static enum dbr_status
run_built(struct undoing *undoing, struct dbr_buf *sql, struct dbr_error *err)
{
	enum dbr_status rc = journal_run(undoing->store, sql->text,
					 undoing->batch_id, err);

	dbr_buf_reset(sql);
	return rc;
}

#define MADE_OF \
	" (SELECT x.%s FROM batch_row r JOIN %s x" \
	"  ON x.%s BETWEEN r.first_id AND r.last_id" \
	"  WHERE r.batch_id = ?1 AND r.kind = 'made'" \
	"  AND r.table_name = '%s')"

static void
add_made(struct dbr_buf *sql, const struct journal_table *table)
{
	dbr_buf_addf(sql, MADE_OF, table->key, table->name, table->key,
		     table->name);
}

static enum dbr_status
remove_made(struct undoing *undoing, const struct journal_table *table,
	    struct dbr_buf *sql, struct dbr_error *err)
{
	dbr_buf_addf(sql, "DELETE FROM %s WHERE %s IN", table->name,
		     table->key);
	add_made(sql, table);
	/* A contact's own row goes; one that is only a name may be needed. */
	if (is_name(table))
		dbr_buf_add_text(sql, table->has_batch
				 ? " AND batch_id = ?1" : " AND 0");
	return run_built(undoing, sql, err);
}

/* The cell as it was, else what otherwise says. */
static void
add_before(struct dbr_buf *sql, const char *table, const char *column,
	   const char *row, const char *otherwise)
{
	static const char of_cell[] = " FROM row_before b WHERE"
		" b.batch_id = ?1 AND b.table_name = '%s' AND b.row_id = %s"
		" AND b.column_name = '%s')";

	dbr_buf_add_text(sql, "CASE WHEN EXISTS (SELECT 1");
	dbr_buf_addf(sql, of_cell, table, row, column);
	dbr_buf_add_text(sql, " THEN (SELECT b.value");
	dbr_buf_addf(sql, of_cell, table, row, column);
	dbr_buf_addf(sql, " ELSE %s END", otherwise);
}

static void
add_removed_value(struct dbr_buf *sql, const struct journal_table *table,
		  size_t column)
{
	char from_row[64];

	snprintf(from_row, sizeof(from_row),
		 "json_extract(gone.value, '$[%zu]')", column);
	if (strcmp(table->columns[column], table->key) == 0)
		dbr_buf_add_text(sql, "gone.row_id");
	else
		add_before(sql, table->name, table->columns[column],
			   "gone.row_id", from_row);
}

/* Rows that were removed come back whole. */
static enum dbr_status
put_back_removed(struct undoing *undoing, const struct journal_table *table,
		 struct dbr_buf *sql, struct dbr_error *err)
{
	enum dbr_status rc;

	dbr_buf_addf(sql, "DELETE FROM %s WHERE %s IN (SELECT row_id FROM"
		     " row_before WHERE batch_id = ?1 AND table_name = '%s'"
		     " AND column_name = '%s')", table->name, table->key,
		     table->name, table->key);
	rc = run_built(undoing, sql, err);
	if (rc != DBR_OK)
		return rc;
	dbr_buf_addf(sql, "INSERT INTO %s (", table->name);
	for (size_t i = 0; i < table->column_count; i++)
		dbr_buf_addf(sql, "%s\"%s\"", i ? ", " : "",
			     table->columns[i]);
	dbr_buf_add_text(sql, ") SELECT ");
	for (size_t i = 0; i < table->column_count; i++) {
		dbr_buf_add_text(sql, i ? ", " : "");
		add_removed_value(sql, table, i);
	}
	dbr_buf_addf(sql, " FROM row_before gone WHERE gone.batch_id = ?1"
		     " AND gone.table_name = '%s'"
		     " AND gone.column_name = '%s' AND gone.value IS NOT NULL",
		     table->name, table->key);
	return run_built(undoing, sql, err);
}

static enum dbr_status
put_back_changed(struct undoing *undoing, const struct journal_table *table,
		 struct dbr_buf *sql, struct dbr_error *err)
{
	const char *comma = "";
	char row[64];

	snprintf(row, sizeof(row), "now.%s", table->key);
	dbr_buf_addf(sql, "UPDATE %s AS now SET ", table->name);
	for (size_t i = 0; i < table->column_count; i++) {
		const char *column = table->columns[i];

		if (strcmp(column, table->key) == 0)
			continue;
		dbr_buf_addf(sql, "%s\"%s\" = ", comma, column);
		add_before(sql, table->name, column, row, column);
		comma = ", ";
	}
	dbr_buf_addf(sql, " WHERE %s IN (SELECT row_id FROM row_before"
		     " WHERE batch_id = ?1 AND table_name = '%s'"
		     " EXCEPT SELECT row_id FROM row_before WHERE"
		     " batch_id = ?1 AND table_name = '%s'"
		     " AND column_name = '%s')", table->key, table->name,
		     table->name, table->key);
	return run_built(undoing, sql, err);
}

/* " AND id NOT IN (SELECT team_id FROM ticket ...)" for all who may name it. */
static enum dbr_status
add_users(struct undoing *undoing, const char *name, struct dbr_buf *sql,
	  struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, undoing->store,
		"SELECT m.name, f.\"from\" FROM sqlite_schema m,"
		" pragma_foreign_key_list(m.name) f WHERE m.type = 'table'"
		" AND f.\"table\" = ?1 AND m.name NOT GLOB '*[^a-z0-9_]*'"
		" AND f.\"from\" NOT GLOB '*[^a-z0-9_]*'", err);

	if (rc != DBR_OK)
		return rc;
	dbr_stmt_bind_text(stmt, 1, name);
	while ((rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK && has_row)
		dbr_buf_addf(sql, " AND id NOT IN (SELECT \"%.*s\" FROM"
			     " \"%.*s\" WHERE \"%.*s\" IS NOT NULL)",
			     DBR_STR_ARG(dbr_stmt_str(stmt, 1)),
			     DBR_STR_ARG(dbr_stmt_str(stmt, 0)),
			     DBR_STR_ARG(dbr_stmt_str(stmt, 1)));
	dbr_stmt_close(stmt);
	return rc;
}

/* As if the next batch had made them.  When it is undone they pass on again,
 * or go; a batch that made a row has no row of before. */
static enum dbr_status
pass_on(struct undoing *undoing, const struct journal_table *table,
	struct dbr_buf *sql, struct dbr_error *err)
{
	const char *name = table->name;
	enum dbr_status rc;

	dbr_buf_addf(sql, "INSERT OR IGNORE INTO batch_row"
		     " SELECT heir, '%s', 'made', x.id, x.id"
		     " FROM batch_row r JOIN %s x"
		     "  ON x.id BETWEEN r.first_id AND r.last_id,"
		     "  (SELECT MIN(id) AS heir FROM batch WHERE id > ?1"
		     "   AND undone_at IS NULL)"
		     " WHERE r.batch_id = ?1 AND r.kind = 'made'"
		     " AND r.table_name = '%s' AND heir IS NOT NULL", name,
		     name, name);
	rc = run_built(undoing, sql, err);
	if (rc != DBR_OK)
		return rc;
	dbr_buf_addf(sql, "DELETE FROM row_before AS b WHERE table_name = '%s'"
		     " AND row_id IN", name);
	add_made(sql, table);
	dbr_buf_addf(sql, " AND EXISTS (SELECT 1"
		     "  FROM batch_row h WHERE h.batch_id = b.batch_id"
		     "  AND h.table_name = '%s' AND h.kind = 'made'"
		     "  AND h.first_id = b.row_id AND h.last_id = b.row_id)",
		     name);
	return run_built(undoing, sql, err);
}

/* Names nobody uses any more go, the others are passed on. */
static enum dbr_status
settle_names(struct undoing *undoing, const char *name, struct dbr_buf *sql,
	     struct dbr_error *err)
{
	const struct journal_table *table =
		journal_table_find(&undoing->tables, name);
	enum dbr_status rc;

	if (!table)
		return dbr_fail(err, DBR_EBUG, "there is no table \"%s\"",
				name);
	dbr_buf_addf(sql, "DELETE FROM %s WHERE id IN", name);
	add_made(sql, table);
	if (table->has_batch)
		dbr_buf_add_text(sql, " AND batch_id IS NULL");
	rc = add_users(undoing, name, sql, err);
	if (rc == DBR_OK)
		rc = run_built(undoing, sql, err);
	return rc == DBR_OK ? pass_on(undoing, table, sql, err) : rc;
}

static enum dbr_status
fail_standing(struct undoing *undoing, const char *table, int64_t id,
	      const char *parent, struct dbr_error *err)
{
	const struct journal_table *known =
		journal_table_find(&undoing->tables, table);
	struct dbr_buf sql = DBR_BUF_INIT;
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	int64_t batch = 0;
	enum dbr_status rc = DBR_OK;

	if (known && known->has_batch) {
		dbr_buf_addf(&sql, "SELECT batch_id FROM %s WHERE %s = ?1",
			     known->name, known->key);
		rc = dbr_stmt_open(&stmt, undoing->store, sql.text, err);
		if (rc == DBR_OK) {
			dbr_stmt_bind_i64(stmt, 1, id);
			rc = dbr_stmt_step(stmt, &has_row, err);
		}
		batch = rc == DBR_OK && has_row ? dbr_stmt_i64(stmt, 0) : 0;
		dbr_stmt_close(stmt);
	}
	dbr_buf_release(&sql);
	if (rc != DBR_OK)
		return rc;
	if (batch)
		dbr_fail(err, DBR_EINPUT, "batch %" PRId64 " cannot be undone:"
			 " rows of batch %" PRId64 " (%s) stand on its %s",
			 undoing->batch_id, batch, table, parent);
	else
		dbr_fail(err, DBR_EINPUT, "batch %" PRId64 " cannot be undone:"
			 " a %s stands on its %s", undoing->batch_id, table,
			 parent);
	return batch ? dbr_fail_hint(err, "debrief undo %" PRId64 " first",
				     batch)
		     : dbr_fail_hint(err, "import a corrected file instead");
}

/* Whatever stands on a row that is gone now. */
static enum dbr_status
check_standing(struct undoing *undoing, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, undoing->store,
		"SELECT \"table\", rowid, parent FROM"
		" pragma_foreign_key_check ORDER BY rowid DESC LIMIT 1", err);

	if (rc == DBR_OK)
		rc = dbr_stmt_step(stmt, &has_row, err);
	if (rc == DBR_OK && has_row)
		rc = fail_standing(undoing, dbr_stmt_text(stmt, 0),
				   dbr_stmt_i64(stmt, 1),
				   dbr_stmt_text(stmt, 2), err);
	dbr_stmt_close(stmt);
	return rc;
}

static enum dbr_status
close_batch(struct undoing *undoing, int64_t undone_us, struct dbr_error *err)
{
	/* Who took up its rejects has nothing to give back any more. */
	static const char forget_rejects[] =
		"DELETE FROM row_before WHERE table_name = 'reject'"
		" AND EXISTS (SELECT 1 FROM batch_row r"
		"  WHERE r.batch_id = ?1 AND r.kind = 'made'"
		"  AND r.table_name = 'reject'"
		"  AND row_id BETWEEN r.first_id AND r.last_id)";
	struct dbr_stmt *stmt = NULL;
	enum dbr_status rc = journal_run(undoing->store, forget_rejects,
					 undoing->batch_id, err);

	if (rc == DBR_OK)
		rc = journal_run(undoing->store,
			"DELETE FROM batch_row WHERE batch_id = ?1",
			undoing->batch_id, err);
	if (rc == DBR_OK)
		rc = journal_run(undoing->store,
			"DELETE FROM row_before WHERE batch_id = ?1",
			undoing->batch_id, err);
	if (rc == DBR_OK)
		rc = dbr_stmt_open(&stmt, undoing->store,
			"UPDATE batch SET undone_at = ?2 WHERE id = ?1", err);
	if (rc == DBR_OK) {
		dbr_stmt_bind_i64(stmt, 1, undoing->batch_id);
		dbr_stmt_bind_i64(stmt, 2, undone_us);
		rc = dbr_stmt_run(stmt, err);
	}
	dbr_stmt_close(stmt);
	return rc;
}

/* Children before parents; names when nothing of the batch uses them. */
static enum dbr_status
undo_rows(struct undoing *undoing, struct dbr_error *err)
{
	static const char *const names[] = { "contact", "customer", "team" };
	struct dbr_buf sql = DBR_BUF_INIT;
	enum dbr_status rc = DBR_OK;

	for (size_t i = undoing->tables.count; i-- > 0 && rc == DBR_OK;)
		rc = remove_made(undoing, &undoing->tables.at[i], &sql, err);
	for (size_t i = 0; i < undoing->tables.count && rc == DBR_OK; i++) {
		const struct journal_table *table = &undoing->tables.at[i];

		rc = put_back_removed(undoing, table, &sql, err);
		if (rc == DBR_OK)
			rc = put_back_changed(undoing, table, &sql, err);
	}
	for (size_t i = 0; i < 3 && rc == DBR_OK; i++)
		rc = settle_names(undoing, names[i], &sql, err);
	dbr_buf_release(&sql);
	return rc;
}

enum dbr_status
dbr_journal_undo(struct dbr_store *store, int64_t batch_id, int64_t undone_us,
		 struct dbr_error *err)
{
	struct undoing undoing = { .store = store, .batch_id = batch_id };
	enum dbr_status rc = dbr_store_run(store,
		"PRAGMA defer_foreign_keys = ON", err);

	if (rc == DBR_OK)
		rc = journal_tables_read(&undoing.tables, store,
					 &undoing.arena, err);
	if (rc == DBR_OK)
		rc = undo_rows(&undoing, err);
	if (rc == DBR_OK)
		rc = check_standing(&undoing, err);
	if (rc == DBR_OK)
		rc = close_batch(&undoing, undone_us, err);
	dbr_arena_release(&undoing.arena);
	return rc;
}
