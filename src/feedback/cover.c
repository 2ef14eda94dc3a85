/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback/cover.h"

#include "feedback/phrase.h"
#include "feedback/statement.h"

static const char sql[] =
	"SELECT DISTINCT c.team_id, p.zone FROM contact c"
	" JOIN contact_point p ON p.contact_id = c.id"
	" WHERE c.team_id IS NOT NULL AND p.zone IS NOT NULL ORDER BY 1, 2";

enum dbr_status
cover_load(struct cover *cover, struct dbr_store *store,
	   struct dbr_arena *arena, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	size_t capacity = 0;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, store, sql, err);

	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK &&
	       has_row) {
		struct dbr_zone *zone = NULL;

		rc = dbr_zone_open(&zone, statement_column(stmt, 1, arena),
				   err);
		if (rc != DBR_OK)
			break;
		cover->zones = dbr_arena_grow(arena, cover->zones,
					      cover->count, &capacity,
					      sizeof(*cover->zones));
		cover->zones[cover->count++] = (struct team_zone){
			dbr_stmt_i64(stmt, 0), zone,
		};
	}
	dbr_stmt_close(stmt);
	return rc;
}

void
cover_release(struct cover *cover)
{
	for (size_t i = 0; i < cover->count; i++)
		dbr_zone_close(cover->zones[i].zone);
	cover->count = 0;
}

bool
cover_knows(const struct cover *cover, int64_t team_id)
{
	for (size_t i = 0; i < cover->count; i++)
		if (cover->zones[i].team_id == team_id)
			return true;
	return false;
}

static bool
is_office_hour(const struct cover *cover, const struct dbr_zone *zone,
	       int64_t instant_us)
{
	struct dbr_civil civil;
	double hour;

	dbr_zone_civil(zone, instant_us, &civil);
	hour = civil.hour + civil.minute / 60.0;
	return dbr_civil_weekday(&civil) <= 5 && hour >= cover->opens_at &&
	       hour < cover->closes_at;
}

bool
cover_is_awake(const struct cover *cover, int64_t team_id, int64_t instant_us)
{
	for (size_t i = 0; i < cover->count; i++)
		if (cover->zones[i].team_id == team_id &&
		    is_office_hour(cover, cover->zones[i].zone, instant_us))
			return true;
	return false;
}

const char *
cover_zones(const struct cover *cover, int64_t team_id,
	    struct dbr_arena *arena)
{
	struct dbr_buf out = DBR_BUF_INIT;

	for (size_t i = 0; i < cover->count; i++)
		if (cover->zones[i].team_id == team_id)
			dbr_buf_addf(&out, "%s%s", out.size ? ", " : "",
				     dbr_zone_name(cover->zones[i].zone));
	return phrase_keep(&out, arena);
}
