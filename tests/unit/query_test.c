/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include "debrief/query.h"
#include "store/guard.h"
#include "store/internal.h"
#include "unit/workspace.h"

static void
fill(struct dbr_store *store)
{
	struct dbr_error err = DBR_ERROR_INIT;

	assert_int_equal(
		dbr_store_run(store,
			      "INSERT INTO team(key) VALUES ('ops'), ('data');"
			      "INSERT INTO customer(key) VALUES ('acme');"
			      "INSERT INTO migration(key, title, customer_id,"
			      " kickoff_at) VALUES ('M1', 'one', 1, 1000000)",
			      &err), DBR_OK);
}

static enum dbr_status
ask(struct dbr_table *out, struct dbr_store *store, struct dbr_str sql,
    struct dbr_arena *arena, struct dbr_error *err)
{
	const struct dbr_query query = { .sql = sql, .file = "q.sql",
					 .first_line = 1 };

	return dbr_query_run(out, store, &query, arena, err);
}

static void
a_query_may_be_given_a_time_as_well(void **state)
{
	struct workspace *w = *state;
	const struct dbr_query query = {
		.sql = DBR_STR("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
			       "SELECT i + 1 FROM n) SELECT count(*) FROM n"),
		.file = "q.sql", .first_line = 1, .cpu_ms_max = 30,
	};
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_table table;

	assert_int_equal(dbr_query_run(&table, w->store, &query, &arena, &err),
			 DBR_EINPUT);
	assert_string_equal(err.what, "the query takes too long");
	assert_string_equal(err.where, "q.sql:1:1");
	dbr_arena_release(&arena);
}

/* The bytes of the file: nothing a query does may change them. */
static struct dbr_buf
content(const char *path)
{
	struct dbr_buf buf = DBR_BUF_INIT;
	FILE *file = fopen(path, "rb");
	char part[4096];
	size_t size;

	assert_non_null(file);
	while ((size = fread(part, 1, sizeof(part), file)) > 0)
		dbr_buf_add(&buf, part, size);
	fclose(file);
	return buf;
}

struct hostile {
	const char *sql;
	const char *what;	/* part of the message */
	const char *where;	/* NULL: not looked at */
};

