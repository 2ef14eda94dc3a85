/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_init.c -- debrief init: make a workspace. */
#include <config.h>
#include "cli/cli.h"

#include "debrief/publish.h"

static const struct cli_option options[] = {
	{ "from", 0, "COPY", "with all that a published copy holds" },
};

static enum dbr_status
run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	const char *from = cli_value(args, "from");
	enum dbr_status rc = from
		? dbr_store_restore(cli->db_path, from, err)
		: dbr_store_create(cli->db_path, err);

	if (rc == DBR_OK)
		cli_say(cli, "made %s; next: debrief import FILE...",
			cli->db_path);
	return rc;
}

const struct cli_command cmd_init = {
	.name = "init",
	.synopsis = "init [--db FILE] [--from COPY]",
	.summary = "make a workspace: one file, debrief.db",
	.example = "debrief init",
	.options = options,
	.option_count = sizeof(options) / sizeof(options[0]),
	.run = run,
};
