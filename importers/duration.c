/* SPDX-License-Identifier: GPL-3.0-or-later */
/* duration.c -- see duration.h. */
#include <config.h>
#include "duration.h"

#include <math.h>
#include <string.h>
#include "debrief/time.h"

int64_t
duration_unit_us(struct dbr_str name)
{
	static const struct {
		const char *name;
		int64_t us;
	} units[] = {
		{ "us", 1 }, { "\xC2\xB5s", 1 }, { "ms", 1000 },
		{ "msec", 1000 }, { "msecs", 1000 }, { "millis", 1000 },
		{ "milliseconds", 1000 }, { "s", DBR_SECOND_US },
		{ "sec", DBR_SECOND_US }, { "secs", DBR_SECOND_US },
		{ "second", DBR_SECOND_US }, { "seconds", DBR_SECOND_US },
		{ "m", 60 * DBR_SECOND_US }, { "min", 60 * DBR_SECOND_US },
		{ "mins", 60 * DBR_SECOND_US },
		{ "minute", 60 * DBR_SECOND_US },
		{ "minutes", 60 * DBR_SECOND_US },
		{ "h", 3600 * DBR_SECOND_US }, { "hr", 3600 * DBR_SECOND_US },
		{ "hrs", 3600 * DBR_SECOND_US },
		{ "hour", 3600 * DBR_SECOND_US },
		{ "hours", 3600 * DBR_SECOND_US },
		{ "d", 86400 * DBR_SECOND_US },
		{ "day", 86400 * DBR_SECOND_US },
		{ "days", 86400 * DBR_SECOND_US },
		{ "w", 7 * 86400 * DBR_SECOND_US },
		{ "week", 7 * 86400 * DBR_SECOND_US },
		{ "weeks", 7 * 86400 * DBR_SECOND_US },
		{ "wk", 7 * 86400 * DBR_SECOND_US },
		{ "wks", 7 * 86400 * DBR_SECOND_US },
	};

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (dbr_str_equal_nocase(name, dbr_str_from(units[i].name)))
			return units[i].us;
	return 0;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "12" or "12.5" off the front. */
static bool
take_number(struct dbr_str *text, double *out)
{
	struct dbr_str number = *text;

	number.size = 0;
	while (number.size < text->size &&
	       (is_digit(text->at[number.size]) ||
		text->at[number.size] == '.'))
		number.size++;
	text->at += number.size;
	text->size -= number.size;
	return number.size && number.size < 20 &&
	       dbr_str_to_double(number, out);
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (unsigned char)c >= 0x80;
}

static struct dbr_str
take_word(struct dbr_str *text)
{
	struct dbr_str word = *text;

	word.size = 0;
	while (word.size < text->size && is_letter(text->at[word.size]))
		word.size++;
	text->at += word.size;
	text->size -= word.size;
	return word;
}

static void
skip_marks(struct dbr_str *text)
{
	while (text->size && (*text->at == ' ' || *text->at == ',' ||
			      *text->at == '?')) {
		text->at++;
		text->size--;
	}
}

static bool
set_us(double us, int64_t *out)
{
	if (!(us >= 0 && us < 1e18))
		return false;
	*out = (int64_t)llround(us);
	return true;
}

/* "4m17s", "2 hours 5 mins"; a number without a unit only alone. */
static bool
read_units(struct dbr_str text, int64_t unit_us, int64_t *out)
{
	double total = 0, number;
	size_t parts = 0;

	while (text.size) {
		struct dbr_str word;
		int64_t unit;

		if (!take_number(&text, &number))
			return false;
		skip_marks(&text);
		word = take_word(&text);
		if (!word.size && (parts || text.size))
			return false;
		unit = word.size ? duration_unit_us(word) : unit_us;
		if (!unit)
			return false;
		total += number * (double)unit;
		parts++;
		skip_marks(&text);
	}
	return parts && set_us(total, out);
}

/* Two digits below 60 behind a colon; the last part may have a fraction. */
static bool
take_part(struct dbr_str *text, double *out, bool *has_fraction)
{
	size_t digits = 1;	/* the colon */

	if (!text->size || *text->at != ':')
		return false;
	while (digits < text->size && is_digit(text->at[digits]))
		digits++;
	*has_fraction = digits < text->size && text->at[digits] == '.';
	text->at++;
	text->size--;
	return digits == 3 && take_number(text, out) && *out < 60;
}

/* "h:mm", "h:mm:ss" with a fraction or not; "m:ss.f" and "m:sss". */
static bool
read_clock(struct dbr_str text, int64_t *out)
{
	bool has_fraction = false, has_unit = dbr_str_ends(text, "s");
	double first, second, third = 0;

	text.size -= has_unit;
	if (!text.size || !is_digit(*text.at) || !take_number(&text, &first) ||
	    first != floor(first) || !take_part(&text, &second, &has_fraction))
		return false;
	if (!text.size && (has_fraction || has_unit))
		return set_us((first * 60 + second) * (double)DBR_SECOND_US,
			      out);
	if (text.size && (has_fraction ||
			  !take_part(&text, &third, &has_fraction)))
		return false;
	return !text.size && set_us(((first * 60 + second) * 60 + third) *
				    (double)DBR_SECOND_US, out);
}

/* "PT4M17S"; days are the only date part anybody writes. */
static bool
read_iso(struct dbr_str text, int64_t *out)
{
	char plain[64];
	size_t used = 0;

	for (size_t i = 1; i < text.size; i++) {
		if (used == sizeof(plain))
			return false;
		if (text.at[i] != 'T')
			plain[used++] = text.at[i];
	}
	return read_units((struct dbr_str){ plain, used }, 0, out);
}

/* "1970-01-02 04:23:17" is 1 day, 4:23:17: ServiceNow keeps lengths so. */
static bool
read_1970(struct dbr_str text, int64_t *out)
{
	char plain[] = "1970-01-01T00:00:00Z";
	size_t size = sizeof(plain) - 2;	/* without the Z */

	if (text.size != size || !dbr_str_starts(text, "1970-"))
		return false;
	memcpy(plain, text.at, size);
	if (plain[10] == ' ')
		plain[10] = 'T';
	return dbr_iso_parse(dbr_str_from(plain), out);
}

bool
duration_read(struct dbr_str text, int64_t unit_us, int64_t *out_us)
{
	text = dbr_str_trim(text);
	if (!text.size)
		return false;
	if (*text.at == 'P')
		return read_iso(text, out_us);
	return read_1970(text, out_us) || read_clock(text, out_us) ||
	       read_units(text, unit_us, out_us);
}

bool
duration_of_day(struct dbr_str text, int64_t *out_us)
{
	bool is_pm = dbr_str_ends(text, "pm") || dbr_str_ends(text, "PM");
	int64_t half_day = 12 * 3600 * DBR_SECOND_US;

	if (!is_pm && !dbr_str_ends(text, "am") && !dbr_str_ends(text, "AM"))
		return false;
	text.size -= 2;
	if (!read_clock(dbr_str_trim(text), out_us) ||
	    *out_us < half_day / 12 || *out_us >= half_day / 12 * 13)
		return false;
	*out_us = *out_us % half_day + (is_pm ? half_day : 0);
	return true;
}
