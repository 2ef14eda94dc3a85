/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_propose.c -- debrief propose: run the rules over the evidence. */
#include <config.h>
#include "cli/cli.h"

#include "cli/proposal_out.h"
#include "debrief/metric.h"

static const struct cli_option options[] = {
	{ "as-of", 'a', "TIME", "on the evidence of this instant; default: the "
				"latest in the data" },
	{ "dry-run", 'n', NULL, "store nothing" },
	{ "format", 'f', "FORMAT", "text or json" },
};

static enum dbr_status
propose(struct dbr_propose_result *out, struct cli *cli,
	const struct cli_args *args, struct dbr_error *err)
{
	bool is_dry = cli_has(args, "dry-run");
	struct dbr_store *store = NULL;
	int64_t as_of_us = 0;
	enum dbr_status rc = cli_instant(&as_of_us, args, "as-of", err);

	if (rc == DBR_OK)
		rc = cli_open(&store, cli,
			      is_dry ? DBR_STORE_READ : DBR_STORE_WRITE, err);
	if (rc == DBR_OK)
		rc = dbr_metric_as_of(&as_of_us, store, err);
	if (rc == DBR_OK && is_dry)
		rc = dbr_propose_preview(out, store, &cli->share, as_of_us,
					 &cli->arena, err);
	else if (rc == DBR_OK)
		rc = dbr_propose(out, store, &cli->share, as_of_us,
				 &cli->arena, err);
	dbr_store_close(store);
	return rc;
}

static enum dbr_status
run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	struct dbr_propose_result result;
	bool is_json;
	enum dbr_status rc;

	rc = proposal_format_parse(&is_json, cli_value(args, "format"), err);
	if (rc == DBR_OK)
		rc = propose(&result, cli, args, err);
	if (rc != DBR_OK)
		return rc;
	if (is_json) {
		proposal_out_json(cli, &result);
		return DBR_OK;
	}
	for (size_t i = 0; i < result.proposal_count; i++)
		proposal_out_block(cli, &result.proposals[i], false);
	cli_say(cli, "%zu proposed, %zu looked at and not proposed; next:"
		" debrief review", result.proposal_count,
		result.refusal_count);
	return DBR_OK;
}

const struct cli_command cmd_propose = {
	.name = "propose",
	.synopsis = "propose [--as-of TIME] [--dry-run] [--format FORMAT]",
	.summary = "suggest owners, backups and delays from the evidence",
	.example = "debrief propose",
	.options = options,
	.option_count = sizeof(options) / sizeof(options[0]),
	.run = run,
};
