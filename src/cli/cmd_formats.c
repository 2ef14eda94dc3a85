/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_formats.c -- debrief formats: list them, check one, explain a file. */
#include <config.h>
#include "cli/cli.h"

#include <string.h>
#include "debrief/import.h"

static const struct cli_option options[] = {
	{ "as", 'a', "FORMAT", "check: explain the export as this format" },
	{ "zone", 'z', "ZONE", "check: zone of an export's times" },
};

static enum dbr_status
list(struct cli *cli, struct dbr_error *err)
{
	const struct dbr_format_summary *formats;
	size_t count;
	enum dbr_status rc = dbr_format_list(&formats, &count, &cli->share,
					     &cli->arena, err);

	if (rc != DBR_OK)
		return rc;
	for (size_t i = 0; i < count; i++)
		fprintf(cli->out, "%-20s %-19s %s%s\n", formats[i].name,
			formats[i].target, formats[i].title,
			formats[i].is_workspace ? " (yours)" : "");
	return DBR_OK;
}

static enum dbr_status
check(struct cli *cli, const char *name, struct dbr_error *err)
{
	struct dbr_buf report = DBR_BUF_INIT;
	enum dbr_status rc = dbr_format_check(name, &cli->share, &report,
					      err);

	fputs(report.text, cli->out);
	dbr_buf_release(&report);
	return rc;
}

static enum dbr_status
explain(struct cli *cli, const struct cli_args *args, const char *path,
	struct dbr_error *err)
{
	struct dbr_import_request request = {
		.path = path, .format = cli_value(args, "as"),
		.zone = cli_value(args, "zone"),
	};
	struct dbr_buf report = DBR_BUF_INIT;
	enum dbr_status rc = dbr_format_explain(&request, &cli->share,
						&report, err);

	fputs(report.text, cli->out);
	dbr_buf_release(&report);
	return rc;
}

/* The name of a format has no dot; a format file ends in .yaml. */
static bool
is_export(const char *word)
{
	return strpbrk(word, "./") &&
	       !dbr_str_ends(dbr_str_from(word), ".yaml");
}

static enum dbr_status
check_all(struct cli *cli, struct dbr_error *err)
{
	struct dbr_buf report = DBR_BUF_INIT;
	enum dbr_status rc = dbr_format_check_all(&cli->share, &report, err);

	fputs(report.text, cli->out);
	dbr_buf_release(&report);
	return rc;
}

static enum dbr_status
run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	enum dbr_status rc = DBR_OK;

	if (args->word_count == 0 || strcmp(args->words[0], "list") == 0)
		return list(cli, err);
	if (strcmp(args->words[0], "check") != 0) {
		dbr_fail(err, DBR_EUSAGE, "formats cannot \"%s\"",
			 args->words[0]);
		return dbr_fail_hint(err, "debrief formats check FILE");
	}
	if (args->word_count == 1)
		return check_all(cli, err);
	for (size_t i = 1; i < args->word_count && rc == DBR_OK; i++)
		rc = is_export(args->words[i])
			? explain(cli, args, args->words[i], err)
			: check(cli, args->words[i], err);
	return rc;
}

const struct cli_command cmd_formats = {
	.name = "formats",
	.synopsis = "formats [list] | formats check [NAME|FILE...] [options]",
	.summary = "list the formats, run their samples, explain an export",
	.example = "debrief formats check debrief.d/formats/our-desk.yaml",
	.options = options,
	.option_count = sizeof(options) / sizeof(options[0]),
	.words_max = SIZE_MAX,
	.run = run,
};
