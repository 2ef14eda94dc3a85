/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback/load.h"

#include "debrief/stats/quantile.h"
#include "feedback/statement.h"

static const char sql[] =
	"SELECT t.id,"
	" (SELECT COUNT(*) FROM ticket k WHERE k.team_id = t.id"
	" AND k.state <> 'cancelled' AND k.opened_at <= :as_of"
	" AND (k.resolved_at IS NULL OR k.resolved_at > :as_of)),"
	" COUNT(DISTINCT r.resolver_id) FROM team t"
	" JOIN ticket r ON r.resolver_team_id = t.id"
	" AND r.resolved_at > :since AND r.resolved_at <= :as_of"
	" AND r.resolver_id IS NOT NULL GROUP BY t.id ORDER BY t.id";

static double
median_of(const struct team_load *teams, size_t count,
	  struct dbr_arena *arena)
{
	double *values = dbr_arena_array(arena, count, sizeof(*values));

	for (size_t i = 0; i < count; i++)
		values[i] = teams[i].per_person;
	if (!count || !dbr_sort_values(values, count))
		return 0;
	return dbr_quantile(values, count, 0.5, DBR_QUANTILE_TYPE7);
}

enum dbr_status
load_collect(struct loads *out, struct dbr_store *store, int64_t as_of_us,
	     int64_t window_us, struct dbr_arena *arena, struct dbr_error *err)
{
	const struct dbr_parameter at[] = {
		STATEMENT_I64(":as_of", as_of_us),
		STATEMENT_I64(":since", as_of_us - window_us),
	};
	struct team_load *teams = NULL;
	struct dbr_stmt *stmt = NULL;
	size_t capacity = 0;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, store, sql, err);

	*out = (struct loads){ 0 };
	if (rc != DBR_OK)
		return rc;
	statement_bind(stmt, STATEMENT_VALUES(at));
	while ((rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK && has_row) {
		struct team_load load = {
			.team_id = dbr_stmt_i64(stmt, 0),
			.open_count = dbr_stmt_i64(stmt, 1),
			.person_count = dbr_stmt_i64(stmt, 2),
		};

		load.per_person = (double)load.open_count /
				  (double)load.person_count;
		teams = dbr_arena_grow(arena, teams, out->count, &capacity,
				       sizeof(*teams));
		teams[out->count++] = load;
	}
	dbr_stmt_close(stmt);
	out->teams = teams;
	out->median = median_of(teams, out->count, arena);
	return rc;
}

struct team_load
load_of(const struct loads *loads, int64_t team_id)
{
	for (size_t i = 0; i < loads->count; i++)
		if (loads->teams[i].team_id == team_id)
			return loads->teams[i];
	return (struct team_load){ .team_id = team_id };
}
