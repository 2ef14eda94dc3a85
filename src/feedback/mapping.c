/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tables with memory change in the same steps, so each is a set of
 * statements made from the same pieces.  Parameters: the slot (:scope :module :role
 * :severity :level), :at (the effective instant), :now (recorded), :event
 * (the audit event that does it), :made (the event being reverted).
 */
#include <config.h>
#include "feedback/mapping.h"

#include <string.h>
#include "debrief/number.h"
#include "feedback/statement.h"

#define OWNER_CELLS \
	"scope, module_id, role, level, team_id, contact_id, authority_note"
#define OWNER_SLOT \
	"scope = :scope AND module_id = :module AND role = :role" \
	" AND level = :level"
#define DELAY_CELLS "module_id, severity, level, delay_minutes"
#define DELAY_SLOT \
	"module_id = :module AND severity = :severity AND level = :level"

#define ESTIMATE_CELLS "module_id, kind, minutes"
#define ESTIMATE_SLOT "ifnull(module_id, 0) = :module AND kind = :role"

#define KNOWN "superseded_at IS NULL"
#define HOLDS \
	KNOWN " AND valid_from_at <= :at" \
	" AND (valid_to_at IS NULL OR valid_to_at > :at)"
#define INTO(table, cells) \
	"INSERT INTO " table " (" cells ", valid_from_at, valid_to_at," \
	" recorded_at, batch_id, line, audit_sequence) "
/* Rows again, as known from now on, with other ends. */
#define COPY(table, cells, from, to, where) \
	INTO(table, cells) "SELECT " cells ", " from ", " to \
	", :now, batch_id, line, :event FROM " table " WHERE " where
#define SUPERSEDE(table, where) \
	"UPDATE " table " SET superseded_at = :now, superseded_by = :event" \
	" WHERE " where
/* The end of a new row: that of the row it follows, else the start of the
 * next one. */
#define NEW_END(table, slot) \
	"CASE WHEN EXISTS (SELECT 1 FROM " table " WHERE " slot \
	" AND " HOLDS ") THEN (SELECT valid_to_at FROM " table \
	" WHERE " slot " AND " HOLDS ") ELSE (SELECT MIN(valid_from_at)" \
	" FROM " table " WHERE " slot " AND " KNOWN \
	" AND valid_from_at > :at) END"

/* The row made by :made that still holds at its end: what it decided. */
#define DECIDED(table) \
	"audit_sequence = :made AND " KNOWN " AND valid_from_at =" \
	" (SELECT MAX(valid_from_at) FROM " table \
	" WHERE audit_sequence = :made)"

struct mapping_table {
	const char *count, *value;
	/* set: close what holds, open the new one */
	const char *close, *open, *supersede;
	/* revert */
	const char *changed_since, *starts_at;
	const char *restore_all, *supersede_all;
	const char *close_decided, *restore_rest, *supersede_decided;
};

#define MAPPING_TABLE(table, cells, slot) \
	.count = "SELECT COUNT(*) FROM " table " WHERE " slot " AND " HOLDS, \
	.close = COPY(table, cells, "valid_from_at", ":at", \
		      slot " AND " HOLDS " AND valid_from_at < :at"), \
	.supersede = SUPERSEDE(table, slot " AND " HOLDS \
			       " AND audit_sequence IS NOT :event"), \
	.changed_since = "SELECT COUNT(*) FROM " table \
		" WHERE audit_sequence = :made AND superseded_at IS NOT NULL", \
	.starts_at = "SELECT MAX(valid_from_at) FROM " table \
		" WHERE audit_sequence = :made", \
	.restore_all = COPY(table, cells, "valid_from_at", "valid_to_at", \
			    "superseded_by = :made"), \
	.supersede_all = SUPERSEDE(table, "audit_sequence = :made"), \
	.close_decided = COPY(table, cells, "valid_from_at", ":at", \
			      DECIDED(table)), \
	.restore_rest = COPY(table, cells, ":at", "valid_to_at", \
			     "superseded_by = :made AND" \
			     " (valid_to_at IS NULL OR valid_to_at > :at)"), \
	.supersede_decided = SUPERSEDE(table, DECIDED(table))

static const struct mapping_table owner_table = {
	MAPPING_TABLE("ownership", OWNER_CELLS, OWNER_SLOT),
	.value = "SELECT COALESCE(t.key, ct.key, c.key) FROM ownership o"
		 " LEFT JOIN team t ON t.id = o.team_id"
		 " LEFT JOIN contact c ON c.id = o.contact_id"
		 " LEFT JOIN team ct ON ct.id = c.team_id"
		 " WHERE " OWNER_SLOT " AND " HOLDS,
	.open = INTO("ownership", OWNER_CELLS)
		"SELECT :scope, :module, :role, :level, t.id, NULL,"
		" (SELECT authority_note FROM ownership WHERE " OWNER_SLOT
		" AND " HOLDS "), :at, " NEW_END("ownership", OWNER_SLOT)
		", :now, NULL, NULL, :event FROM team t WHERE t.key = :value",
};

