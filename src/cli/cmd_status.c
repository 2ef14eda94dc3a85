/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_status.c -- debrief status: what the workspace holds, and from where. */
#include <config.h>
#include "cli/cli.h"

#include <inttypes.h>
#include "debrief/names.h"
#include "debrief/time.h"

static enum dbr_status
count(struct dbr_store *store, const char *sql, int64_t *out,
      struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, store, sql, err);

	if (rc == DBR_OK)
		rc = dbr_stmt_step(stmt, &has_row, err);
	*out = rc == DBR_OK && has_row ? dbr_stmt_i64(stmt, 0) : 0;
	dbr_stmt_close(stmt);
	return rc;
}

/* What waits for a person, and what to type. */
static enum dbr_status
print_names(struct cli *cli, struct dbr_store *store, struct dbr_error *err)
{
	const struct dbr_open_name *names;
	size_t count = 0;
	enum dbr_status rc = dbr_names_open(&names, &count, store,
					    &cli->arena, err);

	if (rc == DBR_OK)
		fprintf(cli->out, "  %-18s %8zu%s\n", "unknown names", count,
			count ? "  debrief names" : "");
	return rc;
}

static enum dbr_status
print_holdings(struct cli *cli, struct dbr_store *store,
	       struct dbr_error *err)
{
	static const struct {
		const char *name, *sql;
	} lines[] = {
		{ "migrations", "SELECT COUNT(*) FROM migration" },
		{ "modules", "SELECT COUNT(*) FROM module" },
		{ "cutover runs", "SELECT COUNT(*) FROM iteration" },
		{ "tickets", "SELECT COUNT(*) FROM ticket" },
		{ "  of a migration", "SELECT COUNT(*) FROM attribution" },
		{ "  of none", "SELECT COUNT(*) FROM ticket WHERE id NOT IN"
		  " (SELECT ticket_id FROM attribution)" },
		{ "survey answers", "SELECT COUNT(*) FROM response" },
		{ "checks", "SELECT COUNT(*) FROM check_result" },
		{ "owners known now", "SELECT COUNT(*) FROM ownership"
		  " WHERE superseded_at IS NULL" },
		{ "open proposals", "SELECT COUNT(*) FROM proposal"
		  " WHERE state = 'open'" },
		{ "rows that wait", "SELECT COUNT(*) FROM reject"
		  " WHERE replayed_by IS NULL" },
	};
	enum dbr_status rc = DBR_OK;

	fprintf(cli->out, "%s\n", cli->db_path);
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		int64_t value;

		rc = count(store, lines[i].sql, &value, err);
		if (rc != DBR_OK)
			return rc;
		fprintf(cli->out, "  %-18s %8" PRId64 "\n", lines[i].name,
			value);
	}
	return print_names(cli, store, err);
}

enum { BATCH_COUNTS = 7 };

static void
print_batch(struct cli *cli, struct dbr_stmt *stmt)
{
	struct dbr_buf name = DBR_BUF_INIT;
	char iso[DBR_ISO_SIZE];

	if (dbr_stmt_i64(stmt, 13))
		dbr_buf_addf(&name, "rejects of batch %" PRId64 ", ",
			     dbr_stmt_i64(stmt, 13));
	dbr_buf_add_clean(&name, dbr_stmt_str(stmt, 1), 40);
	fprintf(cli->out, "%5" PRId64 "  %s  %-19s", dbr_stmt_i64(stmt, 0),
		dbr_iso_text(iso, dbr_stmt_i64(stmt, 3) /
			      DBR_SECOND_US * DBR_SECOND_US),
		dbr_stmt_text(stmt, 2));
	for (int i = 0; i < BATCH_COUNTS; i++)
		fprintf(cli->out, " %9" PRId64, dbr_stmt_i64(stmt, 4 + i));
	fprintf(cli->out, "  %s%s\n", name.text,
		dbr_stmt_i64(stmt, 12) ? " (undone)"
		: dbr_stmt_type(stmt, 11) != DBR_CELL_NULL ? " (again)" : "");
	dbr_buf_release(&name);
}

