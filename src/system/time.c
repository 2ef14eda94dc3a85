/* SPDX-License-Identifier: GPL-3.0-or-later */
/* time.c -- civil times, ISO 8601 and quarters; see debrief/time.h. */
#include <config.h>
#include "debrief/time.h"

#include <stdio.h>

/* Howard Hinnant's "chrono-compatible low-level date algorithms": eras of 400
 * years that begin on 1 March. */
enum { ERA_DAYS = 146097, ERA_YEARS = 400, EPOCH_DAY = 719468 };

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

int64_t
dbr_civil_days(int year, int month, int day)
{
	int64_t y = (int64_t)year - (month <= 2);
	int64_t era = floor_div(y, ERA_YEARS);
	int64_t year_of_era = y - era * ERA_YEARS;
	int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 +
			      day - 1;

	return era * ERA_DAYS + year_of_era * 365 + year_of_era / 4 -
	       year_of_era / 100 + day_of_year - EPOCH_DAY;
}

static void
date_from_days(struct dbr_civil *out, int64_t days)
{
	int64_t z = days + EPOCH_DAY;
	int64_t era = floor_div(z, ERA_DAYS);
	int64_t day_of_era = z - era * ERA_DAYS;
	int64_t year_of_era = (day_of_era - day_of_era / 1460 +
			       day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year = day_of_era - (365 * year_of_era +
					    year_of_era / 4 -
					    year_of_era / 100);
	int64_t month = (5 * day_of_year + 2) / 153;

	out->day = (int)(day_of_year - (153 * month + 2) / 5 + 1);
	out->month = (int)(month < 10 ? month + 3 : month - 9);
	out->year = (int)(year_of_era + era * ERA_YEARS + (out->month <= 2));
}

void
dbr_civil_from_us(struct dbr_civil *out, int64_t instant_us)
{
	int64_t days = floor_div(instant_us, DBR_DAY_US);
	/* In this order: days * DBR_DAY_US may be below INT64_MIN. */
	int64_t rest = instant_us % DBR_DAY_US;

	if (rest < 0)
		rest += DBR_DAY_US;
	date_from_days(out, days);
	out->hour = (int)(rest / DBR_HOUR_US);
	out->minute = (int)(rest / DBR_MINUTE_US % 60);
	out->second = (int)(rest / DBR_SECOND_US % 60);
	out->microsecond = (int)(rest % DBR_SECOND_US);
}

int64_t
dbr_civil_to_us(const struct dbr_civil *civil)
{
	int64_t days = dbr_civil_days(civil->year, civil->month, civil->day);
	int64_t rest = civil->hour * DBR_HOUR_US +
		       civil->minute * DBR_MINUTE_US +
		       civil->second * DBR_SECOND_US + civil->microsecond;
	int64_t out;

	if (__builtin_mul_overflow(days, DBR_DAY_US, &out) ||
	    __builtin_add_overflow(out, rest, &out))
		return days < 0 ? INT64_MIN : INT64_MAX;
	return out;
}

static int
month_days(int year, int month)
{
	static const char days[12] = { 31, 28, 31, 30, 31, 30,
				       31, 31, 30, 31, 30, 31 };
	bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (month == 2 && is_leap);
}

static bool
is_within(int value, int least, int most)
{
	return value >= least && value <= most;
}

bool
dbr_civil_is_valid(const struct dbr_civil *civil)
{
	return is_within(civil->year, 1, 9999) &&
	       is_within(civil->month, 1, 12) &&
	       is_within(civil->day, 1,
			 month_days(civil->year, civil->month)) &&
	       is_within(civil->hour, 0, 23) &&
	       is_within(civil->minute, 0, 59) &&
	       is_within(civil->second, 0, 59) &&
	       is_within(civil->microsecond, 0, 999999);
}

int
dbr_civil_weekday(const struct dbr_civil *civil)
{
	int64_t days = dbr_civil_days(civil->year, civil->month, civil->day);

	/* 1970-01-01 was a Thursday. */
	return (int)(days + 3 - floor_div(days + 3, 7) * 7) + 1;
}

const char *
dbr_iso_text(char out[DBR_ISO_SIZE], int64_t instant_us)
{
	struct dbr_civil c;
	int size;

	dbr_civil_from_us(&c, instant_us);
	size = snprintf(out, DBR_ISO_SIZE, "%04d-%02d-%02dT%02d:%02d:%02d",
			c.year, c.month, c.day, c.hour, c.minute, c.second);
	if (c.microsecond) {
		size += snprintf(out + size, DBR_ISO_SIZE - (size_t)size,
				 ".%06d", c.microsecond);
		while (out[size - 1] == '0')
			size--;
	}
	out[size] = 'Z';
	out[size + 1] = '\0';
	return out;
}

/* What is left to read; every take_ function moves it only on success. */
struct cursor {
	struct dbr_str rest;
};

static bool
take_char(struct cursor *in, const char *any_of)
{
	for (; *any_of; any_of++) {
		if (in->rest.size && in->rest.at[0] == *any_of) {
			in->rest.at++;
			in->rest.size--;
			return true;
		}
	}
	return false;
}

static bool
take_number(struct cursor *in, size_t digits, int *out)
{
	int value = 0;

	if (in->rest.size < digits)
		return false;
	for (size_t i = 0; i < digits; i++) {
		int digit = in->rest.at[i] - '0';

		if (digit < 0 || digit > 9)
			return false;
		value = value * 10 + digit;
	}
	in->rest.at += digits;
	in->rest.size -= digits;
	*out = value;
	return true;
}

/* ".5" is 500000 microseconds; digits behind the sixth are cut off. */
static bool
take_fraction(struct cursor *in, int *microsecond)
{
	int unit = 100000, digit;
	size_t digits = 0;

	if (!take_char(in, ".,"))
		return true;
	for (; take_number(in, 1, &digit); digits++) {
		*microsecond += digit * unit;
		unit /= 10;
	}
	return digits >= 1 && digits <= 9;
}

static bool
take_offset(struct cursor *in, int *seconds)
{
	int hours, minutes = 0, sign = 1;

	if (take_char(in, "Zz"))
		return true;
	if (take_char(in, "-"))
		sign = -1;
	else if (!take_char(in, "+"))
		return false;
	if (!take_number(in, 2, &hours))
		return false;
	if (take_char(in, ":") || in->rest.size)
		if (!take_number(in, 2, &minutes))
			return false;
	*seconds = sign * (hours * 3600 + minutes * 60);
	return hours <= 23 && minutes <= 59;
}

static bool
take_time(struct cursor *in, struct dbr_civil *civil)
{
	return take_number(in, 2, &civil->hour) && take_char(in, ":") &&
	       take_number(in, 2, &civil->minute) &&
	       (!take_char(in, ":") ||
		(take_number(in, 2, &civil->second) &&
		 take_fraction(in, &civil->microsecond)));
}

bool
dbr_iso_parse(struct dbr_str text, int64_t *instant_us)
{
	struct cursor in = { text };
	struct dbr_civil civil = { 0 };
	int offset = 0;

	if (dbr_quarter_parse(text, instant_us))
		return true;
	if (!take_number(&in, 4, &civil.year) || !take_char(&in, "-") ||
	    !take_number(&in, 2, &civil.month) || !take_char(&in, "-") ||
	    !take_number(&in, 2, &civil.day))
		return false;
	if (take_char(&in, "Tt ") &&
	    (!take_time(&in, &civil) || !take_offset(&in, &offset)))
		return false;
	if (in.rest.size || !dbr_civil_is_valid(&civil))
		return false;
	*instant_us = dbr_civil_to_us(&civil) - offset * DBR_SECOND_US;
	return true;
}

static int64_t
quarter_us(int year, int quarter)
{
	return dbr_civil_days(year, quarter * 3 + 1, 1) * DBR_DAY_US;
}

int64_t
dbr_quarter_start(int64_t instant_us)
{
	struct dbr_civil c;

	dbr_civil_from_us(&c, instant_us);
	return quarter_us(c.year, (c.month - 1) / 3);
}

int64_t
dbr_quarter_next(int64_t quarter_start_us)
{
	struct dbr_civil c;

	dbr_civil_from_us(&c, quarter_start_us);
	if (c.month >= 10)
		return quarter_us(c.year + 1, 0);
	return quarter_us(c.year, (c.month - 1) / 3 + 1);
}

const char *
dbr_quarter_text(char out[DBR_ISO_SIZE], int64_t instant_us)
{
	struct dbr_civil c;

	dbr_civil_from_us(&c, instant_us);
	snprintf(out, DBR_ISO_SIZE, "%04d-Q%d", c.year, (c.month + 2) / 3);
	return out;
}

bool
dbr_quarter_parse(struct dbr_str text, int64_t *start_us)
{
	struct cursor in = { text };
	int year, quarter;

	if (!take_number(&in, 4, &year) || !take_char(&in, "-") ||
	    !take_char(&in, "Qq") || !take_number(&in, 1, &quarter) ||
	    in.rest.size || year < 1 || quarter < 1 || quarter > 4)
		return false;
	*start_us = quarter_us(year, quarter - 1);
	return true;
}
