/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * zone_fuzz.c -- any bytes as a TZif file, or as the rule at its end.  A
 * local time that exists is what its instant shows.
 */
#include <config.h>
#include "fuzz.h"

#include <string.h>
#include "system/zone.h"

static void
check_instant(const struct dbr_zone *zone, int64_t us)
{
	struct dbr_civil civil, shown;
	enum dbr_civil_kind kind;
	int64_t back;

	INVARIANT(abs(dbr_zone_offset(zone, us)) <= 8 * 86400);
	dbr_zone_civil(zone, us, &civil);
	back = dbr_zone_to_us(zone, &civil, &kind);
	if (kind == DBR_CIVIL_SKIPPED)
		return;
	dbr_zone_civil(zone, back, &shown);
	INVARIANT(memcmp(&civil, &shown, sizeof(civil)) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dbr_zone zone = { .name = "fuzz" };
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_str bytes;
	bool is_read;

	if (size < 1)
		return 0;
	bytes = (struct dbr_str){ (const char *)data + 1, size - 1 };
	is_read = data[0] & 1 ? zone_parse(&zone, bytes, &err) == DBR_OK
			      : zone_rule_parse(&zone.rule, bytes);
	for (int year = 1890; is_read && year < 2150; year += 7)
		check_instant(&zone, dbr_civil_days(year, 3, 28) *
			      DBR_DAY_US + year * INT64_C(12345678901));
	for (size_t i = 0; is_read && i < zone.count; i++)
		if (zone.at[i] > -(INT64_C(1) << 40) &&
		    zone.at[i] < INT64_C(1) << 40)
			check_instant(&zone, zone.at[i] * DBR_SECOND_US);
	dbr_arena_release(&zone.arena);
	return 0;
}
