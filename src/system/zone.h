/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * zone.h -- what a zone is made of, and how a TZif file becomes one.
 *
 * Source: RFC 8536 (TZif) and POSIX.1-2017 section 8.3 with the extended
 * hours of RFC 8536 section 3.3.1.
 */
#ifndef SYSTEM_ZONE_H
#define SYSTEM_ZONE_H

#include "debrief/arena.h"
#include "debrief/time.h"

enum zone_day_kind {
	ZONE_DAY_JULIAN,	/* J1..J365: 29 February is never counted */
	ZONE_DAY_INDEX,		/* 0..365 */
	ZONE_DAY_MONTH,		/* Mm.w.d */
};

struct zone_change {
	enum zone_day_kind kind;
	int day;		/* number, or weekday with 0 = Sunday */
	int week, month;
	int seconds;		/* local time of day, -167 h to 167 h */
};

struct zone_rule {
	bool is_set, has_dst;
	int standard, dst;	/* seconds east of UTC */
	struct zone_change start, end;
};

struct dbr_zone {
	struct dbr_arena arena;
	const char *name;
	int first;		/* seconds east before the first transition */
	size_t count;
	const int64_t *at;	/* transitions, Unix seconds, ascending */
	const int *offsets;	/* seconds east from at[i] on */
	struct zone_rule rule;	/* from the last transition on */
};

/* The bytes of a TZif file; the arrays go to zone->arena. */
enum dbr_status zone_parse(struct dbr_zone *zone, struct dbr_str bytes,
			   struct dbr_error *err) DBR_MUST_CHECK;
/* The footer: "CET-1CEST,M3.5.0,M10.5.0/3". */
bool zone_rule_parse(struct zone_rule *rule, struct dbr_str text);
int zone_rule_offset(const struct zone_rule *rule, int64_t unix_seconds);
enum { ZONE_RULE_CHANGES = 6 };
/* The changes of the year that holds unix_seconds and of its neighbours. */
void zone_rule_changes(int64_t out[ZONE_RULE_CHANGES],
		       const struct zone_rule *rule, int64_t unix_seconds);

#endif
