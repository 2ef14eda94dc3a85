/* SPDX-License-Identifier: GPL-3.0-or-later */
/* identity_apply.c -- whom names mean, put into the tables and taken out
 * again; see identity.h. */
#include <config.h>
#include "identity.h"

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* The mapping itself (ownership) keeps the names its owners chose: they are
 * what the others are taken for. */
static const struct place {
	const char *table, *column;
	enum dbr_name_kind kind;
} places[] = {
	{ "ticket", "assignee_id", DBR_NAME_CONTACT },
	{ "ticket", "resolver_id", DBR_NAME_CONTACT },
	{ "ticket", "team_id", DBR_NAME_TEAM },
	{ "ticket", "resolver_team_id", DBR_NAME_TEAM },
	{ "ticket", "first_team_id", DBR_NAME_TEAM },
	{ "ticket_event", "assignee_id", DBR_NAME_CONTACT },
	{ "ticket_event", "team_id", DBR_NAME_TEAM },
	{ "communication", "contact_id", DBR_NAME_CONTACT },
	{ "contact", "team_id", DBR_NAME_TEAM },
	{ "step", "team_id", DBR_NAME_TEAM },
	{ "readiness_criterion", "team_id", DBR_NAME_TEAM },
	{ "handoff_item", "team_id", DBR_NAME_TEAM },
};

/* A ticket that names no team has that of its contact. */
static const struct stand_in {
	const char *team, *contact;
} stand_ins[] = {
	{ "team_id", "assignee_id" }, { "resolver_team_id", "resolver_id" },
};

static enum dbr_status
run_built(struct dbr_store *store, struct dbr_buf *sql, struct dbr_error *err)
{
	enum dbr_status rc = dbr_store_run(store, sql->text, err);

	dbr_buf_reset(sql);
	return rc;
}

enum dbr_status
identity_unresolve(struct dbr_store *store, struct dbr_error *err)
{
	struct dbr_buf sql = DBR_BUF_INIT;
	enum dbr_status rc = DBR_OK;

	for (size_t i = 0; i < COUNT_OF(places) && rc == DBR_OK; i++) {
		const struct place *at = &places[i];

		dbr_buf_addf(&sql, "UPDATE %s SET %s = (SELECT w.named_id"
			     " FROM as_written w WHERE w.table_name = '%s'"
			     " AND w.column_name = '%s' AND w.row_id = %s.id)"
			     " WHERE id IN (SELECT row_id FROM as_written"
			     "  WHERE table_name = '%s' AND column_name ="
			     "  '%s')", at->table, at->column, at->table,
			     at->column, at->table, at->table, at->column);
		rc = run_built(store, &sql, err);
	}
	dbr_buf_release(&sql);
	return rc == DBR_OK ? dbr_store_run(store, "DELETE FROM as_written",
					    err) : rc;
}

/* Names that mean another, into a table that SQL can join. */
static enum dbr_status
write_means(struct dbr_store *store, enum dbr_name_kind kind, bool *has_any,
	    struct dbr_error *err)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_stmt *stmt = NULL;
	struct identity identity;
	enum dbr_status rc = identity_read(&identity, store, kind, &arena,
					   err);

	if (rc == DBR_OK)
		rc = dbr_stmt_open(&stmt, store,
			"INSERT INTO temp.identity_means VALUES (?1, ?2, ?3)",
			err);
	for (size_t i = 0; rc == DBR_OK && i < identity.name_count; i++) {
		const struct identity_name *name = &identity.names[i];
		const struct identity_name *is = identity_end_of(name);

		if (is->id == name->id)
			continue;
		*has_any = true;
		dbr_stmt_bind_i64(stmt, 1, kind);
		dbr_stmt_bind_i64(stmt, 2, name->id);
		dbr_stmt_bind_i64(stmt, 3, is->id);
		rc = dbr_stmt_run(stmt, err);
	}
	dbr_stmt_close(stmt);
	dbr_arena_release(&arena);
	return rc;
}

