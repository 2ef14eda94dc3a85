/* SPDX-License-Identifier: GPL-3.0-or-later */
/* action.c -- follow-ups, read. */
#include <config.h>
#include "debrief/action.h"

#include <inttypes.h>
#include "feedback/statement.h"

const char *const dbr_action_kinds[] = {
	"prevent", "detect", "repair", "process",
};
const size_t dbr_action_kind_count =
	sizeof(dbr_action_kinds) / sizeof(dbr_action_kinds[0]);

#define ACTION_COLUMNS \
	"SELECT a.id, v.version, m.key, v.state, v.title, v.kind, t.key," \
	" c.key, v.due_at, v.metric, v.slice, v.comparison, v.goal," \
	" v.goal_text, v.note_id, k.ext_key, v.written_by, v.why," \
	" v.written_at, a.opened_at," \
	" CASE WHEN v.state = 'closed' THEN v.written_at END" \
	" FROM action a JOIN action_version v ON v.action_id = a.id" \
	" LEFT JOIN migration m ON m.id = a.migration_id" \
	" LEFT JOIN team t ON t.id = v.team_id" \
	" LEFT JOIN contact c ON c.id = v.contact_id" \
	" LEFT JOIN ticket k ON k.id = v.ticket_id"

static const char latest_sql[] =
	ACTION_COLUMNS " WHERE v.version = (SELECT MAX(l.version)"
	" FROM action_version l WHERE l.action_id = a.id"
	" AND l.written_at <= :known)"
	" AND (:migration IS NULL OR m.key = :migration)"
	" AND (:state IS NULL OR v.state = :state) ORDER BY a.id";
static const char history_sql[] =
	ACTION_COLUMNS " WHERE a.id = :id ORDER BY v.version";

static void
take_action(void *out, struct dbr_stmt *row, struct dbr_arena *arena)
{
	struct dbr_action *action = out;

	*action = (struct dbr_action){
		.id = dbr_stmt_i64(row, 0),
		.version = dbr_stmt_i64(row, 1),
		.migration = statement_column(row, 2, arena),
		.state = statement_column(row, 3, arena),
		.title = statement_column(row, 4, arena),
		.kind = statement_column(row, 5, arena),
		.team = statement_column(row, 6, arena),
		.contact = statement_column(row, 7, arena),
		.due_us = dbr_stmt_i64(row, 8),
		.metric = statement_column(row, 9, arena),
		.slice = statement_column(row, 10, arena),
		.comparison = statement_column(row, 11, arena),
		.goal = dbr_stmt_double(row, 12),
		.goal_text = statement_column(row, 13, arena),
		.note_id = dbr_stmt_i64(row, 14),
		.ticket = statement_column(row, 15, arena),
		.by = statement_column(row, 16, arena),
		.why = statement_column(row, 17, arena),
		.written_us = dbr_stmt_i64(row, 18),
		.opened_us = dbr_stmt_i64(row, 19),
		.closed_us = dbr_stmt_i64(row, 20),
	};
}

enum dbr_status
dbr_action_list(const struct dbr_action **out, size_t *count,
		struct dbr_store *store, const struct dbr_action_ask *ask,
		struct dbr_arena *arena, struct dbr_error *err)
{
	const struct dbr_parameter at[] = {
		STATEMENT_I64(":known", ask->known_us),
		STATEMENT_TEXT(":migration", ask->migration),
		STATEMENT_TEXT(":state", ask->state),
	};
	struct statement_list list = {
		.sql = latest_sql, .values = STATEMENT_VALUES(at),
		.size = sizeof(**out), .take = take_action, .arena = arena,
	};
	enum dbr_status rc = statement_list(&list, store, err);

	*out = list.at;
	*count = list.count;
	return rc;
}

enum dbr_status
dbr_action_history(const struct dbr_action **out, size_t *count,
		   struct dbr_store *store, int64_t id,
		   struct dbr_arena *arena, struct dbr_error *err)
{
	const struct dbr_parameter at[] = { STATEMENT_I64(":id", id) };
	struct statement_list list = {
		.sql = history_sql, .values = STATEMENT_VALUES(at),
		.size = sizeof(**out), .take = take_action, .arena = arena,
	};
	enum dbr_status rc = statement_list(&list, store, err);

	*out = list.at;
	*count = list.count;
	if (rc != DBR_OK || *count)
		return rc;
	dbr_fail(err, DBR_EUSAGE, "there is no action %" PRId64, id);
	return dbr_fail_hint(err, "\"debrief action list\" shows them");
}

bool
dbr_slice_parse(const char *dims[4], const char *values[4],
		const char *slice, struct dbr_arena *arena)
{
	struct dbr_str rest = dbr_str_from(slice);
	size_t count = 0;

	for (size_t i = 0; i < 4; i++)
		dims[i] = values[i] = NULL;
	while (rest.at && rest.size) {
		struct dbr_str value = dbr_str_cut(&rest, ',');
		struct dbr_str dim = dbr_str_trim(dbr_str_cut(&value, '='));

		value = dbr_str_trim(value);
		if (!dim.size || !value.size || count == 4)
			return false;
		dims[count] = dbr_arena_text(arena, dim);
		values[count++] = dbr_arena_text(arena, value);
	}
	return true;
}
