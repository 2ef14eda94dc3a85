/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include "debrief/arena.h"
#include "debrief/file.h"
#include "debrief/source.h"
#include "encoding.h"

struct room {
	struct dbr_arena arena;
	char folder[32];
	struct dbr_source_file *file;
	struct dbr_buf text;
	struct dbr_error err;
};

static int
set_up(void **state)
{
	struct room *room = test_calloc(1, sizeof(*room));

	strcpy(room->folder, "/tmp/debrief-test-XXXXXX");
	dbr_buf_init(&room->text);
	*state = room;
	return mkdtemp(room->folder) ? 0 : -1;
}

static int
tear_down(void **state)
{
	struct room *room = *state;
	int rc = system(dbr_arena_textf(&room->arena, "rm -rf %s",
					room->folder));

	dbr_source_close(room->file);
	dbr_buf_release(&room->text);
	dbr_arena_release(&room->arena);
	test_free(room);
	return rc;
}

static const char *
put(struct room *room, struct dbr_str bytes)
{
	const char *path = dbr_arena_textf(&room->arena, "%s/export",
					   room->folder);

	assert_int_equal(dbr_file_write(path, bytes, 0600, &room->err),
			 DBR_OK);
	return path;
}

static enum dbr_status
open_path(struct room *room, const char *path, const char *encoding)
{
	const struct dbr_source_request request = {
		.path = path, .name = "export", .encoding = encoding,
	};

	dbr_source_close(room->file);
	room->file = NULL;
	room->err = (struct dbr_error)DBR_ERROR_INIT;
	return dbr_source_open(&room->file, &request, &room->err);
}

static enum dbr_status
read_all(struct room *room, size_t chunk)
{
	const struct dbr_source *source = dbr_source_of(room->file);
	size_t got = 1;

	dbr_buf_reset(&room->text);
	while (got) {
		enum dbr_status rc;

		dbr_buf_reserve(&room->text, chunk);
		rc = source->read(source->self,
				  room->text.text + room->text.size, chunk,
				  &got, &room->err);
		if (rc != DBR_OK)
			return rc;
		room->text.size += got;
		room->text.text[room->text.size] = '\0';
	}
	return DBR_OK;
}

/* Opens bytes, reads them twice, in large and in small pieces. */
static void
check_text(struct room *room, struct dbr_str bytes, const char *encoding,
	   const char *expected)
{
	const char *path = put(room, bytes);

	if (open_path(room, path, encoding) != DBR_OK)
		fail_msg("%s", room->err.what);
	assert_int_equal(read_all(room, 4096), DBR_OK);
	assert_string_equal(room->text.text, expected);
	assert_int_equal(dbr_source_rewind(room->file, &room->err), DBR_OK);
	assert_int_equal(read_all(room, 1), DBR_OK);
	assert_string_equal(room->text.text, expected);
	assert_int_equal(dbr_source_done(room->file), bytes.size);
}

static const char *
encoding(const struct room *room)
{
	return dbr_source_facts(room->file)->encoding;
}

static void
a_file_is_hashed_as_it_came(void **state)
{
	struct room *room = *state;
	const char *hash;

	check_text(room, DBR_STR("abc"), NULL, "abc");
	assert_int_equal(dbr_source_hash(room->file, &hash, &room->err),
			 DBR_OK);
	assert_string_equal(hash,
			    "ba7816bf8f01cfea414140de5dae2223"
			    "b00361a396177a9cb410ff61f20015ad");
	assert_int_equal(dbr_source_facts(room->file)->size, 3);
	assert_false(dbr_source_facts(room->file)->is_declared);
}

static void
a_file_is_hashed_beside_other_work(void **state)
{
	struct room *room = *state;
	const char *hash;

	check_text(room, DBR_STR("abc"), NULL, "abc");
	dbr_source_start_hash(room->file);
	assert_int_equal(dbr_source_rewind(room->file, &room->err), DBR_OK);
	assert_int_equal(read_all(room, 1), DBR_OK);
	assert_int_equal(dbr_source_hash(room->file, &hash, &room->err),
			 DBR_OK);
	assert_string_equal(hash, "ba7816bf8f01cfea414140de5dae2223"
				  "b00361a396177a9cb410ff61f20015ad");
}

