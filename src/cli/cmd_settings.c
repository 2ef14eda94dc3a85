/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_settings.c -- debrief settings: what the workspace decides once. */
#include <config.h>
#include "cli/cli.h"

#include <inttypes.h>
#include <string.h>
#include "cli/grid.h"
#include "debrief/settings.h"

static const struct cli_option options[] = {
	{ "by", 'b', "NAME", "who decides; stored in the audit log" },
	{ "why", 'w', "TEXT", "the reason, stored beside it" },
	{ "format", 'f', "FORMAT", "of the list: table, csv, json or md" },
};

static enum dbr_status
list(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	static const char *heads[] = { "setting", "value", "default",
				       "meaning" };
	const struct dbr_setting *settings = NULL;
	struct dbr_store *store = NULL;
	enum grid_format format;
	struct grid grid;
	size_t count = 0;
	enum dbr_status rc = grid_format_parse(&format,
					       cli_value(args, "format"), err);

	if (rc == DBR_OK)
		rc = cli_open(&store, cli, DBR_STORE_READ, err);
	if (rc == DBR_OK)
		rc = dbr_settings_list(&settings, &count, store, &cli->arena,
				       err);
	dbr_store_close(store);
	if (rc != DBR_OK)
		return rc;
	grid_init(&grid, heads, 4, &cli->arena);
	for (size_t i = 0; i < count; i++) {
		grid_add_text(&grid, settings[i].name);
		grid_add_text(&grid, settings[i].value);
		grid_add_text(&grid, settings[i].otherwise);
		grid_add_text(&grid, settings[i].meaning);
	}
	if (format == GRID_JSON)
		grid_write_json(&grid, "debrief.settings", cli->out);
	else
		grid_write(&grid, format, cli->out);
	return DBR_OK;
}

/* "NAME=VALUE"; nothing behind it: the default again. */
static enum dbr_status
read_change(struct dbr_setting_change *out, struct cli *cli,
	    const struct cli_args *args, const char *word,
	    struct dbr_error *err)
{
	struct dbr_str value = dbr_str_from(word);
	struct dbr_str name = dbr_str_cut(&value, '=');

	if (!value.at) {
		dbr_fail(err, DBR_EUSAGE, "settings wants NAME=VALUE, not "
			 "\"%s\"", word);
		return dbr_fail_hint(err, "debrief settings lists the names");
	}
	*out = (struct dbr_setting_change){
		.name = dbr_arena_text(&cli->arena, name),
		.value = dbr_arena_text(&cli->arena, value),
		.by = cli_value(args, "by"), .why = cli_value(args, "why"),
	};
	return DBR_OK;
}

static enum dbr_status
change(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	struct dbr_setting_change *changes = dbr_arena_array(&cli->arena,
		args->word_count, sizeof(*changes));
	struct dbr_attribution_count count;
	struct dbr_store *store = NULL;
	enum dbr_status rc = DBR_OK;

	if (!cli_value(args, "by")) {
		dbr_fail(err, DBR_EUSAGE, "a decision needs a name");
		return dbr_fail_hint(err, "--by NAME says who decides");
	}
	for (size_t i = 0; i < args->word_count && rc == DBR_OK; i++)
		rc = read_change(&changes[i], cli, args, args->words[i], err);
	if (rc == DBR_OK)
		rc = cli_open(&store, cli, DBR_STORE_WRITE, err);
	if (rc == DBR_OK)
		rc = dbr_settings_change(&count, store, changes,
					 args->word_count, err);
	if (rc == DBR_OK)
		cli_say(cli, "%" PRId64 " tickets belong to a migration now, "
			"%" PRId64 " to none", count.attributed,
			count.unattributed);
	dbr_store_close(store);
	return rc;
}

static enum dbr_status
run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	if (!args->word_count)
		return list(cli, args, err);
	return change(cli, args, err);
}

const struct cli_command cmd_settings = {
	.name = "settings",
	.synopsis = "settings | settings NAME=VALUE... --by WHO [--why TEXT]",
	.summary = "what the workspace decides once: attribution and its like",
	.example = "debrief settings attribution_window_days=30 --by 'Ana Lima'",
	.options = options,
	.option_count = sizeof(options) / sizeof(options[0]),
	.words_max = SIZE_MAX,
	.run = run,
};
