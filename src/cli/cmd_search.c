/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_search.c -- debrief search: what was learnt before. */
#include <config.h>
#include "cli/cli.h"

#include <inttypes.h>
#include "cli/grid.h"
#include "debrief/metric.h"
#include "debrief/query.h"
#include "debrief/search.h"
#include "debrief/time.h"

enum { MOST_DEFAULT = 20, MOST_LIMIT = 1000 };

static const struct cli_option options[] = {
	{ "like", 'l', "MIGRATION", "past migrations most like this one, and"
				    " why" },
	{ "kind", 'k', "KIND", "only lesson, narrative, hard, helped, luck,"
			       " action, decision or migration" },
	{ "most", 'n', "COUNT", "at most so many; default 20" },
	{ "known", 0, "TIME", "as it stood then" },
	{ "format", 'f', "FORMAT", "table, csv, json or md" },
};

static bool
is_blank(struct dbr_str text, size_t at)
{
	return text.size && (text.at[at] == ' ' || text.at[at] == '\n');
}

/* Found words are bold on a terminal and plain elsewhere. */
static void
write_snippet(struct dbr_buf *out, const struct cli *cli,
	      const struct dbr_hit *hit)
{
	for (size_t i = 0; i < hit->piece_count; i++) {
		struct dbr_str piece = hit->pieces[i];
		bool is_bold = i % 2 && cli->out_is_terminal;

		/* Cleaning takes the blanks at both ends. */
		if (i && is_blank(piece, 0))
			dbr_buf_add_char(out, ' ');
		dbr_buf_add_text(out, is_bold ? "\x1b[1m" : "");
		dbr_buf_add_clean(out, piece, 0);
		dbr_buf_add_text(out, is_bold ? "\x1b[0m" : "");
		if (is_blank(piece, piece.size - 1))
			dbr_buf_add_char(out, ' ');
	}
}

static void
write_found(struct cli *cli, const struct dbr_found *found)
{
	struct dbr_buf line = DBR_BUF_INIT;
	char iso[DBR_ISO_SIZE];

	dbr_buf_addf(&line, "%s", found->kind);
	if (dbr_str_is(dbr_str_from(found->kind), "migration"))
		dbr_buf_add_text(&line, "  ");
	else
		dbr_buf_addf(&line, " %" PRId64 "  ", found->id);
	dbr_buf_add_clean(&line, dbr_str_from(found->about), 0);
	if (found->at_us)
		dbr_buf_addf(&line, "  %.10s",
			     dbr_iso_text(iso, found->at_us));
	dbr_buf_add_text(&line, "\n    ");
	write_snippet(&line, cli, &found->hit);
	fprintf(cli->out, "%s\n", line.text);
	dbr_buf_release(&line);
}

static void
write_grid(struct cli *cli, const struct dbr_found *found, size_t count,
	   enum grid_format format)
{
	static const char *heads[] = { "kind", "id", "about", "written",
				       "text" };
	struct grid grid;
	char iso[DBR_ISO_SIZE];

	grid_init(&grid, heads, 5, &cli->arena);
	for (size_t i = 0; i < count; i++) {
		grid_add_text(&grid, found[i].kind);
		grid_add_count(&grid, found[i].id);
		grid_add_text(&grid, found[i].about);
		grid_add_text(&grid, found[i].at_us ?
				     dbr_iso_text(iso, found[i].at_us) : "");
		grid_add(&grid, found[i].text, false);
	}
	if (format == GRID_JSON)
		grid_write_json(&grid, "debrief.search", cli->out);
	else
		grid_write(&grid, format, cli->out);
}

static const char *
join_words(struct cli *cli, const struct cli_args *args)
{
	struct dbr_buf words = DBR_BUF_INIT;
	const char *text;

	for (size_t i = 0; i < args->word_count; i++) {
		dbr_buf_add_text(&words, i ? " " : "");
		dbr_buf_add_text(&words, args->words[i]);
	}
	text = dbr_arena_text(&cli->arena, dbr_buf_str(&words));
	dbr_buf_release(&words);
	return text;
}

static enum dbr_status
take_most(size_t *most, const struct cli_args *args, struct dbr_error *err)
{
	const char *word = cli_value(args, "most");
	int64_t count = MOST_DEFAULT;

	if (word && (!dbr_str_to_i64(dbr_str_from(word), &count) ||
		     count < 1 || count > MOST_LIMIT))
		return dbr_fail(err, DBR_EUSAGE, "--most is a count of 1 to"
				" %d", MOST_LIMIT);
	*most = (size_t)count;
	return DBR_OK;
}

