/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "debrief/file.h"
#include "debrief/share.h"

struct room {
	struct dbr_arena arena;
	char folder[32];
	struct dbr_share share;
	struct dbr_error err;
};

static void
put(struct room *room, const char *path, const char *text)
{
	assert_int_equal(dbr_file_write(dbr_arena_textf(&room->arena, "%s/%s",
							room->folder, path),
					dbr_str_from(text), 0600, &room->err),
			 DBR_OK);
}

static void
make_folder(struct room *room, const char *path)
{
	assert_int_equal(mkdir(dbr_arena_textf(&room->arena, "%s/%s",
					       room->folder, path), 0700), 0);
}

static int
set_up(void **state)
{
	struct room *room = test_calloc(1, sizeof(*room));

	strcpy(room->folder, "/tmp/debrief-test-XXXXXX");
	if (!mkdtemp(room->folder))
		return -1;
	make_folder(room, "share");
	make_folder(room, "share/metrics");
	make_folder(room, "debrief.d");
	make_folder(room, "debrief.d/metrics");
	put(room, "share/metrics/a.sql", "shipped a");
	put(room, "share/metrics/b.sql", "shipped b");
	put(room, "share/metrics/local.mk", "no metric");
	put(room, "debrief.d/metrics/b.sql", "own b");
	put(room, "debrief.d/metrics/c.sql", "own c");
	put(room, "secret.sql", "secret");
	setenv("DEBRIEF_SHARE", dbr_arena_textf(&room->arena, "%s/share",
						room->folder), 1);
	dbr_share_init(&room->share,
		       dbr_arena_textf(&room->arena, "%s/debrief.db",
				       room->folder), &room->arena);
	/* getenv's text is not ours to keep. */
	room->share.shipped = dbr_arena_text(&room->arena,
		dbr_str_from(room->share.shipped));
	*state = room;
	return 0;
}

static int
tear_down(void **state)
{
	struct room *room = *state;
	int rc = system(dbr_arena_textf(&room->arena, "rm -rf %s",
					room->folder));

	dbr_arena_release(&room->arena);
	test_free(room);
	return rc;
}

static void
the_workspace_hides_what_is_shipped(void **state)
{
	struct room *room = *state;
	struct dbr_share_file file;

	assert_int_equal(dbr_share_read(&file, &room->share, "metrics", "b",
					".sql", &room->arena, &room->err),
			 DBR_OK);
	assert_string_equal(file.text.at, "own b");
	assert_true(file.is_workspace);
	assert_int_equal(dbr_share_read(&file, &room->share, "metrics", "a",
					".sql", &room->arena, &room->err),
			 DBR_OK);
	assert_string_equal(file.text.at, "shipped a");
	assert_false(file.is_workspace);
}

static void
a_list_is_sorted_and_names_each_file_once(void **state)
{
	struct room *room = *state;
	const struct dbr_share_file *files;
	size_t count;

	assert_int_equal(dbr_share_list(&files, &count, &room->share,
					"metrics", ".sql", &room->arena,
					&room->err), DBR_OK);
	assert_int_equal(count, 3);
	assert_string_equal(files[0].name, "a");
	assert_string_equal(files[1].name, "b");
	assert_string_equal(files[1].text.at, "own b");
	assert_string_equal(files[2].name, "c");
}

static void
a_kind_nobody_has_is_an_empty_list(void **state)
{
	struct room *room = *state;
	const struct dbr_share_file *files;
	size_t count = 9;

	assert_int_equal(dbr_share_list(&files, &count, &room->share, "rules",
					".sql", &room->arena, &room->err),
			 DBR_OK);
	assert_int_equal(count, 0);
}

static void
no_name_leaves_the_folders(void **state)
{
	static const char *const names[] = {
		"../../secret", "/etc/passwd", "", ".", "..", "x/../a",
		"./a", "a\n", "\x1b", ".hidden",
	};
	struct room *room = *state;
	struct dbr_share_file file;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_int_equal(dbr_share_read(&file, &room->share,
						"metrics", names[i], ".sql",
						&room->arena, &room->err),
				 DBR_EUSAGE);
	assert_int_equal(dbr_share_read(&file, &room->share, "..", "secret",
					".sql", &room->arena, &room->err),
			 DBR_EUSAGE);
}

static void
an_unknown_name_suggests_the_nearest(void **state)
{
	struct room *room = *state;
	struct dbr_share_file file;

	put(room, "share/metrics/time-to-migrate.sql", "x");
	assert_int_equal(dbr_share_read(&file, &room->share, "metrics",
					"time-to-migarte", ".sql",
					&room->arena, &room->err),
			 DBR_EUSAGE);
	assert_string_equal(room->err.what,
			    "unknown metric \"time-to-migarte\"");
	assert_string_equal(room->err.hint,
			    "did you mean \"time-to-migrate\"?");
}

static void
a_database_without_a_folder_looks_beside_itself(void **state)
{
	struct room *room = *state;
	struct dbr_share share;

	dbr_share_init(&share, "debrief.db", &room->arena);
	assert_string_equal(share.workspace, "debrief.d");
	dbr_share_init(&share, NULL, &room->arena);
	assert_null(share.workspace);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(the_workspace_hides_what_is_shipped),
		TEST(a_list_is_sorted_and_names_each_file_once),
		TEST(a_kind_nobody_has_is_an_empty_list),
		TEST(no_name_leaves_the_folders),
		TEST(an_unknown_name_suggests_the_nearest),
		TEST(a_database_without_a_folder_looks_beside_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
