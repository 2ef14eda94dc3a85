/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_rejects.c -- debrief rejects: rows that could not be loaded. */
#include <config.h>
#include "cli/cli.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>
#include "cli/import_report.h"

static const struct cli_option options[] = {
	{ "format", 'f', "FORMAT", "table, or csv with all bytes of the row" },
};

static enum dbr_status
read_batch(const char *word, int64_t *out, struct dbr_error *err)
{
	if (dbr_str_to_i64(dbr_str_from(word), out) && *out > 0)
		return DBR_OK;
	dbr_fail(err, DBR_EUSAGE, "\"%s\" is not the number of a batch", word);
	return dbr_fail_hint(err, "debrief status lists them");
}

/* A file gets the bytes as they are; a terminal would obey some of them. */
static struct dbr_str
safe_for(FILE *out, struct dbr_str text, struct dbr_buf *clean)
{
	if (!isatty(fileno(out)))
		return text;
	dbr_buf_reset(clean);
	dbr_buf_add_clean(clean, text, 0);
	return dbr_buf_str(clean);
}

static void
print_quoted(FILE *out, struct dbr_str text)
{
	struct dbr_buf clean = DBR_BUF_INIT;

	text = safe_for(out, text, &clean);
	fputs(dbr_str_is_formula(text) ? "\"'" : "\"", out);
	for (size_t i = 0; i < text.size; i++) {
		if (text.at[i] == '"')
			fputc('"', out);
		fputc(text.at[i], out);
	}
	fputc('"', out);
	dbr_buf_release(&clean);
}

static void
print_csv(FILE *out, struct dbr_stmt *stmt)
{
	fprintf(out, "%" PRId64 ",", dbr_stmt_i64(stmt, 0));
	print_quoted(out, dbr_stmt_str(stmt, 1));
	fprintf(out, ",%" PRId64 ",", dbr_stmt_i64(stmt, 2));
	for (int column = 3; column < 6; column++) {
		print_quoted(out, dbr_stmt_str(stmt, column));
		fputs(column < 5 ? "," : "\r\n", out);
	}
}

static void
print_row(FILE *out, struct dbr_stmt *stmt)
{
	struct dbr_buf buf = DBR_BUF_INIT;

	dbr_buf_addf(&buf, "batch %" PRId64 "  ", dbr_stmt_i64(stmt, 0));
	dbr_buf_add_clean(&buf, dbr_stmt_str(stmt, 1), 60);
	dbr_buf_addf(&buf, ":%" PRId64 ": ", dbr_stmt_i64(stmt, 2));
	if (dbr_stmt_str(stmt, 3).size) {
		dbr_buf_add_clean(&buf, dbr_stmt_str(stmt, 3), 60);
		dbr_buf_add_text(&buf, ": ");
	}
	dbr_buf_add_clean(&buf, dbr_stmt_str(stmt, 4), 0);
	dbr_buf_add_text(&buf, "\n    ");
	dbr_buf_add_clean(&buf, dbr_stmt_str(stmt, 5), 100);
	fprintf(out, "%s\n", buf.text);
	dbr_buf_release(&buf);
}

static enum dbr_status
list(struct cli *cli, int64_t batch_id, bool as_csv, struct dbr_error *err)
{
	struct dbr_store *store = NULL;
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	int64_t printed = 0;
	enum dbr_status rc = cli_open(&store, cli, DBR_STORE_READ, err);

	if (rc == DBR_OK)
		rc = dbr_stmt_open(&stmt, store,
			"SELECT r.batch_id, b.file_name, r.line,"
			" r.column_name, r.reason, r.raw FROM reject r"
			" JOIN batch b ON b.id = r.batch_id"
			" WHERE r.replayed_by IS NULL"
			" AND (?1 = 0 OR r.batch_id = ?1) ORDER BY r.id",
			err);
	if (rc == DBR_OK)
		dbr_stmt_bind_i64(stmt, 1, batch_id);
	if (rc == DBR_OK && as_csv)
		fputs("batch,file,line,column,reason,raw\r\n", cli->out);
	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK &&
	       has_row) {
		printed++;
		if (as_csv)
			print_csv(cli->out, stmt);
		else
			print_row(cli->out, stmt);
	}
	if (rc == DBR_OK && !printed)
		cli_say(cli, "no rejected rows");
	dbr_stmt_close(stmt);
	dbr_store_close(store);
	return rc;
}

/* How the batch was read, so that mended rows are read the same way. */
static void
say_how(struct cli *cli, int64_t batch_id, struct dbr_str format,
	struct dbr_str rest)
{
	struct dbr_buf buf = DBR_BUF_INIT;

