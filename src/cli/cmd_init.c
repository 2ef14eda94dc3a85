/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_init.c -- debrief init: make a workspace. */
#include <config.h>
#include "cli/cli.h"

static enum dbr_status
run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	enum dbr_status rc = dbr_store_create(cli->db_path, err);

	(void)args;
	if (rc == DBR_OK)
		cli_say(cli, "made %s; next: debrief import FILE...",
			cli->db_path);
	return rc;
}

const struct cli_command cmd_init = {
	.name = "init",
	.synopsis = "init [--db FILE]",
	.summary = "make a workspace: one file, debrief.db",
	.example = "debrief init",
	.run = run,
};
