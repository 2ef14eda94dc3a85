/* SPDX-License-Identifier: GPL-3.0-or-later */
/* clock.c -- the only place that asks what time it is. */
#include <config.h>
#include "system/clock.h"

#include <stdlib.h>
#include <time.h>
#include "debrief/time.h"

int64_t
dbr_clock_now(void)
{
	const char *fixed = getenv("DEBRIEF_NOW");
	struct timespec now = { 0 };
	int64_t instant;

	if (fixed && dbr_iso_parse(dbr_str_from(fixed), &instant))
		return instant;
	clock_gettime(CLOCK_REALTIME, &now);
	return now.tv_sec * DBR_SECOND_US + now.tv_nsec / 1000;
}

enum dbr_status
dbr_clock_check(struct dbr_error *err)
{
	const char *fixed = getenv("DEBRIEF_NOW");
	int64_t instant;

	if (!fixed || dbr_iso_parse(dbr_str_from(fixed), &instant))
		return DBR_OK;
	dbr_fail(err, DBR_EUSAGE, "DEBRIEF_NOW is \"%s\", which is no time",
		 fixed);
	return dbr_fail_hint(err, "write it like 2026-03-03T14:00:00Z, or "
				  "unset it");
}

int64_t
clock_monotonic_ms(void)
{
	struct timespec now = { 0 };

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t
clock_cpu_ms(void)
{
	struct timespec now = { 0 };

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
