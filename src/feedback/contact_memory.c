/* SPDX-License-Identifier: GPL-3.0-or-later */
/* contact_memory.c -- what we knew when of how to reach somebody. */
#include <config.h>
#include "feedback/contact_memory.h"

#include "debrief/mapping.h"
#include "debrief/time.h"
#include "feedback/statement.h"

#define NOW \
	"SELECT c.key AS contact_key, c.name AS name, t.key AS team_key," \
	" p.channel AS channel, p.address AS address, p.zone AS zone," \
	" p.language AS language, p.preference AS preference" \
	" FROM contact_point p JOIN contact c ON c.id = p.contact_id" \
	" LEFT JOIN team t ON t.id = c.team_id"
#define SAME \
	"m.contact_key = n.contact_key AND m.name = n.name" \
	" AND m.team_key IS n.team_key AND m.channel = n.channel" \
	" AND m.address = n.address AND m.zone IS n.zone" \
	" AND m.language IS n.language AND m.preference IS n.preference"

enum dbr_status
contact_memory_keep(struct dbr_store *store, struct dbr_error *err)
{
	/* What was known for no time at all was not known. */
	static const char *const steps[] = {
		"UPDATE contact_memory AS m SET superseded_at = :now"
		" WHERE superseded_at IS NULL AND NOT EXISTS"
		" (SELECT 1 FROM (" NOW ") n WHERE " SAME ")",
		"DELETE FROM contact_memory WHERE superseded_at = recorded_at",
		"INSERT INTO contact_memory SELECT n.*, :now, NULL"
		" FROM (" NOW ") n WHERE NOT EXISTS (SELECT 1"
		" FROM contact_memory m WHERE m.superseded_at IS NULL AND "
		SAME ")",
	};
	const struct dbr_parameter at[] = {
		STATEMENT_I64(":now", dbr_clock_now()),
	};
	enum dbr_status rc = DBR_OK;

	for (size_t i = 0; rc == DBR_OK &&
	     i < sizeof(steps) / sizeof(*steps); i++)
		rc = statement_run(store, steps[i], STATEMENT_VALUES(at), err);
	return rc;
}

enum dbr_status
dbr_contact_list(const struct dbr_contact_point **out, size_t *count,
		 struct dbr_store *store, int64_t known_us,
		 struct dbr_arena *arena, struct dbr_error *err)
{
	struct dbr_contact_point *points = NULL;
	struct dbr_stmt *stmt = NULL;
	size_t capacity = 0;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, store,
		"SELECT contact_key, name, team_key, channel, address, zone,"
		" language, preference, recorded_at, superseded_at"
		" FROM contact_memory WHERE recorded_at <= ?1"
		" AND (superseded_at IS NULL OR superseded_at > ?1)"
		" ORDER BY team_key, contact_key, COALESCE(preference, 1000),"
		" channel, address", err);

	*count = 0;
	if (rc == DBR_OK)
		dbr_stmt_bind_i64(stmt, 1, known_us ? known_us :
						      dbr_clock_now());
	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK &&
	       has_row) {
		points = dbr_arena_grow(arena, points, *count, &capacity,
					sizeof(*points));
		points[(*count)++] = (struct dbr_contact_point){
			.contact = statement_column(stmt, 0, arena),
			.name = statement_column(stmt, 1, arena),
			.team = statement_column(stmt, 2, arena),
			.channel = statement_column(stmt, 3, arena),
			.address = statement_column(stmt, 4, arena),
			.zone = statement_column(stmt, 5, arena),
			.language = statement_column(stmt, 6, arena),
			.preference = dbr_stmt_i64(stmt, 7),
			.recorded_us = dbr_stmt_i64(stmt, 8),
			.superseded_us = dbr_stmt_i64(stmt, 9),
		};
	}
	dbr_stmt_close(stmt);
	*out = points;
	return rc;
}
