/* SPDX-License-Identifier: GPL-3.0-or-later */
/* guard.c -- see guard.h. */
#include <config.h>
#include "store/guard.h"

#include <stdio.h>
#include <string.h>
#include "base/memory.h"
#include "store/internal.h"
#include "store/sqlfn.h"
#include "system/clock.h"

enum { STEPS_PER_TICK = 1000, BUSY_TIMEOUT_MS = 20000 };
/* Some twenty seconds; a metric over a million tickets takes half of it. */
#define STEP_BUDGET INT64_C(1000000000)

/* Deterministic, harmless, and the same next year.  Date functions are not
 * here: they can ask the clock; nor is printf: a width of a thousand million
 * is one step. */
static const char *const allowed[] = {
	"abs", "avg", "ceil", "ceiling", "char", "coalesce", "count",
	"cume_dist", "dense_rank", "exp", "first_value", "floor",
	"group_concat", "hex", "ifnull", "iif", "instr", "json", "json_array",
	"json_array_length", "json_each", "json_extract", "json_group_array",
	"json_group_object", "json_object", "json_tree", "json_type",
	"json_valid", "lag", "last_value", "lead", "length", "like", "ln",
	"log", "log10", "log2", "lower", "ltrim", "max", "min", "mod",
	"nth_value", "ntile", "nullif", "percent_rank", "power", "quote", "rank", "replace", "round", "row_number", "rtrim", "sign",
	"sqrt", "substr", "substring", "sum", "total", "trim", "trunc",
	"typeof", "unicode", "upper", "->", "->>",
};
static const char *const allowed_modules[] = { "json_each", "json_tree" };

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

bool
guard_has_name(const char *name, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (sqlite3_stricmp(name, names[i]) == 0)
			return true;
	return false;
}

/* Keep the first refusal: what follows is only its echo. */
static int
refuse(struct guard_job *job, const char *what, const char *word,
       const char *hint)
{
	if (!*job->refused) {
		snprintf(job->refused, sizeof(job->refused), "%s", what);
		snprintf(job->word, sizeof(job->word), "%s", word);
		snprintf(job->hint, sizeof(job->hint), "%s", hint);
	}
	return SQLITE_DENY;
}

static bool
is_declared(const struct guard *guard, const char *table)
{
	const struct dbr_query *query = guard->job->query;

	if (!query->reads ||
	    guard_has_name(table, query->reads, query->read_count))
		return true;
	for (size_t i = 0; i < guard->base_count; i++)
		if (sqlite3_stricmp(guard->bases[i].table, table) == 0 &&
		    guard_has_name(guard->bases[i].view, query->reads,
				   query->read_count))
			return true;
	return false;
}

static int
check_read(struct guard *guard, const char *table)
{
	bool is_object = guard_has_name(table, guard->objects,
					guard->object_count);
	char what[160];

	if (guard_has_name(table, allowed_modules, COUNT_OF(allowed_modules)))
		return SQLITE_OK;
	if (is_object && is_declared(guard, table))
		return SQLITE_OK;
	/* "SELECT count(*) FROM x" asks for x even when x is a WITH. */
	if (!is_object && sqlite3_strnicmp(table, "sqlite_", 7) != 0 &&
	    !guard_has_name(table, guard->modules, guard->module_count))
		return SQLITE_OK;
	if (!is_object) {
		snprintf(what, sizeof(what), "\"%s\" may not be read here",
			 table);
		return refuse(guard->job, what, table,
			      "read the tables of the workspace; debrief sql "
			      "'SELECT object, meaning FROM schema_doc' tells "
			      "what is in them");
	}
	snprintf(what, sizeof(what),
		 "\"%s\" is read but not declared", table);
	return refuse(guard->job, what, table,
		      "add it to the \"reads:\" line of the header");
}

static int
check_function(struct guard *guard, const char *name, const char *view)
{
	char what[160];

	/* Our own views print instants with strftime. */
	if (view && is_declared(guard, view) &&
	    guard_has_name(view, guard->views, guard->view_count))
		return SQLITE_OK;
	if (guard_has_name(name, allowed, COUNT_OF(allowed)) ||
	    guard_has_name(name, sqlfn_names, sqlfn_name_count))
		return SQLITE_OK;
	snprintf(what, sizeof(what), "function \"%s\" may not be used here",
		 name);
	return refuse(guard->job, what, name,
		      "only functions that give the same answer every time: "
		      "for instants use :as_of, iso(), us(), t_day() ...");
}

