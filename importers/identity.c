/* SPDX-License-Identifier: GPL-3.0-or-later */
/* identity.c -- names and rules to whom they mean; see identity.h. */
#include <config.h>
#include "identity.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>
#include "pattern.h"

enum { CHAIN_MAX = 32, EXPANSION_MAX = 8 };

static struct dbr_str
even_blanks(struct dbr_str text, struct dbr_arena *arena)
{
	struct dbr_buf buf = DBR_BUF_INIT;
	struct dbr_str out;

	text = dbr_str_trim(text);
	for (size_t i = 0; i < text.size; i++) {
		bool is_blank = strchr(" \t\r\n", text.at[i]) && text.at[i];

		if (!is_blank)
			dbr_buf_add_char(&buf, text.at[i]);
		else if (buf.size && buf.text[buf.size - 1] != ' ')
			dbr_buf_add_char(&buf, ' ');
	}
	out = dbr_arena_str(arena, dbr_buf_str(&buf));
	dbr_buf_release(&buf);
	return out;
}

const char *
identity_fold(struct dbr_str text, struct dbr_arena *arena)
{
	const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE |
					  UTF8PROC_CASEFOLD;
	struct dbr_str even = even_blanks(text, arena);
	utf8proc_ssize_t room = (utf8proc_ssize_t)even.size * EXPANSION_MAX;
	/* Reencoding in place wants a byte more than the characters. */
	utf8proc_int32_t *wide = dbr_arena_array(arena, (size_t)room + 1,
						 sizeof(*wide));
	utf8proc_ssize_t count = utf8proc_decompose(
		(const utf8proc_uint8_t *)even.at,
		(utf8proc_ssize_t)even.size, wide, room, options);

	if (count < 0 || count > room)
		return dbr_arena_text(arena, even);
	count = utf8proc_reencode(wide, count, options);
	return count < 0 ? dbr_arena_text(arena, even) : (const char *)wide;
}

static int
compare_names(const void *left, const void *right)
{
	const struct identity_name *a = left, *b = right;
	int order = strcmp(a->folded, b->folded);

	if (order)
		return order;
	if (a->rank != b->rank)
		return b->rank - a->rank;
	return strcmp(a->key, b->key);
}

static int
compare_claims(const void *left, const void *right)
{
	const struct identity_claim *a = left, *b = right;

	return strcmp(a->folded, b->folded);
}

/* Known best: who owns modules, then the rest of the runbook. */
static const char *const names_sql[] = {
	[DBR_NAME_CONTACT] =
		"SELECT id, key, CASE WHEN id IN (SELECT contact_id"
		"  FROM ownership) THEN 2 ELSE batch_id IS NOT NULL END"
		" FROM contact",
	[DBR_NAME_TEAM] =
		"SELECT id, key, CASE WHEN id IN (SELECT team_id"
		"  FROM ownership) THEN 2 ELSE id IN (SELECT team_id"
		"  FROM contact WHERE batch_id IS NOT NULL UNION"
		"  SELECT team_id FROM step) END FROM team",
};

static enum dbr_status
read_names(struct identity *out, struct dbr_store *store,
	   struct dbr_arena *arena, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	size_t capacity = 0;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, store,
					   names_sql[out->kind], err);

	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK &&
	       has_row) {
		struct dbr_str key = dbr_stmt_str(stmt, 1);

		out->names = dbr_arena_grow(arena, out->names,
					    out->name_count, &capacity,
					    sizeof(*out->names));
		out->names[out->name_count++] = (struct identity_name){
			.id = dbr_stmt_i64(stmt, 0),
			.key = dbr_arena_text(arena, key),
			.folded = identity_fold(key, arena),
			.rank = (int)dbr_stmt_i64(stmt, 2),
		};
	}
	dbr_stmt_close(stmt);
	if (out->name_count)
		qsort(out->names, out->name_count, sizeof(*out->names),
		      compare_names);
	for (size_t i = 0; i < out->name_count; i++) {
		struct identity_name *name = &out->names[i];

		name->first = i && strcmp(name->folded, name[-1].folded) == 0
			? name[-1].first : name;
		name->is = name;
	}
	return rc;
}

struct identity_name *
identity_find(const struct identity *identity, const char *folded)
{
	size_t low = 0, high = identity->name_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(identity->names[middle].folded, folded);

		if (order == 0)
			return identity->names[middle].first;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static enum dbr_status
read_claims(struct identity *out, struct dbr_store *store,
	    struct dbr_arena *arena, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	size_t capacity = 0;
	bool has_row = false;
	enum dbr_status rc;

	if (out->kind != DBR_NAME_CONTACT)
		return DBR_OK;
	rc = dbr_stmt_open(&stmt, store,
		"SELECT name, key FROM contact WHERE batch_id IS NOT NULL"
		" UNION SELECT p.address, c.key FROM contact_point p"
		" JOIN contact c ON c.id = p.contact_id", err);
	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK &&
	       has_row) {
		out->claims = dbr_arena_grow(arena, out->claims,
					     out->claim_count, &capacity,
					     sizeof(*out->claims));
		out->claims[out->claim_count++] = (struct identity_claim){
			identity_fold(dbr_stmt_str(stmt, 0), arena),
			identity_find(out, identity_fold(
				dbr_stmt_str(stmt, 1), arena)),
		};
	}
	dbr_stmt_close(stmt);
	if (out->claim_count)
		qsort(out->claims, out->claim_count, sizeof(*out->claims),
		      compare_claims);
	return rc;
}

