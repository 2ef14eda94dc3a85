/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_signoff.c -- debrief signoff: how many rows, and what they prove. */
#include <config.h>
#include "cli/cli.h"

#include <math.h>
#include "cli/grid.h"
#include "debrief/metric.h"
#include "debrief/query.h"
#include "debrief/stats/signoff.h"

enum { ALLOWED_MOST = 2 };

static const struct cli_option options[] = {
	{ "at-least", 'l', "PERCENT", "the accuracy claimed; of a migration "
				      "what was promised" },
	{ "confidence", 'c', "PERCENT", "how sure; default 95" },
	{ "table-rows", 'r', "COUNT", "rows the table has" },
	{ "checked", 'n', "COUNT", "rows compared: what do they prove?" },
	{ "mismatched", 'm', "COUNT", "of them wrong; default 0" },
	{ "critical", 0, "COUNT", "of those, wrong in a critical field" },
	{ "unexplained", 0, "COUNT", "rows missing or extra, not signed for" },
	{ "aql", 0, "PERCENT", "what an AQL plan would accept, to compare" },
	{ "as-of", 'a', "TIME", "the checks as of this instant" },
	{ "format", 'f', "FORMAT", "table, csv, json or md" },
};

struct ask {
	struct dbr_claim claim;	/* limit 0: what was promised */
	struct dbr_checks checks;
	bool has_checked;
	double aql;		/* 0: not asked for */
	enum grid_format format;
};

static enum dbr_status
take_percent(double *out, const struct cli_args *args, const char *name,
	     struct dbr_error *err)
{
	const char *word = cli_value(args, name);
	double value = 0;

	if (!word)
		return DBR_OK;
	if (!dbr_str_to_double(dbr_str_from(word), &value) ||
	    !(value > 0 && value < 100))
		return dbr_fail(err, DBR_EUSAGE, "--%s is per cent, more than "
				"0 and less than 100", name);
	*out = value;
	return DBR_OK;
}

static enum dbr_status
take_count(int64_t *out, const struct cli_args *args, const char *name,
	   struct dbr_error *err)
{
	const char *word = cli_value(args, name);

	if (word && (!dbr_str_to_i64(dbr_str_from(word), out) || *out < 0 ||
		     *out > INT64_C(1) << 53))
		return dbr_fail(err, DBR_EUSAGE, "--%s is a count", name);
	return DBR_OK;
}

/* 100 - 99.9 is not .1 in binary, and a table of 1000 rows would know. */
static double
limit_of(double at_least)
{
	return round((100 - at_least) * 1e9) / 1e11;
}

/* Of one table, what only makes sense where its rows are given. */
static enum dbr_status
check_one(const struct ask *ask, const struct cli_args *args,
	  struct dbr_error *err)
{
	const struct dbr_checks *checks = &ask->checks;

	if (ask->claim.mismatch_limit <= 0)
		return dbr_fail(err, DBR_EUSAGE, "say what is claimed: "
				"--at-least 99.5, or a migration");
	if (!ask->has_checked && (cli_has(args, "mismatched") ||
				  cli_has(args, "critical") ||
				  cli_has(args, "unexplained")))
		return dbr_fail(err, DBR_EUSAGE, "what is wrong needs "
				"--checked, of how many");
	if (checks->mismatched > checks->checked ||
	    checks->critical > checks->mismatched)
		return dbr_fail(err, DBR_EUSAGE, "there cannot be more "
				"mismatches than rows checked, nor more "
				"critical ones than mismatches");
	if (checks->population && checks->checked > checks->population)
		return dbr_fail(err, DBR_EUSAGE, "there cannot be more rows "
				"checked than the table has");
	if (ask->aql > 0 && (!checks->population || ask->has_checked))
		return dbr_fail(err, DBR_EUSAGE, "--aql needs --table-rows, "
				"and no --checked");
	return DBR_OK;
}

static enum dbr_status
check_migration(const struct cli_args *args, struct dbr_error *err)
{
	static const char *const of_one[] = {
		"table-rows", "checked", "mismatched", "critical",
		"unexplained", "aql",
	};

	for (size_t i = 0; i < sizeof(of_one) / sizeof(of_one[0]); i++)
		if (cli_has(args, of_one[i]))
			return dbr_fail(err, DBR_EUSAGE, "--%s is of one "
					"table; the checks of a migration are "
					"in the workspace", of_one[i]);
	return DBR_OK;
}