static enum dbr_status
search(struct cli *cli, const struct cli_args *args, struct dbr_store *store,
       enum grid_format format, struct dbr_error *err)
{
	struct dbr_search_ask ask = {
		.words = dbr_str_from(join_words(cli, args)),
		.kind = cli_value(args, "kind"), .known_us = INT64_MAX,
	};
	const struct dbr_found *found = NULL;
	bool is_partial = false;
	size_t count = 0;
	enum dbr_status rc = take_most(&ask.most, args, err);

	if (rc == DBR_OK)
		rc = cli_instant(&ask.known_us, args, "known", err);
	if (rc == DBR_OK)
		rc = dbr_search(&found, &count, &is_partial, store, &ask,
				&cli->arena, err);
	if (rc != DBR_OK)
		return rc;
	if (is_partial)
		cli_say(cli, "nothing has all of these words; these have"
			" some");
	if (format != GRID_TABLE)
		write_grid(cli, found, count, format);
	for (size_t i = 0; format == GRID_TABLE && i < count; i++)
		write_found(cli, &found[i]);
	if (!count)
		cli_say(cli, "nothing has any of these words");
	return DBR_OK;
}

static void
add_cell(struct grid *grid, const char *column, const struct dbr_cell *cell)
{
	char iso[DBR_ISO_SIZE];

	if (cell->type == DBR_CELL_INTEGER &&
	    dbr_str_ends(dbr_str_from(column), "_on"))
		grid_add_text(grid, dbr_iso_text(iso, cell->integer));
	else if (cell->type == DBR_CELL_INTEGER)
		grid_add_count(grid, cell->integer);
	else
		grid_add(grid, cell->text, false);
}

/* The query of the post-mortem's own section: they cannot disagree. */
static enum dbr_status
find_similar(struct dbr_table *out, struct cli *cli,
	     const struct cli_args *args, struct dbr_store *store,
	     struct dbr_error *err)
{
	int64_t as_of_us = 0, known_us = INT64_MAX;
	struct dbr_share_file file;
	enum dbr_status rc = dbr_metric_latest(&as_of_us, store, err);

	if (rc == DBR_OK)
		rc = cli_instant(&known_us, args, "known", err);
	if (rc == DBR_OK)
		rc = dbr_share_read(&file, &cli->share, "reports/postmortem",
				    "similar", ".sql", &cli->arena, err);
	if (rc != DBR_OK)
		return rc;
	const struct dbr_parameter parameters[] = {
		{ ":subject", DBR_PARAMETER_TEXT, 0, cli_value(args, "like") },
		{ ":as_of", DBR_PARAMETER_I64,
		  known_us < as_of_us ? known_us : as_of_us, NULL },
		{ ":known", DBR_PARAMETER_I64, known_us, NULL },
	};
	const struct dbr_query query = {
		.sql = file.text, .file = file.path, .first_line = 1,
		.parameters = parameters, .parameter_count = 3,
	};
	return dbr_query_run(out, store, &query, &cli->arena, err);
}

static enum dbr_status
similar(struct cli *cli, const struct cli_args *args, struct dbr_store *store,
	enum grid_format format, struct dbr_error *err)
{
	struct dbr_table table;
	struct grid grid;
	enum dbr_status rc;

	if (args->word_count)
		return dbr_fail(err, DBR_EUSAGE, "--like takes no words");
	rc = find_similar(&table, cli, args, store, err);
	if (rc != DBR_OK)
		return rc;
	grid_init(&grid, table.columns, table.column_count, &cli->arena);
	for (size_t i = 0; i < table.row_count * table.column_count; i++)
		add_cell(&grid, table.columns[i % table.column_count],
			 &table.cells[i]);
	if (format == GRID_JSON)
		grid_write_json(&grid, "debrief.similar", cli->out);
	else
		grid_write(&grid, format, cli->out);
	if (!table.row_count)
		cli_say(cli, "no past migration is like it");
	return DBR_OK;
}

static enum dbr_status
run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	struct dbr_store *store = NULL;
	enum grid_format format;
	enum dbr_status rc = grid_format_parse(
		&format, cli_value(args, "format"), err);

	if (rc == DBR_OK)
		rc = cli_open(&store, cli, DBR_STORE_READ, err);
	if (rc == DBR_OK)
		rc = cli_has(args, "like") ?
			similar(cli, args, store, format, err) :
			search(cli, args, store, format, err);
	dbr_store_close(store);
	return rc;
}

const struct cli_command cmd_search = {
	.name = "search",
	.synopsis = "search WORD... [options] | search --like MIGRATION",
	.summary = "what was learnt before: notes, follow-ups, decisions",
	.example = "debrief search rollback rehears*",
	.options = options,
	.option_count = sizeof(options) / sizeof(options[0]),
	.words_max = SIZE_MAX,
	.run = run,
};
