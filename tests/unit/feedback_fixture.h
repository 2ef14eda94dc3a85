/* SPDX-License-Identifier: GPL-3.0-or-later */
/* feedback_fixture.h -- a workspace in a temporary folder, filled by SQL. */
#ifndef FEEDBACK_FIXTURE_H
#define FEEDBACK_FIXTURE_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "debrief/arena.h"
#include "debrief/store.h"
#include "debrief/time.h"

struct fixture {
	char folder[64], path[96];
	struct dbr_store *store;
	struct dbr_arena arena;
	struct dbr_error err;
};

/* cmocka prints why; a fixture that fails is a failing test. */
#define MUST(call) \
	do { \
		if ((call) != DBR_OK) \
			fail_msg("%s: %s", f->err.what, f->err.where); \
	} while (0)

static inline void
fixture_run(struct fixture *f, const char *sql)
{
	MUST(dbr_store_run(f->store, sql, &f->err));
}

static inline int64_t
fixture_number(struct fixture *f, const char *sql)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	int64_t number;

	MUST(dbr_stmt_open(&stmt, f->store, sql, &f->err));
	MUST(dbr_stmt_step(stmt, &has_row, &f->err));
	number = has_row ? dbr_stmt_i64(stmt, 0) : -1;
	dbr_stmt_close(stmt);
	return number;
}

static inline void
fixture_clock(const char *iso)
{
	setenv("DEBRIEF_NOW", iso, 1);
}

static inline int64_t
instant(const char *iso)
{
	int64_t us = 0;

	assert_true(dbr_iso_parse(dbr_str_from(iso), &us));
	return us;
}

/* Two modules, three teams; Red owns both modules from 2025 on, and waits
 * 30 minutes before it escalates a severity 2 page. */
static inline int
fixture_open(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	if (!f)
		return -1;
	f->err = (struct dbr_error)DBR_ERROR_INIT;
	snprintf(f->folder, sizeof(f->folder), "/tmp/debrief-test-XXXXXX");
	if (!mkdtemp(f->folder))
		return -1;
	snprintf(f->path, sizeof(f->path), "%s/debrief.db", f->folder);
	MUST(dbr_store_create(f->path, &f->err));
	MUST(dbr_store_open(&f->store, f->path, DBR_STORE_WRITE, &f->err));
	fixture_clock("2026-06-30T12:00:00Z");
	fixture_run(f,
		"INSERT INTO team (id, key) VALUES (1, 'Red'), (2, 'Green'),"
		" (3, 'Blue');"
		"INSERT INTO module (id, key, title, position) VALUES"
		" (1, 'load', 'Load', 1), (2, 'validation', 'Validation', 2);"
		"INSERT INTO ownership (module_id, role, team_id,"
		" authority_note, valid_from_at, recorded_at) VALUES"
		" (1, 'owner', 1, 'may stop', 1735689600000000,"
		" 1735689600000000),"
		" (2, 'owner', 1, NULL, 1735689600000000, 1735689600000000);"
		"INSERT INTO escalation (module_id, severity, delay_minutes,"
		" valid_from_at, recorded_at) VALUES"
		" (1, 2, 30, 1735689600000000, 1735689600000000)");
	*state = f;
	return 0;
}

static inline int
fixture_close(void **state)
{
	struct fixture *f = *state;
	char command[128];

	dbr_store_close(f->store);
	dbr_arena_release(&f->arena);
	snprintf(command, sizeof(command), "rm -rf '%s'", f->folder);
	if (system(command) != 0)
		return -1;
	free(f);
	return 0;
}

#define FIXTURE_TEST(name) \
	cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

#endif
