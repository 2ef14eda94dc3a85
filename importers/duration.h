/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * duration.h -- how long something took, as tools write it.
 *
 * "4m17s", "1h2m3s", "5ms", "90 min", "2 hours 5 mins", "PT4M17S",
 * "00:00.029s" (minutes:seconds), "0:00:07.312" (hours:minutes:seconds); a
 * number alone is of the unit given.  A day is 24 hours, a week 7 days.
 */
#ifndef IMPORTERS_DURATION_H
#define IMPORTERS_DURATION_H

#include <stdbool.h>
#include <stdint.h>
#include "debrief/str.h"

/* Microseconds of "ms", "s", "min", "h", ...; 0: no such unit. */
int64_t duration_unit_us(struct dbr_str name);
bool duration_read(struct dbr_str text, int64_t unit_us, int64_t *out_us);

#endif
