/* SPDX-License-Identifier: GPL-3.0-or-later */
/* number.c -- see debrief/number.h; rules N1-N8 are those of REPORTS 2.7. */
#include <config.h>
#include "debrief/number.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "debrief/arena.h"

#define NO_BREAK "\xC2\xA0"
#define NARROW_NO_BREAK "\xE2\x80\xAF"
#define MINUS "\xE2\x88\x92"
#define AT_LEAST "\xE2\x89\xA5" NO_BREAK
#define AT_MOST "\xE2\x89\xA4" NO_BREAK

/* From here on digits are not read, and not known either. */
#define FIXED_MAX 1e15

enum rounding { NEAREST, DOWN, UP };
enum { SHARE_MIN_N = 5, DECIMALS_MAX = 15 };

/* How one figure is written: value / scale with decimals, then the unit. */
struct shape {
	double scale;
	int decimals;
	const char *unit;
};

static double
round_to(double value, int decimals, enum rounding rounding)
{
	double power = pow(10, decimals);
	double x = value * power;
	/* 0.29 * 100 is a hair below 29: not a reason to print 28. */
	double hair = 1e-9 * fmax(1, fabs(x));

	switch (rounding) {
	case DOWN:
		return floor(x + hair) / power;
	case UP:
		return ceil(x - hair) / power;
	default:
		return round(x) / power;
	}
}

/* Digits of a rounded figure with thousands apart (N6). */
static void
add_fixed(struct dbr_buf *out, double value, int decimals, bool wants_plus)
{
	char digits[400];
	size_t whole;

	if (value < 0)
		dbr_buf_add_text(out, MINUS);
	else if (wants_plus && value > 0)
		dbr_buf_add_char(out, '+');
	if (fabs(value) >= FIXED_MAX) {
		dbr_buf_addf(out, "%.1e", fabs(value));
		return;
	}
	snprintf(digits, sizeof(digits), "%.*f", decimals, fabs(value));
	whole = strcspn(digits, ".");
	for (size_t i = 0; i < whole; i++) {
		if (i && (whole - i) % 3 == 0)
			dbr_buf_add_text(out, NARROW_NO_BREAK);
		dbr_buf_add_char(out, digits[i]);
	}
	dbr_buf_add_text(out, digits + whole);
}

/* N3; a figure that rounds up to its band's end belongs to the next band. */
static struct shape
duration_shape(double seconds, enum rounding rounding)
{
	static const struct {
		struct shape shape;
		double end;
	} bands[] = {
		{ { 1, 0, "s" }, 60 },
		{ { 60, 1, "min" }, 10 },
		{ { 60, 0, "min" }, 60 },
		{ { 3600, 1, "h" }, 10 },
		{ { 3600, 0, "h" }, 48 },
	};

	if (seconds == 0)
		return bands[2].shape;
	for (size_t i = 0; i < sizeof(bands) / sizeof(bands[0]); i++) {
		double value = round_to(seconds / bands[i].shape.scale,
					bands[i].shape.decimals, rounding);

		if (fabs(value) < bands[i].end)
			return bands[i].shape;
	}
	return (struct shape){ 86400, 1, "days" };
}

/* N2 and METRICS 0.3: something missed never prints as 100 %, nor as 0 %. */
static int
share_decimals(double share, int64_t n)
{
	double percent = share * 100;
	int decimals = n < 1000 ? 0 : 1;

	if (share <= 0 || share >= 1)
		return 0;
	if (share >= 0.99 || share <= 0.01)
		decimals = 2;
	while (decimals < DECIMALS_MAX &&
	       (round_to(percent, decimals, NEAREST) >= 100 ||
		round_to(percent, decimals, NEAREST) <= 0))
		decimals++;
	return decimals;
}

/* N1: two significant digits, three behind a leading 1 or in a narrow
 * interval. */
static int
significant_decimals(double value, const struct dbr_number *number)
{
	double size = fabs(value);
	int exponent, digits = 2;

	if (size == 0)
		return 0;
	exponent = (int)floor(log10(size));
	if (size / pow(10, exponent) < 2 ||
	    (number->has_lo && number->has_hi &&
	     number->hi - number->lo < 0.1 * size))
		digits = 3;
	digits -= exponent + 1;
	return digits < 0 ? 0 : digits > DECIMALS_MAX ? DECIMALS_MAX : digits;
}

/* Never finer than two digits of the interval's half width: it says how much
 * of the value is known. */
static int
known_decimals(double value, const struct dbr_number *number)
{
	int decimals = significant_decimals(value, number), known;
	double half = number->has_lo && number->has_hi ?
			      (number->hi - number->lo) / 2 : 0;

	if (!(half > 0) || !isfinite(half))
		return decimals;
	known = 1 - (int)floor(log10(half));
	known = known < 0 ? 0 : known;
	return decimals < known ? decimals : known;
}

