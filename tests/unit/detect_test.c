/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every sample of every shipped format, through the detection of all of
 * them: it finds that format and no other.
 */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include "detect.h"

struct room {
	struct dbr_arena arena;
	struct format *formats;
	size_t count;
};

static int
open_room(void **state)
{
	static struct room room;
	struct dbr_share share;
	struct dbr_error err = DBR_ERROR_INIT;

	room = (struct room){ .arena = DBR_ARENA_INIT };
	dbr_share_init(&share, NULL, &room.arena);
	*state = &room;
	return formats_open(&room.formats, &room.count, &share, &room.arena,
			    &err) == DBR_OK ? 0 : -1;
}

static int
close_room(void **state)
{
	struct room *room = *state;

	formats_close(room->formats, room->count);
	dbr_arena_release(&room->arena);
	return 0;
}

static enum dbr_status
find(struct room *room, const char *name, struct dbr_str text,
     const char **format, struct dbr_error *err)
{
	const struct detect_request request = {
		.file_name = name, .head = text, .arena = &room->arena,
	};
	struct format *found = NULL;
	const char *why;
	enum dbr_status rc = detect_choose(&found, &why, &request,
					   room->formats, room->count, err);

	*format = rc == DBR_OK ? found->name : "none";
	return rc;
}

static void
every_sample_is_found_by_its_own_format(void **state)
{
	struct room *room = *state;
	size_t wrong_count = 0, sample_count = 0;

	for (size_t i = 0; i < room->count; i++) {
		const struct format *format = &room->formats[i];

		/* What else a file holds is read as well, not found. */
		if (format->part_of &&
		    strcmp(format->part_of, format->name) != 0)
			continue;
		for (size_t k = 0; k < format->sample_count; k++) {
			const struct format_sample *sample =
				&format->samples[k];
			struct dbr_error err = DBR_ERROR_INIT;
			const char *found;

			sample_count++;
			if (find(room, sample->name, sample->text, &found,
				 &err) == DBR_OK &&
			    strcmp(found, format->name) == 0)
				continue;
			print_error("%s, sample %zu: %s (%s)\n", format->name,
				    k + 1, found, err.what);
			wrong_count++;
		}
	}
	assert_true(sample_count >= 100);
	assert_int_equal(wrong_count, 0);
}

/* What two generic formats could be is still one product's own file. */
static void
a_product_hides_what_is_generic(void **state)
{
	struct dbr_error err = DBR_ERROR_INIT;
	const char *found;

	assert_int_equal(find(*state, "x.log", DBR_STR(
		"{\"@level\":\"info\",\"@message\":\"v\",\"@timestamp\":"
		"\"2022-08-11T10:17:41.454174-05:00\",\"type\":\"version\"}\n"),
		&found, &err), DBR_OK);
	assert_string_equal(found, "terraform-json");
}

static void
a_table_with_dates_is_no_log(void **state)
{
	struct dbr_error err = DBR_ERROR_INIT;
	const char *found;

	assert_int_equal(find(*state, "x.txt", DBR_STR(
		"when,what\n2026-03-03 20:00:00,a\n2026-03-03 21:00:00,b\n"),
		&found, &err), DBR_EINPUT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_sample_is_found_by_its_own_format),
		cmocka_unit_test(a_product_hides_what_is_generic),
		cmocka_unit_test(a_table_with_dates_is_no_log),
	};

	return cmocka_run_group_tests(tests, open_room, close_room);
}
