/* SPDX-License-Identifier: GPL-3.0-or-later */
/* time_read.c -- one cell through one time pattern; see
 * debrief/time_format.h. */
#include <config.h>
#include "time_pattern.h"

#include <string.h>

/* A leap year, so that 29 February is a day without a year, too. */
enum { YEAR_WITHOUT = 1972 };

/* One attempt at a cell; copied where an optional part is tried. */
struct attempt {
	const char *at, *end;
	struct dbr_time_value value;
	bool has_hour, is_pm, has_half;
	bool is_loose;		/* only the shape counts */
};

static bool
take(struct attempt *a, char c)
{
	if (a->at == a->end || *a->at != c)
		return false;
	a->at++;
	return true;
}

static size_t
blank_size(const char *at, const char *end)
{
	size_t left = (size_t)(end - at);

	if (left && (*at == ' ' || *at == '\t'))
		return 1;
	if (left >= 2 && memcmp(at, "\xC2\xA0", 2) == 0)
		return 2;
	return left >= 3 && memcmp(at, "\xE2\x80\xAF", 3) == 0 ? 3 : 0;
}

static bool
take_blanks(struct attempt *a)
{
	const char *start = a->at;
	size_t size;

	while ((size = blank_size(a->at, a->end)))
		a->at += size;
	return a->at > start;
}

static bool
take_int(struct attempt *a, size_t least, size_t most, int64_t *out)
{
	int64_t value = 0;
	size_t digits = 0;

	while (digits < most && a->at < a->end && *a->at >= '0' &&
	       *a->at <= '9') {
		value = value * 10 + (*a->at++ - '0');
		digits++;
	}
	*out = value;
	return digits >= least;
}

static bool
take_number(struct attempt *a, size_t least, size_t most, int *out)
{
	int64_t value;

	if (!take_int(a, least, most, &value))
		return false;
	*out = (int)value;
	return true;
}

static bool
take_fraction(struct attempt *a, int *microsecond)
{
	int unit = 100000, digit;
	size_t digits = 0;

	*microsecond = 0;
	for (; digits < 9 && take_number(a, 1, 1, &digit); digits++) {
		*microsecond += digit * unit;
		unit /= 10;
	}
	return digits > 0;
}

/* Lower case of ASCII and of the Latin letters that follow a byte C3. */
static unsigned char
lower(const char *text, size_t i)
{
	unsigned char c = (unsigned char)text[i];

	if (c >= 'A' && c <= 'Z')
		return (unsigned char)(c + ('a' - 'A'));
	if (i && (unsigned char)text[i - 1] == 0xC3 && c >= 0x80 &&
	    c <= 0x9E && c != 0x97)
		return (unsigned char)(c + 0x20);
	return c;
}

static bool
is_ahead(const struct attempt *a, struct dbr_str name)
{
	if ((size_t)(a->end - a->at) < name.size)
		return false;
	for (size_t i = 0; i < name.size; i++)
		if (lower(name.at, i) != lower(a->at, i))
			return false;
	return true;
}

/* The longest name there is. */
static bool
take_month_name(struct attempt *a, const struct month_index *months)
{
	size_t best = 0, bits;

	if (a->at == a->end)
		return false;
	bits = (unsigned char)*a->at & 31;
	for (size_t i = months->starts[bits]; i < months->starts[bits + 1];
	     i++) {
		const struct month_name *known = &months->names[i];

		if (known->name.size > best && is_ahead(a, known->name)) {
			best = known->name.size;
			a->value.civil.month = known->month;
		}
	}
	a->at += best;
	return best > 0;
}

static bool
is_word_byte(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (unsigned char)c >= 0x80;
}

static bool
take_word(struct attempt *a)
{
	const char *start = a->at;

	while (a->at < a->end && is_word_byte(*a->at) &&
	       !blank_size(a->at, a->end))
		a->at++;
	return a->at > start;
}

