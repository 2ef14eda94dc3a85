/* SPDX-License-Identifier: GPL-3.0-or-later */
/* period.h -- the instants an analysis runs over. */
#ifndef METRIC_PERIOD_H
#define METRIC_PERIOD_H

#include "debrief/metric.h"

/* Before every export there is: 0001-01-01T00:00:00Z. */
#define PERIOD_BEGINNING_US INT64_C(-62135596800000000)

/* The first and the last thing that really happened, or DBR_EINPUT when
 * nothing has: plans and valid-from dates do not count, nor what exports say
 * of the time after they were imported. */
enum dbr_status period_span(int64_t *first_us, int64_t *last_us,
			    struct dbr_store *store, struct dbr_error *err)
	DBR_MUST_CHECK;

#endif
