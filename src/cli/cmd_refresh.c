/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_refresh.c -- debrief refresh: results as a table for dashboards. */
#include <config.h>
#include "cli/cli.h"

#include <inttypes.h>
#include "debrief/outcome.h"
#include "debrief/time.h"

static const struct cli_option options[] = {
	{ "as-of", 'a', "TIME", "analyse as of this instant; default: the "
				"latest in the data" },
};

/* The others are there; the one that is not must not go unnoticed. */
static enum dbr_status
tell_failures(struct cli *cli, const struct dbr_refresh *done,
	      struct dbr_error *err)
{
	if (!done->failure_count)
		return DBR_OK;
	for (size_t i = 0; i < done->failure_count; i++) {
		const struct dbr_refresh_failure *one = &done->failures[i];

		fprintf(cli->messages, "left out: metric \"%s\": %s\n",
			one->metric, one->err.what);
		if (one->err.where[0])
			fprintf(cli->messages, "  --> %s\n", one->err.where);
	}
	dbr_fail(err, DBR_ECONFIG, "%zu metric%s could not be asked",
		 done->failure_count, done->failure_count == 1 ? "" : "s");
	return dbr_fail_hint(err, "debrief metric check %s",
			     done->failures[0].metric);
}

static enum dbr_status
run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	struct dbr_store *store = NULL;
	char as_of[DBR_ISO_SIZE];
	struct dbr_refresh done = { 0 };
	int64_t as_of_us = 0;
	enum dbr_status rc = cli_instant(&as_of_us, args, "as-of", err);

	if (rc == DBR_OK)
		rc = cli_open(&store, cli, DBR_STORE_WRITE, err);
	if (rc == DBR_OK)
		rc = dbr_metric_as_of(&as_of_us, store, err);
	/* First: metrics count them. */
	if (rc == DBR_OK)
		rc = dbr_outcome_keep(store, &cli->share, as_of_us,
				      &cli->arena, err);
	if (rc == DBR_OK)
		rc = dbr_metric_refresh(&done, store, &cli->share,
					as_of_us, &cli->arena, err);
	dbr_store_close(store);
	if (rc != DBR_OK)
		return rc;
	cli_say(cli, "%" PRId64 " results as of %s in the table metric_result",
		done.row_count, dbr_iso_text(as_of, as_of_us));
	return tell_failures(cli, &done, err);
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