static void
note_base(struct guard *guard, const char *table)
{
	guard->bases = dbr_arena_grow(&guard->arena, guard->bases,
				      guard->base_count, &guard->base_capacity,
				      sizeof(*guard->bases));
	guard->bases[guard->base_count++] = (struct guard_base){
		guard->recording,
		dbr_arena_text(&guard->arena, dbr_str_from(table)),
	};
}

static int
authorize(void *payload, int action, const char *first, const char *second,
	  const char *database, const char *view)
{
	struct guard *guard = payload;

	(void)database;
	if (!guard->job) {
		if (guard->recording && action == SQLITE_READ)
			note_base(guard, first);
		return SQLITE_OK;
	}
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_RECURSIVE:
		return SQLITE_OK;
	case SQLITE_READ:
		return check_read(guard, first);
	case SQLITE_FUNCTION:
		return check_function(guard, second, view);
	default:
		return refuse(guard->job, "only one SELECT may be run here",
			      "", "queries read; debrief import and the other "
				  "commands change things");
	}
}

static int
tick(void *payload)
{
	struct guard *guard = payload;

	if (!guard->job)
		return 0;
	guard->job->steps_left -= STEPS_PER_TICK;
	guard->job->is_late = guard->job->cpu_until_ms &&
			      clock_cpu_ms() > guard->job->cpu_until_ms;
	return guard->job->is_late || guard->job->steps_left < 0;
}

static void
set_limits(sqlite3 *db)
{
	static const struct {
		int id, value;
	} limits[] = {
		{ SQLITE_LIMIT_LENGTH, GUARD_VALUE_SIZE },
		{ SQLITE_LIMIT_SQL_LENGTH, GUARD_SQL_SIZE },
		{ SQLITE_LIMIT_COLUMN, 200 },
		{ SQLITE_LIMIT_EXPR_DEPTH, 200 },
		{ SQLITE_LIMIT_COMPOUND_SELECT, 100 },
		{ SQLITE_LIMIT_VDBE_OP, 250000 },
		{ SQLITE_LIMIT_FUNCTION_ARG, 100 },
		{ SQLITE_LIMIT_ATTACHED, 0 },
		{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200 },
		{ SQLITE_LIMIT_VARIABLE_NUMBER, 100 },
		{ SQLITE_LIMIT_TRIGGER_DEPTH, 1 },
		{ SQLITE_LIMIT_WORKER_THREADS, 0 },
	};

	for (size_t i = 0; i < COUNT_OF(limits); i++)
		sqlite3_limit(db, limits[i].id, limits[i].value);
}

/* One column of names into the arena. */
static enum dbr_status
load_names(struct guard *guard, const char *sql, const char ***out,
	   size_t *count, struct dbr_error *err)
{
	sqlite3_stmt *stmt = NULL;
	size_t capacity = 0;
	int code = sqlite3_prepare_v2(guard->db, sql, -1, &stmt, NULL);

	while (code == SQLITE_OK || code == SQLITE_ROW) {
		struct dbr_str name;

		code = sqlite3_step(stmt);
		if (code != SQLITE_ROW)
			break;
		name = dbr_str_from(
			(const char *)sqlite3_column_text(stmt, 0));
		*out = dbr_arena_grow(&guard->arena, *out, *count, &capacity,
				      sizeof(**out));
		(*out)[(*count)++] = dbr_arena_text(&guard->arena, name);
	}
	sqlite3_finalize(stmt);
	if (code != SQLITE_DONE)
		return store_fail(guard->db, code, "cannot read the schema",
				  err);
	return DBR_OK;
}

/* Which tables each view reads, as the authorizer sees it. */
static enum dbr_status
load_bases(struct guard *guard, struct dbr_error *err)
{
	for (size_t i = 0; i < guard->view_count; i++) {
		char *sql = sqlite3_mprintf("SELECT * FROM \"%w\"",
					    guard->views[i]);
		sqlite3_stmt *stmt = NULL;
		int code;

		guard->recording = guard->views[i];
		code = sql ? sqlite3_prepare_v2(guard->db, sql, -1, &stmt,
						NULL) : SQLITE_NOMEM;
		guard->recording = NULL;
		sqlite3_finalize(stmt);
		sqlite3_free(sql);
		if (code != SQLITE_OK)
			return store_fail(guard->db, code,
					  "cannot read the schema", err);
	}
	return DBR_OK;
}

