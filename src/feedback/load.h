/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * load.h -- what every team has on its hands: open tickets per person who
 * resolved something lately.
 */
#ifndef FEEDBACK_LOAD_H
#define FEEDBACK_LOAD_H

#include "feedback/owner_guard.h"

struct loads {
	const struct team_load *teams;
	size_t count;
	double median;		/* over teams with people */
};

enum dbr_status load_collect(struct loads *out, struct dbr_store *store,
			     int64_t as_of_us, int64_t window_us,
			     struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;
struct team_load load_of(const struct loads *loads, int64_t team_id);

#endif
