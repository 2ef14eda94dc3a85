/* SPDX-License-Identifier: GPL-3.0-or-later */
/* names.c -- the rules of names: listed, decided, ended; see
 * debrief/names.h. */
#include <config.h>
#include "debrief/names.h"

#include <inttypes.h>
#include <string.h>
#include "debrief/feedback.h"
#include "debrief/time.h"
#include "identity.h"
#include "pattern.h"

static const char *const kind_words[] = { "contact", "team" };

static const char *
text_or_null(struct dbr_stmt *stmt, int column, struct dbr_arena *arena)
{
	if (dbr_stmt_type(stmt, column) == DBR_CELL_NULL)
		return NULL;
	return dbr_arena_text(arena, dbr_stmt_str(stmt, column));
}

enum dbr_status
dbr_names_rules(const struct dbr_name_rule **out, size_t *count,
		struct dbr_store *store, struct dbr_arena *arena,
		struct dbr_error *err)
{
	struct dbr_name_rule *rules = NULL;
	struct dbr_stmt *stmt = NULL;
	size_t capacity = 0;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, store,
		"SELECT id, kind = 'team', rule, name, is_key, decided_by,"
		" why, decided_at FROM alias WHERE ended_at IS NULL"
		" ORDER BY id", err);

	*count = 0;
	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK &&
	       has_row) {
		rules = dbr_arena_grow(arena, rules, *count, &capacity,
				       sizeof(*rules));
		rules[(*count)++] = (struct dbr_name_rule){
			.id = dbr_stmt_i64(stmt, 0),
			.kind = dbr_stmt_i64(stmt, 1) ? DBR_NAME_TEAM
						      : DBR_NAME_CONTACT,
			.rule = text_or_null(stmt, 2, arena),
			.name = text_or_null(stmt, 3, arena),
			.is_key = text_or_null(stmt, 4, arena),
			.by = text_or_null(stmt, 5, arena),
			.why = text_or_null(stmt, 6, arena),
			.decided_us = dbr_stmt_i64(stmt, 7),
		};
	}
	dbr_stmt_close(stmt);
	*out = rules;
	return rc;
}

/* What is waiting ------------------------------------------------------- */

static const char *const tickets_sql[] = {
	[DBR_NAME_CONTACT] = "SELECT COUNT(*) FROM ticket"
		" WHERE assignee_id = ?1 OR resolver_id = ?1",
	[DBR_NAME_TEAM] = "SELECT COUNT(*) FROM ticket WHERE team_id = ?1"
		" OR resolver_team_id = ?1 OR first_team_id = ?1",
};

static const char *
likely_one(const struct identity *identity, const struct identity_name *name,
	   struct dbr_arena *arena)
{
	const char **known = dbr_arena_array(arena, identity->name_count +
					     identity->claim_count + 1,
					     sizeof(*known));
	const char *nearest;
	size_t count = 0;
	struct identity_name *owner;

	for (size_t i = 0; i < identity->name_count; i++)
		if (identity->names[i].rank)
			known[count++] = identity->names[i].folded;
	for (size_t i = 0; i < identity->claim_count; i++)
		known[count++] = identity->claims[i].folded;
	nearest = dbr_nearest(name->folded, known, count);
	if (!nearest)
		return NULL;
	owner = identity_find(identity, nearest);
	for (size_t i = 0; i < identity->claim_count && !owner; i++)
		if (strcmp(identity->claims[i].folded, nearest) == 0)
			owner = identity->claims[i].owner;
	return owner && owner != name ? owner->key : NULL;
}

struct open_list {
	struct dbr_open_name *at;
	size_t count, capacity;
};

static enum dbr_status
list_open(struct open_list *out, struct dbr_store *store,
	  enum dbr_name_kind kind, struct dbr_arena *arena,
	  struct dbr_error *err)
{
	struct identity identity;
	struct dbr_stmt *stmt = NULL;
	enum dbr_status rc = identity_read(&identity, store, kind, arena,
					   err);

