/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>
#include "debrief/arena.h"
#include "debrief/file.h"

/* A folder of its own for every test. */
struct room {
	struct dbr_arena arena;
	char folder[32];
	struct dbr_error err;
};

static int
set_up(void **state)
{
	struct room *room = test_calloc(1, sizeof(*room));

	strcpy(room->folder, "/tmp/debrief-test-XXXXXX");
	*state = room;
	return mkdtemp(room->folder) ? 0 : -1;
}

static int
tear_down(void **state)
{
	struct room *room = *state;
	char *command = dbr_arena_textf(&room->arena, "rm -rf %s",
					room->folder);
	int rc = system(command);

	dbr_arena_release(&room->arena);
	test_free(room);
	return rc;
}

static const char *
in_room(struct room *room, const char *name)
{
	return dbr_arena_textf(&room->arena, "%s/%s", room->folder, name);
}

static const char *
content(struct room *room, const char *name)
{
	struct dbr_buf bytes = DBR_BUF_INIT;
	char *text;

	assert_int_equal(dbr_file_read(&bytes, in_room(room, name), 1000,
				       &room->err), DBR_OK);
	text = dbr_arena_text(&room->arena, dbr_buf_str(&bytes));
	dbr_buf_release(&bytes);
	return text;
}

static size_t
entry_count(const struct room *room)
{
	DIR *dir = opendir(room->folder);
	size_t count = 0;

	assert_non_null(dir);
	while (readdir(dir))
		count++;
	closedir(dir);
	return count - 2;	/* . and .. */
}

static void
a_file_is_written_and_read_back(void **state)
{
	struct room *room = *state;
	const char *path = in_room(room, "report.html");
	struct stat found;

	assert_int_equal(dbr_file_write(path, DBR_STR("one"), 0600,
					&room->err), DBR_OK);
	assert_int_equal(dbr_file_write(path, DBR_STR("two"), 0640,
					&room->err), DBR_OK);
	assert_string_equal(content(room, "report.html"), "two");
	assert_int_equal(stat(path, &found), 0);
	assert_int_equal(found.st_mode & 07777, 0640);
	assert_int_equal(entry_count(room), 1);
}

static void
an_empty_file_can_be_written(void **state)
{
	struct room *room = *state;

	assert_int_equal(dbr_file_write(in_room(room, "empty"), DBR_STR_NONE,
					0600, &room->err), DBR_OK);
	assert_string_equal(content(room, "empty"), "");
}

static void
a_link_is_replaced_and_its_target_untouched(void **state)
{
	struct room *room = *state;
	struct stat found;

	assert_int_equal(dbr_file_write(in_room(room, "victim"),
					DBR_STR("precious"), 0600,
					&room->err), DBR_OK);
	assert_int_equal(symlink(in_room(room, "victim"),
				 in_room(room, "out")), 0);
	assert_int_equal(dbr_file_write(in_room(room, "out"), DBR_STR("new"),
					0600, &room->err), DBR_OK);
	assert_string_equal(content(room, "victim"), "precious");
	assert_string_equal(content(room, "out"), "new");
	assert_int_equal(lstat(in_room(room, "out"), &found), 0);
	assert_true(S_ISREG(found.st_mode));
}

static void
what_is_not_a_file_is_not_replaced(void **state)
{
	struct room *room = *state;

	assert_int_equal(mkdir(in_room(room, "folder"), 0700), 0);
	assert_int_equal(dbr_file_write(in_room(room, "folder"), DBR_STR("x"),
					0600, &room->err), DBR_ECREATE);
	assert_int_equal(dbr_file_write(in_room(room, "folder/"),
					DBR_STR("x"), 0600, &room->err),
			 DBR_ECREATE);
	assert_int_equal(mkfifo(in_room(room, "pipe"), 0600), 0);
	assert_int_equal(dbr_file_write(in_room(room, "pipe"), DBR_STR("x"),
					0600, &room->err), DBR_ECREATE);
	assert_int_equal(dbr_file_write("/dev/null", DBR_STR("x"), 0600,
					&room->err), DBR_ECREATE);
	assert_int_equal(dbr_file_write(in_room(room, "none/x"), DBR_STR("x"),
					0600, &room->err), DBR_ECREATE);
	assert_int_equal(dbr_file_write("", DBR_STR("x"), 0600, &room->err),
			 DBR_ECREATE);
	assert_int_equal(entry_count(room), 2);
}

static void
a_failed_write_leaves_the_old_file_and_nothing_else(void **state)
{
	struct room *room = *state;
	const char *path = in_room(room, "report");
	struct dbr_buf large = DBR_BUF_INIT;
	struct rlimit before, small;

	assert_int_equal(dbr_file_write(path, DBR_STR("old"), 0600,
					&room->err), DBR_OK);
	for (int i = 0; i < 3000; i++)
		dbr_buf_add_text(&large, "0123456789");
	getrlimit(RLIMIT_FSIZE, &before);
	small = (struct rlimit){ 4096, before.rlim_max };
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &small);
	assert_int_equal(dbr_file_write(path, dbr_buf_str(&large), 0600,
					&room->err), DBR_EIO);
	setrlimit(RLIMIT_FSIZE, &before);
	signal(SIGXFSZ, SIG_DFL);
	assert_string_equal(content(room, "report"), "old");
	assert_int_equal(entry_count(room), 1);
	dbr_buf_release(&large);
}

static void
what_cannot_be_read_says_why(void **state)
{
	struct room *room = *state;
	struct dbr_buf bytes = DBR_BUF_INIT;

	assert_int_equal(dbr_file_read(&bytes, in_room(room, "none"), 10,
				       &room->err), DBR_ENOINPUT);
	assert_non_null(strstr(room->err.what, "No such file"));
	assert_int_equal(dbr_file_read(&bytes, room->folder, 10, &room->err),
			 DBR_ENOINPUT);
	assert_non_null(strstr(room->err.what, "folder"));
	assert_int_equal(dbr_file_write(in_room(room, "ten"),
					DBR_STR("0123456789"), 0600,
					&room->err), DBR_OK);
	assert_int_equal(dbr_file_read(&bytes, in_room(room, "ten"), 10,
				       &room->err), DBR_OK);
	assert_int_equal(bytes.size, 10);
	dbr_buf_reset(&bytes);
	assert_int_equal(dbr_file_read(&bytes, in_room(room, "ten"), 9,
				       &room->err), DBR_EINPUT);
	dbr_buf_release(&bytes);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_file_is_written_and_read_back),
		TEST(an_empty_file_can_be_written),
		TEST(a_link_is_replaced_and_its_target_untouched),
		TEST(what_is_not_a_file_is_not_replaced),
		TEST(a_failed_write_leaves_the_old_file_and_nothing_else),
		TEST(what_cannot_be_read_says_why),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
