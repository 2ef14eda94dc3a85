/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/scale.h -- from values to pixels, and where the ticks go.
 *
 * Ticks are round for the people who read them: 2 h and not 7200 s, the
 * first of a month and not day 30.
 */
#ifndef REPORTS_SCALE_H
#define REPORTS_SCALE_H

#include "debrief/number.h"
#include "debrief/time.h"

struct scale {
	double lo, hi;		/* lo < hi; both > 0 when is_log */
	double from, to;	/* pixels of lo and hi */
	bool is_log;
};

/* Values outside lo..hi land on the edge. */
double scale_at(const struct scale *scale, double value);
/* Make room: lo < hi even when all values are equal. */
void scale_pad(struct scale *scale, double share);

enum { TICKS_MAX = 24, TICK_TEXT_SIZE = 32 };
struct tick {
	double value;
	bool is_edge;	/* names what the axis starts in: no gridline */
	char text[TICK_TEXT_SIZE];
};
struct ticks {
	struct tick at[TICKS_MAX];
	size_t count;
};

/* About wanted round values in lo..hi, 2 ... 12. */
void ticks_linear(struct ticks *out, double lo, double hi, size_t wanted);
/* The step between the ticks of ticks_linear. */
double tick_step(double lo, double hi, size_t wanted);
/* The same for values of a unit: "2 h", "50 %", "+20". */
void ticks_unit(struct ticks *out, const struct scale *scale, size_t wanted,
		enum dbr_unit unit);
/* Durations in seconds on a log scale, labels not closer than gap pixels. */
void ticks_duration(struct ticks *out, const struct scale *scale, double gap);
/*
 * Instants (microseconds), labels not closer than gap pixels.  The first
 * tick and every new year carry the year; where months or years are shown,
 * the one the axis starts in is named at its start.
 */
void ticks_time(struct ticks *out, const struct scale *scale, double gap,
		const struct dbr_zone *zone);

void civil_at(struct dbr_civil *out, const struct dbr_zone *zone,
	      int64_t at_us);
const char *month_name(int month);	/* 1-based: "Jan" */

#endif