	if (rc == DBR_OK)
		rc = dbr_stmt_open(&stmt, store, tickets_sql[kind], err);
	for (size_t i = 0; rc == DBR_OK && i < identity.name_count; i++) {
		const struct identity_name *name = &identity.names[i];
		bool has_row = false;
		int64_t tickets;

		if (name->first != name || name->rank || name->is_apart ||
		    identity_end_of(name) != name)
			continue;
		dbr_stmt_bind_i64(stmt, 1, name->id);
		rc = dbr_stmt_step(stmt, &has_row, err);
		tickets = rc == DBR_OK && has_row ? dbr_stmt_i64(stmt, 0) : 0;
		dbr_stmt_reset(stmt);
		if (!tickets)
			continue;
		out->at = dbr_arena_grow(arena, out->at, out->count,
					 &out->capacity, sizeof(*out->at));
		out->at[out->count++] = (struct dbr_open_name){
			.kind = kind, .name = name->key,
			.ticket_count = tickets,
			.why = name->is_claimed_twice
				? "two contacts are called so"
				: "not in the runbook",
			.likely = likely_one(&identity, name, arena),
		};
	}
	dbr_stmt_close(stmt);
	return rc;
}

enum dbr_status
dbr_names_open(const struct dbr_open_name **out, size_t *count,
	       struct dbr_store *store, struct dbr_arena *arena,
	       struct dbr_error *err)
{
	struct open_list list = { NULL, 0, 0 };
	enum dbr_status rc = list_open(&list, store, DBR_NAME_TEAM, arena,
				       err);

	if (rc == DBR_OK)
		rc = list_open(&list, store, DBR_NAME_CONTACT, arena, err);
	*out = list.at;
	*count = list.count;
	return rc;
}

/* Deciding ---------------------------------------------------------------- */

static enum dbr_status
fail_unknown(const struct identity *identity, const char *name,
	     struct dbr_arena *arena, struct dbr_error *err)
{
	const char **keys = dbr_arena_array(arena, identity->name_count + 1,
					    sizeof(*keys));
	const char *nearest;

	for (size_t i = 0; i < identity->name_count; i++)
		keys[i] = identity->names[i].key;
	nearest = dbr_nearest(name, keys, identity->name_count);
	dbr_fail(err, DBR_EUSAGE, "no %s is called \"%s\"",
		 kind_words[identity->kind], name);
	if (nearest)
		return dbr_fail_hint(err, "did you mean \"%s\"?", nearest);
	return dbr_fail_hint(err, "debrief names lists those of the exports; "
			     "contacts.csv brings new ones");
}

static const struct identity_name *
find_name(const struct identity *identity, const char *text,
	  struct dbr_arena *arena)
{
	return identity_find(identity, identity_fold(dbr_str_from(text),
						     arena));
}

static enum dbr_status
check_rule(struct dbr_store *store, const struct dbr_name_rule *rule,
	   struct dbr_arena *arena, struct dbr_error *err)
{
	bool is_pattern = strcmp(rule->rule, "pattern") == 0;
	const struct identity_name *name, *owner;
	struct pattern *pattern = NULL;
	struct identity identity;
	enum dbr_status rc = identity_read(&identity, store, rule->kind,
					   arena, err);

	if (rc == DBR_OK && is_pattern)
		rc = pattern_open(&pattern, rule->name, arena, err);
	pattern_close(pattern);
	if (rc != DBR_OK || (is_pattern && strstr(rule->is_key, "$1")))
		return rc;
	name = find_name(&identity, rule->name, arena);
	if (!is_pattern && !name)
		return fail_unknown(&identity, rule->name, arena, err);
	if (!rule->is_key)
		return DBR_OK;
	owner = find_name(&identity, rule->is_key, arena);
	if (!owner)
		return fail_unknown(&identity, rule->is_key, arena, err);
	if (!is_pattern && identity_end_of(owner) == name) {
		dbr_fail(err, DBR_EUSAGE, "\"%s\" already is \"%s\"",
			 rule->is_key, rule->name);
		return dbr_fail_hint(err, "debrief names rules lists why; "
				     "debrief names end takes a rule back");
	}
	if (!is_pattern && name->rank == 2) {
		dbr_fail(err, DBR_EUSAGE, "the mapping itself names \"%s\"",
			 name->key);
		return dbr_fail_hint(err, "debrief names is \"%s\" \"%s\", or "
				     "import a changed mapping",
				     rule->is_key, name->key);
	}
	return DBR_OK;
}

