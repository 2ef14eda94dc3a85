/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/time.h -- instants, civil times and time zones.
 *
 * An instant is int64 microseconds since 1970-01-01T00:00:00Z (leap seconds
 * ignored, as in POSIX).  A civil time is what a wall clock shows; it becomes
 * an instant only with a zone.  The process-global TZ is never used: zones
 * are read from the system's TZif files, and nothing here reads the clock.
 */
#ifndef DEBRIEF_TIME_H
#define DEBRIEF_TIME_H

#include <stdbool.h>
#include <stdint.h>
#include "debrief/error.h"
#include "debrief/str.h"

#define DBR_SECOND_US INT64_C(1000000)
#define DBR_MINUTE_US (60 * DBR_SECOND_US)
#define DBR_HOUR_US (60 * DBR_MINUTE_US)
#define DBR_DAY_US (24 * DBR_HOUR_US)

struct dbr_civil {
	int year, month, day;		/* proleptic Gregorian, 1-based */
	int hour, minute, second;
	int microsecond;
};

/* Days since 1970-01-01 of a civil date, and back; any year. */
int64_t dbr_civil_days(int year, int month, int day);
void dbr_civil_from_us(struct dbr_civil *out, int64_t instant_us);
/* As if the civil time were UTC. */
int64_t dbr_civil_to_us(const struct dbr_civil *civil);
/* Every field in range, and the day exists in that month. */
bool dbr_civil_is_valid(const struct dbr_civil *civil);
int dbr_civil_weekday(const struct dbr_civil *civil);	/* 1 = Monday */

enum { DBR_ISO_SIZE = 40 };
/* "2026-03-03T14:00:00Z"; the fraction only when it is not zero. */
const char *dbr_iso_text(char out[DBR_ISO_SIZE], int64_t instant_us);
/*
 * RFC 3339 / ISO 8601 with "Z" or an offset; or a date alone ("2026-03-31"),
 * taken as midnight UTC; or a quarter "2026-Q3", its first instant.  For
 * command lines and our own files; exports go through format time patterns.
 */
bool dbr_iso_parse(struct dbr_str text, int64_t *instant_us);

/* First instant of the quarter that holds instant_us, and its name. */
int64_t dbr_quarter_start(int64_t instant_us);
int64_t dbr_quarter_next(int64_t quarter_start_us);
const char *dbr_quarter_text(char out[DBR_ISO_SIZE], int64_t instant_us);
/* "2026-Q3" to its first instant. */
bool dbr_quarter_parse(struct dbr_str text, int64_t *start_us);

struct dbr_zone;	/* read-only once opened */
enum dbr_civil_kind {
	DBR_CIVIL_ONCE,		/* the usual case */
	DBR_CIVIL_SKIPPED,	/* in a gap: taken with the offset before it */
	DBR_CIVIL_TWICE,	/* in a fold: the first occurrence is taken */
};
/*
 * By IANA name ("Europe/Berlin"), "UTC", or a fixed offset "+02:00".  A name
 * is only ever looked up below the zone directory; an unknown one fails with
 * the nearest name.  DEBRIEF_ZONEINFO overrides the directory.
 */
enum dbr_status dbr_zone_open(struct dbr_zone **out, const char *name,
			      struct dbr_error *err) DBR_MUST_CHECK;
void dbr_zone_close(struct dbr_zone *zone);	/* NULL is fine */
const char *dbr_zone_name(const struct dbr_zone *zone);
/* Seconds east of UTC at an instant. */
int dbr_zone_offset(const struct dbr_zone *zone, int64_t instant_us);
int64_t dbr_zone_to_us(const struct dbr_zone *zone,
		       const struct dbr_civil *civil,
		       enum dbr_civil_kind *kind);
void dbr_zone_civil(const struct dbr_zone *zone, int64_t instant_us,
		    struct dbr_civil *out);

/* The clock, for stamps of batches and decisions only.  DEBRIEF_NOW (ISO)
 * overrides it.  Analyses never call this. */
int64_t dbr_clock_now(void);
/* DBR_EUSAGE when DEBRIEF_NOW is set to something that is no time. */
enum dbr_status dbr_clock_check(struct dbr_error *err) DBR_MUST_CHECK;

#endif
