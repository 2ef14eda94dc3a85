/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_undo.c -- debrief undo: take an import back. */
#include <config.h>
#include "cli/cli.h"

#include <inttypes.h>
#include <stdlib.h>
#include "debrief/import.h"

static const struct cli_option options[] = {
	{ "with-later", 0, NULL, "take back later imports that stand on it, "
				 "too" },
	{ "by", 'b', "NAME", "who says so; default: your login name" },
	{ "why", 'w', "TEXT", "the reason, stored beside it" },
	{ "dry-run", 'n', NULL, "do all of it, keep nothing" },
};

static const char *
login_name(void)
{
	const char *name = getenv("LOGNAME");

	if (!name || !*name)
		name = getenv("USER");
	return name && *name ? name : "unknown";
}

static enum dbr_status
print_batch(struct cli *cli, struct dbr_store *store, int64_t batch_id,
	    struct dbr_error *err)
{
	struct dbr_buf line = DBR_BUF_INIT;
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, store,
		"SELECT file_name, inserted_count, updated_count,"
		" unchanged_count FROM batch WHERE id = ?1", err);

	if (rc == DBR_OK) {
		dbr_stmt_bind_i64(stmt, 1, batch_id);
		rc = dbr_stmt_step(stmt, &has_row, err);
	}
	if (rc == DBR_OK && has_row) {
		dbr_buf_addf(&line, "undone    batch %" PRId64 ", ", batch_id);
		dbr_buf_add_clean(&line, dbr_stmt_str(stmt, 0), 60);
		fprintf(cli->out, "%s: of its records %" PRId64 " had been "
			"inserted, %" PRId64 " updated, %" PRId64
			" unchanged\n", line.text, dbr_stmt_i64(stmt, 1),
			dbr_stmt_i64(stmt, 2), dbr_stmt_i64(stmt, 3));
	}
	dbr_stmt_close(stmt);
	dbr_buf_release(&line);
	return rc;
}

static enum dbr_status
run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	struct dbr_undo_request request = {
		.with_later = cli_has(args, "with-later"),
		.dry_run = cli_has(args, "dry-run"),
		.by = cli_value(args, "by"), .why = cli_value(args, "why"),
	};
	struct dbr_undo_result result = { .batches = NULL };
	struct dbr_store *store = NULL;
	enum dbr_status rc;

	if (!dbr_str_to_i64(dbr_str_from(args->words[0]),
			    &request.batch_id)) {
		dbr_fail(err, DBR_EUSAGE, "\"%s\" is not the number of a "
			 "batch", args->words[0]);
		return dbr_fail_hint(err, "debrief status lists them");
	}
	if (!request.by)
		request.by = login_name();
	rc = cli_open(&store, cli, DBR_STORE_WRITE, err);
	if (rc == DBR_OK)
		rc = dbr_import_undo(&result, store, &request, &cli->arena,
				     err);
	for (size_t i = 0; i < result.batch_count && rc == DBR_OK; i++)
		rc = print_batch(cli, store, result.batches[i], err);
	if (rc == DBR_OK && result.expired_count)
		fprintf(cli->out, "expired   %" PRId64 " open proposals that "
			"rested on it: debrief propose looks again\n",
			result.expired_count);
	if (rc == DBR_OK && request.dry_run)
		cli_say(cli, "a dry run changes nothing");
	dbr_store_close(store);
	return rc;
}

const struct cli_command cmd_undo = {
	.name = "undo",
	.synopsis = "undo BATCH [--with-later] [--by NAME] [--dry-run]",
	.summary = "take an import back, as if it had never been",
	.example = "debrief undo 7 --dry-run",
	.options = options,
	.option_count = sizeof(options) / sizeof(options[0]),
	.words_min = 1, .words_max = 1,
	.run = run,
};
