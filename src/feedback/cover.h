/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cover.h -- when a team is awake: office hours in the zones of its contacts.
 *
 * A zone counts for the team, never for a person.
 */
#ifndef FEEDBACK_COVER_H
#define FEEDBACK_COVER_H

#include "debrief/arena.h"
#include "debrief/store.h"
#include "debrief/time.h"

struct team_zone {
	int64_t team_id;
	struct dbr_zone *zone;	/* owned by the cover */
};

struct cover {
	double opens_at, closes_at;	/* hours of a weekday */
	struct team_zone *zones;
	size_t count;
};

enum dbr_status cover_load(struct cover *cover, struct dbr_store *store,
			   struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;
void cover_release(struct cover *cover);
/* Is a zone of the team on record? */
bool cover_knows(const struct cover *cover, int64_t team_id);
/* Office hours in one of its zones? */
bool cover_is_awake(const struct cover *cover, int64_t team_id,
		    int64_t instant_us);
/* "Europe/Berlin, Europe/London" */
const char *cover_zones(const struct cover *cover, int64_t team_id,
			struct dbr_arena *arena);

#endif