static const struct mapping_table delay_table = {
	MAPPING_TABLE("escalation", DELAY_CELLS, DELAY_SLOT),
	.value = "SELECT delay_minutes FROM escalation WHERE " DELAY_SLOT
		 " AND " HOLDS,
	.open = INTO("escalation", DELAY_CELLS)
		"SELECT :module, :severity, :level,"
		" CAST(:value AS REAL), :at, "
		NEW_END("escalation", DELAY_SLOT)
		", :now, NULL, NULL, :event",
};

static const struct mapping_table estimate_table = {
	MAPPING_TABLE("estimate", ESTIMATE_CELLS, ESTIMATE_SLOT),
	.value = "SELECT minutes FROM estimate WHERE " ESTIMATE_SLOT
		 " AND " HOLDS,
	.open = INTO("estimate", ESTIMATE_CELLS)
		"SELECT nullif(:module, 0), :role, CAST(:value AS REAL), :at, "
		NEW_END("estimate", ESTIMATE_SLOT)
		", :now, NULL, NULL, :event",
};

/* A step has no dates of its own: the log of decisions remembers it. */
#define STEP "module_id = :module AND kind = 'step' AND text = :value"
static const struct mapping_table step_table = {
	.count = "SELECT COUNT(*) FROM module_item WHERE " STEP,
	.value = "SELECT text FROM module_item WHERE " STEP,
	.open = "INSERT INTO module_item (module_id, kind, position, text,"
		" audit_sequence) SELECT :module, 'step',"
		" (SELECT COALESCE(MAX(position), 0) + 1 FROM module_item"
		" WHERE module_id = :module AND kind = 'step'), :value,"
		" :event",
};

static const struct {
	const char *kind;
	enum mapping_what what;
} kinds[] = {
	{ "end-stale", MAPPING_END },
	{ "set-escalation-delay", MAPPING_DELAY },
	{ "set-duration", MAPPING_ESTIMATE },
	{ "set-rollback", MAPPING_ESTIMATE },
	{ "add-step", MAPPING_STEP },
};

enum mapping_what
mapping_what_of(const char *kind)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strcmp(kinds[i].kind, kind) == 0)
			return kinds[i].what;
	return MAPPING_OWNER;
}

enum { SLOT_VALUES = 10 };

static struct statement_values
slot_values(struct dbr_parameter at[SLOT_VALUES],
	    const struct mapping_change *change, int64_t made)
{
	const struct dbr_parameter values[SLOT_VALUES] = {
		STATEMENT_TEXT(":scope", change->scope),
		STATEMENT_I64(":module", change->module_id),
		STATEMENT_TEXT(":role", change->role),
		STATEMENT_I64(":severity", change->severity),
		STATEMENT_I64(":level", change->level),
		STATEMENT_TEXT(":value", change->value),
		STATEMENT_I64(":at", change->effective_us),
		STATEMENT_I64(":now", change->recorded_us),
		STATEMENT_I64(":event", change->audit_sequence),
		STATEMENT_I64(":made", made),
	};

	for (size_t i = 0; i < SLOT_VALUES; i++)
		at[i] = values[i];
	return (struct statement_values){ at, SLOT_VALUES };
}

static const struct mapping_table *
table_of(const struct mapping_change *change)
{
	switch (change->what) {
	case MAPPING_DELAY:
		return &delay_table;
	case MAPPING_ESTIMATE:
		return &estimate_table;
	case MAPPING_STEP:
		return &step_table;
	default:
		return &owner_table;
	}
}

static enum dbr_status
check_single(struct dbr_store *store, const struct mapping_table *table,
	     struct statement_values values, struct dbr_error *err)
{
	int64_t count = 0;
	enum dbr_status rc = statement_i64(&count, store, table->count, values,
					   err);

	if (rc != DBR_OK || count < 2)
		return rc;
	dbr_fail(err, DBR_EINPUT, "the mapping has %d rows at once where one"
		 " may hold", (int)count);
	return dbr_fail_hint(err, "\"debrief owners show --check\" lists"
			     " them; import the mended file");
}

static const char *
value_text(struct dbr_stmt *stmt, const struct mapping_change *change,
	   struct dbr_arena *arena)
{
	struct dbr_buf minutes = DBR_BUF_INIT;
	const char *text;