static const struct hostile hostiles[] = {
	{ "DELETE FROM team", "only one SELECT", "q.sql:1:1" },
	{ "INSERT INTO team(key) VALUES ('x')", "only one SELECT", NULL },
	{ "UPDATE team SET key = 'x'", "only one SELECT", NULL },
	{ "REPLACE INTO team(id, key) VALUES (1,'x')", "only one", NULL },
	{ "DROP TABLE team", "only one SELECT", NULL },
	{ "CREATE TABLE x(a)", "only one SELECT", NULL },
	{ "CREATE TEMP TABLE x(a)", "only one SELECT", NULL },
	{ "CREATE VIEW x AS SELECT 1", "only one SELECT", NULL },
	{ "CREATE TRIGGER x AFTER INSERT ON team BEGIN SELECT 1; END",
	  "only one SELECT", NULL },
	{ "CREATE VIRTUAL TABLE x USING fts5(a)", "only one SELECT", NULL },
	{ "CREATE INDEX x ON team(key)", "only one SELECT", NULL },
	{ "ALTER TABLE team ADD COLUMN x", "only one SELECT", NULL },
	{ "ATTACH 'other.db' AS other", "only one SELECT", NULL },
	{ "DETACH main", "only one SELECT", NULL },
	{ "VACUUM", "only one SELECT", NULL },
	{ "VACUUM INTO 'copy.db'", "only one SELECT", NULL },
	{ "REINDEX", "only one SELECT", NULL },
	{ "ANALYZE", "only one SELECT", NULL },
	{ "BEGIN", "only one SELECT", NULL },
	{ "COMMIT", "only one SELECT", NULL },
	{ "SAVEPOINT x", "only one SELECT", NULL },
	{ "PRAGMA writable_schema = 1", "only one SELECT", NULL },
	{ "PRAGMA table_info(team)", "only one SELECT", NULL },
	{ "PRAGMA wal_checkpoint(TRUNCATE)", "only one SELECT", NULL },
	{ "EXPLAIN SELECT 1", "only one SELECT", NULL },
	{ "SELECT 1; DROP TABLE team", "behind the statement", "q.sql:1:10" },
	{ "SELECT 1;; -- nothing\n; SELECT 2", "behind the statement", NULL },
	{ "SELECT 1; nonsense", "behind the statement", NULL },
	{ "", "no statement", "q.sql:1:1" },
	{ "-- only a comment", "no statement", NULL },
	{ ";", "no statement", NULL },
	{ "SELEC 1", "syntax error", "q.sql:1:1" },
	{ "SELECT name FROM sqlite_schema", "may not be read", NULL },
	{ "SELECT * FROM sqlite_master", "may not be read", "q.sql:1:15" },
	{ "SELECT * FROM sqlite_temp_master", "may not be read", NULL },
	{ "SELECT count(*) FROM sqlite_schema", "may not be read", NULL },
	{ "SELECT * FROM pragma_table_info('team')", "", NULL },
	{ "SELECT * FROM pragma_database_list", "", NULL },
	{ "SELECT count(*) FROM pragma_function_list", "", NULL },
	{ "SELECT * FROM dbstat", "", NULL },
	{ "SELECT data FROM sqlite_dbpage", "", NULL },
	{ "SELECT * FROM fts5vocab", "", NULL },
	{ "SELECT load_extension('x.so')", "\"load_extension\"", NULL },
	{ "SELECT random()", "function \"random\"", "q.sql:1:8" },
	{ "SELECT randomblob(9)", "\"randomblob\"", NULL },
	{ "SELECT zeroblob(1000000000)", "\"zeroblob\"", NULL },
	{ "SELECT CURRENT_TIMESTAMP", "\"current_timestamp\"", NULL },
	{ "SELECT date('now')", "function \"date\"", NULL },
	{ "SELECT julianday('now')", "\"julianday\"", NULL },
	{ "SELECT strftime('%s','now')", "\"strftime\"", NULL },
	{ "SELECT last_insert_rowid()", "\"last_insert_rowid\"", NULL },
	{ "SELECT sqlite_version()", "\"sqlite_version\"", NULL },
	{ "SELECT fts3_tokenizer('simple')", "fts3_tokenizer", NULL },
	{ "SELECT readfile('/etc/passwd')", "readfile", "q.sql:1:8" },
	{ "SELECT writefile('x', 'y')", "writefile", NULL },
	{ "SELECT edit('x')", "edit", NULL },
	{ "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
	  "SELECT count(*) FROM n", "too many steps", "q.sql:1:1" },
	{ "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
	  "SELECT i FROM n", "", NULL },
	{ "WITH RECURSIVE n(t) AS (SELECT 'aaaaaaaaaaaaaaaa' UNION ALL SELECT"
	  " t || t FROM n) SELECT length(t) FROM n", "too big", NULL },
	{ "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
	  " LIMIT 300000) SELECT group_concat(i) FROM n",
	  "too big", NULL },
	{ "SELECT printf('%.*c', 1000000000, 'x')", "\"printf\"", NULL },
	{ "SELECT count(*) FROM v_ticket a, nowhere", "unknown table", NULL },
};

static void
a_hostile_query_is_refused_and_changes_nothing(void **state)
{
	struct workspace *w = *state;
	struct dbr_buf before, after;

	fill(w->store);
	before = content(w->db);
	for (size_t i = 0; i < sizeof(hostiles) / sizeof(hostiles[0]); i++) {
		struct dbr_arena arena = DBR_ARENA_INIT;
		struct dbr_error err = DBR_ERROR_INIT;
		struct dbr_table table;
		struct guard *guard;

		assert_int_equal(guard_get(&guard, w->store, &err), DBR_OK);
		guard->step_budget = 20000000;
		if (ask(&table, w->store, dbr_str_from(hostiles[i].sql), &arena,
			&err) == DBR_OK)
			fail_msg("was run: %s", hostiles[i].sql);
		assert_int_equal(err.code, DBR_EINPUT);
		if (!strstr(err.what, hostiles[i].what))
			fail_msg("%s: %s", hostiles[i].sql, err.what);
		if (hostiles[i].where)
			assert_string_equal(err.where, hostiles[i].where);
		assert_true(*err.where != '\0');
		dbr_arena_release(&arena);
	}
	after = content(w->db);
	assert_int_equal(before.size, after.size);
	assert_memory_equal(before.text, after.text, before.size);
	dbr_buf_release(&before);
	dbr_buf_release(&after);
}

