/* SPDX-License-Identifier: GPL-3.0-or-later */
/* zone_rule.c -- the POSIX rule at the end of a TZif file. */
#include <config.h>
#include "system/zone.h"

enum { DAY_SECONDS = 86400 };

static bool
skip(struct dbr_str *in, char c)
{
	if (!in->size || in->at[0] != c)
		return false;
	in->at++;
	in->size--;
	return true;
}

static bool
take_number(struct dbr_str *in, int most, int *out)
{
	int value = 0;
	size_t digits = 0;

	while (digits < in->size && digits < 4 && in->at[digits] >= '0' &&
	       in->at[digits] <= '9')
		value = value * 10 + in->at[digits++] - '0';
	if (!digits || value > most)
		return false;
	in->at += digits;
	in->size -= digits;
	*out = value;
	return true;
}

/* [+-]hh[:mm[:ss]] */
static bool
take_time(struct dbr_str *in, int most_hours, int *seconds)
{
	int sign = skip(in, '-') ? -1 : (skip(in, '+'), 1);
	int hours, minutes = 0, rest = 0;

	if (!take_number(in, most_hours, &hours))
		return false;
	if (skip(in, ':')) {
		if (!take_number(in, 59, &minutes))
			return false;
		if (skip(in, ':') && !take_number(in, 59, &rest))
			return false;
	}
	*seconds = sign * (hours * 3600 + minutes * 60 + rest);
	return true;
}

static bool
is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool
is_quoted_name(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-';
}

/* "CET" or "<+0530>"; what it says does not matter. */
static bool
skip_name(struct dbr_str *in)
{
	bool is_quoted = skip(in, '<');
	size_t size = 0;

	while (in->size && (is_quoted ? is_quoted_name(in->at[0])
				      : is_letter(in->at[0]))) {
		in->at++;
		in->size--;
		size++;
	}
	return size >= 3 && (!is_quoted || skip(in, '>'));
}

static bool
take_day(struct dbr_str *in, struct zone_change *out)
{
	if (skip(in, 'M')) {
		out->kind = ZONE_DAY_MONTH;
		return take_number(in, 12, &out->month) && out->month >= 1 &&
		       skip(in, '.') && take_number(in, 5, &out->week) &&
		       out->week >= 1 && skip(in, '.') &&
		       take_number(in, 6, &out->day);
	}
	if (skip(in, 'J')) {
		out->kind = ZONE_DAY_JULIAN;
		return take_number(in, 365, &out->day) && out->day >= 1;
	}
	out->kind = ZONE_DAY_INDEX;
	return take_number(in, 365, &out->day);
}

static bool
take_change(struct dbr_str *in, struct zone_change *out)
{
	out->seconds = 2 * 3600;
	if (!skip(in, ',') || !take_day(in, out))
		return false;
	return !skip(in, '/') || take_time(in, 167, &out->seconds);
}

bool
zone_rule_parse(struct zone_rule *rule, struct dbr_str text)
{
	struct zone_rule out = { .is_set = true };

	if (!skip_name(&text) || !take_time(&text, 24, &out.standard))
		return false;
	/* POSIX counts west of Greenwich. */
	out.standard = -out.standard;
	if (text.size) {
		out.has_dst = true;
		out.dst = out.standard + 3600;
		if (!skip_name(&text))
			return false;
		if (text.size && text.at[0] != ',') {
			if (!take_time(&text, 24, &out.dst))
				return false;
			out.dst = -out.dst;
		}
		if (!take_change(&text, &out.start) ||
		    !take_change(&text, &out.end))
			return false;
	}
	if (text.size)
		return false;
	*rule = out;
	return true;
}

static int64_t
day_of_change(const struct zone_change *change, int year)
{
	int64_t first, day;

	if (change->kind == ZONE_DAY_INDEX)
		return dbr_civil_days(year, 1, 1) + change->day;
	if (change->kind == ZONE_DAY_JULIAN) {
		/* Any year without a 29 February has the right months. */
		day = dbr_civil_days(1970, 1, 1) + change->day - 1;
		return day < 59 ? dbr_civil_days(year, 1, 1) + day
				: dbr_civil_days(year, 3, 1) + day - 59;
	}
	first = dbr_civil_days(year, change->month, 1);
	/* 1970-01-01 was a Thursday, 4 when Sunday is 0. */
	day = first + (change->day - (first + 4) % 7 + 14) % 7 +
	      7 * (change->week - 1);
	while (day >= dbr_civil_days(year + change->month / 12,
				     change->month % 12 + 1, 1))
		day -= 7;
	return day;
}

static int
year_of(int64_t unix_seconds)
{
	const int64_t most = INT64_MAX / DBR_SECOND_US;
	struct dbr_civil civil;

	if (unix_seconds > most)
		unix_seconds = most;
	if (unix_seconds < -most)
		unix_seconds = -most;
	dbr_civil_from_us(&civil, unix_seconds * DBR_SECOND_US);
	return civil.year;
}

static int64_t
start_of_dst(const struct zone_rule *rule, int year)
{
	return day_of_change(&rule->start, year) * DAY_SECONDS +
	       rule->start.seconds - rule->standard;
}

static int64_t
end_of_dst(const struct zone_rule *rule, int year)
{
	return day_of_change(&rule->end, year) * DAY_SECONDS +
	       rule->end.seconds - rule->dst;
}

int
zone_rule_offset(const struct zone_rule *rule, int64_t unix_seconds)
{
	int year;

	if (!rule->has_dst)
		return rule->standard;
	year = year_of(unix_seconds);
	for (int y = year - 1; y <= year + 1; y++) {
		int64_t start = start_of_dst(rule, y);
		int64_t end = end_of_dst(rule, y);

		if (end <= start)	/* summer spans the turn of the year */
			end = end_of_dst(rule, y + 1);
		if (start <= unix_seconds && unix_seconds < end)
			return rule->dst;
	}
	return rule->standard;
}

void
zone_rule_changes(int64_t out[ZONE_RULE_CHANGES], const struct zone_rule *rule,
		  int64_t unix_seconds)
{
	int year = year_of(unix_seconds);

	for (int i = 0; i < ZONE_RULE_CHANGES / 2; i++) {
		out[2 * i] = start_of_dst(rule, year - 1 + i);
		out[2 * i + 1] = end_of_dst(rule, year - 1 + i);
	}
}
