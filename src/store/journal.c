/* SPDX-License-Identifier: GPL-3.0-or-later */
/* journal.c -- noting what an import touches; see debrief/journal.h. */
#include <config.h>
#include "debrief/journal.h"

#include <inttypes.h>
#include <string.h>
#include "base/memory.h"
#include "store/journal_table.h"

enum { RUNS_MAX = 16 };

/* Rows met one after the other, not yet written. */
struct run {
	const char *table;
	int64_t first_id, last_id;
};

struct dbr_journal {
	struct dbr_store *store;
	struct dbr_arena arena;
	struct journal_tables tables;
	int64_t batch_id;
	struct dbr_stmt *meet;
	struct run runs[RUNS_MAX];
	size_t run_count;
};

static void
open_trigger(struct dbr_buf *sql, const struct journal_table *table,
	     const char *event)
{
	dbr_buf_addf(sql, "CREATE TEMP TRIGGER journal_%s_%s AFTER %s ON"
		     " main.%s WHEN OLD.%s <= %" PRId64 " BEGIN\n",
		     table->name, event, event, table->name, table->key,
		     table->last_id);
}

static void
note_cell(struct dbr_buf *sql, const struct dbr_journal *journal,
	  const struct journal_table *table, const char *column)
{
	dbr_buf_addf(sql, "INSERT OR IGNORE INTO row_before SELECT %"
		     PRId64 ", '%s', OLD.%s, '%s', OLD.\"%s\"",
		     journal->batch_id, table->name, table->key, column,
		     column);
}

static void
update_trigger(struct dbr_buf *sql, const struct dbr_journal *journal,
	       const struct journal_table *table)
{
	open_trigger(sql, table, "UPDATE");
	for (size_t i = 0; i < table->column_count; i++) {
		const char *column = table->columns[i];

		if (strcmp(column, table->key) == 0)
			continue;
		note_cell(sql, journal, table, column);
		dbr_buf_addf(sql, " WHERE OLD.\"%s\" IS NOT NEW.\"%s\";\n",
			     column, column);
	}
	dbr_buf_add_text(sql, "END;\n");
}

/* A row that goes is one value; what JSON would change stays apart. */
static void
delete_trigger(struct dbr_buf *sql, const struct dbr_journal *journal,
	       const struct journal_table *table)
{
	open_trigger(sql, table, "DELETE");
	for (size_t i = 0; i < table->column_count; i++) {
		if (table->is_plain[i])
			continue;
		note_cell(sql, journal, table, table->columns[i]);
		dbr_buf_add_text(sql, ";\n");
	}
	dbr_buf_addf(sql, "INSERT OR IGNORE INTO row_before SELECT %" PRId64
		     ", '%s', OLD.%s, '%s', json_array(",
		     journal->batch_id, table->name, table->key, table->key);
	for (size_t i = 0; i < table->column_count; i++)
		dbr_buf_addf(sql, table->is_plain[i] ? "%sOLD.\"%s\""
						     : "%sNULL",
			     i ? ", " : "", table->columns[i]);
	dbr_buf_add_text(sql, ");\nEND;\n");
}

/* Where ids do not only grow, a new row may have a low one: NULL for "was
 * not there". */
static void
insert_trigger(struct dbr_buf *sql, const struct dbr_journal *journal,
	       const struct journal_table *table)
{
	if (strcmp(table->key, "id") == 0)
		return;
	dbr_buf_addf(sql, "CREATE TEMP TRIGGER journal_%s_INSERT AFTER INSERT"
		     " ON main.%s WHEN NEW.%s <= %" PRId64 " BEGIN\n"
		     "INSERT OR IGNORE INTO row_before VALUES (%" PRId64
		     ", '%s', NEW.%s, '%s', NULL);\nEND;\n", table->name,
		     table->name, table->key, table->last_id,
		     journal->batch_id, table->name, table->key, table->key);
}

static enum dbr_status
run_text(struct dbr_journal *journal,
	 void (*write)(struct dbr_buf *, const struct dbr_journal *),
	 struct dbr_error *err)
{
	struct dbr_buf sql = DBR_BUF_INIT;
	enum dbr_status rc;

	write(&sql, journal);
	rc = dbr_store_run(journal->store, sql.text, err);
	dbr_buf_release(&sql);
	return rc;
}

static void
make_triggers(struct dbr_buf *sql, const struct dbr_journal *journal)
{
	dbr_buf_add_text(sql, "CREATE TEMP TABLE IF NOT EXISTS journal_met"
			 " (table_name TEXT, first_id INTEGER,"
			 " last_id INTEGER);\nDELETE FROM temp.journal_met;\n");
	for (size_t i = 0; i < journal->tables.count; i++) {
		const struct journal_table *table = &journal->tables.at[i];

		/* Nothing old in it: nothing old can change. */
		if (!table->last_id)
			continue;
		update_trigger(sql, journal, table);
		delete_trigger(sql, journal, table);
		insert_trigger(sql, journal, table);
	}
}

