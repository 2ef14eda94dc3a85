/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_refresh.c -- debrief refresh: results as a table for dashboards. */
#include <config.h>
#include "cli/cli.h"

#include <inttypes.h>
#include "debrief/metric.h"
#include "debrief/time.h"

static const struct cli_option options[] = {
	{ "as-of", 'a', "TIME", "analyse as of this instant; default: the "
				"latest in the data" },
};

static enum dbr_status
run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	struct dbr_store *store = NULL;
	char as_of[DBR_ISO_SIZE];
	int64_t as_of_us = 0, row_count = 0;
	enum dbr_status rc = cli_instant(&as_of_us, args, "as-of", err);

	if (rc == DBR_OK)
		rc = cli_open(&store, cli, DBR_STORE_WRITE, err);
	if (rc == DBR_OK)
		rc = dbr_metric_as_of(&as_of_us, store, err);
	if (rc == DBR_OK)
		rc = dbr_metric_refresh(&row_count, store, &cli->share,
					as_of_us, &cli->arena, err);
	dbr_store_close(store);
	if (rc == DBR_OK)
		cli_say(cli, "%" PRId64 " results as of %s in the table "
			     "metric_result", row_count,
			dbr_iso_text(as_of, as_of_us));
	return rc;
}

const struct cli_command cmd_refresh = {
	.name = "refresh",
	.synopsis = "refresh [--as-of TIME]",
	.summary = "every metric as rows of metric_result, for dashboards",
	.example = "debrief refresh",
	.options = options,
	.option_count = sizeof(options) / sizeof(options[0]),
	.run = run,
};
