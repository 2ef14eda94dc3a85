/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_metric.c -- debrief metric: one metric with its interval. */
#include <config.h>
#include "cli/cli.h"

#include <string.h>
#include "cli/metric_ask.h"
#include "cli/metric_out.h"
#include "cli/metric_windows.h"
#include "debrief/metric.h"
#include "metric/portable.h"
#include "metric/run.h"

static const struct cli_option options[] = {
	{ "as-of", 'a', "TIME", "analyse as of this instant; default: the "
				"latest in the data" },
	{ "by", 'b', "DIM[,DIM]", "slice by dimensions; \"quarter\" works "
				  "for every metric" },
	{ "where", 'w', "DIM=VALUE", "only facts like that; may be repeated" },
	{ "quarter", 'Q', "2026-Q3", "only this quarter" },
	{ "since", 's', "TIME", "only from this instant on" },
	{ "until", 'u', "TIME", "only before this instant" },
	{ "param", 'p', "NAME=VALUE", "a parameter of the metric" },
	{ "level", 'l', "PERCENT", "confidence of intervals; default 95" },
	{ "sensitivity", 0, NULL, "under windows of 7, 30 and 90 days between "
				  "go-live and ticket" },
	{ "quantile-type", 't', "7|6", "of medians and p90: 7 as R and "
				       "spreadsheets, 6 as NIST and Minitab" },
	{ "format", 'f', "FORMAT", "table, csv, json, md or openmetrics" },
};

static enum dbr_status
set_by(struct dbr_metric_ask *ask, const char *text, struct dbr_arena *arena,
       struct dbr_error *err)
{
	struct dbr_str rest = dbr_str_from(text);
	size_t count = 0;

	while (text && rest.at) {
		struct dbr_str dim = dbr_str_trim(dbr_str_cut(&rest, ','));

		if (!dim.size || count == 2)
			return dbr_fail(err, DBR_EUSAGE,
					"--by takes one or two dimensions, "
					"not \"%s\"", text);
		ask->by[count++] = dbr_arena_text(arena, dim);
	}
	return DBR_OK;
}

static enum dbr_status
set_quantile_type(struct dbr_metric_ask *ask, const char *text,
		  struct dbr_error *err)
{
	if (text && strcmp(text, "6") != 0 && strcmp(text, "7") != 0)
		return dbr_fail(err, DBR_EUSAGE, "--quantile-type is 7 or 6, "
						 "not \"%s\"", text);
	ask->quantile_type = text ? *text - '0' : 7;
	return DBR_OK;
}

/* Type 6 is about all-done values: a curve and a share have no types. */
static void
say_where_unused(struct cli *cli, const struct dbr_metric_result *result)
{
	size_t curves = 0;

	if (result->metric->kind != DBR_KIND_DURATION) {
		cli_say(cli, "--quantile-type changes nothing: %s is no "
			     "duration", result->metric->name);
		return;
	}
	for (size_t i = 0; i <= result->slice_count; i++) {
		const struct dbr_slice *slice = i < result->slice_count ?
							&result->slices[i] :
							&result->all;

		curves += slice->open_count || slice->ended_count;
	}
	if (curves)
		cli_say(cli, "--quantile-type changes nothing where something "
			     "is open or ended another way: Kaplan-Meier (%zu "
			     "of %zu rows)", curves, result->slice_count + 1);
}

static enum dbr_status
answer(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	struct dbr_metric_ask ask = { .metric = args->words[0] };
	struct dbr_metric_result result;
	struct dbr_store *store = NULL;
	const char *word = cli_value(args, "format");
	bool is_scraped = word && strcmp(word, "openmetrics") == 0;
	enum grid_format format = GRID_TABLE;
	enum dbr_status rc = DBR_OK;

	if (!is_scraped)
		rc = grid_format_parse(&format, word, err);
	if (rc != DBR_OK && strncmp(err->hint, "table", 5) == 0) {
		err->hint[0] = '\0';
		dbr_fail_hint(err, "table, csv, json, md or openmetrics");
	}
	if (rc == DBR_OK)
		rc = set_by(&ask, cli_value(args, "by"), &cli->arena, err);
	if (rc == DBR_OK)
		rc = set_quantile_type(&ask, cli_value(args, "quantile-type"),
				       err);
	if (rc == DBR_OK)
		rc = metric_ask_fill(&ask, args, &cli->arena, err);
	if (rc == DBR_OK)
		rc = cli_open(&store, cli, DBR_STORE_READ, err);
	if (rc == DBR_OK)
		rc = dbr_metric_as_of(&ask.as_of_us, store, err);
	if (rc == DBR_OK && cli_has(args, "sensitivity")) {
		rc = metric_windows(cli, store, &ask, format, err);
		dbr_store_close(store);
		return rc;
	}
	if (rc == DBR_OK)
		rc = dbr_metric_run(&result, store, &cli->share, &ask,
				    &cli->arena, err);
	if (rc == DBR_OK && ask.quantile_type == 6)
		say_where_unused(cli, &result);
	if (rc == DBR_OK && is_scraped)
		metric_out_openmetrics(cli, &result);
	else if (rc == DBR_OK && format == GRID_JSON)
		metric_out_json(cli, &result);
	else if (rc == DBR_OK)
		metric_out_grid(cli, &result, format);
	dbr_store_close(store);
	return rc;
}

