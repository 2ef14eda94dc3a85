/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "demo.h"

struct civil {
	int year, month, day, hour, minute, second;
};

/* Days from civil and back: Hinnant's algorithms, March-based years. */
static int64_t
day_from_civil(int64_t year, int month, int day)
{
	int64_t era, year_of_era, day_of_year;

	year -= month <= 2;
	era = year / 400;
	year_of_era = year - era * 400;
	day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return era * 146097 + year_of_era * 365 + year_of_era / 4 -
	       year_of_era / 100 + day_of_year - 719468;
}

static struct civil
civil_from(int64_t at)
{
	int64_t day = at / DAY_SECONDS + 719468, era = day / 146097;
	int64_t day_of_era = day - era * 146097;
	int64_t year_of_era = (day_of_era - day_of_era / 1460 +
			       day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year = day_of_era - (365 * year_of_era +
					    year_of_era / 4 -
					    year_of_era / 100);
	int month = (int)((5 * day_of_year + 2) / 153);
	int second = (int)(at % DAY_SECONDS);
	struct civil out = {
		.day = (int)(day_of_year - (153 * month + 2) / 5 + 1),
		.month = month + (month < 10 ? 3 : -9),
		.hour = second / 3600,
		.minute = second / 60 % 60,
		.second = second % 60,
	};

	out.year = (int)(year_of_era + era * 400 + (out.month <= 2));
	return out;
}

int64_t
day_of(int yyyymmdd)
{
	return day_from_civil(yyyymmdd / 10000, yyyymmdd / 100 % 100,
			      yyyymmdd % 100);
}

int
weekday(int64_t day)
{
	return (int)((day + 3) % 7);
}

static int64_t
last_sunday(int year, int month)
{
	int64_t day = day_from_civil(year, month, 31);

	return day - (weekday(day) + 1) % 7;
}

/* Summer time runs from 01:00 UTC on the last Sunday of March to 01:00 UTC
 * on the last Sunday of October. */
static int64_t
berlin_offset(int64_t at)
{
	int year = civil_from(at).year;
	int64_t start = last_sunday(year, 3) * DAY_SECONDS + 3600;
	int64_t end = last_sunday(year, 10) * DAY_SECONDS + 3600;

	return at >= start && at < end ? 7200 : 3600;
}

int64_t
at_berlin(int64_t day, int64_t second_of_day)
{
	int64_t at = day * DAY_SECONDS + second_of_day - 3600;

	return berlin_offset(at) == 7200 ? at - 3600 : at;
}

const char *
as_iso(char out[NAME_SIZE], int64_t at)
{
	struct civil c = civil_from(at);

	snprintf(out, NAME_SIZE, "%04d-%02d-%02dT%02d:%02d:%02dZ", c.year,
		 c.month, c.day, c.hour, c.minute, c.second);
	return out;
}

const char *
as_jira(char out[NAME_SIZE], int64_t at)
{
	static const char months[][4] = {
		"Jan", "Feb", "Mar", "Apr", "May", "Jun",
		"Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
	};
	struct civil c = civil_from(at + berlin_offset(at));

	snprintf(out, NAME_SIZE, "%02d/%s/%02d %d:%02d %s", c.day,
		 months[c.month - 1], c.year % 100,
		 c.hour % 12 == 0 ? 12 : c.hour % 12, c.minute,
		 c.hour < 12 ? "AM" : "PM");
	return out;
}

const char *
as_servicenow(char out[NAME_SIZE], int64_t at)
{
	struct civil c = civil_from(at + berlin_offset(at));

	snprintf(out, NAME_SIZE, "%d/%d/%04d %02d:%02d", c.day, c.month,
		 c.year, c.hour, c.minute);
	return out;
}

const char *
as_form(char out[NAME_SIZE], int64_t at)
{
	struct civil c = civil_from(at + berlin_offset(at));

	snprintf(out, NAME_SIZE, "%d/%d/%04d %d:%02d:%02d", c.month, c.day,
		 c.year, c.hour, c.minute, c.second);
	return out;
}
