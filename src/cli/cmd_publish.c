/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_publish.c -- debrief publish: a copy to read and to send. */
#include <config.h>
#include "cli/cli.h"

#include "debrief/publish.h"

static enum dbr_status
run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	struct dbr_store *store = NULL;
	enum dbr_status rc = cli_open(&store, cli, DBR_STORE_READ, err);

	if (rc == DBR_OK)
		rc = dbr_store_publish(store, args->words[0], NULL, err);
	dbr_store_close(store);
	if (rc == DBR_OK)
		cli_say(cli, "wrote %s; next: debrief --db %s status",
			args->words[0], args->words[0]);
	return rc;
}

const struct cli_command cmd_publish = {
	.name = "publish",
	.synopsis = "publish OUT.db",
	.summary = "write a copy that can be read anywhere and sent",
	.example = "debrief publish copy.db",
	.words_min = 1,
	.words_max = 1,
	.run = run,
};
