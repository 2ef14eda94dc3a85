/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_metrics.c -- debrief metrics: what can be asked. */
#include <config.h>
#include "cli/cli.h"

#include <string.h>
#include "cli/grid.h"
#include "cli/json.h"
#include "debrief/metric.h"

static const struct cli_option options[] = {
	{ "format", 'f', "FORMAT", "table, csv, json or md" },
};
static const char *const kinds[] = {
	"duration", "proportion", "rate", "score",
};

static const char *
dims_text(const struct dbr_metric *metric, struct dbr_arena *arena)
{
	struct dbr_buf buf = DBR_BUF_INIT;
	const char *text;

	for (size_t i = 0; i < metric->dim_count; i++)
		dbr_buf_addf(&buf, "%s, ", metric->dims[i]);
	dbr_buf_add_text(&buf, "quarter");
	text = dbr_arena_text(arena, dbr_buf_str(&buf));
	dbr_buf_release(&buf);
	return text;
}

static void
write_grid(struct cli *cli, const struct dbr_metric *metrics, size_t count,
	   enum grid_format format)
{
	const char *heads[] = { "name", "kind", "title", "by" };
	struct grid grid;

	grid_init(&grid, heads, 4, &cli->arena);
	for (size_t i = 0; i < count; i++) {
		grid_add_text(&grid, metrics[i].name);
		grid_add_text(&grid, kinds[metrics[i].kind]);
		grid_add_text(&grid, metrics[i].title);
		grid_add_text(&grid, dims_text(&metrics[i], &cli->arena));
	}
	grid_write(&grid, format, cli->out);
}

static void
write_json(struct cli *cli, const struct dbr_metric *metrics, size_t count)
{
	struct json json = JSON_INIT;

	json_open(&json, NULL, '{');
	json_text(&json, "schema", "debrief.metrics");
	json_i64(&json, "version", 1);
	json_open(&json, "metrics", '[');
	for (size_t i = 0; i < count; i++) {
		json_open(&json, NULL, '{');
		json_text(&json, "name", metrics[i].name);
		json_text(&json, "kind", kinds[metrics[i].kind]);
		json_text(&json, "title", metrics[i].title);
		json_text(&json, "unit", metrics[i].unit);
		json_open(&json, "dims", '[');
		for (size_t k = 0; k < metrics[i].dim_count; k++)
			json_text(&json, NULL, metrics[i].dims[k]);
		json_close(&json, ']');
		json_open(&json, "definition", '[');
		for (size_t k = 0; k < metrics[i].rule_count; k++)
			json_text(&json, NULL, metrics[i].rules[k]);
		json_close(&json, ']');
		json_close(&json, '}');
	}
	json_close(&json, ']');
	json_close(&json, '}');
	fprintf(cli->out, "%s\n", json.text.text);
	json_release(&json);
}

static enum dbr_status
run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	const struct dbr_metric *metrics = NULL;
	enum grid_format format;
	size_t count = 0;
	enum dbr_status rc = grid_format_parse(&format,
					       cli_value(args, "format"), err);

	if (rc == DBR_OK && args->word_count &&
	    strcmp(args->words[0], "list") != 0)
		rc = dbr_fail(err, DBR_EUSAGE, "metrics takes \"list\" or "
			      "nothing, not \"%s\"", args->words[0]);
	if (rc == DBR_OK)
		rc = dbr_metric_list(&metrics, &count, &cli->share,
				     &cli->arena, err);
	if (rc != DBR_OK)
		return rc;
	if (format == GRID_JSON)
		write_json(cli, metrics, count);
	else
		write_grid(cli, metrics, count, format);
	return DBR_OK;
}

const struct cli_command cmd_metrics = {
	.name = "metrics",
	.synopsis = "metrics [list] [--format FORMAT]",
	.summary = "the metrics there are, and what they can be sliced by",
	.example = "debrief metrics",
	.options = options,
	.option_count = sizeof(options) / sizeof(options[0]),
	.words_max = 1,
	.run = run,
};
