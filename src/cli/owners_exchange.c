/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "cli/owners_exchange.h"

#include <string.h>
#include "cli/grid.h"
#include "debrief/exchange.h"
#include "debrief/file.h"
#include "debrief/number.h"
#include "debrief/time.h"

enum { FILE_MOST = 16 << 20 };

/* "/src/", "src" and "/" are the same folder of a repository. */
static const char *
root_of(const char *text, struct dbr_arena *arena)
{
	struct dbr_str root = dbr_str_from(text ? text : "");

	while (root.size && *root.at == '/')
		root = (struct dbr_str){ root.at + 1, root.size - 1 };
	while (root.size && root.at[root.size - 1] == '/')
		root.size--;
	return dbr_arena_text(arena, root);
}

static enum dbr_status
open_exchange(struct dbr_exchange *out, struct dbr_buf *text, struct cli *cli,
	      const struct cli_args *args, struct dbr_store *store,
	      struct dbr_error *err)
{
	enum dbr_status rc;

	out->format = cli_value(args, "as");
	out->root = root_of(cli_value(args, "root"), &cli->arena);
	if (!out->format) {
		dbr_fail(err, DBR_EUSAGE, "which format is \"%s\"?",
			 out->file_name);
		return dbr_fail_hint(err, "--as raci, codeowners, backstage,"
				     " pagerduty or opsgenie");
	}
	rc = dbr_file_read(text, out->file_name, FILE_MOST, err);
	if (rc != DBR_OK)
		return rc;
	return dbr_exchange_names(out, store, &cli->arena, err);
}

enum dbr_status
owners_write(struct cli *cli, const struct cli_args *args,
	     struct dbr_store *store, int64_t on_us, struct dbr_error *err)
{
	struct dbr_exchange exchange = { .file_name = cli_value(args, "into") };
	const struct dbr_assignment *rows = NULL;
	struct dbr_buf text = DBR_BUF_INIT, out = DBR_BUF_INIT;
	struct dbr_buf diff = DBR_BUF_INIT;
	size_t count = 0, unplaced = 0;
	enum dbr_status rc = open_exchange(&exchange, &text, cli, args, store,
					   err);

	if (rc == DBR_OK)
		rc = dbr_exchange_rows(&rows, &count, store, on_us,
				       &cli->arena, err);
	if (rc == DBR_OK)
		rc = dbr_exchange_write(&out, &unplaced, &exchange,
					dbr_buf_str(&text), rows, count, err);
	if (rc == DBR_OK && cli_has(args, "diff")) {
		dbr_exchange_diff(&diff, exchange.file_name,
				  dbr_buf_str(&text), dbr_buf_str(&out));
		fwrite(diff.text, 1, diff.size, cli->out);
	} else if (rc == DBR_OK) {
		fwrite(out.text, 1, out.size, cli->out);
	}
	if (rc == DBR_OK && unplaced)
		cli_say(cli, "note: the file has no place for %zu of the"
			" owners decided", unplaced);
	dbr_buf_release(&diff);
	dbr_buf_release(&out);
	dbr_buf_release(&text);
	return rc;
}

static void
write_rows(struct cli *cli, const struct dbr_assignment *rows, size_t count,
	   bool is_escalation, int64_t since_us)
{
	static const char *owner_heads[] = { "module", "role", "level",
					     "team", "valid_from" };
	static const char *delay_heads[] = { "module", "severity", "level",
					     "delay_minutes", "valid_from" };
	char since[DBR_ISO_SIZE];
	struct grid grid;

	dbr_iso_text(since, since_us);
	grid_init(&grid, is_escalation ? delay_heads : owner_heads, 5,
		  &cli->arena);
	for (size_t i = 0; i < count; i++) {
		struct dbr_buf minutes = DBR_BUF_INIT;

		if ((strcmp(rows[i].role, "delay") == 0) != is_escalation)
			continue;
		grid_add_text(&grid, rows[i].module);
		if (is_escalation)
			grid_add_count(&grid, rows[i].severity);
		else
			grid_add_text(&grid, rows[i].role);
		grid_add_count(&grid, rows[i].level);
		dbr_double_text(&minutes, rows[i].minutes);
		if (is_escalation)
			grid_add(&grid, dbr_buf_str(&minutes), true);
		else
			grid_add_text(&grid, rows[i].team);
		grid_add_text(&grid, since);
		dbr_buf_release(&minutes);
	}
	grid_write(&grid, GRID_CSV, cli->out);
}

/* A policy of every severity stands for all five. */
static const struct dbr_assignment *
spread(const struct dbr_assignment *rows, size_t *count,
       struct dbr_arena *arena)
{
	struct dbr_assignment *out = dbr_arena_array(arena, 5 * *count,
						     sizeof(*out));
	size_t n = 0;

	for (size_t i = 0; i < *count; i++) {
		bool is_every = strcmp(rows[i].role, "delay") == 0 &&
				!rows[i].severity;

		for (int severity = 1; severity <= (is_every ? 5 : 1);
		     severity++) {
			out[n] = rows[i];
			if (is_every)
				out[n].severity = severity;
			n++;
		}
	}
	*count = n;
	return out;
}

enum dbr_status
owners_read(struct cli *cli, const struct cli_args *args,
	    struct dbr_store *store, int64_t on_us, struct dbr_error *err)
{
	const char *first = args->word_count > 1 ? args->words[1] : NULL;
	bool is_escalation = first && args->word_count > 2 &&
			     strcmp(first, "escalation") == 0;
	struct dbr_exchange exchange = {
		.file_name = args->word_count > 2 ? args->words[2] : first,
	};
	const struct dbr_assignment *rows = NULL;
	struct dbr_buf text = DBR_BUF_INIT;
	size_t count = 0;
	enum dbr_status rc;

	if (!first) {
		dbr_fail(err, DBR_EUSAGE, "read needs a file");
		return dbr_fail_hint(err, "debrief owners read FILE --as"
				     " codeowners");
	}
	rc = open_exchange(&exchange, &text, cli, args, store, err);
	if (rc == DBR_OK)
		rc = dbr_exchange_read(&rows, &count, &exchange,
				       dbr_buf_str(&text), &cli->arena, err);
	if (rc == DBR_OK && !count) {
		rc = dbr_fail(err, DBR_EINPUT, "%s says nothing of the modules"
			      " known here", exchange.file_name);
		dbr_fail_hint(err, "is it --as %s? \"debrief owners show\""
			      " lists the modules; delays are read in minutes",
			      exchange.format);
	}
	if (rc == DBR_OK) {
		rows = spread(rows, &count, &cli->arena);
		write_rows(cli, rows, count, is_escalation,
			   on_us ? on_us : dbr_clock_now());
	}
	dbr_buf_release(&text);
	return rc;
}