static void
a_nul_byte_or_an_endless_text_is_refused(void **state)
{
	struct workspace *w = *state;
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_buf buf = DBR_BUF_INIT;
	struct dbr_table table;

	assert_int_equal(ask(&table, w->store, DBR_STR("SELECT 1\0; DROP"),
			     &arena, &err), DBR_EINPUT);
	assert_string_equal(err.where, "q.sql:1:9");
	dbr_buf_add_text(&buf, "SELECT 1");
	while (buf.size <= GUARD_SQL_SIZE)
		dbr_buf_add_text(&buf, "                              ");
	err = (struct dbr_error)DBR_ERROR_INIT;
	assert_int_equal(ask(&table, w->store, dbr_buf_str(&buf), &arena,
			     &err), DBR_EINPUT);
	assert_non_null(strstr(err.what, "longer than"));
	dbr_buf_reset(&buf);
	dbr_buf_add_text(&buf, "SELECT ");
	for (int i = 0; i < 5000; i++)
		dbr_buf_add_char(&buf, '(');
	err = (struct dbr_error)DBR_ERROR_INIT;
	assert_int_equal(ask(&table, w->store, dbr_buf_str(&buf), &arena,
			     &err), DBR_EINPUT);
	dbr_buf_release(&buf);
	dbr_arena_release(&arena);
}

static void
a_result_has_a_largest_size(void **state)
{
	struct workspace *w = *state;
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_table table;

	assert_int_equal(
		ask(&table, w->store,
		    DBR_STR("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
			    "SELECT i + 1 FROM n WHERE i < 600000) "
			    "SELECT i, i FROM n"), &arena, &err), DBR_EINPUT);
	assert_non_null(strstr(err.what, "larger than"));
	dbr_arena_release(&arena);
}

static void
too_much_memory_is_an_error_not_the_end(void **state)
{
	struct workspace *w = *state;
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err = DBR_ERROR_INIT;
	struct guard *guard;
	struct dbr_table table;

	assert_int_equal(guard_get(&guard, w->store, &err), DBR_OK);
	guard->heap_budget = 6 << 20;
	assert_int_equal(
		ask(&table, w->store,
		    DBR_STR("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
			    "SELECT i + 1 FROM n WHERE i < 1000000) "
			    "SELECT median(i) FROM n"), &arena, &err),
		DBR_EINPUT);
	assert_string_equal(err.what,
			    "the query needs more than 6 MiB of memory");
	/* The connection still works. */
	err = (struct dbr_error)DBR_ERROR_INIT;
	assert_int_equal(ask(&table, w->store, DBR_STR("SELECT 1"), &arena,
			     &err), DBR_OK);
	dbr_arena_release(&arena);
}

static enum dbr_status
ask_declared(struct dbr_store *store, const char *sql, const char *reads,
	     struct dbr_error *err)
{
	const char *const list[] = { reads };
	const struct dbr_query query = {
		.sql = dbr_str_from(sql), .file = "m.sql", .first_line = 10,
		.reads = list, .read_count = 1,
	};
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_table table;
	enum dbr_status rc;

	*err = (struct dbr_error)DBR_ERROR_INIT;
	rc = dbr_query_run(&table, store, &query, &arena, err);
	dbr_arena_release(&arena);
	return rc;
}

