/* SPDX-License-Identifier: GPL-3.0-or-later */
/* settings.c -- see debrief/settings.h. */
#include <config.h>
#include "debrief/settings.h"

#include "attribution.h"
#include "debrief/feedback.h"
#include "debrief/time.h"
#include "pattern.h"

enum kind { KIND_DAYS, KIND_PATTERN, KIND_NAMES, KIND_INSTANT };
enum { DAYS_MAX = 3650, VALUE_MAX = 2000 };

static const struct known {
	const char *name;
	enum kind kind;
	const char *otherwise, *meaning;
} known[] = {
	{ "attribution_window_days", KIND_DAYS, "90",
	  "days after a go-live in which a customer's tickets are the "
	  "migration's" },
	{ "migration_pattern", KIND_PATTERN, "",
	  "PCRE2; group 1 is the key of the migration a label names" },
	{ "migration_pattern_columns", KIND_NAMES, ATTRIBUTION_LABELS,
	  "columns it is looked for in; title and module are fields" },
	{ "module_pattern", KIND_PATTERN, "",
	  "PCRE2; group 1 is the key or title of the module a component "
	  "names" },
	{ "module_pattern_columns", KIND_NAMES, ATTRIBUTION_COMPONENTS,
	  "columns it is looked for in; title and module are fields" },
	{ "reorganised_at", KIND_INSTANT, "",
	  "when teams last changed; who resolved what before is no evidence" },
};

enum { KNOWN_COUNT = sizeof(known) / sizeof(known[0]) };

static const struct known *
find_known(const char *name)
{
	for (size_t i = 0; i < KNOWN_COUNT; i++)
		if (dbr_str_is(dbr_str_from(name), known[i].name))
			return &known[i];
	return NULL;
}

/* NULL: nobody has set it. */
static enum dbr_status
read_set(const char **out, struct dbr_store *store, const char *name,
	 struct dbr_arena *arena, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, store,
		"SELECT value FROM setting WHERE key = ?1", err);

	*out = NULL;
	if (rc == DBR_OK) {
		dbr_stmt_bind_text(stmt, 1, name);
		rc = dbr_stmt_step(stmt, &has_row, err);
	}
	if (rc == DBR_OK && has_row)
		*out = dbr_arena_text(arena, dbr_stmt_str(stmt, 0));
	dbr_stmt_close(stmt);
	return rc;
}

enum dbr_status
dbr_settings_list(const struct dbr_setting **out, size_t *count,
		  struct dbr_store *store, struct dbr_arena *arena,
		  struct dbr_error *err)
{
	struct dbr_setting *list = dbr_arena_array(arena, KNOWN_COUNT,
						   sizeof(*list));
	enum dbr_status rc = DBR_OK;

	for (size_t i = 0; i < KNOWN_COUNT && rc == DBR_OK; i++) {
		const char *value;

		rc = read_set(&value, store, known[i].name, arena, err);
		list[i] = (struct dbr_setting){
			.name = known[i].name, .meaning = known[i].meaning,
			.otherwise = known[i].otherwise,
			.value = value ? value : known[i].otherwise,
			.is_set = value != NULL,
		};
	}
	*out = list;
	*count = KNOWN_COUNT;
	return rc;
}

enum dbr_status
dbr_settings_get(const char **out, struct dbr_store *store, const char *name,
		 struct dbr_arena *arena, struct dbr_error *err)
{
	const struct known *setting = find_known(name);
	enum dbr_status rc = read_set(out, store, name, arena, err);

	if (!*out)
		*out = setting ? setting->otherwise : "";
	return rc;
}

static enum dbr_status
fail_name(const char *name, struct dbr_error *err)
{
	const char *names[KNOWN_COUNT], *nearest;

	for (size_t i = 0; i < KNOWN_COUNT; i++)
		names[i] = known[i].name;
	nearest = dbr_nearest(name, names, KNOWN_COUNT);
	dbr_fail(err, DBR_EUSAGE, "there is no setting \"%s\"", name);
	if (nearest)
		return dbr_fail_hint(err, "did you mean \"%s\"?", nearest);
	return dbr_fail_hint(err, "debrief settings lists them");
}

static enum dbr_status
check_pattern(const char *text, struct dbr_error *err)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct pattern *pattern = NULL;
	enum dbr_status rc = pattern_open(&pattern, text, &arena, err);

	pattern_close(pattern);
	dbr_arena_release(&arena);
	return rc;
}

