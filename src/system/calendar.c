/* SPDX-License-Identifier: GPL-3.0-or-later */
/* calendar.c -- see debrief/calendar.h. */
#include <config.h>
#include "debrief/calendar.h"

#include <stdlib.h>

enum { DAY_COUNT = 47482, WEEKDAYS = 8 };	/* 1970-01-01 to 2099-12-31 */

struct dbr_calendar {
	const struct dbr_zone *zone;
	struct dbr_hours *hours;	/* by weekday and start */
	size_t first[WEEKDAYS + 1];	/* of a weekday, in hours */
	const bool *is_holiday;		/* per day */
	const int64_t *open_before_us;	/* per day, and one behind */
};

static int
compare_hours(const void *a, const void *b)
{
	const struct dbr_hours *x = a, *y = b;

	if (x->weekday != y->weekday)
		return x->weekday - y->weekday;
	return x->from_minute - y->from_minute;
}

static int64_t
local_us(const struct dbr_zone *zone, int64_t day, int minute)
{
	struct dbr_civil civil;
	enum dbr_civil_kind ignored;	/* METRICS 0.1 says which is taken */

	dbr_civil_from_us(&civil, day * DBR_DAY_US + minute * DBR_MINUTE_US);
	return dbr_zone_to_us(zone, &civil, &ignored);
}

/* Open microseconds of a day that lie before until_us. */
static int64_t
open_in_day(const struct dbr_calendar *calendar, int64_t day, int64_t until_us)
{
	int weekday = (int)((day + 3) % 7) + 1;
	int64_t total_us = 0, behind_us = INT64_MIN;

	if (calendar->is_holiday[day])
		return 0;
	for (size_t i = calendar->first[weekday];
	     i < calendar->first[weekday + 1]; i++) {
		const struct dbr_hours *hours = &calendar->hours[i];
		int64_t from = local_us(calendar->zone, day,
					hours->from_minute);
		int64_t to = local_us(calendar->zone, day, hours->to_minute);

		from = from > behind_us ? from : behind_us;
		behind_us = to > behind_us ? to : behind_us;
		to = to < until_us ? to : until_us;
		if (to > from)
			total_us += to - from;
	}
	return total_us;
}

static void
index_hours(struct dbr_calendar *calendar, size_t count)
{
	size_t at = 0;

	if (count)
		qsort(calendar->hours, count, sizeof(*calendar->hours),
		      compare_hours);
	for (int weekday = 0; weekday <= WEEKDAYS; weekday++) {
		while (at < count && calendar->hours[at].weekday < weekday)
			at++;
		calendar->first[weekday] = at;
	}
}

static const bool *
mark_holidays(const struct dbr_calendar_plan *plan, struct dbr_arena *arena)
{
	bool *is_holiday = dbr_arena_array(arena, DAY_COUNT,
					   sizeof(*is_holiday));

	for (size_t i = 0; i < plan->holiday_count; i++)
		if (plan->holidays[i] >= 0 && plan->holidays[i] < DAY_COUNT)
			is_holiday[plan->holidays[i]] = true;
	return is_holiday;
}

const struct dbr_calendar *
dbr_calendar_make(const struct dbr_calendar_plan *plan,
		  struct dbr_arena *arena)
{
	struct dbr_calendar *out = dbr_arena_get(arena, sizeof(*out));
	int64_t *before_us = dbr_arena_array(arena, DAY_COUNT + 1,
					     sizeof(*before_us));

	out->zone = plan->zone;
	out->hours = dbr_arena_array(arena, plan->hours_count,
				     sizeof(*out->hours));
	for (size_t i = 0; i < plan->hours_count; i++)
		out->hours[i] = plan->hours[i];
	index_hours(out, plan->hours_count);
	out->is_holiday = mark_holidays(plan, arena);
	for (int64_t day = 0; day < DAY_COUNT; day++)
		before_us[day + 1] = before_us[day] +
				     open_in_day(out, day, INT64_MAX);
	out->open_before_us = before_us;
	return out;
}

/* Open microseconds from the first day to an instant. */
static bool
open_until(const struct dbr_calendar *calendar, int64_t at_us, int64_t *out)
{
	struct dbr_civil civil;
	int64_t day;

	if (at_us < DBR_DAY_US || at_us >= (DAY_COUNT - 1) * DBR_DAY_US)
		return false;
	dbr_zone_civil(calendar->zone, at_us, &civil);
	day = dbr_civil_days(civil.year, civil.month, civil.day);
	*out = calendar->open_before_us[day] +
	       open_in_day(calendar, day, at_us);
	return true;
}

bool
dbr_calendar_between(const struct dbr_calendar *calendar, int64_t a_us,
		     int64_t b_us, int64_t *open_us)
{
	int64_t before_a = 0, before_b = 0;

	if (!open_until(calendar, a_us, &before_a) ||
	    !open_until(calendar, b_us, &before_b))
		return false;
	*open_us = before_b - before_a;
	return true;
}