static enum dbr_status
print_batches(struct cli *cli, struct dbr_store *store, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	int64_t printed = 0;
	enum dbr_status rc = dbr_stmt_open(&stmt, store,
		"SELECT b.id, b.file_name, b.format, b.imported_at,"
		" b.read_count, b.inserted_count, b.updated_count,"
		" b.unchanged_count, b.rejected_count, (SELECT COUNT(*)"
		"  FROM reject r WHERE r.batch_id = b.id"
		"  AND r.replayed_by IS NULL),"
		" b.blank_count + b.skipped_count, b.repeats_batch,"
		" b.undone_at IS NOT NULL, b.replays_batch"
		" FROM batch b ORDER BY b.id", err);

	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK &&
	       has_row) {
		if (!printed++)
			fprintf(cli->out, "\n%5s  %-20s  %-19s %9s %9s %9s "
				"%9s %9s %9s %9s  %s\n", "batch", "imported",
				"format", "read", "inserted", "updated",
				"unchanged", "rejected", "waiting", "left out",
				"file");
		print_batch(cli, stmt);
	}
	dbr_stmt_close(stmt);
	if (rc == DBR_OK && !printed)
		cli_say(cli, "nothing is imported yet: debrief import FILE...");
	return rc;
}

/* Each question once, as it is scored. */
static enum dbr_status
print_questions(struct cli *cli, struct dbr_store *store,
		struct dbr_error *err)
{
	enum { SHOWN_MAX = 20 };
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	int64_t count = 0;
	enum dbr_status rc = dbr_stmt_open(&stmt, store,
		"SELECT survey, question, scale, scale_min, scale_max, better,"
		" method, ifnull(scale_from, 'unknown'), answer_count"
		" FROM v_survey_question", err);

	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK &&
	       has_row) {
		struct dbr_buf name = DBR_BUF_INIT;

		if (count++ >= SHOWN_MAX)
			continue;
		if (count == 1)
			fputs("\nquestions\n", cli->out);
		dbr_buf_add_clean(&name, dbr_stmt_str(stmt, 0), 40);
		dbr_buf_add_text(&name, ": ");
		dbr_buf_add_clean(&name, dbr_stmt_str(stmt, 1), 60);
		fprintf(cli->out, "  %s\n    %s, %" PRId64 " to %" PRId64 ", "
			"%s is better; scored by: %s; stated by: %s; answers: "
			"%" PRId64 "\n", name.text, dbr_stmt_text(stmt, 2),
			dbr_stmt_i64(stmt, 3), dbr_stmt_i64(stmt, 4),
			dbr_stmt_text(stmt, 5), dbr_stmt_text(stmt, 6),
			dbr_stmt_text(stmt, 7), dbr_stmt_i64(stmt, 8));
		dbr_buf_release(&name);
	}
	if (count > SHOWN_MAX)
		fprintf(cli->out, "  and %" PRId64 " more: debrief sql \"SELECT "
			"* FROM v_survey_question\"\n", count - SHOWN_MAX);
	dbr_stmt_close(stmt);
	return rc;
}

/* What an import said then is still so: a cut export stays cut. */
static enum dbr_status
print_warnings(struct cli *cli, struct dbr_store *store,
	       struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, store,
		"SELECT id, warning FROM (SELECT id, undone_at,"
		"  repeats_batch, warning FROM batch WHERE warning <> ''"
		" UNION ALL SELECT id, undone_at, repeats_batch, 'every row"
		" was rejected: is \"' || format || '\" the right format?'"
		"  FROM batch b WHERE rejected_count > 0"
		"  AND rejected_count = read_count - blank_count -"
		"   skipped_count AND replays_batch IS NULL"
		"  AND EXISTS (SELECT 1 FROM reject r"
		"   WHERE r.batch_id = b.id AND r.replayed_by IS NULL))"
		" WHERE undone_at IS NULL AND repeats_batch IS NULL"
		" ORDER BY id", err);

	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK &&
	       has_row) {
		struct dbr_str rest = dbr_stmt_str(stmt, 1);

		while (rest.at) {
			struct dbr_buf line = DBR_BUF_INIT;

			dbr_buf_add_clean(&line, dbr_str_cut(&rest, '\n'), 0);
			fprintf(cli->out, "warning, batch %" PRId64 ": %s\n",
				dbr_stmt_i64(stmt, 0), line.text);
			dbr_buf_release(&line);
		}
	}
	dbr_stmt_close(stmt);
	return rc;
}

static enum dbr_status
run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	struct dbr_store *store = NULL;
	enum dbr_status rc = cli_open(&store, cli, DBR_STORE_READ, err);

	(void)args;
	if (rc == DBR_OK)
		rc = print_holdings(cli, store, err);
	if (rc == DBR_OK)
		rc = print_batches(cli, store, err);
	if (rc == DBR_OK)
		rc = print_questions(cli, store, err);
	if (rc == DBR_OK)
		rc = print_warnings(cli, store, err);
	dbr_store_close(store);
	return rc;
}

const struct cli_command cmd_status = {
	.name = "status",
	.synopsis = "status",
	.summary = "what the workspace holds, and from which files",
	.example = "debrief status",
	.run = run,
};
