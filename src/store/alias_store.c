/* SPDX-License-Identifier: GPL-3.0-or-later */
/* alias_store.c -- aliases in every table; see debrief/alias.h. */
#include <config.h>
#include "debrief/alias.h"

#include "base/memory.h"
#include "store/internal.h"

static void
alias(sqlite3_context *context, int count, sqlite3_value **values)
{
	const struct dbr_aliases *aliases = sqlite3_user_data(context);
	int type = sqlite3_value_type(values[0]);
	struct dbr_buf out = DBR_BUF_INIT;
	struct dbr_str text;

	(void)count;
	if (type != SQLITE_TEXT && type != SQLITE_BLOB) {
		sqlite3_result_value(context, values[0]);
		return;
	}
	text.at = type == SQLITE_TEXT
			  ? (const char *)sqlite3_value_text(values[0])
			  : sqlite3_value_blob(values[0]);
	text.size = (size_t)sqlite3_value_bytes(values[0]);
	if (!dbr_aliases_apply(aliases, &out, text))
		sqlite3_result_value(context, values[0]);
	else if (type == SQLITE_TEXT)
		sqlite3_result_text64(context, out.text, out.size,
				      SQLITE_TRANSIENT, SQLITE_UTF8);
	else
		sqlite3_result_blob64(context, out.text, out.size,
				      SQLITE_TRANSIENT);
	dbr_buf_release(&out);
}

/* "UPDATE t SET a = alias(a), b = alias(b) WHERE a <> alias(a) OR ..." for
 * each table; words of ours are in columns of these names. */
static const char statements[] =
	"SELECT printf('UPDATE \"%w\" SET ', s.name)"
	" || group_concat(printf('\"%w\" = dbr_alias(\"%w\")', c.name, c.name))"
	" || ' WHERE '"
	" || group_concat(printf('\"%w\" <> dbr_alias(\"%w\")', c.name,"
	" c.name), ' OR ')"
	" FROM main.sqlite_schema s, pragma_table_info(s.name) c"
	" WHERE s.type = 'table' AND c.type IN ('TEXT', 'BLOB', 'ANY')"
	" AND s.name NOT IN ('audit', 'seal', 'setting', 'schema_doc')"
	" AND s.name NOT LIKE 'sqlite~_%' ESCAPE '~'"
	" AND c.name NOT IN ('comparison', 'content_hash', 'encoding',"
	" 'event', 'evidence_hash', 'file_hash', 'format', 'kind', 'measure',"
	" 'metric', 'migration_from', 'outcome', 'phase', 'role', 'rule',"
	" 'scale', 'scope', 'source', 'state', 'target', 'tool_version',"
	" 'verdict', 'zone') GROUP BY s.name";

enum dbr_status
dbr_aliases_store(int64_t *row_count, struct dbr_store *store,
		  const struct dbr_aliases *aliases, struct dbr_error *err)
{
	struct dbr_stmt *tables = NULL;
	bool has_row = false;
	enum dbr_status rc;
	int code = sqlite3_create_function_v2(store->db, "dbr_alias", 1,
		SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
		(void *)(uintptr_t)aliases, alias, NULL, NULL, NULL);

	if (code != SQLITE_OK)
		return store_fail(store->db, code, "cannot look for words",
				  err);
	*row_count = 0;
	rc = dbr_stmt_open(&tables, store, statements, err);
	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(tables, &has_row, err)) == DBR_OK &&
	       has_row) {
		rc = dbr_store_run(store, dbr_stmt_text(tables, 0), err);
		*row_count += dbr_store_changes(store);
	}
	dbr_stmt_close(tables);
	sqlite3_create_function_v2(store->db, "dbr_alias", 1, SQLITE_UTF8,
				   NULL, NULL, NULL, NULL, NULL);
	return rc;
}
