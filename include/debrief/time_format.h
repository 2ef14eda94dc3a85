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
 *   %Z      name of a zone: UTC, GMT and Z are an offset, any other word is
 *           passed over and the time is naive, for names are not unique
 *   %s %L %N  epoch seconds (a fraction is fine), milliseconds, microseconds
 *   %E      an epoch of s, ms, us or ns: its number of digits says which
 *   %t      TAI64N label, 24 hexadecimal digits (daemontools, runit)
 *   %n      nanoseconds as a number, not padded
 *   %?      everything behind it is optional ("%Y-%m-%d%? %H:%M")
 *   %[ %]   what is between them is optional ("%H:%M%[:%S%[.%f%]%] %z")
 *   %%      a per cent sign
 *
 * White space in the pattern matches one or more blanks, U+202F and U+00A0;
 * blanks around the cell are ignored; the rest must match whole.  Nothing is
 * guessed: a pattern says the order of day and month.  Where a format lists
 * several patterns, struct dbr_time_column decides from all rows.
 */
#ifndef DEBRIEF_TIME_FORMAT_H
#define DEBRIEF_TIME_FORMAT_H

#include "debrief/arena.h"
#include "debrief/time.h"

struct dbr_time_format;		/* compiled, lives in its arena */

struct dbr_month_names {
	const char *names[12];	/* matched without case, "." optional */
};

/* DBR_ECONFIG with the byte of the pattern; one without a date is refused.  months and the pattern must
 * live as long as the arena. */
enum dbr_status dbr_time_format_parse(const struct dbr_time_format **out,
				      const char *pattern,
				      const struct dbr_month_names *months,
				      size_t months_count,
				      struct dbr_arena *arena,
				      struct dbr_error *err) DBR_MUST_CHECK;
const char *dbr_time_format_pattern(const struct dbr_time_format *format);
/* A time as the pattern writes it: "2026-03-31 14:05". */
void dbr_time_format_add_example(struct dbr_buf *out, const char *pattern);
/* "dmy", "mdy", "ymd" by the order of its fields; "" for epochs and names. */
const char *dbr_time_format_order(const struct dbr_time_format *format);
/* False for syslog's "Nov  3 01:01:03". */
bool dbr_time_format_has_year(const struct dbr_time_format *format);
/* Needs a zone: neither %z nor an epoch is sure to be in it. */
bool dbr_time_format_is_naive(const struct dbr_time_format *format);

struct dbr_time_value {
	struct dbr_civil civil;	/* a date alone is 00:00 (see is_date_only) */
	bool has_offset;	/* the cell said it, or the pattern is epoch */
	int offset_seconds;
	bool is_date_only;	/* METRICS 0.1: take noon, flag it */
	bool has_year;		/* false: syslog; civil.year is 1972 */
};
bool dbr_time_format_read(const struct dbr_time_format *format,
			  struct dbr_str cell, struct dbr_time_value *out);
/* has_offset: exact.  Else through zone, which must not be NULL. */
int64_t dbr_time_value_us(const struct dbr_time_value *value,
			  const struct dbr_zone *zone,
			  enum dbr_civil_kind *kind);

/*
 * One time column of one file.  Pass 1: add() every cell that is not a null
 * word.  Then choose().  Pass 2: read() gives the first surviving pattern
 * that matches.
 *
 * Two patterns are rivals when one cell reads as different instants through
 * both (03/04/2026).  A rival falls when some cell matches the other only
 * (25/04/2026) and no cell matches it only.  When neither or both have such
 * a cell the column is undecided, and the file is to be refused.
 */
struct dbr_time_column;

enum dbr_time_choice {
	DBR_TIME_ONE,		/* no rivals are left (or no cells came) */
	DBR_TIME_NONE,		/* cells came, none matches any pattern */
	DBR_TIME_UNDECIDED,	/* see the rivals and the example */
};

struct dbr_time_decision {
	enum dbr_time_choice choice;
	const char *pattern, *rival;	/* winner and loser, or undecided */
	const char *example;	/* the cell that decided, or shows the doubt */
	size_t example_line;
	const char *counter_example;	/* proves the rival: mixed orders */
	size_t counter_line;
	size_t matched_count, unmatched_count;
};

enum { DBR_TIME_PATTERN_MAX = 32 };
/* At most DBR_TIME_PATTERN_MAX formats; the array is copied. */
struct dbr_time_column *
dbr_time_column_new(const struct dbr_time_format *const *formats,
		    size_t count, struct dbr_arena *arena);
/* False: one pattern, so pass 1 may be left out and read() used at once. */
bool dbr_time_column_is_open(const struct dbr_time_column *column);
void dbr_time_column_add(struct dbr_time_column *column, struct dbr_str cell,
			 size_t line);
struct dbr_time_decision
dbr_time_column_choose(struct dbr_time_column *column);
/* Remembers shapes of cells: one thread at a time. */
bool dbr_time_column_read(struct dbr_time_column *column,
			  struct dbr_str cell, struct dbr_time_value *out);

#endif