static enum dbr_status
note_event(struct dbr_store *store, int64_t id, const char *event,
	   const char *by, const char *why, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, store,
		"SELECT json_object('is', is_key, 'kind', kind, 'name', name,"
		" 'rule', rule, 'why', ?2) FROM alias WHERE id = ?1", err);

	if (rc == DBR_OK) {
		dbr_stmt_bind_i64(stmt, 1, id);
		dbr_stmt_bind_text(stmt, 2, why ? why : "");
		rc = dbr_stmt_step(stmt, &has_row, err);
	}
	if (rc == DBR_OK)
		rc = dbr_audit_add(store, by, event, dbr_stmt_text(stmt, 0),
				   err);
	dbr_stmt_close(stmt);
	return rc;
}

static enum dbr_status
insert_rule(int64_t *id, struct dbr_store *store,
	    const struct dbr_name_rule *rule, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	enum dbr_status rc = dbr_stmt_open(&stmt, store,
		"INSERT INTO alias (kind, rule, name, is_key, decided_by, why,"
		" decided_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
		" ON CONFLICT DO NOTHING", err);

	if (rc != DBR_OK)
		return rc;
	dbr_stmt_bind_text(stmt, 1, kind_words[rule->kind]);
	dbr_stmt_bind_text(stmt, 2, rule->rule);
	dbr_stmt_bind_text(stmt, 3, rule->name);
	dbr_stmt_bind_text(stmt, 4, rule->is_key);
	dbr_stmt_bind_text(stmt, 5, rule->by);
	dbr_stmt_bind_text(stmt, 6, rule->why ? rule->why : "");
	dbr_stmt_bind_i64(stmt, 7, dbr_clock_now());
	rc = dbr_stmt_run(stmt, err);
	dbr_stmt_close(stmt);
	*id = dbr_store_last_id(store);
	if (rc != DBR_OK || dbr_store_changes(store))
		return rc;
	dbr_fail(err, DBR_EUSAGE, "a rule for \"%s\" is there already",
		 rule->name);
	return dbr_fail_hint(err, "debrief names rules lists them; debrief "
			     "names end NUMBER takes it back first");
}

/* Every name again as the rules are now. */
static enum dbr_status
close_change(struct dbr_store *store, enum dbr_status rc,
	     struct dbr_error *err)
{
	if (rc == DBR_OK)
		rc = identity_unresolve(store, err);
	if (rc == DBR_OK)
		rc = identity_resolve(store, err);
	if (rc == DBR_OK)
		rc = dbr_store_commit(store, err);
	if (rc != DBR_OK)
		dbr_store_rollback(store);
	return rc;
}

enum dbr_status
dbr_names_decide(int64_t *id, struct dbr_store *store,
		 const struct dbr_name_rule *rule, struct dbr_error *err)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	enum dbr_status rc = dbr_store_begin(store, err);

	if (rc != DBR_OK)
		return rc;
	rc = check_rule(store, rule, &arena, err);
	if (rc == DBR_OK)
		rc = insert_rule(id, store, rule, err);
	if (rc == DBR_OK)
		rc = note_event(store, *id, "name", rule->by, rule->why, err);
	dbr_arena_release(&arena);
	return close_change(store, rc, err);
}

enum dbr_status
dbr_names_end(struct dbr_store *store, int64_t id, const char *by,
	      const char *why, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	enum dbr_status rc = dbr_store_begin(store, err);

	if (rc != DBR_OK)
		return rc;
	rc = dbr_stmt_open(&stmt, store, "UPDATE alias SET ended_at = ?2"
			   " WHERE id = ?1 AND ended_at IS NULL", err);
	if (rc == DBR_OK) {
		dbr_stmt_bind_i64(stmt, 1, id);
		dbr_stmt_bind_i64(stmt, 2, dbr_clock_now());
		rc = dbr_stmt_run(stmt, err);
	}
	dbr_stmt_close(stmt);
	if (rc == DBR_OK && !dbr_store_changes(store)) {
		dbr_fail(err, DBR_EUSAGE, "no rule %" PRId64 " is in force",
			 id);
		rc = dbr_fail_hint(err, "debrief names rules lists them");
	}
	if (rc == DBR_OK)
		rc = note_event(store, id, "name-end", by, why, err);
	return close_change(store, rc, err);
}