static void
only_declared_tables_can_be_read(void **state)
{
	struct workspace *w = *state;
	struct dbr_error err;

	assert_int_equal(ask_declared(w->store, "SELECT key FROM team", "team",
				      &err), DBR_OK);
	assert_int_equal(ask_declared(w->store, "SELECT 1,\n key FROM team",
				      "ticket", &err), DBR_EINPUT);
	assert_string_equal(err.what, "\"team\" is read but not declared");
	assert_string_equal(err.where, "m.sql:11:11");
	assert_int_equal(ask_declared(w->store, "SELECT count(*) FROM team",
				      "ticket", &err), DBR_EINPUT);
	/* A declared view opens what it is made of, and nothing else. */
	assert_int_equal(ask_declared(w->store,
				      "SELECT go_live_at FROM migration_go_live",
				      "migration_go_live", &err), DBR_OK);
	assert_int_equal(ask_declared(w->store,
				      "SELECT key FROM team, migration_go_live",
				      "migration_go_live", &err), DBR_EINPUT);
	/* Passing as a view by its name gains nothing. */
	assert_int_equal(
		ask_declared(w->store,
			     "WITH migration_go_live AS (SELECT key FROM team)"
			     " SELECT * FROM migration_go_live",
			     "migration_go_live", &err), DBR_EINPUT);
	assert_int_equal(
		ask_declared(w->store,
			     "WITH v_team AS (SELECT key AS k FROM team) "
			     "SELECT count(*) FROM v_team", "team", &err),
		DBR_OK);
	assert_int_equal(ask_declared(w->store,
				      "SELECT value FROM json_each('[1,2]')",
				      "team", &err), DBR_OK);
	assert_int_equal(ask_declared(w->store, "SELECT ticket FROM v_ticket",
				      "v_ticket", &err), DBR_OK);
}

static void
a_wrong_name_is_pointed_at_with_the_nearest(void **state)
{
	static const struct {
		const char *sql, *what, *where, *hint;
	} cases[] = {
		{ "SELECT opend_at FROM ticket", "unknown column \"opend_at\"",
		  "q.sql:1:8", "there is \"opened_at\"" },
		{ "SELECT 1\n  FROM tickt", "unknown table \"tickt\"",
		  "q.sql:2:8", "there is \"ticket\"" },
		{ "SELECT -- medain\n 'medain', medain(1)",
		  "unknown function \"medain\"", "q.sql:2:12",
		  "there is \"median\"" },
		{ "SELECT t.opend_at FROM ticket t",
		  "unknown column \"t.opend_at\"", NULL,
		  "there is \"opened_at\"" },
	};
	struct workspace *w = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct dbr_arena arena = DBR_ARENA_INIT;
		struct dbr_error err = DBR_ERROR_INIT;
		struct dbr_table table;

		assert_int_equal(ask(&table, w->store,
				     dbr_str_from(cases[i].sql), &arena, &err),
				 DBR_EINPUT);
		assert_string_equal(err.what, cases[i].what);
		assert_string_equal(err.hint, cases[i].hint);
		if (cases[i].where)
			assert_string_equal(err.where, cases[i].where);
		dbr_arena_release(&arena);
	}
}

