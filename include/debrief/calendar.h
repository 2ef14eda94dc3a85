/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/calendar.h -- business hours: how much of a time was open.
 *
 * A calendar is a zone, hours of weekdays in its local time, and holidays.
 * Business time between two instants is the sum over local days of what of
 * them was open; the hours of a day become instants by the zone's rules for
 * that day, so a day with a change of the clock is an hour longer or shorter
 * (METRICS 0.1).  Hours that overlap count once.  Half-open: additive, and
 * negative when the end comes first.
 *
 * Built once, then read-only: a total per day, so that any span costs the
 * same.  Days outside 1970 to 2099 are not known.
 */
#ifndef DEBRIEF_CALENDAR_H
#define DEBRIEF_CALENDAR_H

#include "debrief/arena.h"
#include "debrief/time.h"

struct dbr_hours {
	int weekday;		/* 1 = Monday */
	int from_minute, to_minute;	/* local; to 1440 is midnight */
};

struct dbr_calendar_plan {
	const struct dbr_zone *zone;
	const struct dbr_hours *hours;	/* in any order */
	size_t hours_count;
	const int64_t *holidays;	/* local days since 1970-01-01 */
	size_t holiday_count;
};

struct dbr_calendar;	/* lives in its arena; borrows the zone */

const struct dbr_calendar *
dbr_calendar_make(const struct dbr_calendar_plan *plan,
		  struct dbr_arena *arena);
/* Open microseconds from a to b; false when one of them is not known. */
bool dbr_calendar_between(const struct dbr_calendar *calendar, int64_t a_us,
			  int64_t b_us, int64_t *open_us);

#endif
