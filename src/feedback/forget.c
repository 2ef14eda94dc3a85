/* SPDX-License-Identifier: GPL-3.0-or-later */
/* forget.c -- see debrief/forget.h. */
#include <config.h>
#include "debrief/forget.h"

#include <inttypes.h>
#include <sodium.h>
#include "debrief/alias.h"
#include "debrief/trail.h"
#include "debrief/time.h"
#include "feedback/audit.h"
#include "feedback/canonical.h"
#include "feedback/statement.h"

struct forgetting {
	struct dbr_store *store;
	struct dbr_aliases *aliases;
	struct dbr_buf events;	/* the members of the list, as JSON */
	size_t event_count;
};

static enum dbr_status
rewrite_event(struct forgetting *f, struct dbr_stmt *row, struct dbr_stmt *put,
	      struct dbr_error *err)
{
	struct dbr_buf actor = DBR_BUF_INIT, body = DBR_BUF_INIT;
	int64_t sequence = dbr_stmt_i64(row, 0);
	bool has_changed = dbr_aliases_apply(f->aliases, &actor,
					     dbr_stmt_str(row, 2));
	enum dbr_status rc = DBR_OK;

	has_changed |= dbr_aliases_apply(f->aliases, &body,
					 dbr_stmt_str(row, 4));
	if (has_changed) {
		struct canonical_object entry;
		char now[AUDIT_HASH_SIZE];

		audit_hash(now, &(struct audit_link){
			sequence, dbr_stmt_i64(row, 1), dbr_buf_str(&actor),
			dbr_stmt_str(row, 3), dbr_buf_str(&body) },
			dbr_stmt_text(row, 5));
		if (f->event_count++)
			dbr_buf_add_char(&f->events, ',');
		canonical_open(&entry, &f->events);
		canonical_add_text(&entry, "hash", dbr_stmt_text(row, 6));
		canonical_add_text(&entry, "now", now);
		canonical_add_i64(&entry, "sequence", sequence);
		canonical_close(&entry);
		dbr_stmt_bind_i64(put, 1, sequence);
		dbr_stmt_bind_str(put, 2, dbr_buf_str(&actor));
		dbr_stmt_bind_str(put, 3, dbr_buf_str(&body));
		rc = dbr_stmt_run(put, err);
	}
	dbr_buf_release(&actor);
	dbr_buf_release(&body);
	return rc;
}

static enum dbr_status
rewrite_events(struct forgetting *f, struct dbr_error *err)
{
	struct dbr_stmt *rows = NULL, *put = NULL;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&rows, f->store,
		"SELECT sequence, happened_at, actor, event, body,"
		" previous_hash, hash FROM audit ORDER BY sequence", err);

	if (rc == DBR_OK)
		rc = dbr_stmt_open(&put, f->store,
			"UPDATE audit SET actor = ?2, body = ?3"
			" WHERE sequence = ?1", err);
	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(rows, &has_row, err)) == DBR_OK && has_row)
		rc = rewrite_event(f, rows, put, err);
	dbr_stmt_close(rows);
	dbr_stmt_close(put);
	return rc;
}

/* The event that vouches for the changed ones; it names nobody either. */
static enum dbr_status
append_event(struct forgetting *f, const char *stand_in, const char *by,
	     const char *why, struct dbr_error *err)
{
	struct dbr_buf body = DBR_BUF_INIT, actor = DBR_BUF_INIT;
	struct dbr_buf reason = DBR_BUF_INIT;
	struct audit_event event = { .happened_us = dbr_clock_now(),
				     .event = "forget" };
	struct canonical_object object;
	int64_t sequence;
	enum dbr_status rc;

	dbr_aliases_apply(f->aliases, &actor, dbr_str_from(by));
	dbr_aliases_apply(f->aliases, &reason, dbr_str_from(why));
	canonical_open(&object, &body);
	canonical_add_text(&object, "person", stand_in);
	canonical_add_text(&object, "why", why ? reason.text : NULL);
	canonical_close(&object);
	body.size--;	/* the list goes behind the others, before the brace */
	dbr_buf_addf(&body, ",\"events\":[%.*s]}",
		     DBR_STR_ARG(dbr_buf_str(&f->events)));
	event.actor = actor.text;
	event.body = body.text;
	rc = audit_append(&sequence, f->store, &event, err);
	dbr_buf_release(&body);
	dbr_buf_release(&actor);
	dbr_buf_release(&reason);
	return rc;
}

static enum dbr_status
rewrite(int64_t *row_count, struct forgetting *f, struct dbr_error *err)
{
	enum dbr_status rc = dbr_trail_begin(f->store, err);

	if (rc == DBR_OK)
		rc = dbr_aliases_store(row_count, f->store, f->aliases, err);
	return rc == DBR_OK ? rewrite_events(f, err) : rc;
}

/* The other names of whoever is called so. */
static enum dbr_status
add_names(struct forgetting *f, const char *person, const char *stand_in,
	  struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, f->store,
		"WITH who AS (SELECT id, key, name FROM contact WHERE"
		" key = ?1 COLLATE NOCASE OR name = ?1 COLLATE NOCASE OR id IN"
		" (SELECT contact_id FROM contact_point WHERE address = ?1"
		" COLLATE NOCASE)) SELECT key FROM who UNION SELECT name FROM"
		" who UNION SELECT p.address FROM contact_point p JOIN who"
		" ON who.id = p.contact_id", err);

	if (rc == DBR_OK)
		dbr_stmt_bind_text(stmt, 1, person);
	dbr_aliases_add(f->aliases, dbr_str_from(person), stand_in);
	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK && has_row)
		dbr_aliases_add(f->aliases, dbr_stmt_str(stmt, 0), stand_in);
	dbr_stmt_close(stmt);
	return rc;
}

