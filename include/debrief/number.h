/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/number.h -- a number that can defend itself, and how it is printed.
 *
 * Every figure that leaves the program is a dbr_number: a value with its
 * interval, n, method, and what was left out; or no value and the reason.
 * Text, table, plot and JSON print from this one struct, so they cannot
 * disagree.  Rounding happens here and only here: bounds outward, so that a
 * printed interval never contradicts a verdict (REPORTS N1-N11).
 *
 * Strings are borrowed: constants, or from the arena of the result.
 */
#ifndef DEBRIEF_NUMBER_H
#define DEBRIEF_NUMBER_H

#include <stdbool.h>
#include <stdint.h>
#include "debrief/str.h"

struct dbr_arena;

enum dbr_unit {
	DBR_UNIT_COUNT,
	DBR_UNIT_SECONDS,	/* printed as min, h or days (N3) */
	DBR_UNIT_SHARE,		/* 0..1, printed as per cent (N2) */
	DBR_UNIT_PER,		/* events per unit of exposure: unit_text */
	DBR_UNIT_POINTS,	/* NPS: signed */
	DBR_UNIT_SCORE,		/* mean on a scale */
};

struct dbr_number {
	const char *name;	/* "median", "p90", "mean (skewed)", "share" */
	double value;
	double lo, hi;
	bool has_value;
	bool has_lo, has_hi;	/* one may be missing: "> max", "not reached" */
	bool is_census;		/* a full count: no interval by right */
	bool is_low_n;		/* too few to lean on */
	bool is_amount;		/* a share of seconds, not of n things */
	bool is_signed;		/* a difference (slip): printed with "+" */
	bool is_sample;		/* a share that stands for rows not looked at:
				 * all of them good prints as the lower bound */
	bool has_reference;	/* printed with as many digits as it takes */
	double reference;	/* not to touch or cross this: a target, 1, 0 */
	int64_t n;
	double level;		/* 0.95 */
	enum dbr_unit unit;
	const char *unit_text;	/* "customer-week", "day", "" */
	const char *method;	/* "Wilson", "order statistics", ... */
	const char *why_empty;	/* when !has_value */
	const char *why_no_interval;
};

/* "4.4", "62.5 days", "99.47 %", "+12"; or "n/a (reason)".  A share of fewer
 * than five is "3 of 4" (N8). */
void dbr_number_value(struct dbr_buf *out, const struct dbr_number *number);
/* "3.6 to 5.4", rounded outward; "full count"; "none: too few".  With one
 * end missing: with a sign, "at least 3.6". */
void dbr_number_interval(struct dbr_buf *out, const struct dbr_number *number);
/* The upper end as the interval prints it; nothing when there is none. */
void dbr_number_upper(struct dbr_buf *out, const struct dbr_number *number);
/* "4.4 per customer-week (95 % interval 3.6 to 5.4), n = 99". */
void dbr_number_sentence(struct dbr_buf *out, const struct dbr_number *number);
/* The unit as data say it, in CSV and the table for dashboards: "seconds",
 * "share", "per customer-week"; what is not a constant is in the arena. */
const char *dbr_number_unit(const struct dbr_number *number,
			    struct dbr_arena *arena);
/* A count with narrow no-break spaces: 1 234 567. */
void dbr_count_text(struct dbr_buf *out, int64_t count);
/* Seconds as N3 says; seconds are spelt below one minute. */
void dbr_duration_text(struct dbr_buf *out, double seconds);
/* For JSON, CSV and gnuplot: shortest text that reads back the same, "." as
 * point in any locale.  Nothing at all for nan and inf: the caller writes
 * null, or leaves the cell empty. */
void dbr_double_text(struct dbr_buf *out, double value);

enum dbr_verdict {
	DBR_VERDICT_NONE,	/* no target */
	DBR_VERDICT_MET,	/* the whole interval is on the good side */
	DBR_VERDICT_NOT_PROVEN,
	DBR_VERDICT_MISSED,
	DBR_VERDICT_TOO_FEW,
};
/* at_most: the target is an upper limit.  A target that is not a number is
 * no target. */
enum dbr_verdict dbr_number_verdict(const struct dbr_number *number,
				    double target, bool at_most);
const char *dbr_verdict_text(enum dbr_verdict verdict);	/* "not proven" */

#endif
