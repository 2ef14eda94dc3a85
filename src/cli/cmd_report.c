/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_report.c -- debrief report: write a report. */
#include <config.h>
#include <stdint.h>
#include <string.h>
#include "cli/report_copy.h"
#include "debrief/report.h"

static const struct cli_option options[] = {
	{ "output", 'o', "FILE", "HTML to FILE, or - (.md: Markdown)" },
	{ "markdown", 'm', "FILE", "write Markdown too, figures in figs/" },
	{ "as-of", 'a', "TIME", "report as of this instant" },
	{ "audience", 0, "WHO", "customer: nobody named, no small numbers" },
	{ "by", 'b', "DIM", "compare the values of a dimension" },
	{ "pdf", 0, "FILE", "print a PDF with Chromium or WeasyPrint" },
	{ "printer", 0, "PROGRAM", "print with this one" },
	{ "format", 'f', "FORMAT", "json: everything shown, to standard "
				   "output" },
	{ "force", 0, NULL, "replace a file that is no report" },
	{ "gnuplot", 0, "PROGRAM", "draw with this gnuplot" },
	{ "pseudonymise", 0, "KEYFILE", "other names for all names; the key "
					"is made when it is not there" },
};

/* "postmortem-ORB-09.html": nothing of a name may leave the folder. */
static const char *
default_path(struct cli *cli, const char *report, const char *subject)
{
	char *path = dbr_arena_textf(&cli->arena, "%s%s%s.html", report,
				     *subject ? "-" : "", subject);
	char *c;

	for (c = path; *c; c++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz"
			    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.", *c))
			*c = '-';
	return path;
}

/* "ORB-09-ORB-10", "by-wave", or nothing. */
static const char *
join_subjects(struct cli *cli, const struct dbr_report_request *request)
{
	struct dbr_buf words = DBR_BUF_INIT;
	const char *joined;

	if (request->by)
		dbr_buf_addf(&words, "by-%s", request->by);
	for (size_t i = 0; i < request->subject_count; i++)
		dbr_buf_addf(&words, "%s%s", words.size ? "-" : "",
			     request->subjects[i]);
	joined = dbr_arena_text(&cli->arena, dbr_buf_str(&words));
	dbr_buf_release(&words);
	return joined;
}

static enum dbr_status
take_audience(struct dbr_report_request *request, const struct cli_args *args,
	      struct dbr_error *err)
{
	const char *who = cli_value(args, "audience");

	request->is_for_customer = who && strcmp(who, "customer") == 0;
	if (who && !request->is_for_customer && strcmp(who, "team") != 0)
		return dbr_fail(err, DBR_EUSAGE,
				"an audience is team or customer, not \"%s\"",
				who);
	return DBR_OK;
}

static enum dbr_status
take_paths(struct dbr_report_request *request, struct dbr_buf *page,
	   struct cli *cli, const struct cli_args *args,
	   struct dbr_error *err)
{
	const char *output = cli_value(args, "output");

	request->markdown_path = cli_value(args, "markdown");
	request->pdf_path = cli_value(args, "pdf");
	if (cli_has(args, "format")) {
		if (strcmp(cli_value(args, "format"), "json") != 0)
			return dbr_fail(err, DBR_EUSAGE,
					"a report has no format \"%s\", but "
					"json", cli_value(args, "format"));
		request->json = page;
	}
	if (request->markdown_path && strcmp(request->markdown_path, "-") == 0)
		return dbr_fail(err, DBR_EUSAGE,
				"Markdown has figures beside it: name a file");
	if (output && strcmp(output, "-") == 0 && request->json)
		return dbr_fail(err, DBR_EUSAGE, "standard output takes the "
						 "page or JSON, not both");
	if (output && strcmp(output, "-") == 0)
		request->html = page;
	else if (output && dbr_str_ends(dbr_str_from(output), ".pdf"))
		request->pdf_path = output;
	else if (output && dbr_str_ends(dbr_str_from(output), ".md"))
		request->markdown_path = output;
	else if (output)
		request->html_path = output;
	else if (!request->pdf_path && !request->json)
		request->html_path = default_path(
			cli, request->report,
			cli_has(args, "pseudonymise") ? "pseudonymised" :
				join_subjects(cli, request));
	return DBR_OK;
}

static void
tell(struct cli *cli, const struct dbr_report_request *request,
     const struct dbr_report_result *result)
{
	const struct dbr_buf *page = request->html ? request->html :
						     request->json;
	size_t i;

	if (page)
		fwrite(page->text, 1, page->size, cli->out);
	if (request->pdf_path && !page)
		fprintf(cli->out, "%s\n", request->pdf_path);
	if (request->html_path && !page)
		fprintf(cli->out, "%s\n", request->html_path);
	if (request->markdown_path && !page)
		fprintf(cli->out, "%s\n", request->markdown_path);
	cli_say(cli, "%s", result->title);
	for (i = 0; i < result->problem_count; i++)
		cli_say(cli, "%s Its numbers are in the report.",
			result->problems[i]);
}

static enum dbr_status
run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	struct dbr_report_request request = {
		.report = args->words[0],
		.subject = args->word_count > 1 ? args->words[1] : NULL,
		.subjects = args->words + 1,
		.subject_count = args->word_count - 1,
		.by = cli_value(args, "by"),
		.gnuplot = cli_value(args, "gnuplot"),
		.printer = cli_value(args, "printer"),
		.workspace_path = cli->db_path,
		.is_forced = cli_has(args, "force"),
		.command_line = cli->command_line,
	};
	struct dbr_report_result result;
	const char *key_path = cli_value(args, "pseudonymise");
	struct report_copy copy = { .path = NULL };
	struct dbr_buf page = DBR_BUF_INIT;
	struct dbr_store *store = NULL;
	enum dbr_status rc;

	rc = take_paths(&request, &page, cli, args, err);
	if (rc == DBR_OK)
		rc = take_audience(&request, args, err);
	if (rc == DBR_OK)
		rc = cli_instant(&request.as_of_us, args, "as-of", err);
	if (rc == DBR_OK)
		rc = cli_open(&store, cli, DBR_STORE_READ, err);
	if (rc == DBR_OK && key_path)
		rc = report_copy_make(&copy, &store, &request, key_path, cli,
				      err);
	if (rc == DBR_OK)
		rc = dbr_report_write(&result, store, &cli->share, &request,
				      &cli->arena, err);
	if (rc == DBR_OK)
		tell(cli, &request, &result);
	dbr_store_close(store);
	report_copy_remove(&copy);
	dbr_buf_release(&page);
	return rc;
}

const struct cli_command cmd_report = {
	.name = "report",
	.synopsis = "report postmortem|runbook MIGRATION | quarterly QUARTER | "
		    "compare MIGRATION... | ownership",
	.summary = "write a report: one HTML file, or Markdown",
	.example = "debrief report quarterly 2026-Q3 -o q3.html",
	.options = options,
	.option_count = sizeof(options) / sizeof(options[0]),
	.words_min = 1,
	.words_max = SIZE_MAX,
	.run = run,
};
