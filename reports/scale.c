/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/scale.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "reports/text_width.h"

enum { TICK_SIZE = 11 };

double
scale_at(const struct scale *scale, double value)
{
	double lo = scale->lo, hi = scale->hi, share;

	if (scale->is_log) {
		value = log(fmax(value, lo));
		lo = log(lo);
		hi = log(hi);
	}
	share = (value - lo) / (hi - lo);
	share = fmin(fmax(share, 0), 1);
	return scale->from + share * (scale->to - scale->from);
}

void
scale_pad(struct scale *scale, double share)
{
	double lo = scale->lo, hi = scale->hi;

	if (scale->is_log) {
		double factor = hi > lo ? pow(hi / lo, share) : 2;

		scale->lo = lo / factor;
		scale->hi = hi * factor;
		return;
	}
	share *= hi - lo;
	if (!(hi > lo))
		share = lo == 0 ? 1 : fabs(lo) * 0.1;
	scale->lo = lo - share;
	scale->hi = hi + share;
}

double
tick_step(double lo, double hi, size_t wanted)
{
	double raw = (hi - lo) / (double)wanted;
	double power = pow(10, floor(log10(raw)));
	double digit = raw / power;

	/* Quarters read well in 25 and 250, not in 0.25. */
	if (digit > 2 && digit <= 2.5 && power >= 10)
		return 2.5 * power;
	return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
}

/* "−20", "1 000", "0.25": as many decimals as the step needs. */
static void
tick_number(char out[TICK_TEXT_SIZE], double value, double step)
{
	struct dbr_buf buf = DBR_BUF_INIT;
	double digits = step;
	int places = 0;

	while (places < 7 && fabs(digits - round(digits)) > digits * 1e-9) {
		digits *= 10;
		places++;
	}
	if (places == 0 && fabs(value) < 1e15) {
		dbr_count_text(&buf, (int64_t)llround(value));
		snprintf(out, TICK_TEXT_SIZE, "%s", buf.text);
	} else if (places == 0 || places > 6) {
		snprintf(out, TICK_TEXT_SIZE, "%s%.3g",
			 value < 0 ? "\xE2\x88\x92" : "", fabs(value));
	} else {
		snprintf(out, TICK_TEXT_SIZE, "%s%.*f",
			 value < 0 ? "\xE2\x88\x92" : "", places,
			 fabs(value));
	}
	dbr_buf_release(&buf);
}

void
ticks_linear(struct ticks *out, double lo, double hi, size_t wanted)
{
	double step = tick_step(lo, hi, wanted);
	double first = ceil(lo / step - 1e-9);

	out->count = 0;
	for (size_t i = 0; i < TICKS_MAX; i++) {
		double value = (first + (double)i) * step;
		struct tick *tick = &out->at[out->count];

		if (value > hi + step * 1e-9)
			break;
		tick->is_edge = false;
		tick->value = fabs(value) < step * 1e-9 ? 0 : value;
		tick_number(tick->text, tick->value, step);
		out->count++;
	}
}

struct display {
	double factor;	/* of the unit shown, in the unit kept */
	const char *suffix;
};

static struct display
display_of(enum dbr_unit unit, double highest)
{
	if (unit == DBR_UNIT_SHARE)
		return (struct display){ 0.01, "\xC2\xA0%" };
	if (unit != DBR_UNIT_SECONDS)
		return (struct display){ 1, "" };
	if (highest >= 48 * 3600)
		return (struct display){ 86400, "\xC2\xA0" "days" };
	if (highest >= 2 * 3600)
		return (struct display){ 3600, "\xC2\xA0h" };
	return highest >= 120 ? (struct display){ 60, "\xC2\xA0min" } :
				(struct display){ 1, "\xC2\xA0s" };
}

void
ticks_unit(struct ticks *out, const struct scale *scale, size_t wanted,
	   enum dbr_unit unit)
{
	struct display display = display_of(unit, fmax(fabs(scale->lo),
						       fabs(scale->hi)));

	ticks_linear(out, scale->lo / display.factor,
		     scale->hi / display.factor, wanted);
	for (size_t i = 0; i < out->count; i++) {
		struct tick *tick = &out->at[i];
		char number[TICK_TEXT_SIZE];
		bool wants_plus = unit == DBR_UNIT_POINTS && tick->value > 0;

		memcpy(number, tick->text, sizeof(number));
		snprintf(tick->text, sizeof(tick->text), "%s%.20s%s",
			 wants_plus ? "+" : "", number,
			 tick->value != 0 ? display.suffix : "");
		tick->value *= display.factor;
	}
}

static const struct {
	double seconds;
	const char *text;
	int rank;	/* lower wins when two are too close */
} duration_ticks[] = {
	{ 0.001, "1 ms", 1 },	     { 0.1, "0.1 s", 2 },
	{ 1, "1 s", 0 },	     { 10, "10 s", 2 },
	{ 60, "1 min", 0 },	     { 300, "5 min", 2 },
	{ 600, "10 min", 1 },	     { 1800, "30 min", 1 },
	{ 3600, "1 h", 0 },	     { 7200, "2 h", 2 },
	{ 14400, "4 h", 2 },	     { 28800, "8 h", 1 },
	{ 86400, "1 day", 0 },	     { 259200, "3 days", 2 },
	{ 604800, "1 week", 1 },     { 1209600, "2 weeks", 2 },
	{ 2592000, "30 days", 0 },   { 7776000, "90 days", 1 },
	{ 31536000, "1 year", 0 },   { 94608000, "3 years", 2 },
	{ 315360000, "10 years", 1 }, { 3153600000.0, "100 years", 1 },
};

static bool
is_clear_of(const struct ticks *ticks, const struct scale *scale,
	    double value, const char *text, double gap)
{
	double width = text_width(dbr_str_from(text), TICK_SIZE, false);
	double x = scale_at(scale, value);

	for (size_t i = 0; i < ticks->count; i++) {
		double other = text_width(dbr_str_from(ticks->at[i].text),
					  TICK_SIZE, false);
		double distance = fabs(x - scale_at(scale,
						    ticks->at[i].value));

		if (distance < (width + other) / 2 + gap)
			return false;
	}
	return true;
}

void
ticks_duration(struct ticks *out, const struct scale *scale, double gap)
{
	size_t count = sizeof(duration_ticks) / sizeof(duration_ticks[0]);

	out->count = 0;
	for (int rank = 0; rank <= 2; rank++)
		for (size_t i = 0; i < count; i++) {
			double value = duration_ticks[i].seconds;
			const char *text = duration_ticks[i].text;
			struct tick *tick = &out->at[out->count];

			if (duration_ticks[i].rank != rank ||
			    value < scale->lo || value > scale->hi ||
			    out->count == TICKS_MAX ||
			    !is_clear_of(out, scale, value, text, gap))
				continue;
			tick->value = value;
			tick->is_edge = false;
			snprintf(tick->text, sizeof(tick->text), "%s", text);
			out->count++;
		}
}
