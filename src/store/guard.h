/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * guard.h -- the read-only connection on which somebody's SQL runs.
 *
 * A store keeps one guard, opened at its first query: a second connection,
 * SQLITE_OPEN_READONLY and query-only, with our SQL words, low limits, an
 * authorizer and a progress handler.  What is being run is a guard_job;
 * without one the guard runs our own housekeeping and allows everything.
 *
 * The authorizer allows SELECT, recursion, the functions of allowed[] in
 * guard.c and our own, and READ of the tables the query declares and of
 * those its views are made of (or, when it declares none, of any table and
 * view of the schema).  Everything else is refused and the first refusal is
 * kept in words.  SQLite also tells the authorizer inside which view it is,
 * but gives the name of a WITH just so: anybody could pass as a view, hence
 * the bases.  Why a second connection: nothing here can reach what a writing
 * store has open.
 */
#ifndef STORE_GUARD_H
#define STORE_GUARD_H

#include <sqlite3.h>
#include "debrief/query.h"

enum {
	GUARD_SQL_SIZE = 1 << 20,	/* bytes of SQL text */
	GUARD_VALUE_SIZE = 1 << 20,	/* bytes of one value */
	GUARD_HEAP_SIZE = 256 << 20,	/* all of SQLite while a query runs */
	GUARD_CELL_COUNT = 1000000,	/* of a result that is kept */
	GUARD_TEXT_SIZE = 64 << 20,	/* bytes of text of such a result */
};

struct guard_job {
	const struct dbr_query *query;
	int64_t steps_left;
	int64_t cpu_until_ms;	/* 0: no limit */
	bool is_late;
	char refused[160];	/* what was asked for; "" when nothing was */
	char word[80];		/* the name in the text to point at */
	char hint[200];
};

/* A view and one of the tables it is made of. */
struct guard_base {
	const char *view, *table;
};

struct guard {
	sqlite3 *db;
	struct guard_job *job;
	int64_t step_budget;	/* virtual machine steps a query may take */
	int64_t heap_budget;	/* bytes of all of SQLite meanwhile */
	struct dbr_arena arena;	/* the names below */
	const char **objects;	/* tables and views */
	size_t object_count;
	const char **views;
	size_t view_count;
	struct guard_base *bases;
	size_t base_count, base_capacity;
	const char *recording;	/* the view whose bases are being noted */
	const char **columns;	/* of all of them */
	size_t column_count;
	const char **modules;	/* virtual tables nobody declared */
	size_t module_count;
	const char **functions;
	size_t function_count;
};

enum dbr_status guard_open(struct guard **out, struct dbr_store *store,
			   struct dbr_error *err) DBR_MUST_CHECK;
void guard_close(struct guard *guard);	/* NULL is fine */

bool guard_has_name(const char *name, const char *const *names, size_t count);

/* The store's guard, opened when it is first asked for. */
enum dbr_status guard_get(struct guard **out, struct dbr_store *store,
			  struct dbr_error *err) DBR_MUST_CHECK;

#endif
