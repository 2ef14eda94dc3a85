/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mapping_list.c -- read the mapping: as of, as known, whole history. */
#include <config.h>
#include "debrief/mapping.h"

#include "debrief/time.h"
#include "feedback/statement.h"

/* What a list selects and how a row becomes an element. */
struct list {
	const char *sql;
	size_t element_size;
	void (*take)(void *element, struct dbr_stmt *row,
		     struct dbr_arena *arena);
};

static enum dbr_status
read_list(void **out, size_t *count, struct dbr_store *store,
	  const struct list *list, struct statement_values values,
	  struct dbr_arena *arena, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	size_t capacity = 0;
	bool has_row = false;
	enum dbr_status rc;

	*out = NULL;
	*count = 0;
	rc = dbr_stmt_open(&stmt, store, list->sql, err);
	if (rc != DBR_OK)
		return rc;
	statement_bind(stmt, values);
	while ((rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK && has_row) {
		*out = dbr_arena_grow(arena, *out, *count, &capacity,
				      list->element_size);
		list->take((char *)*out + *count * list->element_size, stmt,
			   arena);
		(*count)++;
	}
	dbr_stmt_close(stmt);
	return rc;
}

#define AS_KNOWN(row) \
	"((:known = 0 AND " row ".superseded_at IS NULL) OR" \
	" (:known > 0 AND " row ".recorded_at <= :known AND" \
	" (" row ".superseded_at IS NULL OR " row ".superseded_at > :known)))"
#define VALID(row) \
	row ".valid_from_at <= :valid AND" \
	" (" row ".valid_to_at IS NULL OR " row ".valid_to_at > :valid)"
#define TIMES(row) \
	row ".valid_from_at, " row ".valid_to_at, " row ".recorded_at, " \
	row ".superseded_at, d.decided_by, d.why"
#define OWNERS \
	"SELECT o.scope, m.key, o.role, COALESCE(t.key, ct.key), c.name," \
	" o.authority_note, o.level, " TIMES("o") " FROM ownership o" \
	" JOIN module m ON m.id = o.module_id" \
	" LEFT JOIN team t ON t.id = o.team_id" \
	" LEFT JOIN contact c ON c.id = o.contact_id" \
	" LEFT JOIN team ct ON ct.id = c.team_id" \
	" LEFT JOIN decision d ON d.audit_sequence = o.audit_sequence"
#define DELAYS \
	"SELECT m.key, e.severity, e.level, e.delay_minutes, " TIMES("e") \
	" FROM escalation e JOIN module m ON m.id = e.module_id" \
	" LEFT JOIN decision d ON d.audit_sequence = e.audit_sequence"
#define ROLE_ORDER \
	"CASE o.role WHEN 'owner' THEN 1 WHEN 'backup' THEN 2" \
	" WHEN 'validator' THEN 3 WHEN 'comms' THEN 4" \
	" WHEN 'rollback' THEN 5 ELSE 6 END"

static void
take_owner(void *element, struct dbr_stmt *row, struct dbr_arena *arena)
{
	*(struct dbr_owner *)element = (struct dbr_owner){
		.scope = statement_column(row, 0, arena),
		.module = statement_column(row, 1, arena),
		.role = statement_column(row, 2, arena),
		.team = statement_column(row, 3, arena),
		.contact = statement_column(row, 4, arena),
		.authority_note = statement_column(row, 5, arena),
		.level = (int)dbr_stmt_i64(row, 6),
		.valid_from_us = dbr_stmt_i64(row, 7),
		.valid_to_us = dbr_stmt_i64(row, 8),
		.recorded_us = dbr_stmt_i64(row, 9),
		.superseded_us = dbr_stmt_i64(row, 10),
		.decided_by = statement_column(row, 11, arena),
		.why = statement_column(row, 12, arena),
	};
}

static void
take_delay(void *element, struct dbr_stmt *row, struct dbr_arena *arena)
{
	*(struct dbr_delay *)element = (struct dbr_delay){
		.module = statement_column(row, 0, arena),
		.severity = (int)dbr_stmt_i64(row, 1),
		.level = (int)dbr_stmt_i64(row, 2),
		.minutes = dbr_stmt_double(row, 3),
		.valid_from_us = dbr_stmt_i64(row, 4),
		.valid_to_us = dbr_stmt_i64(row, 5),
		.recorded_us = dbr_stmt_i64(row, 6),
		.superseded_us = dbr_stmt_i64(row, 7),
		.decided_by = statement_column(row, 8, arena),
		.why = statement_column(row, 9, arena),
	};
}

static const struct list owners_at = {
	OWNERS " WHERE " AS_KNOWN("o") " AND " VALID("o")
	" ORDER BY m.position, m.key, " ROLE_ORDER ", o.role, o.level,"
	" o.scope, o.id",
	sizeof(struct dbr_owner), take_owner,
};
static const struct list owners_ever = {
	OWNERS " WHERE m.key = :module ORDER BY o.recorded_at, o.id",
	sizeof(struct dbr_owner), take_owner,
};
static const struct list delays_at = {
	DELAYS " WHERE " AS_KNOWN("e") " AND " VALID("e")
	" ORDER BY m.position, m.key, e.severity, e.level, e.id",
	sizeof(struct dbr_delay), take_delay,
};
static const struct list delays_ever = {
	DELAYS " WHERE m.key = :module ORDER BY e.recorded_at, e.id",
	sizeof(struct dbr_delay), take_delay,
};

enum dbr_status
dbr_owner_list(const struct dbr_owner **out, size_t *count,
	       struct dbr_store *store, int64_t valid_us, int64_t known_us,
	       struct dbr_arena *arena, struct dbr_error *err)
{
	const struct dbr_parameter at[] = {
		STATEMENT_I64(":valid", valid_us ? valid_us : dbr_clock_now()),
		STATEMENT_I64(":known", known_us),
	};
	void *elements = NULL;
	enum dbr_status rc = read_list(&elements, count, store, &owners_at,
				       STATEMENT_VALUES(at), arena, err);

	*out = elements;
	return rc;
}

enum dbr_status
dbr_delay_list(const struct dbr_delay **out, size_t *count,
	       struct dbr_store *store, int64_t valid_us, int64_t known_us,
	       struct dbr_arena *arena, struct dbr_error *err)
{
	const struct dbr_parameter at[] = {
		STATEMENT_I64(":valid", valid_us ? valid_us : dbr_clock_now()),
		STATEMENT_I64(":known", known_us),
	};
	void *elements = NULL;
	enum dbr_status rc = read_list(&elements, count, store, &delays_at,
				       STATEMENT_VALUES(at), arena, err);

	*out = elements;
	return rc;
}

static void
take_name(void *element, struct dbr_stmt *row, struct dbr_arena *arena)
{
	*(const char **)element = statement_column(row, 0, arena);
}

/* An unknown module is a mistake in a command line: say the nearest. */
static enum dbr_status
check_module(struct dbr_store *store, const char *module,
	     struct dbr_arena *arena, struct dbr_error *err)
{
	static const struct list all = {
		"SELECT key FROM module ORDER BY position, key",
		sizeof(const char *), take_name,
	};
	void *names = NULL;
	const char *nearest;
	size_t count = 0;
	enum dbr_status rc = read_list(&names, &count, store, &all,
				       (struct statement_values){ 0 }, arena,
				       err);

	if (rc != DBR_OK)
		return rc;
	for (size_t i = 0; i < count; i++)
		if (dbr_str_is(dbr_str_from(module),
			       ((const char *const *)names)[i]))
			return DBR_OK;
	dbr_fail(err, DBR_EUSAGE, "unknown module \"%s\"", module);
	nearest = dbr_nearest(module, names, count);
	if (nearest)
		return dbr_fail_hint(err, "did you mean \"%s\"?", nearest);
	return dbr_fail_hint(err, "import modules.csv first, or look at"
			     " \"debrief owners show\"");
}

static enum dbr_status
read_history(void **out, size_t *count, struct dbr_store *store,
	     const struct list *list, const char *module,
	     struct dbr_arena *arena, struct dbr_error *err)
{
	const struct dbr_parameter at[] = {
		STATEMENT_TEXT(":module", module),
	};
	enum dbr_status rc = check_module(store, module, arena, err);

	if (rc != DBR_OK)
		return rc;
	return read_list(out, count, store, list, STATEMENT_VALUES(at), arena,
			 err);
}

enum dbr_status
dbr_owner_history(const struct dbr_owner **out, size_t *count,
		  struct dbr_store *store, const char *module,
		  struct dbr_arena *arena, struct dbr_error *err)
{
	void *elements = NULL;
	enum dbr_status rc = read_history(&elements, count, store,
					  &owners_ever, module, arena, err);

	*out = elements;
	return rc;
}

enum dbr_status
dbr_delay_history(const struct dbr_delay **out, size_t *count,
		  struct dbr_store *store, const char *module,
		  struct dbr_arena *arena, struct dbr_error *err)
{
	void *elements = NULL;
	enum dbr_status rc = read_history(&elements, count, store,
					  &delays_ever, module, arena, err);

	*out = elements;
	return rc;
}

#define DAY(instant) "strftime('%Y-%m-%d', " instant " / 1000000, 'unixepoch')"
/* The first day two known rows a and b hold together. */
#define MEET DAY("MAX(a.valid_from_at, b.valid_from_at)")
#define TOGETHER \
	"a.superseded_at IS NULL AND b.superseded_at IS NULL" \
	" AND (a.valid_to_at IS NULL OR a.valid_to_at > b.valid_from_at)" \
	" AND (b.valid_to_at IS NULL OR b.valid_to_at > a.valid_from_at)"
#define ON_RECORD(module, role) \
	"SELECT 1 FROM ownership o WHERE o.module_id = " module \
	" AND o.role = " role " AND o.scope = '*' AND o.superseded_at IS NULL"
#define SAME_ROLE(row) \
	row ".module_id = a.module_id AND " row ".role = a.role" \
	" AND " row ".level = a.level AND " row ".scope IN (a.scope, '*')" \
	" AND " row ".superseded_at IS NULL"
#define SAME_DELAY(row) \
	row ".module_id = a.module_id AND " row ".severity = a.severity" \
	" AND " row ".level = a.level AND " row ".superseded_at IS NULL"
/* b holds when a ends. */
#define REACHES(a, b) \
	b ".valid_from_at <= " a ".valid_to_at AND (" b ".valid_to_at IS NULL" \
	" OR " b ".valid_to_at > " a ".valid_to_at)"

static const char faults_sql[] =
	/* Two rows at once: one may own, lead a rollback or be a level; of
	 * the other roles several may hold, but not the same one twice. */
	"SELECT m.position AS position, m.key AS module,"
	" 'two ' || a.role || ' rows hold at once from ' || " MEET
	" || ': ' || COALESCE(ta.key, ca.name) || ' and '"
	" || COALESCE(tb.key, cb.name) AS what"
	" FROM ownership a JOIN ownership b ON b.id > a.id"
	" AND b.module_id = a.module_id AND b.scope = a.scope"
	" AND b.role = a.role AND b.level = a.level"
	" JOIN module m ON m.id = a.module_id"
	" LEFT JOIN team ta ON ta.id = a.team_id"
	" LEFT JOIN team tb ON tb.id = b.team_id"
	" LEFT JOIN contact ca ON ca.id = a.contact_id"
	" LEFT JOIN contact cb ON cb.id = b.contact_id"
	" WHERE " TOGETHER
	" AND (a.role IN ('owner', 'rollback', 'escalation')"
	" OR (a.team_id IS b.team_id AND a.contact_id IS b.contact_id))"
	" UNION ALL "
	"SELECT m.position, m.key, 'two delays for severity ' || a.severity"
	" || ' level ' || a.level || ' hold at once from ' || " MEET
	" || ': ' || a.delay_minutes || ' and ' || b.delay_minutes || ' min'"
	" FROM escalation a JOIN escalation b ON b.id > a.id"
	" AND b.module_id = a.module_id AND b.severity = a.severity"
	" AND b.level = a.level JOIN module m ON m.id = a.module_id"
	" WHERE " TOGETHER
	" UNION ALL "
	"SELECT m.position, m.key, 'nobody is on record as owner'"
	" FROM module m WHERE NOT EXISTS (" ON_RECORD("m.id", "'owner'") ")"
	" UNION "
	/* What most modules have, one does not. */
	"SELECT m.position, m.key, 'nobody is on record as ' || r.role"
	" || ', as for ' || r.count || ' other modules'"
	" FROM module m JOIN (SELECT role, COUNT(DISTINCT module_id)"
	" AS count FROM ownership WHERE scope = '*'"
	" AND superseded_at IS NULL AND role <> 'owner' GROUP BY role) r"
	" WHERE 2 * r.count > (SELECT COUNT(*) FROM module)"
	" AND NOT EXISTS (" ON_RECORD("m.id", "r.role") ")"
	" UNION "
	"SELECT m.position, m.key, 'escalation level ' || a.level"
	" || ' is on record, level ' || (a.level - 1) || ' is not'"
	" FROM ownership a JOIN module m ON m.id = a.module_id"
	" WHERE a.role = 'escalation' AND a.level > 1"
	" AND a.superseded_at IS NULL AND NOT EXISTS (SELECT 1"
	" FROM ownership b WHERE b.module_id = a.module_id"
	" AND b.role = 'escalation' AND b.level = a.level - 1"
	" AND b.scope IN (a.scope, '*') AND b.superseded_at IS NULL)"
	" UNION "
	/* A time nobody has a role in; a migration's own row may fall back on
	 * that of all, and what ended with its migration leaves no gap. */
	"SELECT m.position, m.key, CASE a.scope WHEN '*' THEN ''"
	" ELSE a.scope || ': ' END || 'nobody ' || CASE a.role WHEN 'owner'"
	" THEN 'owns it' ELSE 'is ' || a.role || CASE a.level WHEN 0 THEN ''"
	" ELSE ' ' || a.level END || ' of it' END || ' from ' || "
	DAY("a.valid_to_at") " || COALESCE(' to ' || "
	"(SELECT " DAY("MIN(n.valid_from_at)") " FROM ownership n"
	" WHERE " SAME_ROLE("n") " AND n.valid_from_at > a.valid_to_at),"
	" ' on') FROM ownership a JOIN module m ON m.id = a.module_id"
	" LEFT JOIN migration g ON g.key = a.scope"
	" WHERE a.superseded_at IS NULL AND a.valid_to_at IS NOT NULL"
	" AND NOT EXISTS (SELECT 1 FROM ownership b WHERE " SAME_ROLE("b")
	" AND " REACHES("a", "b") ")"
	" AND COALESCE(g.go_live_at <= a.valid_to_at,"
	" g.abandoned_at <= a.valid_to_at, 0) = 0"
	" UNION "
	"SELECT m.position, m.key, 'no delay for severity ' || a.severity"
	" || ' level ' || a.level || ' from ' || " DAY("a.valid_to_at")
	" || COALESCE(' to ' || (SELECT " DAY("MIN(n.valid_from_at)")
	" FROM escalation n WHERE " SAME_DELAY("n")
	" AND n.valid_from_at > a.valid_to_at), ' on')"
	" FROM escalation a JOIN module m ON m.id = a.module_id"
	" WHERE a.superseded_at IS NULL AND a.valid_to_at IS NOT NULL"
	" AND NOT EXISTS (SELECT 1 FROM escalation b WHERE " SAME_DELAY("b")
	" AND " REACHES("a", "b") ")"
	" ORDER BY 1, 2, 3";

static void
take_fault(void *element, struct dbr_stmt *row, struct dbr_arena *arena)
{
	*(struct dbr_mapping_fault *)element = (struct dbr_mapping_fault){
		.module = statement_column(row, 1, arena),
		.what = statement_column(row, 2, arena),
	};
}

enum dbr_status
dbr_mapping_check(const struct dbr_mapping_fault **out, size_t *count,
		  struct dbr_store *store, struct dbr_arena *arena,
		  struct dbr_error *err)
{
	static const struct list list = {
		faults_sql, sizeof(struct dbr_mapping_fault), take_fault,
	};
	void *elements = NULL;
	enum dbr_status rc = read_list(&elements, count, store, &list,
				       (struct statement_values){ 0 }, arena,
				       err);

	*out = elements;
	return rc;
}
