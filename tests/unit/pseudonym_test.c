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
#include <unistd.h>
#include "debrief/file.h"
#include "debrief/pseudonym.h"

static char path[] = "/tmp/debrief-key-XXXXXX";

static int
set_up(void **state)
{
	int fd = mkstemp(path);

	(void)state;
	if (fd < 0)
		return -1;
	close(fd);
	return unlink(path);
}

static int
tear_down(void **state)
{
	(void)state;
	unlink(path);
	strcpy(path, "/tmp/debrief-key-XXXXXX");
	return 0;
}

static void
expect_name(const struct dbr_pseudonym_key *key, const char *kind,
	    const char *text, const char *name)
{
	struct dbr_buf out = DBR_BUF_INIT;

	dbr_pseudonym_add(&out, key, kind, dbr_str_from(text));
	assert_string_equal(out.text, name);
	dbr_buf_release(&out);
}

/* BLAKE2b-256 of "team", NUL and the name, keyed 00 01 ... 1f: python3
 * hashlib.blake2b(b"team\0Nord", key=bytes(range(32)), digest_size=32). */
static void
a_name_is_the_keyed_hash(void **state)
{
	struct dbr_pseudonym_key key;

	(void)state;
	for (int i = 0; i < DBR_PSEUDONYM_KEY_SIZE; i++)
		key.bytes[i] = (unsigned char)i;
	expect_name(&key, "team", "Nord", "team-0624-3341-82a8");
	expect_name(&key, "contact", "Nord", "contact-e7bc-95c3-3a3c");
}

static void
a_key_is_made_once_and_read_again(void **state)
{
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_pseudonym_key one, two;
	struct stat found;

	(void)state;
	assert_int_equal(dbr_pseudonym_key_load(&one, path, &err), DBR_OK);
	assert_int_equal(stat(path, &found), 0);
	assert_int_equal(found.st_mode & 0777, 0600);
	assert_int_equal(dbr_pseudonym_key_load(&two, path, &err), DBR_OK);
	assert_memory_equal(&one, &two, sizeof(one));
	unlink(path);
	assert_int_equal(dbr_pseudonym_key_load(&two, path, &err), DBR_OK);
	assert_memory_not_equal(&one, &two, sizeof(one));
	dbr_pseudonym_key_forget(&two);
	assert_int_equal(two.bytes[0] | two.bytes[31], 0);
}

static void
refuse(const char *text, unsigned mode, enum dbr_status status)
{
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_pseudonym_key key;

	assert_int_equal(dbr_file_write(path, dbr_str_from(text), mode, &err),
			 DBR_OK);
	assert_int_equal(dbr_pseudonym_key_load(&key, path, &err), status);
}

static void
what_is_no_key_is_refused(void **state)
{
	(void)state;
	refuse("", 0600, DBR_EINPUT);
	refuse("00112233", 0600, DBR_EINPUT);
	refuse("zz0102030405060708090a0b0c0d0e0f"
	       "101112131415161718191a1b1c1d1e1f", 0600, DBR_EINPUT);
	refuse("000102030405060708090a0b0c0d0e0f"
	       "101112131415161718191a1b1c1d1e1f\n", 0600, DBR_OK);
}

static void
a_key_others_may_read_is_refused(void **state)
{
	(void)state;
	refuse("000102030405060708090a0b0c0d0e0f"
	       "101112131415161718191a1b1c1d1e1f\n", 0640, DBR_ECONFIG);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_name_is_the_keyed_hash),
		TEST(a_key_is_made_once_and_read_again),
		TEST(what_is_no_key_is_refused),
		TEST(a_key_others_may_read_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