	dbr_buf_addf(&buf, "mend the rows, then: debrief import --mends "
		     "%" PRId64 " --as ", batch_id);
	dbr_buf_add_clean(&buf, format, 0);
	while (rest.size) {
		struct dbr_str value = dbr_str_cut(&rest, '\n');
		struct dbr_str name = dbr_str_cut(&value, '=');

		dbr_buf_addf(&buf, " --%.*s '", DBR_STR_ARG(name));
		dbr_buf_add_clean(&buf, value, 0);
		dbr_buf_add_char(&buf, '\'');
	}
	cli_say(cli, "%s FILE", buf.text);
	dbr_buf_release(&buf);
}

static enum dbr_status
fail_no_rejects(int64_t batch_id, struct dbr_error *err)
{
	dbr_fail(err, DBR_EUSAGE, "batch %" PRId64 " has no rejects left",
		 batch_id);
	return dbr_fail_hint(err, "debrief rejects lists what there is");
}

static void
print_line(FILE *out, struct dbr_str text)
{
	struct dbr_buf clean = DBR_BUF_INIT;

	text = safe_for(out, text, &clean);
	fwrite(text.at, 1, text.size, out);
	fputc('\n', out);
	dbr_buf_release(&clean);
}

/* The header and the rows as they came: a file that can be mended. */
static enum dbr_status
export(struct cli *cli, int64_t batch_id, struct dbr_error *err)
{
	struct dbr_store *store = NULL;
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	int64_t printed = 0;
	enum dbr_status rc = cli_open(&store, cli, DBR_STORE_READ, err);

	if (rc == DBR_OK)
		rc = dbr_stmt_open(&stmt, store,
			"SELECT r.raw, b.header, b.format, b.options"
			" FROM reject r JOIN batch b ON b.id = r.batch_id"
			" WHERE r.replayed_by IS NULL AND r.batch_id = ?1"
			" ORDER BY r.id", err);
	if (rc == DBR_OK)
		dbr_stmt_bind_i64(stmt, 1, batch_id);
	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK &&
	       has_row) {
		if (!printed++) {
			say_how(cli, batch_id, dbr_stmt_str(stmt, 2),
				dbr_stmt_str(stmt, 3));
			if (dbr_stmt_str(stmt, 1).size)
				print_line(cli->out, dbr_stmt_str(stmt, 1));
		}
		print_line(cli->out, dbr_stmt_str(stmt, 0));
	}
	if (rc == DBR_OK && !printed)
		rc = fail_no_rejects(batch_id, err);
	dbr_stmt_close(stmt);
	dbr_store_close(store);
	return rc;
}

static enum dbr_status
replay(struct cli *cli, int64_t batch_id, struct dbr_error *err)
{
	struct dbr_import_result result;
	struct dbr_store *store = NULL;
	const char *name = dbr_arena_textf(&cli->arena, "rejects of batch %"
					   PRId64, batch_id);
	enum dbr_status rc = cli_open(&store, cli, DBR_STORE_WRITE, err);

	if (rc == DBR_OK)
		rc = dbr_import_replay(&result, store, &cli->share, batch_id,
				       &cli->arena, err);
	if (rc == DBR_OK) {
		import_report(cli->out, name, &result);
		import_say_rejects(cli, name, &result);
	}
	dbr_store_close(store);
	return rc;
}

static enum dbr_status
run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	const char *format = cli_value(args, "format");
	bool is_replay = args->word_count > 0 &&
			 strcmp(args->words[0], "replay") == 0;
	bool is_export = args->word_count > 0 &&
			 strcmp(args->words[0], "export") == 0;
	int64_t batch_id = 0;
	enum dbr_status rc = DBR_OK;

	if (format && strcmp(format, "csv") != 0 &&
	    strcmp(format, "table") != 0)
		return dbr_fail(err, DBR_EUSAGE,
				"--format must be table or csv");
	if ((is_replay || is_export) != (args->word_count == 2))
		return dbr_fail(err, DBR_EUSAGE, "replay and export want a "
				"batch: debrief rejects replay 3");
	if (args->word_count > 0)
		rc = read_batch(args->words[args->word_count - 1], &batch_id,
				err);
	if (rc != DBR_OK)
		return rc;
	if (is_replay)
		return replay(cli, batch_id, err);
	if (is_export)
		return export(cli, batch_id, err);
	return list(cli, batch_id, format && strcmp(format, "csv") == 0, err);
}

const struct cli_command cmd_rejects = {
	.name = "rejects",
	.synopsis = "rejects [BATCH] | rejects replay|export BATCH",
	.summary = "rows that could not be loaded; mend them, try again",
	.example = "debrief rejects 3 --format csv >rejects.csv",
	.options = options,
	.option_count = sizeof(options) / sizeof(options[0]),
	.words_max = 2,
	.run = run,
};