/* The one who is known by this text; *is_twice when more than one is. */
static struct identity_name *
find_owner(const struct identity *identity, const char *folded,
	   bool *is_twice)
{
	const struct identity_claim wanted = { folded, NULL };
	const struct identity_claim *at = NULL;
	const struct identity_claim *end =
		identity->claims + identity->claim_count;
	struct identity_name *owner;

	*is_twice = false;
	if (identity->claim_count)
		at = bsearch(&wanted, identity->claims, identity->claim_count,
			     sizeof(*at), compare_claims);
	if (!at)
		return NULL;
	owner = at->owner;
	while (at > identity->claims && strcmp(at[-1].folded, folded) == 0)
		at--;
	for (; at < end && strcmp(at->folded, folded) == 0; at++)
		*is_twice |= at->owner != owner;
	return *is_twice ? NULL : owner;
}

static struct identity_name *
find_key(const struct identity *identity, const char *key,
	 struct dbr_arena *arena)
{
	const char *folded = identity_fold(dbr_str_from(key), arena);
	struct identity_name *name = identity_find(identity, folded);
	bool is_twice;

	return name ? name : find_owner(identity, folded, &is_twice);
}

static void
apply_known(struct identity *identity)
{
	for (size_t i = 0; i < identity->name_count; i++) {
		struct identity_name *name = &identity->names[i];
		struct identity_name *owner;

		if (name->first != name || name->rank)
			continue;
		owner = find_owner(identity, name->folded,
				   &name->is_claimed_twice);
		if (owner)
			name->is = owner;
	}
}

/* "$1" in the answer is the first group. */
static const char *
fill_in(const char *answer, struct dbr_str group, struct dbr_arena *arena)
{
	struct dbr_buf buf = DBR_BUF_INIT;
	const char *out;

	for (const char *c = answer; *c; c++)
		if (c[0] == '$' && c[1] == '1') {
			dbr_buf_add_str(&buf, group);
			c++;
		} else {
			dbr_buf_add_char(&buf, *c);
		}
	out = dbr_arena_text(arena, dbr_buf_str(&buf));
	dbr_buf_release(&buf);
	return out;
}

static void
apply_pattern(struct identity *identity, const struct dbr_name_rule *rule,
	      const struct pattern *pattern, struct dbr_arena *arena)
{
	for (size_t i = 0; i < identity->name_count; i++) {
		struct identity_name *name = &identity->names[i];
		struct dbr_str key = dbr_str_from(name->key);
		struct identity_name *owner;

		if (name->first != name || name->rank || name->is != name ||
		    pattern_match(pattern, key) != PATTERN_YES)
			continue;
		owner = find_key(identity, fill_in(rule->is_key,
			pattern_value(pattern, key), arena), arena);
		if (!owner || owner == name)
			continue;
		name->is = owner;
		name->rule_id = rule->id;
	}
}

static enum dbr_status
apply_rule(struct identity *identity, const struct dbr_name_rule *rule,
	   struct dbr_arena *arena, struct dbr_error *err)
{
	struct pattern *pattern = NULL;
	struct identity_name *name, *owner;
	enum dbr_status rc;

	if (strcmp(rule->rule, "pattern") == 0) {
		rc = pattern_open(&pattern, dbr_arena_textf(arena,
			"\\A(?:%s)\\z", rule->name), arena, err);
		if (rc == DBR_OK) {
			apply_pattern(identity, rule, pattern, arena);
			if (pattern_give_up_count(pattern))
				rc = dbr_fail(err, DBR_ECONFIG, "the name "
					"pattern \"%s\" would take too long: "
					"whom it means is unknown",
					rule->name);
		}
		pattern_close(pattern);
		return rc;
	}
	name = identity_find(identity, identity_fold(
			     dbr_str_from(rule->name), arena));
	if (!name)
		return DBR_OK;
	owner = rule->is_key ? find_key(identity, rule->is_key, arena) : name;
	name->is_apart = !rule->is_key;
	if (owner) {
		name->is = owner;
		name->rule_id = rule->id;
	}
	return DBR_OK;
}

enum dbr_status
identity_read(struct identity *out, struct dbr_store *store,
	      enum dbr_name_kind kind, struct dbr_arena *arena,
	      struct dbr_error *err)
{
	const struct dbr_name_rule *rules;
	size_t count = 0;
	enum dbr_status rc;

	*out = (struct identity){ .kind = kind };
	rc = read_names(out, store, arena, err);
	if (rc == DBR_OK)
		rc = read_claims(out, store, arena, err);
	if (rc == DBR_OK)
		rc = dbr_names_rules(&rules, &count, store, arena, err);
	if (rc != DBR_OK)
		return rc;
	apply_known(out);
	/* Patterns look at what is left, decisions on one name win. */
	for (int wants_pattern = 1; wants_pattern >= 0; wants_pattern--)
		for (size_t i = 0; i < count && rc == DBR_OK; i++)
			if (rules[i].kind == kind && wants_pattern ==
			    (strcmp(rules[i].rule, "pattern") == 0))
				rc = apply_rule(out, &rules[i], arena, err);
	return rc;
}

const struct identity_name *
identity_end_of(const struct identity_name *name)
{
	const struct identity_name *at = name->first;

	for (int i = 0; i < CHAIN_MAX; i++) {
		if (at->is == at)
			return at;
		at = at->is->first;
	}
	return name->first;	/* names that mean each other */
}
