/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cover.h -- when a team is awake: by the calendar of its name, else by the
 * calendars of its contacts' zones, else weekdays from opens_at to closes_at
 * there.  Holidays are those of the calendar.
 *
 * A zone counts for the team, never for a person.
 */
#ifndef FEEDBACK_COVER_H
#define FEEDBACK_COVER_H

#include "debrief/arena.h"
#include "debrief/calendar.h"
#include "debrief/store.h"

struct team_shift {
	int64_t team_id;
	struct dbr_zone *zone;	/* owned by the cover */
	const struct dbr_calendar *calendar;	/* NULL: office hours */
	const char *calendar_key;
};

struct cover {
	double opens_at, closes_at;	/* hours of a weekday */
	struct team_shift *shifts;
	size_t count;
};

enum dbr_status cover_load(struct cover *cover, struct dbr_store *store,
			   struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;
void cover_release(struct cover *cover);
/* Is a zone or calendar of the team on record? */
bool cover_knows(const struct cover *cover, int64_t team_id);
bool cover_is_awake(const struct cover *cover, int64_t team_id,
		    int64_t instant_us);
/* "Europe/Berlin, calendar desk; Asia/Tokyo, weekdays 8 to 18" */
const char *cover_hours(const struct cover *cover, int64_t team_id,
			struct dbr_arena *arena);

#endif