static void
drop_triggers(struct dbr_buf *sql, const struct dbr_journal *journal)
{
	static const char *const events[] = { "UPDATE", "DELETE", "INSERT" };

	for (size_t i = 0; i < journal->tables.count; i++)
		for (size_t k = 0; k < 3; k++)
			dbr_buf_addf(sql, "DROP TRIGGER IF EXISTS"
				     " temp.journal_%s_%s;\n",
				     journal->tables.at[i].name, events[k]);
}

enum dbr_status
dbr_journal_begin(struct dbr_journal **out, struct dbr_store *store,
		  int64_t batch_id, struct dbr_error *err)
{
	struct dbr_journal *journal = memory_get(sizeof(*journal));
	enum dbr_status rc;

	*journal = (struct dbr_journal){ .store = store,
					 .batch_id = batch_id };
	*out = journal;
	rc = journal_tables_read(&journal->tables, store, &journal->arena,
				 err);
	if (rc == DBR_OK)
		rc = run_text(journal, make_triggers, err);
	if (rc == DBR_OK)
		rc = dbr_stmt_open(&journal->meet, store,
			"INSERT INTO temp.journal_met VALUES (?1, ?2, ?3)",
			err);
	return rc;
}

static enum dbr_status
write_run(struct dbr_journal *journal, const struct run *run,
	  struct dbr_error *err)
{
	dbr_stmt_bind_text(journal->meet, 1, run->table);
	dbr_stmt_bind_i64(journal->meet, 2, run->first_id);
	dbr_stmt_bind_i64(journal->meet, 3, run->last_id);
	return dbr_stmt_run(journal->meet, err);
}

/* The table's run; NULL when there is no room for another. */
static struct run *
find_run(struct dbr_journal *journal, const char *table)
{
	size_t i = 0;

	while (i < journal->run_count &&
	       strcmp(journal->runs[i].table, table) != 0)
		i++;
	return i < RUNS_MAX ? &journal->runs[i] : NULL;
}

enum dbr_status
dbr_journal_met(struct dbr_journal *journal, const char *table, int64_t id,
		struct dbr_error *err)
{
	const struct journal_table *known =
		journal_table_find(&journal->tables, table);
	struct run *run = find_run(journal, table);
	struct run one = { table, id, id };
	enum dbr_status rc = DBR_OK;

	if (!known || id > known->last_id)
		return DBR_OK;
	if (!run)
		return write_run(journal, &one, err);
	if (run == journal->runs + journal->run_count) {
		journal->run_count++;
	} else if (id >= run->first_id && id <= run->last_id + 1) {
		if (id > run->last_id)
			run->last_id = id;
		return DBR_OK;
	} else {
		rc = write_run(journal, run, err);
	}
	*run = (struct run){ known->name, id, id };
	return rc;
}

/* Ranges that overlap or touch become one. */
static const char keep_met[] =
	"INSERT INTO batch_row (batch_id, table_name, kind, first_id, last_id)"
	" WITH reach AS (SELECT table_name, first_id, last_id,"
	"   MAX(last_id) OVER (PARTITION BY table_name ORDER BY first_id,"
	"    last_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
	"    AS before_id FROM temp.journal_met),"
	"  island AS (SELECT table_name, first_id, last_id,"
	"   SUM(before_id IS NULL OR first_id > before_id + 1)"
	"    OVER (PARTITION BY table_name ORDER BY first_id, last_id)"
	"    AS number FROM reach)"
	" SELECT ?1, table_name, 'met', MIN(first_id), MAX(last_id)"
	"  FROM island GROUP BY table_name, number";

static enum dbr_status
keep_made(struct dbr_journal *journal, const struct journal_table *table,
	  struct dbr_error *err)
{
	struct dbr_buf sql = DBR_BUF_INIT;
	enum dbr_status rc;

	dbr_buf_addf(&sql, "INSERT INTO batch_row SELECT ?1, '%s', 'made',"
		     " MIN(%s), MAX(%s) FROM %s WHERE %s > %" PRId64
		     " HAVING COUNT(*) > 0", table->name, table->key,
		     table->key, table->name, table->key, table->last_id);
	rc = journal_run(journal->store, sql.text, journal->batch_id, err);
	dbr_buf_release(&sql);
	return rc;
}

enum dbr_status
dbr_journal_end(struct dbr_journal *journal, struct dbr_error *err)
{
	enum dbr_status rc = run_text(journal, drop_triggers, err);

	for (size_t i = 0; i < journal->run_count && rc == DBR_OK; i++)
		rc = write_run(journal, &journal->runs[i], err);
	for (size_t i = 0; i < journal->tables.count && rc == DBR_OK; i++)
		rc = keep_made(journal, &journal->tables.at[i], err);
	if (rc == DBR_OK)
		rc = journal_run(journal->store, keep_met, journal->batch_id,
				 err);
	return rc;
}

void
dbr_journal_close(struct dbr_journal *journal)
{
	if (!journal)
		return;
	dbr_stmt_close(journal->meet);
	dbr_arena_release(&journal->arena);
	memory_free(journal);
}