static struct shape
number_shape(const struct dbr_number *number, double value,
	     enum rounding rounding)
{
	switch (number->unit) {
	case DBR_UNIT_SECONDS:
		return duration_shape(value, rounding);
	case DBR_UNIT_SHARE:
		return (struct shape){
			0.01, share_decimals(value, number->n), "%"
		};
	case DBR_UNIT_POINTS:
		return (struct shape){ 1, 0, "" };
	case DBR_UNIT_COUNT:
		if (value == floor(value))
			return (struct shape){ 1, 0, "" };
		break;
	default:
		break;
	}
	return (struct shape){ 1, known_decimals(value, number), "" };
}

static int
side_of(double value, double reference)
{
	return (value > reference) - (value < reference);
}

/* N5: what is printed stands on the side of the reference where it is. */
static struct shape
clear_of_reference(const struct dbr_number *number, double value,
		   struct shape shape, enum rounding rounding)
{
	double scaled = value / shape.scale;
	double reference = number->reference / shape.scale;

	if (!number->has_reference)
		return shape;
	while (shape.decimals < DECIMALS_MAX &&
	       side_of(round_to(scaled, shape.decimals, rounding),
		       reference) != side_of(scaled, reference))
		shape.decimals++;
	return shape;
}

static void
add_shaped(struct dbr_buf *out, const struct dbr_number *number, double value,
	   struct shape shape, enum rounding rounding)
{
	shape = clear_of_reference(number, value, shape, rounding);
	add_fixed(out, round_to(value / shape.scale, shape.decimals, rounding),
		  shape.decimals,
		  number->is_signed || number->unit == DBR_UNIT_POINTS);
}

static void
add_unit(struct dbr_buf *out, struct shape shape)
{
	if (*shape.unit)
		dbr_buf_addf(out, NO_BREAK "%s", shape.unit);
}

/* A bound is as fine as its value; durations pick their own unit. */
static struct shape
bound_shape(const struct dbr_number *number, double bound,
	    enum rounding rounding)
{
	struct shape shape = number_shape(number, number->value, NEAREST);
	double next = pow(10, -shape.decimals);

	switch (number->unit) {
	case DBR_UNIT_SECONDS:
		return duration_shape(bound, rounding);
	case DBR_UNIT_SHARE:
		if (shape.decimals == 0 &&
		    (number->value >= 1 || number->value <= 0) &&
		    bound > 0 && bound < 1)
			shape.decimals = share_decimals(bound, number->n);
		return shape;
	case DBR_UNIT_POINTS:
		return shape;
	default:
		if (number->value == 0 || (bound > 0 && bound < next))
			shape.decimals = significant_decimals(bound, number);
		return shape;
	}
}

static void
add_bound(struct dbr_buf *out, const struct dbr_number *number, double bound,
	  enum rounding rounding)
{
	struct shape shape = bound_shape(number, bound, rounding);

	add_shaped(out, number, bound, shape, rounding);
	add_unit(out, shape);
}

void
dbr_number_value(struct dbr_buf *out, const struct dbr_number *number)
{
	struct shape shape;

	if (!number->has_value || !isfinite(number->value)) {
		dbr_buf_addf(out, "n/a (%s)",
			     number->why_empty ? number->why_empty :
						 "no value");
		return;
	}
	if (number->unit == DBR_UNIT_SHARE && number->n < SHARE_MIN_N &&
	    !number->is_census && !number->is_amount) {
		dbr_buf_addf(out, "%.0f of %" PRId64,
			     round(number->value * (double)number->n),
			     number->n);
		return;
	}
	if (number->unit == DBR_UNIT_SHARE && number->is_sample &&
	    !number->is_census && number->value >= 1 && number->has_lo) {
		dbr_buf_add_text(out, AT_LEAST);
		add_bound(out, number, number->lo, DOWN);
		return;
	}
	shape = number_shape(number, number->value, NEAREST);
	add_shaped(out, number, number->value, shape, NEAREST);
	add_unit(out, shape);
}

static void
add_both_bounds(struct dbr_buf *out, const struct dbr_number *number)
{
	struct shape lo = bound_shape(number, number->lo, DOWN);
	struct shape hi = bound_shape(number, number->hi, UP);

	add_shaped(out, number, number->lo, lo, DOWN);
	if (strcmp(lo.unit, hi.unit) != 0)
		add_unit(out, lo);
	dbr_buf_add_text(out, " to ");
	add_shaped(out, number, number->hi, hi, UP);
	add_unit(out, hi);
}

