/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * zone_check.h -- is the declared zone the one the export was written in?
 *
 * Some exports hold one instant twice, as the exporter's clock showed it and
 * in UTC (Jira: the newest comment, and the date of the last comment).  Such
 * pairs confirm a zone, or say which one fits.
 */
#ifndef IMPORTERS_ZONE_CHECK_H
#define IMPORTERS_ZONE_CHECK_H

#include "format.h"

enum { ZONE_PAIRS_MAX = 500 };

struct zone_check {
	const struct format *format;
	const bool *is_local;		/* by column */
	size_t column_count, utc_column;
	bool is_on;
	struct zone_pair {
		struct dbr_civil local;
		int64_t utc_us;
	} pairs[ZONE_PAIRS_MAX];
	size_t pair_count;
};

/* Off when the format knows no pair or the header has none. */
void zone_check_open(struct zone_check *out, const struct format *format,
		     const struct dbr_str *names, size_t count,
		     struct dbr_arena *arena);
void zone_check_observe(struct zone_check *check,
			const struct dbr_record *record);
/* Pairs that agree with the zone. */
size_t zone_check_count(const struct zone_check *check,
			const struct dbr_zone *zone);
/* The zone most pairs agree with; *agreed of them.  NULL: none does. */
const char *zone_check_suggest(const struct zone_check *check, size_t *agreed);

#endif
