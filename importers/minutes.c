/* SPDX-License-Identifier: GPL-3.0-or-later */
/* minutes.c -- see minutes.h. */
#include <config.h>
#include "minutes.h"

#include <string.h>

static const struct unit {
	const char *names;	/* parted by blanks */
	double minutes;
} units[] = {
	{ " w week weeks wk wks ", 7 * 24 * 60 },
	{ " d day days ", 24 * 60 },
	{ " h hr hrs hour hours ", 60 },
	{ " m min mins minute minutes ", 1 },
	{ " s sec secs second seconds ", 1 / 60.0 },
};

static bool
is_digit(char c)
{
	return (c >= '0' && c <= '9') || c == '.';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static struct dbr_str
take_while(struct dbr_str *rest, bool (*is_one)(char))
{
	struct dbr_str out = { rest->at, 0 };

	while (out.size < rest->size && is_one(rest->at[out.size]))
		out.size++;
	rest->at += out.size;
	rest->size -= out.size;
	return out;
}

static bool
unit_minutes(struct dbr_str name, double *out)
{
	char wanted[12] = " ";

	if (!name.size || name.size + 3 > sizeof(wanted))
		return false;
	for (size_t i = 0; i < name.size; i++)
		wanted[i + 1] = (char)(name.at[i] | 0x20);
	wanted[name.size + 1] = ' ';
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (strstr(units[i].names, wanted)) {
			*out = units[i].minutes;
			return true;
		}
	return false;
}

/* "1 h 30 min", "1h30m", "PT1H30M". */
static bool
parse_units(struct dbr_str rest, double *minutes)
{
	*minutes = 0;
	while (rest.size) {
		struct dbr_str digits = take_while(&rest, is_digit), unit;
		double count, each;

		rest = dbr_str_trim(rest);
		unit = take_while(&rest, is_letter);
		/* The "T" of "P1DT2H" is glued to the unit before it. */
		if (unit.size > 1 && dbr_str_ends(unit, "T") && rest.size)
			unit.size--;
		if (!dbr_str_to_double(digits, &count) ||
		    !unit_minutes(unit, &each))
			return false;
		*minutes += count * each;
		rest = dbr_str_trim(rest);
		if (rest.size > 1 && rest.at[0] == ',')
			rest = dbr_str_trim((struct dbr_str){ rest.at + 1,
							      rest.size - 1 });
	}
	return true;
}

/* The "PM" of a clock; hours are made those of a 24-hour clock. */
static bool
apply_half(struct dbr_str half, int64_t *hours)
{
	if (!half.size)
		return true;
	if (*hours < 1 || *hours > 12)
		return false;
	*hours %= 12;
	if (dbr_str_equal_nocase(half, DBR_STR("pm")))
		*hours += 12;
	else if (!dbr_str_equal_nocase(half, DBR_STR("am")))
		return false;
	return true;
}

/* "1:30", "36:00:00", "9:00 PM". */
static bool
parse_clock(struct dbr_str text, double *minutes)
{
	struct dbr_str half = DBR_STR(""), rest, part;
	int64_t hours, minute, second = 0;
	size_t end = text.size;

	while (end && is_letter(text.at[end - 1]))
		end--;
	half = (struct dbr_str){ text.at + end, text.size - end };
	rest = dbr_str_trim((struct dbr_str){ text.at, end });
	part = dbr_str_cut(&rest, ':');
	if (!rest.at || !dbr_str_to_i64(part, &hours) || hours < 0)
		return false;
	part = dbr_str_cut(&rest, ':');
	if (part.size != 2 || !dbr_str_to_i64(part, &minute))
		return false;
	if (rest.at && (rest.size != 2 || !dbr_str_to_i64(rest, &second)))
		return false;
	if (minute < 0 || minute > 59 || second < 0 || second > 59 ||
	    hours > 1000000 || !apply_half(half, &hours))
		return false;
	*minutes = (double)(hours * 60 + minute) + (double)second / 60.0;
	return true;
}

bool
minutes_parse(struct dbr_str text, double *minutes)
{
	if (dbr_str_to_double(text, minutes))
		return true;
	if (text.size > 1 && text.at[0] == 'P') {
		size_t head = text.at[1] == 'T' ? 2 : 1;

		text.at += head;
		text.size -= head;
		return text.size && parse_units(text, minutes);
	}
	if (memchr(text.at, ':', text.size))
		return parse_clock(text, minutes);
	return text.size && parse_units(text, minutes);
}