void
dbr_number_interval(struct dbr_buf *out, const struct dbr_number *number)
{
	if (number->is_census) {
		dbr_buf_add_text(out, "full count");
	} else if (number->has_lo && number->has_hi) {
		add_both_bounds(out, number);
	} else if (number->has_lo) {
		dbr_buf_add_text(out, AT_LEAST);
		add_bound(out, number, number->lo, DOWN);
	} else if (number->has_hi) {
		dbr_buf_add_text(out, AT_MOST);
		add_bound(out, number, number->hi, UP);
	} else {
		const char *why = number->why_no_interval;

		if (!why && !number->has_value)
			why = number->why_empty;
		dbr_buf_addf(out, "none: %s", why ? why : "no interval");
	}
}

void
dbr_number_upper(struct dbr_buf *out, const struct dbr_number *number)
{
	if (number->has_hi)
		add_bound(out, number, number->hi, UP);
}

void
dbr_number_sentence(struct dbr_buf *out, const struct dbr_number *number)
{
	dbr_number_value(out, number);
	if (!number->has_value)
		return;
	if (number->unit == DBR_UNIT_PER && number->unit_text &&
	    *number->unit_text)
		dbr_buf_addf(out, " per %s", number->unit_text);
	if (number->is_census) {
		dbr_buf_add_text(out, " (full count)");
	} else if (number->has_lo || number->has_hi) {
		dbr_buf_addf(out, " (%g" NO_BREAK "%% interval ",
			     number->level * 100);
		dbr_number_interval(out, number);
		dbr_buf_add_char(out, ')');
	} else if (number->why_no_interval) {
		dbr_buf_addf(out, " (no interval: %s)",
			     number->why_no_interval);
	}
	dbr_buf_add_text(out, ", n" NO_BREAK "=" NO_BREAK);
	dbr_count_text(out, number->n);
	if (number->is_low_n)
		dbr_buf_add_text(out, " (low n)");
}

void
dbr_count_text(struct dbr_buf *out, int64_t count)
{
	char digits[24];
	size_t size;

	snprintf(digits, sizeof(digits), "%" PRIu64,
		 count < 0 ? -(uint64_t)count : (uint64_t)count);
	size = strlen(digits);
	if (count < 0)
		dbr_buf_add_text(out, MINUS);
	for (size_t i = 0; i < size; i++) {
		if (i && (size - i) % 3 == 0)
			dbr_buf_add_text(out, NARROW_NO_BREAK);
		dbr_buf_add_char(out, digits[i]);
	}
}

void
dbr_duration_text(struct dbr_buf *out, double seconds)
{
	struct dbr_number number = {
		.value = seconds,
		.has_value = true,
		.unit = DBR_UNIT_SECONDS,
	};

	dbr_number_value(out, &number);
}

void
dbr_double_text(struct dbr_buf *out, double value)
{
	char text[40];

	if (!isfinite(value))
		return;
	if (value == 0)
		value = 0;	/* "-0" says nothing anybody wants to know */
	for (int digits = 15; digits <= 17; digits++) {
		snprintf(text, sizeof(text), "%.*g", digits, value);
		if (strtod(text, NULL) == value)
			break;
	}
	dbr_buf_add_text(out, text);
}

enum dbr_verdict
dbr_number_verdict(const struct dbr_number *number, double target,
		   bool at_most)
{
	double sign = at_most ? 1 : -1;
	bool has_far = at_most ? number->has_hi : number->has_lo;
	bool has_near = at_most ? number->has_lo : number->has_hi;
	double far = at_most ? number->hi : number->lo;
	double near = at_most ? number->lo : number->hi;

	if (isnan(target))
		return DBR_VERDICT_NONE;
	if (!number->has_value)
		return DBR_VERDICT_TOO_FEW;
	if (number->is_census)
		return sign * (number->value - target) <= 0 ?
			       DBR_VERDICT_MET : DBR_VERDICT_MISSED;
	if (!has_far && !has_near)
		return DBR_VERDICT_TOO_FEW;
	if (has_far && sign * (far - target) <= 0)
		return DBR_VERDICT_MET;
	if (has_near && sign * (near - target) > 0)
		return DBR_VERDICT_MISSED;
	return DBR_VERDICT_NOT_PROVEN;
}

const char *
dbr_verdict_text(enum dbr_verdict verdict)
{
	switch (verdict) {
	case DBR_VERDICT_NONE:
		return "no target";
	case DBR_VERDICT_MET:
		return "met";
	case DBR_VERDICT_NOT_PROVEN:
		return "not proven";
	case DBR_VERDICT_MISSED:
		return "missed";
	case DBR_VERDICT_TOO_FEW:
		break;
	}
	return "too few to say";
}

const char *
dbr_number_unit(const struct dbr_number *number, struct dbr_arena *arena)
{
	switch (number->unit) {
	case DBR_UNIT_SECONDS:
		return "seconds";
	case DBR_UNIT_SHARE:
		return "share";
	case DBR_UNIT_PER:
		return dbr_arena_textf(arena, "per %s", number->unit_text);
	case DBR_UNIT_POINTS:
		return "points";
	case DBR_UNIT_COUNT:
		return "count";
	default:
		return "score";
	}
}
