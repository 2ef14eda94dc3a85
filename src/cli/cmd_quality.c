/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_quality.c -- debrief quality: what not to believe yet, and why. */
#include <config.h>
#include "cli/cli.h"

#include "cli/grid.h"
#include "cli/json.h"
#include "debrief/metric.h"
#include "debrief/quality.h"

static const struct cli_option options[] = {
	{ "as-of", 'a', "TIME", "as it stood then; default: the latest instant"
				" in the data" },
	{ "format", 'f', "FORMAT", "table, csv, json or md" },
};

static void
add_share(struct grid *grid, const struct dbr_quality *found)
{
	struct dbr_number share = {
		.value = (double)found->row_count / (double)found->read_count,
		.has_value = found->read_count > 0, .is_census = true,
		.n = found->read_count, .unit = DBR_UNIT_SHARE,
		.unit_text = "", .why_empty = "no rows",
	};
	struct dbr_buf text = DBR_BUF_INIT;

	dbr_number_value(&text, &share);
	grid_add(grid, dbr_buf_str(&text), true);
	dbr_buf_release(&text);
}

static void
add_examples(struct grid *grid, const struct dbr_quality *found)
{
	struct dbr_buf text = DBR_BUF_INIT;

	for (size_t i = 0; i < found->example_count; i++)
		dbr_buf_addf(&text, "%s%s", i ? ", " : "",
			     found->examples[i]);
	grid_add(grid, dbr_buf_str(&text), false);
	dbr_buf_release(&text);
}

static void
write_grid(struct cli *cli, const struct dbr_quality *found, size_t count,
	   enum grid_format format)
{
	const char *heads[] = { "rule", "source", "finding", "rows", "of",
				"share", "for example" };
	struct grid grid;

	grid_init(&grid, heads, 7, &cli->arena);
	for (size_t i = 0; i < count; i++) {
		grid_add_text(&grid, found[i].rule);
		grid_add_text(&grid, found[i].source ? found[i].source : "");
		grid_add_text(&grid, found[i].finding ? found[i].finding :
							"nothing found");
		grid_add_count(&grid, found[i].row_count);
		grid_add_count(&grid, found[i].read_count);
		add_share(&grid, &found[i]);
		add_examples(&grid, &found[i]);
	}
	grid_write(&grid, format, cli->out);
}

static void
write_entry(struct json *json, const struct dbr_quality *found)
{
	json_open(json, NULL, '{');
	json_text(json, "rule", found->rule);
	json_text(json, "title", found->title);
	json_text(json, "source", found->source);
	json_text(json, "finding", found->finding);
	json_i64(json, "rows", found->row_count);
	json_i64(json, "read", found->read_count);
	json_open(json, "examples", '[');
	for (size_t i = 0; i < found->example_count; i++)
		json_text(json, NULL, found->examples[i]);
	json_close(json, ']');
	json_close(json, '}');
}

static void
write_json(struct cli *cli, const struct dbr_quality *found, size_t count)
{
	struct json json = JSON_INIT;

	json_open(&json, NULL, '{');
	json_text(&json, "schema", "debrief.quality");
	json_i64(&json, "version", 1);
	json_open(&json, "rows", '[');
	for (size_t i = 0; i < count; i++)
		write_entry(&json, &found[i]);
	json_close(&json, ']');
	json_close(&json, '}');
	fprintf(cli->out, "%s\n", json.text.text);
	json_release(&json);
}

static enum dbr_status
run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	const struct dbr_quality *found = NULL;
	struct dbr_store *store = NULL;
	enum grid_format format;
	int64_t as_of_us = 0;
	size_t count = 0;
	enum dbr_status rc = grid_format_parse(&format,
					       cli_value(args, "format"), err);

	if (rc == DBR_OK)
		rc = cli_instant(&as_of_us, args, "as-of", err);
	if (rc == DBR_OK)
		rc = cli_open(&store, cli, DBR_STORE_READ, err);
	if (rc == DBR_OK)
		rc = dbr_metric_as_of(&as_of_us, store, err);
	if (rc == DBR_OK)
		rc = dbr_quality_list(&found, &count, store, &cli->share,
				      as_of_us, &cli->arena, err);
	dbr_store_close(store);
	if (rc != DBR_OK)
		return rc;
	if (format == GRID_JSON)
		write_json(cli, found, count);
	else
		write_grid(cli, found, count, format);
	return DBR_OK;
}

const struct cli_command cmd_quality = {
	.name = "quality",
	.synopsis = "quality [--as-of TIME] [--format FORMAT]",
	.summary = "what is missing, contradictory or left out, by source",
	.example = "debrief quality",
	.options = options,
	.option_count = sizeof(options) / sizeof(options[0]),
	.run = run,
};
