/* SPDX-License-Identifier: GPL-3.0-or-later */
/* exchange_rows.c -- the mapping of a workspace, for files of other tools. */
#include <config.h>
#include "debrief/exchange.h"

#include <string.h>
#include "debrief/mapping.h"
#include "feedback/statement.h"

static enum dbr_status
read_names(const char *const **out, size_t *count, struct dbr_store *store,
	   const char *sql, struct dbr_arena *arena, struct dbr_error *err)
{
	const char **names = NULL;
	struct dbr_stmt *stmt = NULL;
	size_t capacity = 0;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, store, sql, err);

	*count = 0;
	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK &&
	       has_row) {
		names = dbr_arena_grow(arena, names, *count, &capacity,
				       sizeof(*names));
		names[(*count)++] = statement_column(stmt, 0, arena);
	}
	dbr_stmt_close(stmt);
	*out = names;
	return rc;
}

enum dbr_status
dbr_exchange_names(struct dbr_exchange *exchange, struct dbr_store *store,
		   struct dbr_arena *arena, struct dbr_error *err)
{
	enum dbr_status rc = read_names(
		&exchange->modules, &exchange->module_count, store,
		"SELECT key FROM module ORDER BY position, key", arena, err);

	if (rc != DBR_OK)
		return rc;
	return read_names(&exchange->teams, &exchange->team_count, store,
			  "SELECT key FROM team ORDER BY key", arena, err);
}

enum dbr_status
dbr_exchange_rows(const struct dbr_assignment **out, size_t *count,
		  struct dbr_store *store, int64_t valid_us,
		  struct dbr_arena *arena, struct dbr_error *err)
{
	const struct dbr_owner *owners = NULL;
	const struct dbr_delay *delays = NULL;
	size_t owner_count = 0, delay_count = 0;
	struct dbr_assignment *rows;
	enum dbr_status rc = dbr_owner_list(&owners, &owner_count, store,
					    valid_us, 0, arena, err);

	*count = 0;
	if (rc == DBR_OK)
		rc = dbr_delay_list(&delays, &delay_count, store, valid_us, 0,
				    arena, err);
	rows = dbr_arena_array(arena, owner_count + delay_count,
			       sizeof(*rows));
	for (size_t i = 0; rc == DBR_OK && i < owner_count; i++)
		if (strcmp(owners[i].scope, "*") == 0 && owners[i].team &&
		    owners[i].decided_by)
			rows[(*count)++] = (struct dbr_assignment){
				.module = owners[i].module,
				.role = owners[i].role,
				.level = owners[i].level,
				.team = owners[i].team,
			};
	for (size_t i = 0; rc == DBR_OK && i < delay_count; i++)
		if (delays[i].decided_by)
			rows[(*count)++] = (struct dbr_assignment){
				.module = delays[i].module, .role = "delay",
				.level = delays[i].level,
				.severity = delays[i].severity,
				.minutes = delays[i].minutes,
			};
	*out = rows;
	return rc;
}
