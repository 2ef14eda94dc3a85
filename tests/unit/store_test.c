/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "debrief/store.h"

struct place {
	char folder[64], db[96];
};

static int
make_place(void **state)
{
	struct place *place = calloc(1, sizeof(*place));

	strcpy(place->folder, "/tmp/debrief-store-XXXXXX");
	if (!mkdtemp(place->folder))
		return -1;
	snprintf(place->db, sizeof(place->db), "%s/w.db", place->folder);
	*state = place;
	return 0;
}

static int
clear_place(void **state)
{
	struct place *place = *state;
	char command[128];

	snprintf(command, sizeof(command), "rm -r '%s'", place->folder);
	assert_int_equal(system(command), 0);
	free(place);
	return 0;
}

static struct dbr_store *
open_made(struct place *place, enum dbr_store_mode mode)
{
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_store *store = NULL;

	if (access(place->db, F_OK) != 0)
		assert_int_equal(dbr_store_create(place->db, &err), DBR_OK);
	assert_int_equal(dbr_store_open(&store, place->db, mode, &err),
			 DBR_OK);
	return store;
}

static int64_t
ask(struct dbr_store *store, const char *sql)
{
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	int64_t value;

	assert_int_equal(dbr_stmt_open(&stmt, store, sql, &err), DBR_OK);
	assert_int_equal(dbr_stmt_step(stmt, &has_row, &err), DBR_OK);
	assert_true(has_row);
	value = dbr_stmt_i64(stmt, 0);
	dbr_stmt_close(stmt);
	return value;
}

static void
a_new_workspace_is_marked_and_private(void **state)
{
	struct place *place = *state;
	struct dbr_store *store = open_made(place, DBR_STORE_READ);
	struct stat info;

	assert_int_equal(ask(store, "PRAGMA application_id"),
			 DBR_APPLICATION_ID);
	assert_int_equal(ask(store, "PRAGMA user_version"),
			 DBR_SCHEMA_VERSION);
	assert_int_equal(ask(store, "SELECT count(*) FROM v_migration"), 0);
	dbr_store_close(store);
	assert_int_equal(stat(place->db, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
}

static void
every_table_is_strict(void **state)
{
	struct dbr_store *store = open_made(*state, DBR_STORE_READ);

	assert_int_equal(ask(store, "SELECT count(*) FROM pragma_table_list "
				    "WHERE schema = 'main' AND type = 'table' "
				    "AND name NOT LIKE 'sqlite_%' "
				    "AND strict = 0"), 0);
	assert_true(ask(store, "SELECT count(*) FROM pragma_table_list "
			       "WHERE strict = 1") > 20);
	dbr_store_close(store);
}

static void
a_writer_is_durable(void **state)
{
	struct dbr_store *store = open_made(*state, DBR_STORE_WRITE);

	assert_int_equal(ask(store, "PRAGMA synchronous"), 2);
	assert_int_equal(ask(store, "PRAGMA foreign_keys"), 1);
	assert_int_equal(ask(store, "SELECT journal_mode = 'wal' "
				    "FROM pragma_journal_mode"), 1);
	dbr_store_close(store);
}

static void
a_reader_cannot_write(void **state)
{
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_store *store = open_made(*state, DBR_STORE_READ);

	assert_int_equal(dbr_store_run(store, "INSERT INTO team(key) "
					      "VALUES ('a')", &err),
			 DBR_EPERM);
	dbr_store_close(store);
}

static void
a_rollback_leaves_nothing(void **state)
{
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_store *store = open_made(*state, DBR_STORE_WRITE);

	assert_int_equal(dbr_store_begin(store, &err), DBR_OK);
	assert_int_equal(dbr_store_run(store, "INSERT INTO team(key) "
					      "VALUES ('a')", &err), DBR_OK);
	dbr_store_rollback(store);
	assert_int_equal(ask(store, "SELECT count(*) FROM team"), 0);
	dbr_store_close(store);
}

static void
an_existing_file_is_never_made_again(void **state)
{
	struct place *place = *state;
	struct dbr_error err = DBR_ERROR_INIT;

	dbr_store_close(open_made(place, DBR_STORE_READ));
	assert_int_equal(dbr_store_create(place->db, &err), DBR_ECREATE);
	assert_non_null(strstr(err.hint, "debrief status"));
}

static void
write_bytes(const char *path, const char *text)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void
a_foreign_file_is_refused(void **state)
{
	struct place *place = *state;
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_store *store = NULL;

	write_bytes(place->db, "\xFF\xD8\xFF\xE0 not a database at all, but "
			       "long enough to look like one to anybody");
	assert_int_equal(dbr_store_open(&store, place->db, DBR_STORE_WRITE,
					&err), DBR_EINPUT);
	assert_null(store);
}

static void
set_version(struct place *place, const char *pragma)
{
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_store *store = open_made(place, DBR_STORE_WRITE);

	assert_int_equal(dbr_store_run(store, pragma, &err), DBR_OK);
	dbr_store_close(store);
}

static void
a_newer_schema_is_refused_with_both_versions(void **state)
{
	struct place *place = *state;
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_store *store = NULL;

	set_version(place, "PRAGMA user_version = 9999");
	assert_int_equal(dbr_store_open(&store, place->db, DBR_STORE_WRITE,
					&err), DBR_EINPUT);
	assert_non_null(strstr(err.what, "9999"));
}

static void
a_missing_workspace_is_said(void **state)
{
	struct place *place = *state;
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_store *store = NULL;

	assert_int_equal(dbr_store_open(&store, place->db, DBR_STORE_READ,
					&err), DBR_ENOINPUT);
}

static void
text_and_null_come_back_as_bound(void **state)
{
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_store *store = open_made(*state, DBR_STORE_WRITE);
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;

	assert_int_equal(dbr_stmt_open(&stmt, store, "SELECT ?1, ?2, ?3", &err),
			 DBR_OK);
	dbr_stmt_bind_str(stmt, 1, DBR_STR("a\0b"));
	dbr_stmt_bind_text(stmt, 2, NULL);
	dbr_stmt_bind_blob(stmt, 3, DBR_STR_NONE);
	assert_int_equal(dbr_stmt_step(stmt, &has_row, &err), DBR_OK);
	assert_int_equal(dbr_stmt_str(stmt, 0).size, 3);
	assert_int_equal(dbr_stmt_type(stmt, 1), DBR_CELL_NULL);
	assert_int_equal(dbr_stmt_type(stmt, 2), DBR_CELL_BLOB);
	dbr_stmt_close(stmt);
	dbr_store_close(store);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, make_place, clear_place)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_new_workspace_is_marked_and_private),
		TEST(every_table_is_strict),
		TEST(a_writer_is_durable),
		TEST(a_reader_cannot_write),
		TEST(a_rollback_leaves_nothing),
		TEST(an_existing_file_is_never_made_again),
		TEST(a_foreign_file_is_refused),
		TEST(a_newer_schema_is_refused_with_both_versions),
		TEST(a_missing_workspace_is_said),
		TEST(text_and_null_come_back_as_bound),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
