/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/scale.h"
#include <math.h>
#include <stdio.h>

enum step_unit { STEP_MINUTES, STEP_DAYS, STEP_MONTHS };

struct step {
	enum step_unit unit;
	int count;
	double us;		/* how long, about */
	double label;		/* room the widest label needs, pixels */
};

#define MINUTES(n) { STEP_MINUTES, n, 60e6 * (n), 44 }
#define DAYS(n) { STEP_DAYS, n, 864e8 * (n), 40 }
#define MONTHS(n, label) { STEP_MONTHS, n, 2.63e12 * (n), label }

static const struct step steps[] = {
	MINUTES(1), MINUTES(5), MINUTES(15), MINUTES(30), MINUTES(60),
	MINUTES(120), MINUTES(180), MINUTES(360), MINUTES(720), DAYS(1),
	DAYS(2), DAYS(7), MONTHS(1, 26), MONTHS(3, 26),
	MONTHS(6, 26), MONTHS(12, 26), MONTHS(24, 26), MONTHS(60, 26),
	MONTHS(120, 26), MONTHS(600, 26), MONTHS(1200, 26),
	MONTHS(6000, 26),
};

const char *
month_name(int month)
{
	static const char names[12][4] = { "Jan", "Feb", "Mar", "Apr", "May",
					   "Jun", "Jul", "Aug", "Sep", "Oct",
					   "Nov", "Dec" };

	return month >= 1 && month <= 12 ? names[month - 1] : "";
}

void
civil_at(struct dbr_civil *out, const struct dbr_zone *zone, int64_t at_us)
{
	if (zone)
		dbr_zone_civil(zone, at_us, out);
	else
		dbr_civil_from_us(out, at_us);
}

static int64_t
civil_instant(const struct dbr_civil *civil, const struct dbr_zone *zone)
{
	enum dbr_civil_kind kind;

	return zone ? dbr_zone_to_us(zone, civil, &kind) :
		      dbr_civil_to_us(civil);
}

/* The last step at or before a civil time. */
static void
step_floor(struct dbr_civil *civil, const struct step *step)
{
	int64_t days = dbr_civil_days(civil->year, civil->month, civil->day);
	int minutes = civil->hour * 60 + civil->minute;
	struct dbr_civil day = { .year = civil->year, .month = civil->month,
				 .day = civil->day };
	int months;

	switch (step->unit) {
	case STEP_MINUTES:
		minutes -= minutes % step->count;
		day.hour = minutes / 60;
		day.minute = minutes % 60;
		break;
	case STEP_DAYS:
		/* Weeks start on Monday; 1970-01-05 was one. */
		days -= ((days - 4) % step->count + step->count) % step->count;
		dbr_civil_from_us(&day, days * DBR_DAY_US);
		break;
	case STEP_MONTHS:
		months = civil->year * 12 + civil->month - 1;
		months -= (months % step->count + step->count) % step->count;
		day.year = months / 12;
		day.month = months % 12 + 1;
		day.day = 1;
		break;
	}
	*civil = day;
}

static void
step_forward(struct dbr_civil *civil, const struct step *step)
{
	int64_t us = dbr_civil_to_us(civil);
	int months;

	if (step->unit == STEP_MINUTES) {
		dbr_civil_from_us(civil, us + step->count * DBR_MINUTE_US);
	} else if (step->unit == STEP_DAYS) {
		dbr_civil_from_us(civil, us + step->count * DBR_DAY_US);
	} else {
		months = civil->year * 12 + civil->month - 1 + step->count;
		civil->year = months / 12;
		civil->month = months % 12 + 1;
	}
}

static void
step_text(char out[TICK_TEXT_SIZE], const struct dbr_civil *civil,
	  const struct step *step, bool is_first)
{
	const char *month = month_name(civil->month);
	bool is_new_year = is_first || (civil->month == 1 && civil->day == 1);

	if (step->unit == STEP_MINUTES && !is_first &&
	    (civil->hour || civil->minute))
		snprintf(out, TICK_TEXT_SIZE, "%02d:%02d", civil->hour,
			 civil->minute);
	else if (step->unit == STEP_MINUTES && !is_first)
		snprintf(out, TICK_TEXT_SIZE, "%d %s", civil->day, month);
	else if (step->unit == STEP_MINUTES)
		snprintf(out, TICK_TEXT_SIZE, "%d %s %02d:%02d", civil->day,
			 month, civil->hour, civil->minute);
	else if (step->unit == STEP_DAYS && is_first)
		snprintf(out, TICK_TEXT_SIZE, "%d %s %d", civil->day, month,
			 civil->year);
	else if (step->unit == STEP_DAYS)
		snprintf(out, TICK_TEXT_SIZE, "%d %s", civil->day, month);
	else if (step->count >= 12)
		snprintf(out, TICK_TEXT_SIZE, "%d", civil->year);
	else if (is_new_year)
		snprintf(out, TICK_TEXT_SIZE, "%s %d", month, civil->year);
	else
		snprintf(out, TICK_TEXT_SIZE, "%s", month);
}

static const struct step *
choose_step(const struct scale *scale, double gap)
{
	size_t count = sizeof(steps) / sizeof(steps[0]);
	double us_per_pixel = (scale->hi - scale->lo) /
			      fabs(scale->to - scale->from);

	for (size_t i = 0; i < count; i++)
		if (steps[i].us / us_per_pixel >= steps[i].label + gap)
			return &steps[i];
	return &steps[count - 1];
}

/* Whether the month or year the axis starts in has room for its name. */
static bool
has_edge(const struct scale *scale, const struct step *step, double first)
{
	double room = scale_at(scale, first) - scale_at(scale, scale->lo);

	return step->unit == STEP_MONTHS &&
	       (step->count == 1 || step->count == 12) && first > scale->lo &&
	       room >= 2 * step->label;
}

void
ticks_time(struct ticks *out, const struct scale *scale, double gap,
	   const struct dbr_zone *zone)
{
	const struct step *step = choose_step(scale, gap);
	struct dbr_civil civil, before;

	out->count = 0;
	civil_at(&civil, zone, (int64_t)scale->lo);
	step_floor(&civil, step);
	before = civil;
	for (size_t i = 0; i < 4 * TICKS_MAX && out->count < TICKS_MAX; i++) {
		double value = (double)civil_instant(&civil, zone);
		struct tick *tick = &out->at[out->count];

		if (value > scale->hi)
			break;
		if (value >= scale->lo && !out->count &&
		    has_edge(scale, step, value)) {
			step_text(tick->text, &before, step, true);
			tick->value = scale->lo;
			tick->is_edge = true;
			tick = &out->at[++out->count];
		}
		if (value >= scale->lo) {
			step_text(tick->text, &civil, step, !out->count);
			tick->value = value;
			tick->is_edge = false;
			out->count++;
		}
		step_forward(&civil, step);
	}
}