/* "AM", "pm", "a.m.", "p. m." */
static bool
take_half(struct attempt *a)
{
	a->has_half = true;
	a->is_pm = take(a, 'P') || take(a, 'p');
	if (!a->is_pm && !take(a, 'A') && !take(a, 'a'))
		return false;
	if (take(a, '.'))
		take_blanks(a);
	if (!take(a, 'M') && !take(a, 'm'))
		return false;
	take(a, '.');
	return true;
}

static bool
take_text(struct attempt *a, const char *text)
{
	size_t size = strlen(text);

	if ((size_t)(a->end - a->at) < size || memcmp(a->at, text, size) != 0)
		return false;
	a->at += size;
	return true;
}

static bool
take_zone(struct attempt *a)
{
	bool has_name = take_text(a, "UTC") || take_text(a, "GMT");
	int sign = 0, hours, minutes = 0;

	a->value.has_offset = true;
	if (!has_name && (take(a, 'Z') || take(a, 'z')))
		return true;
	if (take(a, '+'))
		sign = 1;
	else if (take(a, '-'))
		sign = -1;
	if (!sign)
		return has_name;
	if (!take_number(a, has_name ? 1 : 2, 2, &hours))
		return false;
	if (take(a, ':') || (a->at < a->end && *a->at >= '0' && *a->at <= '9'))
		if (!take_number(a, 2, 2, &minutes))
			return false;
	a->value.offset_seconds = sign * (hours * 60 + minutes) * 60;
	return a->is_loose || (hours <= 23 && minutes <= 59);
}

static void
set_instant(struct attempt *a, int64_t us)
{
	dbr_civil_from_us(&a->value.civil, us);
	a->value.has_offset = a->has_hour = a->value.has_year = true;
}

static bool
take_epoch(struct attempt *a, enum time_op_kind kind)
{
	size_t digits = kind == OP_EPOCH_S ? 11 : kind == OP_EPOCH_MS ? 14
								      : 17;
	int64_t unit = kind == OP_EPOCH_S ? DBR_SECOND_US
					  : kind == OP_EPOCH_MS ? 1000 : 1;
	int64_t sign = take(a, '-') ? -1 : 1;
	int64_t number;
	int fraction = 0;

	if (!take_int(a, 1, digits, &number))
		return false;
	if (kind == OP_EPOCH_S && take(a, '.') && !take_fraction(a, &fraction))
		return false;
	/* Pandas writes milliseconds as 1510181065349.0. */
	if (kind != OP_EPOCH_S && take(a, '.') &&
	    !(a->is_loose ? take_fraction(a, &fraction) : take(a, '0')))
		return false;
	set_instant(a, sign * (number * unit + fraction));
	return true;
}

static size_t
digits_ahead(const struct attempt *a)
{
	const char *p = a->at;

	while (p < a->end && *p >= '0' && *p <= '9')
		p++;
	return (size_t)(p - a->at);
}

/* 10 digits are seconds until 2286, 13 milliseconds, 16 and 19 the rest; one
 * digit less or more is still clear. */
