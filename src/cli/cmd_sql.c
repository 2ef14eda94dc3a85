/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_sql.c -- debrief sql: a guarded question in SQL. */
#include <config.h>
#include "cli/cli.h"

#include "cli/grid.h"
#include "cli/json.h"
#include "debrief/number.h"
#include "debrief/query.h"

static const struct cli_option options[] = {
	{ "format", 'f', "FORMAT", "table, csv, json or md" },
};

static void
add_cell(struct grid *grid, const struct dbr_cell *cell)
{
	struct dbr_buf buf = DBR_BUF_INIT;

	switch (cell->type) {
	case DBR_CELL_INTEGER:
		grid_add_count(grid, cell->integer);
		break;
	case DBR_CELL_REAL:
		dbr_double_text(&buf, cell->real);
		grid_add(grid, dbr_buf_str(&buf), true);
		break;
	case DBR_CELL_NULL:
		grid_add_text(grid, "");
		break;
	default:
		grid_add(grid, cell->text, false);
	}
	dbr_buf_release(&buf);
}

static void
add_json(struct json *json, const struct dbr_cell *cell)
{
	switch (cell->type) {
	case DBR_CELL_INTEGER:
		json_i64(json, NULL, cell->integer);
		break;
	case DBR_CELL_REAL:
		json_double(json, NULL, cell->real);
		break;
	case DBR_CELL_NULL:
		json_null(json, NULL);
		break;
	default:
		json_str(json, NULL, cell->text);
	}
}

static void
write_json(struct cli *cli, const struct dbr_table *table)
{
	struct json json = JSON_INIT;

	json_open(&json, NULL, '{');
	json_text(&json, "schema", "debrief.sql");
	json_i64(&json, "version", 1);
	json_open(&json, "columns", '[');
	for (size_t i = 0; i < table->column_count; i++)
		json_text(&json, NULL, table->columns[i]);
	json_close(&json, ']');
	json_open(&json, "rows", '[');
	for (size_t row = 0; row < table->row_count; row++) {
		json_open(&json, NULL, '[');
		for (size_t i = 0; i < table->column_count; i++)
			add_json(&json, dbr_table_at(table, row, i));
		json_close(&json, ']');
	}
	json_close(&json, ']');
	json_close(&json, '}');
	dbr_buf_add_char(&json.text, '\n');
	fwrite(json.text.text, 1, json.text.size, cli->out);
	json_release(&json);
}

static void
write_grid(struct cli *cli, const struct dbr_table *table,
	   enum grid_format format)
{
	struct grid grid;

	grid_init(&grid, table->columns, table->column_count, &cli->arena);
	for (size_t i = 0; i < table->row_count * table->column_count; i++)
		add_cell(&grid, &table->cells[i]);
	grid_write(&grid, format, cli->out);
}

static enum dbr_status
run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	const struct dbr_query query = {
		.sql = dbr_str_from(args->words[0]), .file = "SELECT",
		.first_line = 1,
	};
	struct dbr_store *store = NULL;
	struct dbr_table table;
	enum grid_format format;
	enum dbr_status rc = grid_format_parse(&format,
					       cli_value(args, "format"), err);

	if (rc == DBR_OK)
		rc = cli_open(&store, cli, DBR_STORE_READ, err);
	if (rc == DBR_OK)
		rc = dbr_query_run(&table, store, &query, &cli->arena, err);
	if (rc == DBR_OK && format == GRID_JSON)
		write_json(cli, &table);
	else if (rc == DBR_OK)
		write_grid(cli, &table, format);
	dbr_store_close(store);
	return rc;
}

const struct cli_command cmd_sql = {
	.name = "sql",
	.synopsis = "sql [--format FORMAT] 'SELECT ...'",
	.summary = "ask in SQL: read-only, guarded, with our functions",
	.example = "debrief sql 'SELECT team, count(*) FROM v_ticket "
		   "GROUP BY team'",
	.options = options,
	.option_count = sizeof(options) / sizeof(options[0]),
	.words_min = 1,
	.words_max = 1,
	.run = run,
};