static void
an_encoding_is_detected(void **state)
{
	struct room *room = *state;

	check_text(room, DBR_STR("a,b\n"), NULL, "a,b\n");
	assert_string_equal(encoding(room), "UTF-8");
	check_text(room, DBR_STR("\xEF\xBB\xBF" "a\xEF\xBB\xBF"), NULL,
		   "a\xEF\xBB\xBF");
	assert_string_equal(encoding(room), "UTF-8");
	assert_true(dbr_source_facts(room->file)->has_bom);
	check_text(room, DBR_STR("\xFF\xFE" "a\0\xFC\0\n\0"), NULL,
		   "a\xC3\xBC\n");
	assert_string_equal(encoding(room), "UTF-16LE");
	check_text(room, DBR_STR("\xFE\xFF" "\0a\x20\xAC\xD8\x3D\xDE\x00"),
		   NULL, "a\xE2\x82\xAC\xF0\x9F\x98\x80");
	assert_string_equal(encoding(room), "UTF-16BE");
	check_text(room, DBR_STR("a\0,\0b\0\n\0c\0"), NULL, "a,b\nc");
	assert_string_equal(encoding(room), "UTF-16LE");
	check_text(room, DBR_STR("\0a\0,\0b\0\n\0c"), NULL, "a,b\nc");
	assert_string_equal(encoding(room), "UTF-16BE");
	check_text(room, DBR_STR("Z\xFCrich \x96 \x80\x85\n"), NULL,
		   "Z\xC3\xBCrich \xE2\x80\x93 \xE2\x82\xAC\xE2\x80\xA6\n");
	assert_string_equal(encoding(room), "windows-1252");
}

static void
a_few_bad_bytes_do_not_change_the_encoding(void **state)
{
	struct room *room = *state;

	check_text(room, DBR_STR("Z\xC3\xBCrich, K\xC3\xB6ln, \xFC\n"), NULL,
		   "Z\xC3\xBCrich, K\xC3\xB6ln, \xFC\n");
	assert_string_equal(encoding(room), "UTF-8");
	assert_int_equal(dbr_source_facts(room->file)->invalid_count, 1);
}

static void
a_declared_encoding_is_not_second_guessed(void **state)
{
	struct room *room = *state;

	check_text(room, DBR_STR("Z\xFCrich\n"), "utf-8", "Z\xFCrich\n");
	assert_true(dbr_source_facts(room->file)->is_declared);
	check_text(room, DBR_STR("\xC3\xBC\n"), "latin1",
		   "\xC3\x83\xC2\xBC\n");
	check_text(room, DBR_STR("\xA4\xBC\n"), "ISO-8859-15",
		   "\xE2\x82\xAC\xC5\x92\n");
	check_text(room, DBR_STR("\x80\n"), "ISO-8859-1", "\xC2\x80\n");
	check_text(room, DBR_STR("a\0b\0"), "UTF-16", "ab");
	assert_int_equal(open_path(room, "x", "latni1"), DBR_EUSAGE);
	assert_string_equal(room->err.hint, "did you mean \"latin1\"?");
}

static void
a_format_may_declare_it_later(void **state)
{
	struct room *room = *state;

	check_text(room, DBR_STR("a\xC3\xBC"), NULL, "a\xC3\xBC");
	assert_int_equal(dbr_source_declare(room->file, "cp1252",
					    &room->err), DBR_OK);
	assert_int_equal(read_all(room, 7), DBR_OK);
	assert_string_equal(room->text.text, "a\xC3\x83\xC2\xBC");
	assert_string_equal(encoding(room), "windows-1252");
}

static void
what_utf_16_cannot_say_stays_visible(void **state)
{
	struct room *room = *state;

	check_text(room, DBR_STR("\xFF\xFE" "a\0\x00\xD8" "b\0\x00\xDC"
				 "c\0\x01\xD8"), NULL,
		   "a\xED\xA0\x80" "b\xED\xB0\x80" "c\xED\xA0\x81");
	check_text(room, DBR_STR("\xFF\xFE" "a\0b\0c\0d"), NULL,
		   "abc\xFF");
}

static struct dbr_str
packed(struct room *room, struct dbr_str plain)
{
	z_stream z = { .next_in = (unsigned char *)(uintptr_t)plain.at,
		       .avail_in = (unsigned)plain.size };
	size_t room_size = plain.size + 1000;
	char *out = dbr_arena_get(&room->arena, room_size);

	assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 9,
				      Z_DEFAULT_STRATEGY), Z_OK);
	z.next_out = (unsigned char *)out;
	z.avail_out = (unsigned)room_size;
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	deflateEnd(&z);
	return (struct dbr_str){ out, room_size - z.avail_out };
}

static struct dbr_str
joined(struct room *room, struct dbr_str a, struct dbr_str b)
{
	char *out = dbr_arena_get(&room->arena, a.size + b.size);

	memcpy(out, a.at, a.size);
	memcpy(out + a.size, b.at, b.size);
	return (struct dbr_str){ out, a.size + b.size };
}

