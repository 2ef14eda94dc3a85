/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_compare.c -- debrief compare: different, or too few to say. */
#include <config.h>
#include "cli/cli.h"

#include "cli/compare_out.h"
#include "cli/metric_ask.h"

static const struct cli_option options[] = {
	{ "metric", 'm', "NAME", "compare by this metric; may be repeated; "
				 "default: the headline metrics" },
	{ "by", 'b', "DIM", "every value of a dimension against the rest" },
	{ "where", 'w', "DIM=VALUE", "only facts like that; may be repeated" },
	{ "as-of", 'a', "TIME", "analyse as of this instant; default: the "
				"latest in the data" },
	{ "quarter", 'Q', "2026-Q3", "only this quarter" },
	{ "since", 's', "TIME", "only from this instant on" },
	{ "until", 'u', "TIME", "only before this instant" },
	{ "level", 'l', "PERCENT", "confidence of intervals; default 95" },
	{ "false-alarms", 'F', "PERCENT", "share of false alarms the page may "
					  "hold; default 10" },
	{ "format", 'f', "FORMAT", "table, csv, json or md" },
};

static enum dbr_status
set_bound(struct dbr_compare_ask *ask, const struct cli_args *args,
	  struct dbr_error *err)
{
	const char *text = cli_value(args, "false-alarms");
	double percent = 100 * DBR_COMPARE_Q;

	if (text && (!dbr_str_to_double(dbr_str_from(text), &percent) ||
		     !(percent > 0 && percent <= 50)))
		return dbr_fail(err, DBR_EUSAGE, "\"%s\" is not a share of "
						 "false alarms up to 50 %%",
				text);
	ask->bound = percent / 100;
	return DBR_OK;
}

static enum dbr_status
check_words(const struct dbr_compare_ask *ask, struct dbr_error *err)
{
	if (ask->by && ask->migration_count)
		return dbr_fail(err, DBR_EUSAGE,
				"migrations or --by, not both");
	if (ask->by || ask->migration_count > 1)
		return DBR_OK;
	dbr_fail(err, DBR_EUSAGE, "nothing to compare");
	return dbr_fail_hint(err, "name two migrations, or a dimension with "
				  "--by");
}

static enum dbr_status
run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	struct dbr_compare_ask ask = {
		.by = cli_value(args, "by"),
		.migrations = args->words,
		.migration_count = args->word_count,
	};
	struct dbr_compare_page page;
	struct dbr_store *store = NULL;
	enum grid_format format;
	enum dbr_status rc = grid_format_parse(&format,
					       cli_value(args, "format"), err);

	ask.metrics = cli_values(&ask.metric_count, args, "metric",
				 &cli->arena);
	if (rc == DBR_OK)
		rc = check_words(&ask, err);
	if (rc == DBR_OK)
		rc = metric_ask_fill(&ask.like, args, &cli->arena, err);
	if (rc == DBR_OK)
		rc = set_bound(&ask, args, err);
	if (rc == DBR_OK)
		rc = cli_open(&store, cli, DBR_STORE_READ, err);
	if (rc == DBR_OK)
		rc = dbr_metric_as_of(&ask.like.as_of_us, store, err);
	if (rc == DBR_OK)
		rc = dbr_compare_run(&page, store, &cli->share, &ask,
				     &cli->arena, err);
	if (rc == DBR_OK)
		compare_out(cli, &page, format);
	dbr_store_close(store);
	return rc;
}

const struct cli_command cmd_compare = {
	.name = "compare",
	.synopsis = "compare MIGRATION MIGRATION... | compare --by DIM",
	.summary = "different, no detectable difference, or too few to say",
	.example = "debrief compare --by source_system",
	.options = options,
	.option_count = sizeof(options) / sizeof(options[0]),
	.words_min = 0,
	.words_max = SIZE_MAX,
	.run = run,
};