/* A file as given, or the cases of a metric beside it. */
static enum dbr_status
test_word(struct dbr_metric_test_report *report, struct cli *cli,
	  const char *word, struct dbr_error *err)
{
	struct dbr_share_file file;
	enum dbr_status rc;

	if (strchr(word, '/') || dbr_str_ends(dbr_str_from(word), ".test"))
		return dbr_metric_test(report, word, &cli->share, err);
	rc = dbr_share_read(&file, &cli->share, "metrics", word, ".test",
			    &cli->arena, err);
	if (rc != DBR_OK)
		return rc;
	return dbr_metric_test(report, file.path, &cli->share, err);
}

/* Without a word, every case file beside the metrics. */
static enum dbr_status
test_words(struct dbr_metric_test_report *report, struct cli *cli,
	   const struct cli_args *args, struct dbr_error *err)
{
	const struct dbr_share_file *files = NULL;
	size_t count = 0;
	enum dbr_status rc = DBR_OK;

	for (size_t i = 1; i < args->word_count && rc == DBR_OK; i++)
		rc = test_word(report, cli, args->words[i], err);
	if (rc != DBR_OK || args->word_count > 1)
		return rc;
	rc = dbr_share_list(&files, &count, &cli->share, "metrics", ".test",
			    &cli->arena, err);
	for (size_t i = 0; i < count && rc == DBR_OK; i++)
		rc = dbr_metric_test(report, files[i].path, &cli->share, err);
	if (rc == DBR_OK && !count) {
		dbr_fail(err, DBR_EUSAGE, "there is no test file");
		dbr_fail_hint(err, "write debrief.d/metrics/NAME.test; the "
				   "form is in debrief-metrics(5)");
		rc = err->code;
	}
	return rc;
}

/* debrief metric test [NAME | FILE.test]... */
static enum dbr_status
test(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	struct dbr_buf text = DBR_BUF_INIT;
	struct dbr_metric_test_report report = { .text = &text };
	enum dbr_status rc = test_words(&report, cli, args, err);

	fwrite(text.text, 1, text.size, cli->out);
	dbr_buf_release(&text);
	if (rc != DBR_OK)
		return rc;
	cli_say(cli, "%zu cases, %zu failed", report.case_count,
		report.failed_count);
	if (!report.failed_count)
		return DBR_OK;
	return dbr_fail(err, DBR_ECHECK, "%zu of the test cases failed",
			report.failed_count);
}

/* A file as given, or a metric by its name. */
static enum dbr_status
load_word(struct dbr_metric *out, struct cli *cli, const char *word,
	  struct dbr_error *err)
{
	if (strchr(word, '/') || dbr_str_ends(dbr_str_from(word), ".sql"))
		return dbr_metric_load_file(out, word, &cli->arena, err);
	return dbr_metric_load(out, &cli->share, word, &cli->arena, err);
}

/* It runs here; it would not, or not the same, in PostgreSQL. */
static void
say_remarks(struct cli *cli, const struct dbr_metric *metric)
{
	const struct metric_remark *remarks;
	size_t count = metric_remarks(&remarks, metric, &cli->arena);

	for (size_t i = 0; i < count; i++)
		cli_say(cli, "%s:%zu:%zu: warning: \"%.*s\" is not portable: "
			     "%s", metric->path, remarks[i].line,
			remarks[i].column, DBR_STR_ARG(remarks[i].text),
			remarks[i].hint);
}

/* Header, statement, columns; and its facts, when there is something. */
static enum dbr_status
check_word(struct cli *cli, struct dbr_store *store, const char *word,
	   struct dbr_error *err)
{
	struct dbr_metric *metric = dbr_arena_get(&cli->arena,
						  sizeof(*metric));
	const struct dbr_metric_ask ask = { .metric = word };
	struct dbr_error nothing = DBR_ERROR_INIT;
	struct dbr_metric_result result;
	int64_t latest_us;
	enum dbr_status rc = load_word(metric, cli, word, err);

	if (rc == DBR_OK)
		rc = dbr_metric_check(metric, store, err);
	if (rc == DBR_OK &&
	    dbr_metric_latest(&latest_us, store, &nothing) == DBR_OK)
		rc = metric_answer(&result, store, metric, &ask, &cli->arena,
				   err);
	if (rc != DBR_OK)
		return rc;
	say_remarks(cli, metric);
	cli_say(cli, "%s: %zu rules, reads as it should", metric->name,
		metric->rule_count);
	return DBR_OK;
}

/* debrief metric check NAME | FILE.sql ... */
static enum dbr_status
check(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	struct dbr_store *store = NULL;
	enum dbr_status rc = cli_open(&store, cli, DBR_STORE_READ, err);

	if (rc == DBR_OK && args->word_count < 2) {
		dbr_fail(err, DBR_EUSAGE, "no metric given");
		rc = dbr_fail_hint(err, "name one, or a file: "
				   "debrief.d/metrics/mine.sql");
	}
	for (size_t i = 1; i < args->word_count && rc == DBR_OK; i++)
		rc = check_word(cli, store, args->words[i], err);
	dbr_store_close(store);
	return rc;
}

static enum dbr_status
run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	if (strcmp(args->words[0], "test") == 0)
		return test(cli, args, err);
	if (strcmp(args->words[0], "check") == 0)
		return check(cli, args, err);
	if (args->word_count > 1)
		return dbr_fail(err, DBR_EUSAGE, "one metric at a time");
	return answer(cli, args, err);
}

const struct cli_command cmd_metric = {
	.name = "metric",
	.synopsis = "metric NAME [options] | metric test [FILE...] | "
		    "metric check NAME|FILE...",
	.summary = "one metric: estimate, interval, n, what was left out",
	.example = "debrief metric time-to-migrate --by source_system",
	.options = options,
	.option_count = sizeof(options) / sizeof(options[0]),
	.words_min = 1,
	.words_max = SIZE_MAX,
	.run = run,
};