	if (change->what != MAPPING_DELAY && change->what != MAPPING_ESTIMATE)
		return statement_column(stmt, 0, arena);
	dbr_double_text(&minutes, dbr_stmt_double(stmt, 0));
	text = dbr_arena_text(arena, dbr_buf_str(&minutes));
	dbr_buf_release(&minutes);
	return text;
}

enum dbr_status
mapping_value(const char **out, struct dbr_store *store,
	      const struct mapping_change *change, struct dbr_arena *arena,
	      struct dbr_error *err)
{
	const struct mapping_table *table = table_of(change);
	struct dbr_parameter at[SLOT_VALUES];
	struct statement_values values = slot_values(at, change, 0);
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc = check_single(store, table, values, err);

	if (rc != DBR_OK)
		return rc;
	rc = dbr_stmt_open(&stmt, store, table->value, err);
	if (rc != DBR_OK)
		return rc;
	statement_bind(stmt, values);
	rc = dbr_stmt_step(stmt, &has_row, err);
	if (rc == DBR_OK)
		*out = has_row ? value_text(stmt, change, arena) : NULL;
	dbr_stmt_close(stmt);
	return rc;
}

static enum dbr_status
run_all(struct dbr_store *store, const char *const *sql, size_t count,
	struct statement_values values, struct dbr_error *err)
{
	for (size_t i = 0; i < count; i++) {
		enum dbr_status rc = statement_run(store, sql[i], values, err);

		if (rc != DBR_OK)
			return rc;
	}
	return DBR_OK;
}

enum dbr_status
mapping_set(struct dbr_store *store, const struct mapping_change *change,
	    struct dbr_error *err)
{
	const struct mapping_table *table = table_of(change);
	struct dbr_parameter at[SLOT_VALUES];
	struct statement_values values = slot_values(at, change, 0);
	enum dbr_status rc = check_single(store, table, values, err);

	/* The closed copy ends at :at, so it no longer holds there. */
	if (rc == DBR_OK && table->close)
		rc = statement_run(store, table->close, values, err);
	if (rc == DBR_OK && change->what != MAPPING_END)
		rc = statement_run(store, table->open, values, err);
	if (rc != DBR_OK)
		return rc;
	if (change->what != MAPPING_END && dbr_store_changes(store) != 1)
		return dbr_fail(err, DBR_EINPUT, "there is no team \"%s\"",
				change->value);
	if (!table->supersede)
		return DBR_OK;
	return statement_run(store, table->supersede, values, err);
}

static enum dbr_status
revert_step(struct dbr_store *store, struct statement_values values,
	    struct dbr_error *err)
{
	return statement_run(store, "DELETE FROM module_item"
			     " WHERE audit_sequence = :made", values, err);
}

/* An end is undone by letting the row hold again, not by prolonging it. */
static enum dbr_status
revert_end(struct dbr_store *store, const struct mapping_change *change,
	   struct statement_values values, struct dbr_error *err)
{
	int64_t ended_us = 0;
	const char *const never[] = {
		owner_table.restore_all, owner_table.supersede_all,
	};
	enum dbr_status rc = statement_i64(
		&ended_us, store, "SELECT MAX(valid_to_at) FROM ownership"
		" WHERE audit_sequence = :made", values, err);

	if (rc != DBR_OK)
		return rc;
	if (change->effective_us <= ended_us)
		return run_all(store, never, 2, values, err);
	return statement_run(store, owner_table.restore_rest, values, err);
}

enum dbr_status
mapping_revert(struct dbr_store *store, const struct mapping_change *change,
	       int64_t event, struct dbr_error *err)
{
	const struct mapping_table *table = table_of(change);
	struct dbr_parameter at[SLOT_VALUES];
	struct statement_values values = slot_values(at, change, event);
	const char *const never[] = {
		table->restore_all, table->supersede_all,
	};
	const char *const from_now[] = {
		table->close_decided, table->restore_rest,
		table->supersede_decided,
	};
	int64_t changed = 0, starts_at = 0;
	enum dbr_status rc;

	if (change->what == MAPPING_STEP)
		return revert_step(store, values, err);
	rc = statement_i64(&changed, store, table->changed_since, values, err);
	if (rc == DBR_OK)
		rc = statement_i64(&starts_at, store, table->starts_at, values,
				   err);
	if (rc != DBR_OK)
		return rc;
	if (changed) {
		dbr_fail(err, DBR_EUSAGE, "a later change rests on this one");
		return dbr_fail_hint(err, "revert the later one first:"
				     " \"debrief owners history MODULE\"");
	}
	if (change->what == MAPPING_END)
		return revert_end(store, change, values, err);
	if (change->effective_us <= starts_at)
		return run_all(store, never, 2, values, err);
	return run_all(store, from_now, 3, values, err);
}