static enum dbr_status
load_schema(struct guard *guard, struct dbr_error *err)
{
	const char **ignored = NULL;
	size_t ignored_count = 0;
	const struct {
		const char *sql;
		const char ***names;
		size_t *count;
	} lists[] = {
		{ "SELECT name FROM sqlite_schema WHERE type IN ('table',"
		  " 'view') AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
		  " ORDER BY name",
		  &guard->objects, &guard->object_count },
		{ "SELECT name FROM sqlite_schema WHERE type = 'view'"
		  " ORDER BY name",
		  &guard->views, &guard->view_count },
		{ "SELECT DISTINCT c.name FROM sqlite_schema s"
		  " JOIN pragma_table_info(s.name) c"
		  " WHERE s.type IN ('table','view') ORDER BY c.name",
		  &guard->columns, &guard->column_count },
		{ "SELECT name FROM pragma_module_list ORDER BY name",
		  &guard->modules, &guard->module_count },
		{ "SELECT DISTINCT name FROM pragma_function_list"
		  " ORDER BY name",
		  &guard->functions, &guard->function_count },
		/* The first use of json_each asks for the schema and for
		 * PRAGMA: let it be now, before anybody watches. */
		{ "SELECT e.key FROM json_each('[]') e JOIN json_tree('[]') t",
		  &ignored, &ignored_count },
	};
	enum dbr_status rc = DBR_OK;

	for (size_t i = 0; i < COUNT_OF(lists) && rc == DBR_OK; i++)
		rc = load_names(guard, lists[i].sql, lists[i].names,
				lists[i].count, err);
	return rc == DBR_OK ? load_bases(guard, err) : rc;
}

static enum dbr_status
configure(struct guard *guard, struct dbr_error *err)
{
	sqlite3 *db = guard->db;
	int code;

	sqlite3_extended_result_codes(db, 1);
	sqlite3_busy_timeout(db, BUSY_TIMEOUT_MS);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
	/* A question may go all over the file: 64 MiB of it at hand. */
	code = sqlite3_exec(db, "PRAGMA query_only = ON;"
			    "PRAGMA cache_size = -65536", NULL, NULL, NULL);
	if (code == SQLITE_OK)
		code = sqlfn_register(db);
	if (code != SQLITE_OK)
		return store_fail(db, code, "cannot guard the workspace", err);
	set_limits(db);
	sqlite3_set_authorizer(db, authorize, guard);
	sqlite3_progress_handler(db, STEPS_PER_TICK, tick, guard);
	return load_schema(guard, err);
}

enum dbr_status
guard_open(struct guard **out, struct dbr_store *store, struct dbr_error *err)
{
	struct guard *guard = memory_get(sizeof(*guard));
	bool is_still;
	enum dbr_status rc;
	int code;

	*guard = (struct guard){
		.arena = DBR_ARENA_INIT,
		.step_budget = STEP_BUDGET,
		.heap_budget = GUARD_HEAP_SIZE,
	};
	code = store_connect(&guard->db, &is_still, store->path,
			     DBR_STORE_READ);
	if (code != SQLITE_OK)
		rc = store_fail(guard->db, code, "cannot open the workspace",
				err);
	else
		rc = configure(guard, err);
	if (rc != DBR_OK) {
		dbr_fail_at(err, store->path, 0, 0);
		guard_close(guard);
		return rc;
	}
	*out = guard;
	return DBR_OK;
}

void
guard_close(struct guard *guard)
{
	if (!guard)
		return;
	sqlite3_close(guard->db);
	dbr_arena_release(&guard->arena);
	memory_free(guard);
}

enum dbr_status
guard_get(struct guard **out, struct dbr_store *store, struct dbr_error *err)
{
	enum dbr_status rc = DBR_OK;

	if (!store->guard)
		rc = guard_open(&store->guard, store, err);
	*out = store->guard;
	return rc;
}
