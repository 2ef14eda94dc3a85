/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback/sign_off.h"

#include <string.h>
#include "debrief/policy.h"
#include "feedback/audit.h"
#include "feedback/canonical.h"
#include "feedback/phrase.h"
#include "feedback/statement.h"

static const struct dbr_policy_rule *
rule_for(const struct dbr_policy *policy, const char *kind)
{
	for (size_t i = 0; policy && i < policy->rule_count; i++)
		for (size_t k = 0; k < policy->rules[i].kind_count; k++)
			if (strcmp(policy->rules[i].kinds[k], kind) == 0)
				return &policy->rules[i];
	return NULL;
}

static enum dbr_status
count_where(int64_t *out, struct dbr_store *store, const char *sql,
	    const struct signing *s, const char *stage, const char *place,
	    struct dbr_error *err)
{
	const struct dbr_parameter at[] = {
		STATEMENT_I64(":proposal", s->proposal_id),
		STATEMENT_TEXT(":stage", stage),
		STATEMENT_TEXT(":place", place),
		STATEMENT_TEXT(":by", s->by),
	};

	return statement_i64(out, store, sql, STATEMENT_VALUES(at), err);
}

static bool
is_moot(const struct signing *s, const char *place)
{
	return strcmp(place, "giving team") == 0 ?
		       !s->before || !*s->before :
	       strcmp(place, "receiving team") == 0 ? !s->after || !*s->after :
						      false;
}

static enum dbr_status
is_signed(bool *out, struct dbr_store *store, const struct signing *s,
	  const char *stage, const char *place, struct dbr_error *err)
{
	int64_t count = 0;
	enum dbr_status rc = count_where(
		&count, store, "SELECT COUNT(*) FROM sign_off"
		" WHERE proposal_id = :proposal AND stage = :stage"
		" AND place = :place", s, stage, place, err);

	*out = count > 0 || is_moot(s, place);
	return rc;
}

/* The team a place stands for; NULL: it is a name, or anyone. */
static const char *
team_of(const struct signing *s, const char *place)
{
	if (strcmp(place, "giving team") == 0)
		return s->before;
	if (strcmp(place, "receiving team") == 0)
		return s->after;
	return strncmp(place, "team ", 5) == 0 ? place + 5 : NULL;
}

static enum dbr_status
may_sign(bool *out, struct dbr_store *store, const struct signing *s,
	 const char *place, struct dbr_error *err)
{
	const char *team = team_of(s, place);
	int64_t count = 0;
	enum dbr_status rc;

	*out = strcmp(place, "anyone") == 0 || strcmp(place, s->by) == 0;
	if (!team)
		return DBR_OK;
	rc = count_where(&count, store, "SELECT COUNT(*) FROM contact c"
			 " JOIN team t ON t.id = c.team_id"
			 " WHERE t.key = :place"
			 " AND (c.name = :by OR c.key = :by)", s, "", team,
			 err);
	*out = count > 0;
	return rc;
}

/* Where a stage stands: who is missing, in words, and the first place by may
 * fill; NULL: none. */
struct standing {
	const struct dbr_policy_stage *stage;
	const char *missing;	/* NULL: the stage is done */
	const char *place;
};

static void
add_place(struct dbr_buf *out, const struct signing *s, const char *place)
{
	const char *team = team_of(s, place);

	dbr_buf_addf(out, "%s%s", out->size ? ", " : "", place);
	if (team && strncmp(place, "team ", 5) != 0)
		dbr_buf_addf(out, " (%s)", team);
}

static enum dbr_status
look_at(struct standing *out, struct dbr_store *store,
	const struct signing *s, struct dbr_arena *arena,
	struct dbr_error *err)
{
	const struct dbr_policy_stage *stage = out->stage;
	struct dbr_buf missing = DBR_BUF_INIT;
	size_t signed_count = 0;
	enum dbr_status rc = DBR_OK;

	for (size_t i = 0; rc == DBR_OK && i < stage->place_count; i++) {
		bool is_there = false, may = false;

		rc = is_signed(&is_there, store, s, stage->state,
			       stage->places[i], err);
		if (rc == DBR_OK && is_there) {
			signed_count++;
			continue;
		}
		add_place(&missing, s, stage->places[i]);
		if (rc == DBR_OK && s->by && !out->place)
			rc = may_sign(&may, store, s, stage->places[i], err);
		if (may)
			out->place = stage->places[i];
	}
	out->missing = phrase_keep(&missing, arena);
	if (signed_count == stage->place_count ||
	    (stage->needs_one && signed_count))
		out->missing = NULL;
	return rc;
}

/* The first stage that is not done; stage NULL: all are. */
static enum dbr_status
find_stage(struct standing *out, struct dbr_store *store,
	   const struct signing *s, const struct dbr_policy_rule *rule,
	   struct dbr_arena *arena, struct dbr_error *err)
{
	for (size_t i = 0; i < rule->stage_count; i++) {
		enum dbr_status rc;

		*out = (struct standing){ .stage = &rule->stages[i] };
		rc = look_at(out, store, s, arena, err);
		if (rc != DBR_OK || out->missing)
			return rc;
	}
	*out = (struct standing){ 0 };
	return DBR_OK;
}

