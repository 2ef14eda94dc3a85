/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * minutes.h -- how long, as people write it: "90", "1:30", "9:00 PM",
 * "1 h 30 min", "2 days", "PT1H30M".
 *
 * A bare number is minutes, a colon parts hours from minutes (and seconds),
 * a day has 24 hours and a week seven days.
 */
#ifndef IMPORTERS_MINUTES_H
#define IMPORTERS_MINUTES_H

#include <stdbool.h>
#include "debrief/str.h"

bool minutes_parse(struct dbr_str text, double *minutes);

#endif