static bool
take_epoch_of_any_unit(struct attempt *a)
{
	size_t digits = digits_ahead(a);
	int64_t number;

	if (digits < 9 || digits > 19)
		return false;
	if (digits <= 11)
		return take_epoch(a, OP_EPOCH_S);
	if (digits <= 14)
		return take_epoch(a, OP_EPOCH_MS);
	if (digits <= 17)
		return take_epoch(a, OP_EPOCH_US);
	/* All 19 digits of a nanosecond fit only up to the year 2262. */
	if (!take_int(a, 16, 16, &number))
		return false;
	if (digits == 18)
		number /= 10;
	a->at += digits - 16;
	set_instant(a, number);
	return true;
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool
take_hex(struct attempt *a, size_t digits, uint64_t *out)
{
	*out = 0;
	for (size_t i = 0; i < digits; i++, a->at++) {
		int digit = a->at < a->end ? hex_digit(*a->at) : -1;

		if (digit < 0)
			return false;
		*out = *out << 4 | (uint64_t)digit;
	}
	return true;
}

/* As multilog and svlogd write it, and tai64nlocal reads it: a fixed ten
 * seconds before UTC, leap seconds left out. */
static bool
take_tai64n(struct attempt *a)
{
	const uint64_t epoch = (UINT64_C(1) << 62) + 10;
	uint64_t seconds, nanoseconds;

	if (!take_hex(a, 16, &seconds) || !take_hex(a, 8, &nanoseconds))
		return false;
	if (a->is_loose)
		return true;
	if (seconds < epoch || seconds - epoch > 99999999999 ||
	    nanoseconds > 999999999)
		return false;
	set_instant(a, (int64_t)(seconds - epoch) * DBR_SECOND_US +
			       (int64_t)(nanoseconds / 1000));
	return true;
}

/* Behind an epoch of whole seconds: "1663977609 / 484000000". */
static bool
take_nanoseconds(struct attempt *a)
{
	int nanoseconds;

	if (!take_number(a, 1, 9, &nanoseconds))
		return false;
	a->value.civil.microsecond = nanoseconds / 1000;
	return true;
}

/* EST is three zones of the world: only these names are an offset. */
static bool
take_zone_name(struct attempt *a)
{
	const char *start = a->at;
	struct dbr_str name;

	if (!take_word(a))
		return false;
	name = (struct dbr_str){ start, (size_t)(a->at - start) };
	a->value.has_offset = dbr_str_is(name, "UTC") ||
			      dbr_str_is(name, "GMT") || dbr_str_is(name, "Z");
	return true;
}

static bool
take_year(struct attempt *a, enum time_op_kind kind)
{
	struct dbr_civil *civil = &a->value.civil;

	a->value.has_year = true;
	if (kind == OP_YEAR)
		return take_number(a, 4, 4, &civil->year);
	if (!take_number(a, 2, 2, &civil->year))
		return false;
	civil->year += civil->year >= 69 ? 1900 : 2000;
	return true;
}

static bool
take_hour(struct attempt *a, enum time_op_kind kind)
{
	struct dbr_civil *civil = &a->value.civil;

	a->has_hour = true;
	return take_number(a, 1, 2, &civil->hour) &&
	       (a->is_loose || kind == OP_HOUR ||
		(civil->hour >= 1 && civil->hour <= 12));
}

static bool
take_one(struct attempt *a, const struct time_op *op,
	 const struct dbr_time_format *format)
{
	struct dbr_civil *civil = &a->value.civil;

	switch (op->kind) {
	case OP_LITERAL:
		return take(a, op->literal);
	case OP_BLANK:
		return take_blanks(a);
	case OP_YEAR:
	case OP_SHORT_YEAR:
		return take_year(a, op->kind);
	case OP_MONTH:
		return take_number(a, 1, 2, &civil->month);
	case OP_DAY:
		take_blanks(a);
		return take_number(a, 1, 2, &civil->day);
	case OP_MONTH_NAME:
		return take_month_name(a, &format->months);
	case OP_WEEKDAY:
		return take_word(a);
	case OP_HOUR:
	case OP_HOUR_12:
		return take_hour(a, op->kind);
	case OP_MINUTE:
		return take_number(a, 1, 2, &civil->minute);
	case OP_SECOND:
		return take_number(a, 1, 2, &civil->second);
	case OP_FRACTION:
		return take_fraction(a, &civil->microsecond);
	case OP_HALF:
		return take_half(a);
	case OP_NANOSECONDS:
		return take_nanoseconds(a);
	case OP_ZONE_NAME:
		return take_zone_name(a);
	case OP_EPOCH_ANY:
		return take_epoch_of_any_unit(a);
	case OP_TAI64N:
		return take_tai64n(a);
	case OP_ZONE:
		return take_zone(a);
	default:
		return take_epoch(a, op->kind);
	}
}

/* A name may end in a point that the pattern does not ask for. */
static void
take_point(struct attempt *a, const struct dbr_time_format *format, size_t i)
{
	enum time_op_kind kind = format->ops[i].kind;

	if (kind != OP_MONTH_NAME && kind != OP_WEEKDAY)
		return;
	if (i + 1 < format->count && format->ops[i + 1].kind == OP_LITERAL &&
	    format->ops[i + 1].literal == '.')
		return;
	take(a, '.');
}

/* At most TIME_OPTIONAL_MAX optional parts, so at most 2^8 ways through. */
static bool
match(struct attempt *a, const struct dbr_time_format *format, size_t i)
{
	for (; i < format->count; i++) {
		const struct time_op *op = &format->ops[i];

		if (op->kind == OP_MAY_END && a->at == a->end)
			return true;
		if (op->kind == OP_MAY_SKIP) {
			struct attempt with = *a;

			if (match(&with, format, i + 1)) {
				*a = with;
				return true;
			}
			i = op->target;
			continue;
		}
		if (op->kind == OP_SKIPPED || op->kind == OP_MAY_END)
			continue;
		if (!take_one(a, op, format))
			return false;
		take_point(a, format, i);
	}
	return a->at == a->end;
}

static struct dbr_str
trim_blanks(struct dbr_str s)
{
	size_t size;

	s = dbr_str_trim(s);
	while ((size = s.size ? blank_size(s.at, s.at + s.size) : 0)) {
		s.at += size;
		s.size -= size;
	}
	while (s.size >= 2 && blank_size(s.at + s.size - 2,
					 s.at + s.size) == 2)
		s.size -= 2;
	return s;
}

static void
apply_half(struct attempt *a)
{
	struct dbr_civil *civil = &a->value.civil;

	if (!a->has_half)
		return;
	if (a->is_pm && civil->hour < 12)
		civil->hour += 12;
	else if (!a->is_pm && civil->hour == 12)
		civil->hour = 0;
}

bool
dbr_time_format_read(const struct dbr_time_format *format,
		     struct dbr_str cell, struct dbr_time_value *out)
{
	struct dbr_str text = trim_blanks(cell);
	struct attempt a = { .value.civil.year = YEAR_WITHOUT };

	if (!text.size)
		return false;
	a.at = text.at;
	a.end = text.at + text.size;
	if (!match(&a, format, 0))
		return false;
	apply_half(&a);
	a.value.is_date_only = !a.has_hour;
	if (!dbr_civil_is_valid(&a.value.civil))
		return false;
	*out = a.value;
	return true;
}

bool
time_format_may_read(const struct dbr_time_format *format,
		     struct dbr_str cell)
{
	struct dbr_str text = trim_blanks(cell);
	struct attempt a = { .is_loose = true, .at = text.at,
			     .end = text.at + text.size };

	return text.size && match(&a, format, 0);
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool
time_format_has_shape(const struct dbr_time_format *format)
{
	for (size_t i = 0; i < format->count; i++)
		if (format->ops[i].kind == OP_LITERAL &&
		    is_digit(format->ops[i].literal))
			return false;
	for (size_t i = 0; i < format->months.starts[32]; i++)
		for (size_t k = 0; k < format->months.names[i].name.size; k++)
			if (is_digit(format->months.names[i].name.at[k]))
				return false;
	return true;
}

int64_t
dbr_time_value_us(const struct dbr_time_value *value,
		  const struct dbr_zone *zone, enum dbr_civil_kind *kind)
{
	if (!value->has_offset)
		return dbr_zone_to_us(zone, &value->civil, kind);
	*kind = DBR_CIVIL_ONCE;
	return dbr_civil_to_us(&value->civil) -
	       value->offset_seconds * DBR_SECOND_US;
}