static enum dbr_status
read_ask(struct ask *ask, const struct cli_args *args, struct dbr_error *err)
{
	double at_least = 100, confidence = 95;
	enum dbr_status rc = grid_format_parse(&ask->format,
					       cli_value(args, "format"), err);

	if (rc == DBR_OK)
		rc = take_percent(&at_least, args, "at-least", err);
	if (rc == DBR_OK)
		rc = take_percent(&confidence, args, "confidence", err);
	if (rc == DBR_OK)
		rc = take_percent(&ask->aql, args, "aql", err);
	if (rc == DBR_OK)
		rc = take_count(&ask->checks.population, args, "table-rows",
				err);
	if (rc == DBR_OK)
		rc = take_count(&ask->checks.checked, args, "checked", err);
	if (rc == DBR_OK)
		rc = take_count(&ask->checks.mismatched, args, "mismatched",
				err);
	if (rc == DBR_OK)
		rc = take_count(&ask->checks.critical, args, "critical", err);
	if (rc == DBR_OK)
		rc = take_count(&ask->checks.unexplained, args, "unexplained",
				err);
	if (rc != DBR_OK)
		return rc;
	ask->has_checked = cli_has(args, "checked");
	ask->claim.mismatch_limit = limit_of(at_least);
	ask->claim.level = confidence / 100;
	return args->word_count ? check_migration(args, err) :
				  check_one(ask, args, err);
}

/* Per cent to four places: down for what is at least so, up for at most. */
static void
add_percent(struct grid *grid, double share, double (*to_whole)(double))
{
	double slack = to_whole == floor ? 1e-6 : -1e-6;

	grid_add(grid, dbr_str_from(dbr_arena_textf(
			       grid->arena, "%.4f",
			       to_whole(share * 1e6 + slack) / 1e4)), true);
}

static void
write_grid(struct cli *cli, const struct grid *grid, enum grid_format format,
	   const char *schema)
{
	if (format == GRID_JSON)
		grid_write_json(grid, schema, cli->out);
	else
		grid_write(grid, format, cli->out);
}

static void
add_plan(struct grid *grid, const char *name, int64_t allowed, int64_t rows)
{
	grid_add_text(grid, name);
	grid_add_count(grid, allowed);
	grid_add_count(grid, rows);
}

static enum dbr_status
add_aql(struct grid *grid, const struct ask *ask, struct dbr_error *err)
{
	struct dbr_aql_plan plan =
		dbr_aql_plan_for(ask->checks.population, ask->aql);

	if (plan.lack != DBR_LACK_NONE)
		return dbr_fail(err, DBR_EUSAGE, "there is no AQL plan of "
				"%g per cent for a table of that size: 0.01, "
				"0.015, 0.025, 0.04, 0.065, 0.1, 0.15 ... 10",
				ask->aql);
	add_plan(grid, dbr_arena_textf(grid->arena, "AQL %g, level II, %c",
				       ask->aql, plan.code_letter),
		 plan.accept, plan.sample_size);
	add_percent(grid, 1 - dbr_aql_limiting_quality(&plan,
						       1 - ask->claim.level),
		    floor);
	return DBR_OK;
}

static enum dbr_status
write_plan(struct cli *cli, const struct ask *ask, struct dbr_error *err)
{
	static const char *heads[] = { "plan", "allowed", "rows", "proves" };
	int64_t population = ask->checks.population;
	enum dbr_status rc = DBR_OK;
	struct grid grid;

	grid_init(&grid, heads, 4, &cli->arena);
	for (int64_t allowed = 0; allowed <= ALLOWED_MOST; allowed++) {
		int64_t rows = population ?
			dbr_signoff_sample_size_finite(ask->claim, allowed,
						       population) :
			dbr_signoff_sample_size(ask->claim, allowed);

		if (!rows)
			continue;
		add_plan(&grid, "claim", allowed, rows);
		add_percent(&grid, 1 - ask->claim.mismatch_limit, floor);
	}
	if (ask->aql > 0)
		rc = add_aql(&grid, ask, err);
	if (rc != DBR_OK)
		return rc;
	write_grid(cli, &grid, ask->format, "debrief.signoff_plan");
	cli_say(cli, "a random sample of so many rows, with no more mismatches"
		" than allowed, proves so much accuracy, %g %% sure",
		100 * ask->claim.level);
	return DBR_OK;
}

static void
add_verdict(struct grid *grid, const struct ask *ask,
	    const struct dbr_checks *checks)
{
	struct dbr_signoff got = dbr_signoff_decide(checks, ask->claim);

	if (checks->population)
		grid_add_count(grid, checks->population);
	else
		grid_add_text(grid, "");
	grid_add_count(grid, checks->checked);
	grid_add_count(grid, checks->mismatched);
	if (got.mismatch.lack == DBR_LACK_NONE) {
		add_percent(grid, 1 - got.mismatch.hi, floor);
		add_percent(grid, 1 - got.mismatch.lo, ceil);
	} else {
		grid_add_text(grid, "");
		grid_add_text(grid, "");
	}
	add_percent(grid, 1 - ask->claim.mismatch_limit, floor);
	grid_add_text(grid, dbr_signoff_name(got.verdict));
	grid_add_text(grid, dbr_signoff_reason_name(got.reason));
	grid_add_count(grid, got.more_needed);
}

static const char *verdict_heads[] = {
	"table", "field", "rows", "checked", "mismatched", "accurate_lo",
	"accurate_hi", "claim", "verdict", "why", "more_needed",
};
enum { HEAD_COUNT = 11, TABLE_HEADS = 2 };

static void
write_verdict(struct cli *cli, const struct ask *ask)
{
	struct grid grid;

	grid_init(&grid, verdict_heads + TABLE_HEADS, HEAD_COUNT - TABLE_HEADS,
		  &cli->arena);
	add_verdict(&grid, ask, &ask->checks);
	write_grid(cli, &grid, ask->format, "debrief.signoff");
}

