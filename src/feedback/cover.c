/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback/cover.h"

#include <string.h>
#include "feedback/phrase.h"
#include "feedback/statement.h"

/* A calendar called like the team is its rota; else every calendar of a zone
 * holds for the contacts in it. */
static const char sql[] =
	"SELECT t.id, k.zone, k.key, k.id FROM team t"
	" JOIN calendar k ON k.key = t.key"
	" UNION "
	"SELECT c.team_id, p.zone, k.key, k.id FROM contact c"
	" JOIN contact_point p ON p.contact_id = c.id"
	" JOIN team t ON t.id = c.team_id"
	" LEFT JOIN calendar k ON k.zone = p.zone"
	" WHERE p.zone IS NOT NULL"
	" AND NOT EXISTS (SELECT 1 FROM calendar own WHERE own.key = t.key)"
	" ORDER BY 1, 2, 3";

static enum dbr_status
ask_about(struct dbr_stmt **out, struct dbr_store *store, const char *about,
	  int64_t calendar_id, struct dbr_error *err)
{
	enum dbr_status rc = dbr_stmt_open(out, store, about, err);

	if (rc == DBR_OK)
		dbr_stmt_bind_i64(*out, 1, calendar_id);
	return rc;
}

static enum dbr_status
read_hours(struct dbr_calendar_plan *plan, struct dbr_store *store,
	   int64_t calendar_id, struct dbr_arena *arena,
	   struct dbr_error *err)
{
	struct dbr_hours *hours = NULL;
	struct dbr_stmt *stmt = NULL;
	size_t capacity = 0;
	bool has_row = false;
	enum dbr_status rc = ask_about(&stmt, store,
		"SELECT weekday, from_minute, to_minute FROM calendar_hours"
		" WHERE calendar_id = ?1", calendar_id, err);

	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK &&
	       has_row) {
		hours = dbr_arena_grow(arena, hours, plan->hours_count,
				       &capacity, sizeof(*hours));
		hours[plan->hours_count++] = (struct dbr_hours){
			(int)dbr_stmt_i64(stmt, 0), (int)dbr_stmt_i64(stmt, 1),
			(int)dbr_stmt_i64(stmt, 2),
		};
	}
	dbr_stmt_close(stmt);
	plan->hours = hours;
	return rc;
}

static enum dbr_status
read_holidays(struct dbr_calendar_plan *plan, struct dbr_store *store,
	      int64_t calendar_id, struct dbr_arena *arena,
	      struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	int64_t *days = NULL, day_us;
	size_t capacity = 0;
	bool has_row = false;
	enum dbr_status rc = ask_about(&stmt, store, "SELECT day FROM holiday"
				       " WHERE calendar_id = ?1", calendar_id,
				       err);

	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK &&
	       has_row) {
		if (!dbr_iso_parse(dbr_stmt_str(stmt, 0), &day_us))
			continue;	/* no such day, so none is closed */
		days = dbr_arena_grow(arena, days, plan->holiday_count,
				      &capacity, sizeof(*days));
		days[plan->holiday_count++] = day_us / DBR_DAY_US;
	}
	dbr_stmt_close(stmt);
	plan->holidays = days;
	return rc;
}

/* The zone is the shift's already, so that it is closed with the others. */
static enum dbr_status
read_shift(struct team_shift *shift, struct dbr_store *store,
	   struct dbr_stmt *row, struct dbr_arena *arena,
	   struct dbr_error *err)
{
	struct dbr_calendar_plan plan = { .zone = shift->zone };
	int64_t calendar_id = dbr_stmt_i64(row, 3);
	enum dbr_status rc;

	shift->team_id = dbr_stmt_i64(row, 0);
	shift->calendar_key = statement_column(row, 2, arena);
	if (!shift->calendar_key)
		return DBR_OK;
	rc = read_hours(&plan, store, calendar_id, arena, err);
	if (rc == DBR_OK)
		rc = read_holidays(&plan, store, calendar_id, arena, err);
	if (rc == DBR_OK)
		shift->calendar = dbr_calendar_make(&plan, arena);
	return rc;
}

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
		cover->shifts = dbr_arena_grow(arena, cover->shifts,
					       cover->count, &capacity,
					       sizeof(*cover->shifts));
		cover->shifts[cover->count++] = (struct team_shift){
			.zone = zone };
		rc = read_shift(&cover->shifts[cover->count - 1], store, stmt,
				arena, err);
	}
	dbr_stmt_close(stmt);
	return rc;
}

void
cover_release(struct cover *cover)
{
	for (size_t i = 0; i < cover->count; i++)
		dbr_zone_close(cover->shifts[i].zone);
	cover->count = 0;
}

bool
cover_knows(const struct cover *cover, int64_t team_id)
{
	for (size_t i = 0; i < cover->count; i++)
		if (cover->shifts[i].team_id == team_id)
			return true;
	return false;
}

static bool
is_open(const struct cover *cover, const struct team_shift *shift,
	int64_t instant_us)
{
	struct dbr_civil civil;
	int64_t open_us = 0;
	double hour;

	if (shift->calendar)
		return dbr_calendar_between(shift->calendar, instant_us,
					    instant_us + 1, &open_us) &&
		       open_us > 0;
	dbr_zone_civil(shift->zone, instant_us, &civil);
	hour = civil.hour + civil.minute / 60.0;
	return dbr_civil_weekday(&civil) <= 5 && hour >= cover->opens_at &&
	       hour < cover->closes_at;
}

bool
cover_is_awake(const struct cover *cover, int64_t team_id, int64_t instant_us)
{
	for (size_t i = 0; i < cover->count; i++)
		if (cover->shifts[i].team_id == team_id &&
		    is_open(cover, &cover->shifts[i], instant_us))
			return true;
	return false;
}

const char *
cover_hours(const struct cover *cover, int64_t team_id,
	    struct dbr_arena *arena)
{
	struct dbr_buf out = DBR_BUF_INIT;

	for (size_t i = 0; i < cover->count; i++) {
		const struct team_shift *shift = &cover->shifts[i];

		if (shift->team_id != team_id)
			continue;
		dbr_buf_addf(&out, "%s%s, ", out.size ? "; " : "",
			     dbr_zone_name(shift->zone));
		if (shift->calendar)
			dbr_buf_addf(&out, "calendar %s", shift->calendar_key);
		else
			dbr_buf_addf(&out, "weekdays %g to %g",
				     cover->opens_at, cover->closes_at);
	}
	return phrase_keep(&out, arena);
}
