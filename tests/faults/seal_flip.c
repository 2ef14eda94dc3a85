/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * seal_flip.c -- one bit of a workspace turned over, many times: does fsck
 * see what a reader sees?
 *
 *	seal_flip FILE COUNT SEED
 *
 * FILE is a scratch copy without a log; it is as it was at the end.  Prints
 *
 *	FLIPS CHANGED FOUND STRUCTURE UNREADABLE
 *
 * CHANGED: a plain reading of every table went well and gave other rows.
 * FOUND: fsck found these.  STRUCTURE: SQLite's own check did.  Missed flips
 * are named on standard error.
 */
#include <config.h>

#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "debrief/fsck.h"

enum { HASH_SIZE = 32, USAGE = 64, FAILED = 74 };

struct tally {
	long flips, changed, found, by_structure, unreadable;
};

static void
turn(const char *path, uint64_t bit)
{
	int fd = open(path, O_RDWR | O_CLOEXEC);
	unsigned char byte;

	if (fd < 0 || pread(fd, &byte, 1, (off_t)(bit / 8)) != 1)
		exit(FAILED);
	byte ^= (unsigned char)(1U << bit % 8);
	if (pwrite(fd, &byte, 1, (off_t)(bit / 8)) != 1)
		exit(FAILED);
	close(fd);
}

static void
hash_cell(crypto_generichash_state *state, sqlite3_stmt *stmt, int column)
{
	int type = sqlite3_column_type(stmt, column);
	int size = sqlite3_column_bytes(stmt, column);
	const void *at = sqlite3_column_blob(stmt, column);

	crypto_generichash_update(state, (unsigned char *)&type, sizeof(type));
	crypto_generichash_update(state, (unsigned char *)&size, sizeof(size));
	if (size)
		crypto_generichash_update(state, at,
					  (unsigned long long)size);
}

/* By the rows of one table, in the order they lie. */
static int
hash_table(crypto_generichash_state *state, sqlite3 *db, const char *table)
{
	char *sql = sqlite3_mprintf("SELECT * FROM \"%w\" NOT INDEXED", table);
	sqlite3_stmt *stmt = NULL;
	int code = sqlite3_prepare_v2(db, sql, -1, &stmt, NULL);

	while (code == SQLITE_OK && (code = sqlite3_step(stmt)) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(stmt); i++)
			hash_cell(state, stmt, i);
		code = SQLITE_OK;
	}
	sqlite3_finalize(stmt);
	sqlite3_free(sql);
	return code == SQLITE_DONE ? SQLITE_OK : code;
}

/* False: SQLite itself refuses to read it. */
static int
read_rows(unsigned char out[HASH_SIZE], const char *path)
{
	crypto_generichash_state state;
	sqlite3 *db = NULL;
	sqlite3_stmt *tables = NULL;
	int code = sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL);

	crypto_generichash_init(&state, NULL, 0, HASH_SIZE);
	if (code == SQLITE_OK)
		code = sqlite3_prepare_v2(db, "SELECT name FROM sqlite_schema"
			" WHERE type = 'table' ORDER BY name", -1, &tables,
			NULL);
	while (code == SQLITE_OK &&
	       (code = sqlite3_step(tables)) == SQLITE_ROW)
		code = hash_table(&state, db, (const char *)
				  sqlite3_column_text(tables, 0));
	sqlite3_finalize(tables);
	sqlite3_close(db);
	crypto_generichash_final(&state, out, HASH_SIZE);
	return code == SQLITE_DONE;
}

static void
look(struct tally *tally, const char *path, uint64_t bit)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err = DBR_ERROR_INIT;
	const struct dbr_fsck_check *checks = NULL;
	struct dbr_store *store = NULL;
	size_t count = 0, found = 0, by_structure = 0;
	enum dbr_status rc = dbr_store_open(&store, path, DBR_STORE_READ, &err);

	if (rc == DBR_OK)
		rc = dbr_fsck(&checks, &count, store, &arena, &err);
	for (size_t i = 0; rc == DBR_OK && i < count; i++) {
		found += checks[i].finding_count;
		if (strcmp(checks[i].name, "structure") == 0)
			by_structure = checks[i].finding_count;
	}
	if (rc != DBR_OK || found)
		tally->found++;
	else
		fprintf(stderr, "missed: bit %" PRIu64 "\n", bit);
	tally->by_structure += rc != DBR_OK || by_structure;
	dbr_store_close(store);
	dbr_arena_release(&arena);
}

int
main(int argc, char **argv)
{
	unsigned char whole[HASH_SIZE], now[HASH_SIZE];
	struct tally tally = { 0 };
	struct stat found;
	uint64_t state;

	if (argc != 4)
		return USAGE;
	state = strtoull(argv[3], NULL, 10) * UINT64_C(0x9E3779B97F4A7C15) + 1;
	if (sodium_init() < 0 || stat(argv[1], &found) != 0 ||
	    !read_rows(whole, argv[1]))
		return FAILED;
	for (long i = strtol(argv[2], NULL, 10); i > 0; i--) {
		uint64_t bit;

		state ^= state << 13;
		state ^= state >> 7;
		state ^= state << 17;
		bit = state % ((uint64_t)found.st_size * 8);
		turn(argv[1], bit);
		tally.flips++;
		if (!read_rows(now, argv[1]))
			tally.unreadable++;
		else if (memcmp(now, whole, HASH_SIZE) != 0) {
			tally.changed++;
			look(&tally, argv[1], bit);
		}
		turn(argv[1], bit);
	}
	printf("%ld %ld %ld %ld %ld\n", tally.flips, tally.changed,
	       tally.found, tally.by_structure, tally.unreadable);
	return 0;
}