static enum dbr_status
run_query(struct dbr_table *out, struct cli *cli, struct dbr_store *store,
	  const char *name, const struct dbr_parameter parameters[2],
	  struct dbr_error *err)
{
	struct dbr_share_file file;
	struct dbr_query query;
	enum dbr_status rc = dbr_share_read(&file, &cli->share,
					    "reports/shared", name, ".sql",
					    &cli->arena, err);

	if (rc != DBR_OK)
		return rc;
	query = (struct dbr_query){
		.sql = file.text, .file = file.path, .first_line = 1,
		.parameters = parameters, .parameter_count = 2,
	};
	return dbr_query_run(out, store, &query, &cli->arena, err);
}

/* The claim is what was promised, unless one was given. */
static enum dbr_status
take_promise(struct ask *ask, const struct dbr_table *promise,
	     const char *migration, struct dbr_error *err)
{
	const struct dbr_cell *value;

	if (!promise->row_count)
		return dbr_fail(err, DBR_EUSAGE, "there is no migration "
				"\"%s\"", migration);
	if (ask->claim.mismatch_limit > 0)
		return DBR_OK;
	value = dbr_table_at(promise, 0,
			     (size_t)dbr_table_column(promise, "value"));
	if (!dbr_cell_is_null(value))
		ask->claim.mismatch_limit = limit_of(value->real);
	if (!(ask->claim.mismatch_limit > 0 && ask->claim.mismatch_limit < 1))
		return dbr_fail(err, DBR_EUSAGE, "no share below 100 %% was "
				"promised to \"%s\": say --at-least 99.5",
				migration);
	return DBR_OK;
}

static int64_t
count_at(const struct dbr_table *table, size_t row, const char *column)
{
	return dbr_table_at(table, row,
			    (size_t)dbr_table_column(table, column))->integer;
}

static void
write_tables(struct cli *cli, const struct ask *ask,
	     const struct dbr_table *tables)
{
	struct grid grid;

	grid_init(&grid, verdict_heads, HEAD_COUNT, &cli->arena);
	for (size_t i = 0; i < tables->row_count; i++) {
		struct dbr_checks checks = {
			.checked = count_at(tables, i, "checked"),
			.mismatched = count_at(tables, i, "mismatched"),
			.unexplained = count_at(tables, i, "unexplained"),
			.census = count_at(tables, i, "is_census"),
			.population = count_at(tables, i, "row_count"),
		};

		/* A row checked twice, or tables that do not agree. */
		if (checks.population < checks.checked)
			checks.population = 0;
		for (size_t column = 0; column < TABLE_HEADS; column++)
			grid_add(&grid, dbr_table_at(tables, i, column)->text,
				 false);
		add_verdict(&grid, ask, &checks);
	}
	write_grid(cli, &grid, ask->format, "debrief.signoff");
	if (!tables->row_count)
		cli_say(cli, "no table of it was checked");
}

static enum dbr_status
sign_off(struct cli *cli, const struct cli_args *args, struct ask *ask,
	 struct dbr_error *err)
{
	struct dbr_parameter parameters[] = {
		{ ":subject", DBR_PARAMETER_TEXT, 0, args->words[0] },
		{ ":as_of", DBR_PARAMETER_I64, 0, NULL },
	};
	struct dbr_store *store = NULL;
	struct dbr_table promise, tables;
	enum dbr_status rc = cli_instant(&parameters[1].i64, args, "as-of",
					 err);

	if (rc == DBR_OK)
		rc = cli_open(&store, cli, DBR_STORE_READ, err);
	if (rc == DBR_OK)
		rc = dbr_metric_as_of(&parameters[1].i64, store, err);
	if (rc == DBR_OK)
		rc = run_query(&promise, cli, store, "promise", parameters,
			       err);
	if (rc == DBR_OK)
		rc = take_promise(ask, &promise, args->words[0], err);
	if (rc == DBR_OK)
		rc = run_query(&tables, cli, store, "signoff", parameters,
			       err);
	if (rc == DBR_OK)
		write_tables(cli, ask, &tables);
	dbr_store_close(store);
	return rc;
}

static enum dbr_status
run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	struct ask ask = { .aql = 0 };
	enum dbr_status rc = read_ask(&ask, args, err);

	if (rc != DBR_OK)
		return rc;
	if (args->word_count)
		return sign_off(cli, args, &ask, err);
	if (!ask.has_checked)
		return write_plan(cli, &ask, err);
	write_verdict(cli, &ask);
	return DBR_OK;
}

const struct cli_command cmd_signoff = {
	.name = "signoff",
	.synopsis = "signoff [MIGRATION] [--at-least PERCENT] [options]",
	.summary = "how many rows to check, and what those checked prove",
	.example = "debrief signoff --at-least 99.5 --table-rows 2800",
	.options = options,
	.option_count = sizeof(options) / sizeof(options[0]),
	.words_max = 1,
	.run = run,
};
