/* SPDX-License-Identifier: GPL-3.0-or-later */
/* metric_out.h -- how `debrief metric` shows a result. */
#ifndef CLI_METRIC_OUT_H
#define CLI_METRIC_OUT_H

#include "cli/cli.h"
#include "cli/grid.h"
#include "cli/json.h"
#include "debrief/metric.h"

/* JSON: schema "debrief.metric", this version. */
enum { METRIC_JSON_VERSION = 1 };

void metric_out_grid(struct cli *cli, const struct dbr_metric_result *result,
		     enum grid_format format);
void metric_out_json(struct cli *cli, const struct dbr_metric_result *result);
void metric_out_openmetrics(struct cli *cli,
			    const struct dbr_metric_result *result);
/* A number as JSON has it everywhere. */
void metric_out_number(struct json *json, const char *key,
		       const struct dbr_number *number);

#endif