static enum dbr_status
record(struct dbr_store *store, const struct signing *s,
       const struct standing *standing, struct dbr_error *err)
{
	struct dbr_buf body = DBR_BUF_INIT;
	struct canonical_object json;
	struct audit_event event = {
		.happened_us = s->now_us, .actor = s->by, .event = "sign-off",
	};
	int64_t sequence = 0;
	enum dbr_status rc;

	canonical_open(&json, &body);
	if (s->key)
		canonical_add_text(&json, "key", s->key);
	canonical_add_text(&json, "place", standing->place);
	canonical_add_i64(&json, "proposal", s->proposal_id);
	canonical_add_text(&json, "stage", standing->stage->state);
	canonical_add_text(&json, "why", s->why ? s->why : "");
	canonical_close(&json);
	event.body = body.text;
	rc = audit_append(&sequence, store, &event, err);
	dbr_buf_release(&body);
	if (rc != DBR_OK)
		return rc;
	const struct dbr_parameter at[] = {
		STATEMENT_I64(":proposal", s->proposal_id),
		STATEMENT_TEXT(":stage", standing->stage->state),
		STATEMENT_TEXT(":place", standing->place),
		STATEMENT_TEXT(":by", s->by),
		STATEMENT_TEXT(":why", s->why ? s->why : ""),
		STATEMENT_I64(":now", s->now_us),
		STATEMENT_I64(":event", sequence),
	};
	return statement_run(store, "INSERT INTO sign_off (proposal_id, stage,"
			     " place, signed_by, why, signed_at,"
			     " audit_sequence) VALUES (:proposal, :stage,"
			     " :place, :by, :why, :now, :event)",
			     STATEMENT_VALUES(at), err);
}

/* One name fills one place: a second one needs a second pair of eyes. */
static enum dbr_status
check_turn(struct dbr_store *store, const struct signing *s,
	   const struct standing *standing, struct dbr_error *err)
{
	int64_t count = 0;
	enum dbr_status rc = count_where(
		&count, store, "SELECT COUNT(*) FROM sign_off"
		" WHERE proposal_id = :proposal AND signed_by = :by", s, "",
		"", err);

	if (rc != DBR_OK || (standing->place && !count))
		return rc;
	if (count)
		dbr_fail(err, DBR_EPERM, "%s signed this proposal already",
			 s->by);
	else
		dbr_fail(err, DBR_EPERM, "%s may not sign it now", s->by);
	return dbr_fail_hint(err, "\"%s\" waits for %s",
			     standing->stage->state, standing->missing);
}

/* Whether any place of a stage is this name's. */
static enum dbr_status
is_named(bool *out, struct dbr_store *store, const struct signing *s,
	 const struct dbr_policy_stage *stage, struct dbr_error *err)
{
	enum dbr_status rc = DBR_OK;

	for (size_t i = 0; rc == DBR_OK && !*out && i < stage->place_count; i++)
		rc = may_sign(out, store, s, stage->places[i], err);
	return rc;
}

enum dbr_status
sign_off_allow(struct dbr_store *store, const struct signing *signing,
	       const char *verb, struct dbr_error *err)
{
	const struct dbr_policy_rule *rule = rule_for(signing->policy,
						      signing->kind);
	bool may = !rule;
	enum dbr_status rc = DBR_OK;

	for (size_t i = 0; rc == DBR_OK && !may && i < rule->stage_count; i++)
		rc = is_named(&may, store, signing, &rule->stages[i], err);
	if (rc != DBR_OK || may)
		return rc;
	dbr_fail(err, DBR_EPERM, "%s may not %s it", signing->by, verb);
	return dbr_fail_hint(err, "policy/approval.yaml names who decides on"
			     " a %s", signing->kind);
}

enum dbr_status
sign_off(bool *is_complete, struct dbr_store *store,
	 const struct signing *signing, struct dbr_arena *arena,
	 struct dbr_error *err)
{
	const struct dbr_policy_rule *rule = rule_for(signing->policy,
						      signing->kind);
	struct standing standing = { 0 };
	enum dbr_status rc;

	*is_complete = true;
	if (!rule)
		return DBR_OK;
	rc = find_stage(&standing, store, signing, rule, arena, err);
	if (rc != DBR_OK || !standing.stage)
		return rc;
	rc = check_turn(store, signing, &standing, err);
	if (rc == DBR_OK)
		rc = record(store, signing, &standing, err);
	if (rc == DBR_OK)
		rc = find_stage(&standing, store, signing, rule, arena, err);
	*is_complete = !standing.stage;
	return rc;
}

static enum dbr_status
load(struct signing *out, bool *is_open, struct dbr_store *store,
     struct dbr_arena *arena, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	enum dbr_status rc = dbr_stmt_open(
		&stmt, store, "SELECT kind, value_before, value_after"
		" FROM proposal WHERE id = ?1"
		" AND state IN ('open', 'deferred')", err);

	if (rc != DBR_OK)
		return rc;
	dbr_stmt_bind_i64(stmt, 1, out->proposal_id);
	rc = dbr_stmt_step(stmt, is_open, err);
	if (rc == DBR_OK && *is_open) {
		out->kind = statement_column(stmt, 0, arena);
		out->before = statement_column(stmt, 1, arena);
		out->after = statement_column(stmt, 2, arena);
	}
	dbr_stmt_close(stmt);
	return rc;
}

enum dbr_status
dbr_policy_waits(const char **out, const struct dbr_policy *policy,
		 struct dbr_store *store, int64_t proposal_id,
		 struct dbr_arena *arena, struct dbr_error *err)
{
	struct signing s = { .policy = policy, .proposal_id = proposal_id };
	const struct dbr_policy_rule *rule;
	struct standing standing = { 0 };
	bool is_open = false;
	enum dbr_status rc = load(&s, &is_open, store, arena, err);

	*out = NULL;
	if (rc != DBR_OK || !is_open)
		return rc;
	rule = rule_for(policy, s.kind);
	if (rule)
		rc = find_stage(&standing, store, &s, rule, arena, err);
	if (rc == DBR_OK && standing.stage)
		*out = dbr_arena_textf(arena, "%s: %s%s",
				       standing.stage->state,
				       standing.stage->needs_one ? "one of " :
								   "",
				       standing.missing);
	return rc;
}
