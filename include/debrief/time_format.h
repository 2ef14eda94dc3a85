/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/time_format.h -- how an export writes time.
 *
 * A pattern is strptime-like:
 *
 *   %Y %y   year (two digits: 69-99 are 19xx, 00-68 are 20xx)
 *   %m %d   month, day; one or two digits      %e  day, blank padded
 *   %b %B   month name, any of the names given, else English
 *   %H %I %M %S  %p (AM/PM)                     one or two digits
 *   %f      fraction of a second, 1 to 9 digits (after "." or ",")
 *   %z      offset: Z, UTC, GMT, +02, +0200, +02:00
 *   %a %A   weekday name, ignored
 *   %s %L %N  epoch seconds (a fraction is fine), milliseconds, microseconds
 *   %?      everything behind it is optional ("%Y-%m-%d%? %H:%M:%S.%f")
 *
 * White space in the pattern matches one or more blanks, U+202F and U+00A0;
 * the whole cell must match.  Nothing is guessed: a pattern says the order of
 * day and month.  Where a format lists both orders, the choice is made for
 * the column from all rows (dbr_time_order), or the file is refused.
 */
#ifndef DEBRIEF_TIME_FORMAT_H
#define DEBRIEF_TIME_FORMAT_H

#include "debrief/arena.h"
#include "debrief/time.h"

struct dbr_time_format;		/* compiled, lives in its arena */

struct dbr_month_names {
	const char *names[12];	/* matched without case, "." optional */
};

enum dbr_status dbr_time_format_parse(const struct dbr_time_format **out,
				      const char *pattern,
				      const struct dbr_month_names *months,
				      size_t months_count,
				      struct dbr_arena *arena,
				      struct dbr_error *err) DBR_MUST_CHECK;

struct dbr_time_value {
	struct dbr_civil civil;
	bool has_offset;	/* the cell said it, or the pattern is epoch */
	int offset_seconds;
	bool is_date_only;
};
bool dbr_time_format_read(const struct dbr_time_format *format,
			  struct dbr_str cell, struct dbr_time_value *out);
/* has_offset: exact.  Else through zone, which must not be NULL. */
int64_t dbr_time_value_us(const struct dbr_time_value *value,
			  const struct dbr_zone *zone,
			  enum dbr_civil_kind *kind);

/*
 * Deciding day/month order for one column: feed every cell, then ask.
 * Patterns are tried in order and kept while every non-empty cell so far
 * matches; a cell no pattern matches is counted, not fatal.
 */
enum dbr_time_choice {
	DBR_TIME_ONE,		/* exactly one pattern, or all agree */
	DBR_TIME_NONE,		/* no pattern matches most cells */
	DBR_TIME_UNDECIDED,	/* several match and they disagree */
};

#endif
