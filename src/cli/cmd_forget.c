/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_forget.c -- debrief forget: take a person out of the workspace. */
#include <config.h>
#include "cli/cli.h"

#include <glob.h>
#include <inttypes.h>
#include "debrief/forget.h"

static const struct cli_option options[] = {
	{ "also", 0, "WORDS", "another name or address of the same person;"
			      " may repeat" },
	{ "by", 0, "NAME", "who decides this" },
	{ "why", 0, "TEXT", "for the log of decisions" },
};

/* Copies from before an upgrade are files of their own. */
static void
say_backups(struct cli *cli)
{
	const char *pattern = dbr_arena_textf(&cli->arena, "%s.schema-*.bak",
					      cli->db_path);
	glob_t found = { 0 };

	if (glob(pattern, 0, NULL, &found) == 0)
		for (size_t i = 0; i < found.gl_pathc; i++)
			cli_say(cli, "note: %s is from before an upgrade and "
				"as it was; remove it", found.gl_pathv[i]);
	globfree(&found);
}

static enum dbr_status
run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	struct dbr_forget ask = {
		.person = args->words[0], .by = cli_value(args, "by"),
		.why = cli_value(args, "why"),
	};
	struct dbr_forget_result result;
	struct dbr_store *store = NULL;
	enum dbr_status rc;

	ask.also = cli_values(&ask.also_count, args, "also", &cli->arena);
	if (!ask.by || !*ask.by) {
		dbr_fail(err, DBR_EUSAGE, "nobody decides this");
		return dbr_fail_hint(err, "add --by NAME");
	}
	rc = cli_open(&store, cli, DBR_STORE_WRITE, err);
	if (rc == DBR_OK)
		rc = dbr_forget(&result, store, &ask, &cli->arena, err);
	dbr_store_close(store);
	if (rc != DBR_OK)
		return rc;
	fprintf(cli->out, "%s stands in %" PRId64 " rows and %zu decisions\n",
		result.stand_in, result.row_count, result.event_count);
	say_backups(cli);
	cli_say(cli, "reports and copies made before are as they were; an"
		" export that names the person brings them back");
	return DBR_OK;
}

const struct cli_command cmd_forget = {
	.name = "forget",
	.synopsis = "forget PERSON --by NAME [--also WORDS]... [--why TEXT]",
	.summary = "take a person out of every row, free page and decision",
	.example = "debrief forget ana@example.org --by Ben",
	.options = options,
	.option_count = sizeof(options) / sizeof(options[0]),
	.words_min = 1,
	.words_max = 1,
	.run = run,
};
