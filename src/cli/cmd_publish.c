/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_publish.c -- debrief publish: a copy to read and to send. */
#include <config.h>
#include "cli/cli.h"

#include "debrief/forget.h"
#include "debrief/publish.h"

static const struct cli_option options[] = {
	{ "pseudonymise", 0, NULL, "with other names for people" },
	{ "key", 0, "FILE", "of the pseudonyms; made when missing, default"
			    " WORKSPACE.key" },
};

static enum dbr_status
rename_people(struct dbr_store *copy, void *payload, struct dbr_error *err)
{
	int64_t row_count;

	return dbr_pseudonymise(&row_count, copy, payload, err);
}

static enum dbr_status
publish(struct cli *cli, const struct cli_args *args,
	struct dbr_store *store, struct dbr_error *err)
{
	const char *path = cli_value(args, "key");
	struct dbr_pseudonym_key key;
	const struct dbr_publish_change change = { &key, rename_people };
	enum dbr_status rc;

	if (!cli_has(args, "pseudonymise"))
		return dbr_store_publish(store, args->words[0], NULL, err);
	if (!path)
		path = dbr_arena_textf(&cli->arena, "%s.key", cli->db_path);
	rc = dbr_pseudonym_key_load(&key, path, err);
	if (rc == DBR_OK)
		rc = dbr_store_publish(store, args->words[0], &change, err);
	dbr_pseudonym_key_forget(&key);
	return rc;
}

static enum dbr_status
run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	struct dbr_store *store = NULL;
	enum dbr_status rc = cli_open(&store, cli, DBR_STORE_READ, err);

	if (rc == DBR_OK)
		rc = publish(cli, args, store, err);
	dbr_store_close(store);
	if (rc == DBR_OK)
		cli_say(cli, "wrote %s; next: debrief --db %s status",
			args->words[0], args->words[0]);
	return rc;
}

const struct cli_command cmd_publish = {
	.name = "publish",
	.synopsis = "publish OUT.db [--pseudonymise [--key FILE]]",
	.summary = "write a copy that can be read anywhere and sent",
	.example = "debrief publish copy.db",
	.options = options,
	.option_count = sizeof(options) / sizeof(options[0]),
	.words_min = 1,
	.words_max = 1,
	.run = run,
};
