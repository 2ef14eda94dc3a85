/* SPDX-License-Identifier: GPL-3.0-or-later */
/* run.h -- answer an ask about a metric that is loaded already. */
#ifndef METRIC_RUN_H
#define METRIC_RUN_H

#include "debrief/metric.h"

/* metric must live as long as the arena; ask->metric is not looked at. */
enum dbr_status metric_answer(struct dbr_metric_result *out,
			      struct dbr_store *store,
			      const struct dbr_metric *metric,
			      const struct dbr_metric_ask *ask,
			      struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;

#endif