static void
gzip_is_unpacked(void **state)
{
	struct room *room = *state;
	struct dbr_str one = packed(room, DBR_STR("one,\xFC\n"));

	check_text(room, one, NULL, "one,\xC3\xBC\n");
	assert_true(dbr_source_facts(room->file)->is_gzip);
	assert_int_equal(dbr_source_facts(room->file)->size, one.size);
	check_text(room, joined(room, one, packed(room, DBR_STR("two\n"))),
		   NULL, "one,\xC3\xBC\ntwo\n");
	check_text(room, joined(room, one, DBR_STR("\0\0\0\0")), NULL,
		   "one,\xC3\xBC\n");
}

static void
damaged_gzip_is_refused(void **state)
{
	struct room *room = *state;
	struct dbr_str one = packed(room, DBR_STR("one two three\n"));

	for (size_t size = 2; size < one.size; size++)
		assert_int_equal(open_path(room, put(room,
			(struct dbr_str){ one.at, size }), NULL), DBR_EINPUT);
	assert_int_equal(open_path(room, put(room,
			 joined(room, one, DBR_STR("junk"))), NULL),
			 DBR_EINPUT);
	((char *)(uintptr_t)one.at)[one.size - 6] ^= 1;
	assert_int_equal(open_path(room, put(room, one), NULL), DBR_EINPUT);
	assert_non_null(strstr(room->err.what, "damaged"));
}

static void
a_gzip_bomb_is_cut_at_the_limit(void **state)
{
	struct room *room = *state;
	struct dbr_buf zeros = DBR_BUF_INIT;
	struct dbr_source_request request = { .name = "bomb",
					      .size_max = 100000 };

	for (int i = 0; i < 20000; i++)
		dbr_buf_add_text(&zeros, "0000000000");
	request.path = put(room, packed(room, dbr_buf_str(&zeros)));
	assert_int_equal(dbr_source_open(&room->file, &request, &room->err),
			 DBR_EINPUT);
	assert_string_equal(room->err.what, "\"bomb\" is larger than 100000 "
			    "bytes when unpacked");
	request.size_max = 199999;
	assert_int_equal(dbr_source_open(&room->file, &request, &room->err),
			 DBR_EINPUT);
	request.size_max = 200000;
	assert_int_equal(dbr_source_open(&room->file, &request, &room->err),
			 DBR_OK);
	dbr_buf_release(&zeros);
}

static void
what_cannot_be_imported_says_why(void **state)
{
	static const struct {
		struct dbr_str bytes;
		const char *what;
	} cases[] = {
		{ DBR_STR(""), "is empty" },
		{ DBR_STR("\xEF\xBB\xBF"), "is empty" },
		{ DBR_STR("PK\x03\x04rest"), "zip archive" },
		{ DBR_STR("%PDF-1.7"), "PDF" },
		{ DBR_STR("SQLite format 3\0xx"), "SQLite" },
		{ DBR_STR("\x28\xB5\x2F\xFD" "xxxx"), "zstd" },
		{ DBR_STR("\0\1\2\3\4\5\6\7\16\17"), "binary" },
		{ DBR_STR("ab\1\2\3\4\5\6\7\16\17\20\21\22"), "binary" },
	};
	struct room *room = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(open_path(room, put(room, cases[i].bytes),
					   NULL), DBR_EINPUT);
		if (!strstr(room->err.what, cases[i].what))
			fail_msg("\"%s\" does not say \"%s\"",
				 room->err.what, cases[i].what);
		assert_string_not_equal(room->err.hint, "");
	}
	assert_int_equal(open_path(room, "/nowhere/x.csv", NULL),
			 DBR_ENOINPUT);
	assert_int_equal(open_path(room, room->folder, NULL), DBR_ENOINPUT);
	assert_non_null(strstr(room->err.what, "folder"));
}

static void
a_stray_nul_is_a_bad_row_and_not_a_binary_file(void **state)
{
	struct room *room = *state;
	const char *path = put(room, DBR_STR("a,b\n1,\0\n"));

	assert_int_equal(open_path(room, path, NULL), DBR_OK);
	assert_int_equal(read_all(room, 3), DBR_OK);
	assert_int_equal(room->text.size, 8);
}