/* What is deleted is overwritten, in the pages and in the log. */
static enum dbr_status
scrub(struct dbr_store *store, struct dbr_error *err)
{
	int64_t is_busy = 0;
	const struct statement_values none = { 0 };
	enum dbr_status rc = dbr_store_run(store, "VACUUM", err);

	if (rc == DBR_OK)
		rc = statement_i64(&is_busy, store,
				   "PRAGMA wal_checkpoint(TRUNCATE)", none,
				   err);
	if (rc != DBR_OK || !is_busy)
		return rc;
	dbr_fail(err, DBR_EBUSY, "somebody is reading: old pages are still in "
				 "the log beside the workspace");
	return dbr_fail_hint(err, "run it again when nobody reads");
}

static enum dbr_status
forget_all(struct dbr_forget_result *out, struct forgetting *f,
	   const struct dbr_forget *ask, struct dbr_error *err)
{
	enum dbr_status rc = add_names(f, ask->person, out->stand_in, err);

	for (size_t i = 0; rc == DBR_OK && i < ask->also_count; i++)
		rc = add_names(f, ask->also[i], out->stand_in, err);
	if (rc == DBR_OK)
		rc = rewrite(&out->row_count, f, err);
	if (rc == DBR_OK && !out->row_count && !f->event_count) {
		dbr_fail(err, DBR_ENOINPUT, "\"%s\" is nowhere in the "
			 "workspace", ask->person);
		return dbr_fail_hint(err, "give the name or address as it is "
				     "in the exports: debrief sql 'SELECT "
				     "key, name FROM contact'");
	}
	if (rc == DBR_OK)
		rc = append_event(f, out->stand_in, ask->by, ask->why, err);
	if (rc == DBR_OK)
		rc = dbr_trail_end(f->store, "debrief forget", "forget", err);
	return rc;
}

enum dbr_status
dbr_forget(struct dbr_forget_result *out, struct dbr_store *store,
	   const struct dbr_forget *ask, struct dbr_arena *arena,
	   struct dbr_error *err)
{
	struct forgetting f = { .store = store, .events = DBR_BUF_INIT,
				.aliases = dbr_aliases_open(arena) };
	enum dbr_status rc = dbr_store_run(store, "PRAGMA secure_delete = ON",
					   err);

	*out = (struct dbr_forget_result){
		.stand_in = dbr_arena_textf(arena, "person-%08" PRIx32,
					    randombytes_random()),
	};
	if (rc == DBR_OK)
		rc = dbr_store_begin(store, err);
	if (rc != DBR_OK)
		goto out;
	rc = forget_all(out, &f, ask, err);
	out->event_count = f.event_count;
	if (rc == DBR_OK)
		rc = dbr_store_commit(store, err);
	if (rc == DBR_OK)
		rc = scrub(store, err);
	else
		dbr_store_rollback(store);
out:
	dbr_buf_release(&f.events);
	return rc;
}

/* Respondents that are numbers are nobody; a number is too many things. */
static enum dbr_status
add_everybody(struct forgetting *f, const struct dbr_pseudonym_key *key,
	      struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, f->store,
		"SELECT key, key FROM contact UNION SELECT name, key FROM"
		" contact UNION SELECT p.address, c.key FROM contact_point p"
		" JOIN contact c ON c.id = p.contact_id UNION SELECT"
		" respondent, respondent FROM response WHERE respondent GLOB"
		" '*[^0-9]*' UNION SELECT decided_by, decided_by FROM decision"
		" UNION SELECT decided_by, decided_by FROM alias"
		" UNION SELECT actor, actor FROM audit WHERE event IN"
		" ('approve', 'reject', 'defer', 'revert', 'forget', 'sign-off', 'trust-key',"
		"  'undo', 'name', 'name-end', 'setting')", err);

	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK && has_row) {
		struct dbr_buf name = DBR_BUF_INIT;

		dbr_pseudonym_add(&name, key, "person", dbr_stmt_str(stmt, 1));
		dbr_aliases_add(f->aliases, dbr_stmt_str(stmt, 0), name.text);
		dbr_buf_release(&name);
	}
	dbr_stmt_close(stmt);
	return rc;
}

enum dbr_status
dbr_pseudonymise(int64_t *row_count, struct dbr_store *store,
		 const struct dbr_pseudonym_key *key, struct dbr_error *err)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct forgetting f = { .store = store, .events = DBR_BUF_INIT,
				.aliases = dbr_aliases_open(&arena) };
	enum dbr_status rc = add_everybody(&f, key, err);

	if (rc == DBR_OK)
		rc = rewrite(row_count, &f, err);
	if (rc == DBR_OK && f.event_count)
		rc = append_event(&f, "everybody", "debrief publish",
				  "pseudonymised", err);
	if (rc == DBR_OK)
		rc = dbr_trail_end(store, "debrief publish", "publish", err);
	dbr_buf_release(&f.events);
	dbr_arena_release(&arena);
	return rc;
}