static enum dbr_status
check_value(const struct known *setting, const char *value,
	    struct dbr_error *err)
{
	struct dbr_str text = dbr_str_from(value);
	int64_t number;

	if (text.size > VALUE_MAX || dbr_str_utf8_check(text) != text.size)
		return dbr_fail(err, DBR_EUSAGE, "a setting is UTF-8 of at "
				"most %d bytes", VALUE_MAX);
	switch (setting->kind) {
	case KIND_DAYS:
		if (dbr_str_to_i64(text, &number) && number >= 1 &&
		    number <= DAYS_MAX)
			return DBR_OK;
		return dbr_fail(err, DBR_EUSAGE, "%s is a number of days "
				"from 1 to %d, not \"%s\"", setting->name,
				DAYS_MAX, value);
	case KIND_PATTERN:
		return check_pattern(value, err);
	case KIND_INSTANT:
		if (dbr_iso_parse(text, &number))
			return DBR_OK;
		dbr_fail(err, DBR_EUSAGE, "%s is a time, not \"%s\"",
			 setting->name, value);
		return dbr_fail_hint(err, "%s=2026-03-31T00:00:00Z",
				     setting->name);
	case KIND_NAMES:
		break;
	}
	return DBR_OK;
}

static enum dbr_status
run_bound(struct dbr_store *store, const char *sql, const char *name,
	  const char *value, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	enum dbr_status rc = dbr_stmt_open(&stmt, store, sql, err);

	if (rc == DBR_OK) {
		dbr_stmt_bind_text(stmt, 1, name);
		if (value)
			dbr_stmt_bind_text(stmt, 2, value);
		rc = dbr_stmt_run(stmt, err);
	}
	dbr_stmt_close(stmt);
	return rc;
}

/* NULL is null: the default was or is in force. */
static enum dbr_status
note_event(struct dbr_store *store, const struct dbr_setting_change *change,
	   const char *before, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, store,
		"SELECT json_object('before', ?1, 'name', ?2, 'value', ?3,"
		" 'why', ?4)", err);

	if (rc != DBR_OK)
		return rc;
	dbr_stmt_bind_text(stmt, 1, before);
	dbr_stmt_bind_text(stmt, 2, change->name);
	dbr_stmt_bind_text(stmt, 3, *change->value ? change->value : NULL);
	dbr_stmt_bind_text(stmt, 4, change->why ? change->why : "");
	rc = dbr_stmt_step(stmt, &has_row, err);
	if (rc == DBR_OK)
		rc = dbr_audit_add(store, change->by, "setting",
				   dbr_stmt_text(stmt, 0), err);
	dbr_stmt_close(stmt);
	return rc;
}

static enum dbr_status
change_one(struct dbr_store *store, const struct dbr_setting_change *change,
	   struct dbr_arena *arena, struct dbr_error *err)
{
	const struct known *setting = find_known(change->name);
	const char *before = NULL;
	enum dbr_status rc;

	if (!setting)
		return fail_name(change->name, err);
	rc = *change->value ? check_value(setting, change->value, err)
			    : DBR_OK;
	if (rc == DBR_OK)
		rc = read_set(&before, store, change->name, arena, err);
	if (rc == DBR_OK && *change->value)
		rc = run_bound(store, "INSERT INTO setting (key, value)"
			" VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE"
			" SET value = excluded.value", change->name,
			change->value, err);
	else if (rc == DBR_OK)
		rc = run_bound(store, "DELETE FROM setting WHERE key = ?1",
			       change->name, NULL, err);
	return rc == DBR_OK ? note_event(store, change, before, err) : rc;
}

enum dbr_status
dbr_settings_change(struct dbr_attribution_count *out,
		    struct dbr_store *store,
		    const struct dbr_setting_change *changes, size_t count,
		    struct dbr_error *err)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	enum dbr_status rc = dbr_store_begin(store, err);

	*out = (struct dbr_attribution_count){ 0, 0 };
	if (rc != DBR_OK)
		return rc;
	for (size_t i = 0; i < count && rc == DBR_OK; i++)
		rc = change_one(store, &changes[i], &arena, err);
	if (rc == DBR_OK)
		rc = attribution_rebuild(store, 0, err);
	if (rc == DBR_OK)
		rc = attribution_count(out, store, err);
	if (rc == DBR_OK)
		rc = dbr_store_commit(store, err);
	if (rc != DBR_OK)
		dbr_store_rollback(store);
	dbr_arena_release(&arena);
	return rc;
}