static void
a_pipe_is_read_as_often_as_a_file(void **state)
{
	struct room *room = *state;
	int ends[2], saved = dup(STDIN_FILENO);

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "k,v\n1,2\n", 8), 8);
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	assert_int_equal(open_path(room, "-", NULL), DBR_OK);
	dup2(saved, STDIN_FILENO);
	close(saved);
	for (int pass = 0; pass < 2; pass++) {
		assert_int_equal(read_all(room, 5), DBR_OK);
		assert_string_equal(room->text.text, "k,v\n1,2\n");
		assert_int_equal(dbr_source_rewind(room->file, &room->err),
				 DBR_OK);
	}
}

static void
a_file_that_changes_between_passes_is_refused(void **state)
{
	struct room *room = *state;
	const char *path = put(room, DBR_STR("first version\n"));
	int fd;

	assert_int_equal(open_path(room, path, NULL), DBR_OK);
	fd = open(path, O_WRONLY | O_APPEND);
	assert_int_equal(write(fd, "x", 1), 1);
	close(fd);
	assert_int_equal(read_all(room, 100), DBR_EINPUT);
	assert_non_null(strstr(room->err.what, "changed while it was read"));
	assert_int_equal(dbr_source_rewind(room->file, &room->err),
			 DBR_EINPUT);
}

static void
peeking_takes_nothing_away(void **state)
{
	struct room *room = *state;
	struct dbr_buf head = DBR_BUF_INIT;

	assert_int_equal(open_path(room, put(room,
			 DBR_STR("\xEF\xBB\xBF" "k,v\n1,2\n")), NULL), DBR_OK);
	assert_int_equal(dbr_source_peek(room->file, 3, &head, &room->err),
			 DBR_OK);
	assert_string_equal(head.text, "k,v");
	dbr_buf_reset(&head);
	assert_int_equal(dbr_source_peek(room->file, 100, &head, &room->err),
			 DBR_OK);
	assert_string_equal(head.text, "k,v\n1,2\n");
	assert_int_equal(read_all(room, 100), DBR_OK);
	assert_string_equal(room->text.text, "k,v\n1,2\n");
	dbr_buf_release(&head);
}

/* Every cut of a text with every kind of character, in three pieces. */
static void
decoding_does_not_depend_on_the_cut(void **state)
{
	static const struct {
		enum encoding_kind kind;
		struct dbr_str bytes;
	} cases[] = {
		{ ENCODING_UTF16LE, DBR_STR("a\0\x3D\xD8\x00\xDE\x00\xD8"
					    "\x3D\xD8\x00\xDE\xAC\x20z") },
		{ ENCODING_UTF16BE, DBR_STR("\0a\xD8\x3D\xDE\x00\xD8\x00"
					    "\xD8\x3D\xDE\x00\x20\xACz") },
		{ ENCODING_WINDOWS_1252, DBR_STR("a\x80\x81\xFFz") },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct dbr_str all = cases[i].bytes;
		struct dbr_buf whole = DBR_BUF_INIT, cut = DBR_BUF_INIT;
		struct decoder decoder = { .kind = cases[i].kind };

		decoder_add(&decoder, all, &whole);
		decoder_end(&decoder, &whole);
		for (size_t n = 0; n < all.size * all.size; n++) {
			size_t a = n / all.size, b = n % all.size;

			if (a > b)
				continue;
			dbr_buf_reset(&cut);
			decoder_add(&decoder, (struct dbr_str){ all.at, a },
				    &cut);
			decoder_add(&decoder,
				    (struct dbr_str){ all.at + a, b - a },
				    &cut);
			decoder_add(&decoder,
				    (struct dbr_str){ all.at + b,
						      all.size - b }, &cut);
			decoder_end(&decoder, &cut);
			assert_string_equal(cut.text, whole.text);
		}
		dbr_buf_release(&whole);
		dbr_buf_release(&cut);
	}
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_file_is_hashed_as_it_came),
		TEST(a_file_is_hashed_beside_other_work),
		TEST(an_encoding_is_detected),
		TEST(a_few_bad_bytes_do_not_change_the_encoding),
		TEST(a_declared_encoding_is_not_second_guessed),
		TEST(a_format_may_declare_it_later),
		TEST(what_utf_16_cannot_say_stays_visible),
		TEST(gzip_is_unpacked),
		TEST(damaged_gzip_is_refused),
		TEST(a_gzip_bomb_is_cut_at_the_limit),
		TEST(what_cannot_be_imported_says_why),
		TEST(a_stray_nul_is_a_bad_row_and_not_a_binary_file),
		TEST(a_pipe_is_read_as_often_as_a_file),
		TEST(a_file_that_changes_between_passes_is_refused),
		TEST(peeking_takes_nothing_away),
		TEST(decoding_does_not_depend_on_the_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
