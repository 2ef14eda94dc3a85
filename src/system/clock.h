/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * clock.h -- time that only ever grows, for deadlines.
 *
 * dbr_clock_now() of debrief/time.h is for stamps; it may jump.
 */
#ifndef SYSTEM_CLOCK_H
#define SYSTEM_CLOCK_H

#include <stdint.h>

int64_t clock_monotonic_ms(void);
/* What this thread has worked, for budgets: waiting does not count. */
int64_t clock_cpu_ms(void);

#endif