static void
an_answer_keeps_types_and_columns(void **state)
{
	const struct dbr_parameter parameters[] = {
		{ .name = ":n", .type = DBR_PARAMETER_I64, .i64 = 7 },
		{ .name = ":t", .type = DBR_PARAMETER_TEXT, .text = "x" },
		{ .name = ":unused", .type = DBR_PARAMETER_I64, .i64 = 1 },
	};
	const struct dbr_query query = {
		.sql = DBR_STR("SELECT :n AS n, :t AS t, :other AS other, "
			       "0.5 AS half, x'00ff' AS bytes;  -- done\n"),
		.parameters = parameters, .parameter_count = 3,
	};
	struct workspace *w = *state;
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_table table;

	assert_int_equal(dbr_query_run(&table, w->store, &query, &arena, &err),
			 DBR_OK);
	assert_int_equal(table.row_count, 1);
	assert_int_equal(table.column_count, 5);
	assert_int_equal(dbr_table_column(&table, "half"), 3);
	assert_int_equal(dbr_table_column(&table, "nothing"), -1);
	assert_int_equal(dbr_table_at(&table, 0, 0)->integer, 7);
	assert_true(dbr_table_at(&table, 0, 0)->real == 7.0);
	assert_string_equal(dbr_table_at(&table, 0, 1)->text.at, "x");
	assert_true(dbr_cell_is_null(dbr_table_at(&table, 0, 2)));
	assert_true(dbr_table_at(&table, 0, 3)->real == 0.5);
	assert_int_equal(dbr_table_at(&table, 0, 4)->text.size, 2);
	assert_int_equal(ask(&table, w->store,
			     DBR_STR("SELECT key, title FROM module"), &arena,
			     &err), DBR_OK);
	assert_int_equal(table.row_count, 0);
	assert_int_equal(table.column_count, 2);
	assert_int_equal(dbr_query_check(&table, w->store, &query, &arena,
					 &err), DBR_OK);
	assert_int_equal(table.column_count, 5);
	assert_int_equal(table.row_count, 0);
	dbr_arena_release(&arena);
}

/* Counts rows, and asks again while its own question is still open. */
static enum dbr_status
count_row(void *payload, const struct dbr_table *row, struct dbr_error *err)
{
	struct {
		struct dbr_store *store;
		int rows;
	} *count = payload;
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_table table;
	enum dbr_status rc;

	assert_int_equal(row->row_count, 1);
	rc = ask(&table, count->store, DBR_STR("SELECT key FROM team"), &arena,
		 err);
	dbr_arena_release(&arena);
	if (++count->rows == 3)
		return dbr_fail(err, DBR_EINPUT, "enough");
	return rc;
}

static void
rows_can_be_taken_one_by_one(void **state)
{
	const char *const reads[] = { "ticket" };
	const struct dbr_query query = {
		.sql = DBR_STR("WITH n(i) AS (VALUES (1), (2), (3), (4)) "
			       "SELECT i FROM n"),
		.reads = reads, .read_count = 1,
	};
	struct workspace *w = *state;
	struct dbr_error err = DBR_ERROR_INIT;
	struct {
		struct dbr_store *store;
		int rows;
	} count = { w->store, 0 };

	assert_int_equal(dbr_query_each(w->store, &query, count_row, &count,
					&err), DBR_EINPUT);
	assert_string_equal(err.what, "enough");
	assert_int_equal(count.rows, 3);
}

static void
a_read_only_store_answers_too(void **state)
{
	struct workspace *w = *state;
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_table table;

	fill(w->store);
	dbr_store_close(w->store);
	w->store = NULL;
	assert_int_equal(dbr_store_open(&w->store, w->db, DBR_STORE_READ,
					&err), DBR_OK);
	assert_int_equal(ask(&table, w->store,
			     DBR_STR("SELECT count(*) FROM team"), &arena,
			     &err), DBR_OK);
	assert_int_equal(dbr_table_at(&table, 0, 0)->integer, 2);
	dbr_arena_release(&arena);
}

#define IN_WORKSPACE(test)                                                    \
	cmocka_unit_test_setup_teardown(test, workspace_open, workspace_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_WORKSPACE(a_hostile_query_is_refused_and_changes_nothing),
		IN_WORKSPACE(a_query_may_be_given_a_time_as_well),
		IN_WORKSPACE(a_nul_byte_or_an_endless_text_is_refused),
		IN_WORKSPACE(a_result_has_a_largest_size),
		IN_WORKSPACE(too_much_memory_is_an_error_not_the_end),
		IN_WORKSPACE(only_declared_tables_can_be_read),
		IN_WORKSPACE(a_wrong_name_is_pointed_at_with_the_nearest),
		IN_WORKSPACE(an_answer_keeps_types_and_columns),
		IN_WORKSPACE(rows_can_be_taken_one_by_one),
		IN_WORKSPACE(a_read_only_store_answers_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
