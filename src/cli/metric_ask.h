/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * metric_ask.h -- the options that narrow a question about metrics: --where,
 * --param, --quarter, --since, --until, --as-of and --level.
 */
#ifndef CLI_METRIC_ASK_H
#define CLI_METRIC_ASK_H

#include "cli/cli.h"
#include "debrief/metric.h"

/* Options a command does not have are not given. */
enum dbr_status metric_ask_fill(struct dbr_metric_ask *ask,
				const struct cli_args *args,
				struct dbr_arena *arena,
				struct dbr_error *err) DBR_MUST_CHECK;

#endif