static enum dbr_status
resolve_place(struct dbr_store *store, const struct place *at,
	      struct dbr_buf *sql, struct dbr_error *err)
{
	enum dbr_status rc;

	dbr_buf_addf(sql, "INSERT INTO as_written SELECT '%s', '%s', id, %s"
		     " FROM %s WHERE %s IN (SELECT named_id"
		     "  FROM temp.identity_means WHERE kind = %d)",
		     at->table, at->column, at->column, at->table, at->column,
		     at->kind);
	rc = run_built(store, sql, err);
	if (rc != DBR_OK)
		return rc;
	dbr_buf_addf(sql, "UPDATE %s SET %s = (SELECT m.is_id"
		     " FROM temp.identity_means m WHERE m.kind = %d"
		     " AND m.named_id = %s) WHERE %s IN (SELECT named_id"
		     "  FROM temp.identity_means WHERE kind = %d)", at->table,
		     at->column, at->kind, at->column, at->column, at->kind);
	return run_built(store, sql, err);
}

static enum dbr_status
fill_team(struct dbr_store *store, const struct stand_in *at,
	  struct dbr_buf *sql, struct dbr_error *err)
{
	enum dbr_status rc;

	dbr_buf_addf(sql, "INSERT INTO as_written SELECT 'ticket', '%s', t.id,"
		     " NULL FROM ticket t JOIN contact c ON c.id = t.%s"
		     " WHERE t.%s IS NULL AND c.team_id IS NOT NULL",
		     at->team, at->contact, at->team);
	rc = run_built(store, sql, err);
	if (rc != DBR_OK)
		return rc;
	dbr_buf_addf(sql, "UPDATE ticket SET %s = (SELECT c.team_id"
		     " FROM contact c WHERE c.id = %s) WHERE %s IS NULL"
		     " AND %s IN (SELECT id FROM contact"
		     "  WHERE team_id IS NOT NULL)", at->team, at->contact,
		     at->team, at->contact);
	return run_built(store, sql, err);
}

static enum dbr_status
has_contact_team(struct dbr_store *store, bool *out, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	enum dbr_status rc = dbr_stmt_open(&stmt, store, "SELECT 1 FROM"
		" contact WHERE team_id IS NOT NULL LIMIT 1", err);

	if (rc == DBR_OK)
		rc = dbr_stmt_step(stmt, out, err);
	dbr_stmt_close(stmt);
	return rc;
}

/* Each place is a pass over its table: only where it changes anything. */
enum dbr_status
identity_resolve(struct dbr_store *store, struct dbr_error *err)
{
	struct dbr_buf sql = DBR_BUF_INIT;
	bool has_means[2] = { false, false }, has_team = false;
	enum dbr_status rc = dbr_store_run(store,
		"CREATE TEMP TABLE IF NOT EXISTS identity_means (kind INTEGER,"
		" named_id INTEGER, is_id INTEGER,"
		" PRIMARY KEY (kind, named_id)) WITHOUT ROWID;"
		"DELETE FROM temp.identity_means", err);

	if (rc == DBR_OK)
		rc = write_means(store, DBR_NAME_CONTACT,
				 &has_means[DBR_NAME_CONTACT], err);
	if (rc == DBR_OK)
		rc = write_means(store, DBR_NAME_TEAM,
				 &has_means[DBR_NAME_TEAM], err);
	for (size_t i = 0; i < COUNT_OF(places) && rc == DBR_OK; i++)
		if (has_means[places[i].kind])
			rc = resolve_place(store, &places[i], &sql, err);
	if (rc == DBR_OK)
		rc = has_contact_team(store, &has_team, err);
	for (size_t i = 0; i < COUNT_OF(stand_ins) && rc == DBR_OK &&
	     has_team; i++)
		rc = fill_team(store, &stand_ins[i], &sql, err);
	dbr_buf_release(&sql);
	return rc;
}
