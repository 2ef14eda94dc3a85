/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * metric_windows.h -- a metric under other attribution windows.
 *
 * How long after a go-live a customer's tickets are taken for the
 * migration's is a choice; this shows what hangs on it.  It works on a copy
 * of the workspace that is thrown away.
 */
#ifndef CLI_METRIC_WINDOWS_H
#define CLI_METRIC_WINDOWS_H

#include "cli/cli.h"
#include "cli/grid.h"
#include "debrief/metric.h"

/* ask is settled: as_of is known. */
enum dbr_status metric_windows(struct cli *cli, struct dbr_store *store,
			       const struct dbr_metric_ask *ask,
			       enum grid_format format, struct dbr_error *err)
	DBR_MUST_CHECK;

#endif
