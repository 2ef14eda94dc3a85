/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * duration.h -- how long something took, as tools and people write it.
 *
 * "4m17s", "1h2m3s", "5ms", "90 min", "2 hours 5 mins", "1 day, 2 hours",
 * "PT4M17S"; a number alone is of the unit given.  One colon parts hours from
 * minutes, "1:30" and "36:00", two also seconds, "0:00:07.312"; minutes from
 * seconds it parts only where a fraction or an "s" says so: "00:00.029s".
 * A day is 24 hours, a week 7 days.  "1970-01-02 04:23:17" is so long since
 * the start of 1970.
 */
#ifndef IMPORTERS_DURATION_H
#define IMPORTERS_DURATION_H

#include <stdbool.h>
#include <stdint.h>
#include "debrief/str.h"

/* Microseconds of "ms", "s", "min", "h", ...; 0: no such unit. */
int64_t duration_unit_us(struct dbr_str name);
bool duration_read(struct dbr_str text, int64_t unit_us, int64_t *out_us);
/* "9:00 PM": since midnight. */
bool duration_of_day(struct dbr_str text, int64_t *out_us);

#endif
